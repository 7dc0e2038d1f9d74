"""Shorthands: bring a document in as a teacher does, and send its plan back."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assignments.domain.material.document_imports import plan_of
from assignments.models import DocumentImport
from tests.assignments.importing.documents.planning import PARAGRAPH
from tests.conftest import signed_in

NEW = "/admin/assignments/documentimport/new/"
SMALL = "\n".join(
    [
        "The League",
        f"{PARAGRAPH} It was in November 1920.",
        "Best essays",
        "Questions",
        "1. Why did it fail?",
        "2. Explain the following:",
        "Vienna -",
        "Genoa -",
    ]
)
TITLE, TEXT, CLUTTER, OPENER, FIRST, SECOND, VIENNA, GENOA = range(8)


def upload(client: Client, data: bytes | str, name: str = "league.txt"):
    """Send a file to the upload."""
    content = data.encode() if isinstance(data, str) else data
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def bring(user, data: bytes | str = SMALL, name: str = "league.txt") -> DocumentImport:
    """Bring a document in and return it."""
    response = upload(signed_in(user), data, name)
    assert response.status_code == 302, response.content.decode()
    return DocumentImport.objects.get(pk=re.search("documentimport/([a-z0-9]+)/", response.url)[1])


def plan_address(row: DocumentImport) -> str:
    return reverse("admin:assignments_documentimport_plan", args=[row.pk])


def discard_address(row: DocumentImport) -> str:
    return reverse("admin:assignments_documentimport_discard", args=[row.pk])


def filled(row: DocumentImport, part: int = 1, **changes) -> dict[str, str]:
    """Return what the plan's page would send unchanged, but for the changes.

    A change of ``role_4="aside"`` is one of the field ``role-4``.
    """
    from assignments.domain.material.document_imports import decisions_of
    from assignments.forms.document_imports import PlanForm
    from assignments.views.material.import_page import events_in, parts_of

    plan = plan_of(row)
    blocks = parts_of(plan)[part - 1]
    form = PlanForm(
        plan=plan,
        decisions=decisions_of(row),
        version=row.version,
        blocks=blocks,
        events=events_in(plan, blocks),
    )
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            data[name] = "on" if value is True else str(value)
    named = {name.replace("_", "-", 1): value for name, value in changes.items()}
    return {**data, "part": str(part), "act": "update", **named}


def roles(row: DocumentImport) -> list[str]:
    """Return the role of each block as the plan stands."""
    row.refresh_from_db()
    return [guess.role.value for guess in plan_of(row).guesses]
