"""Documents on their way to becoming lessons: begin, correct, discard, apply.

Reading the file comes before (``lessons.importing.documents``): it may take seconds, and no
transaction waits for it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from assignments.importing.documents.decisions import Decisions, decisions_from_json
from assignments.importing.documents.making import make_lesson
from assignments.importing.documents.plan import Plan, make_plan
from assignments.models import DocumentImport
from lessons.domain.create import check_title_is_free
from lessons.importing.documents.blocks import block_as_json, block_from_json, plain
from lessons.importing.documents.found import Document, finding_from_json
from lessons.importing.shape import limit
from lessons.models import Lesson
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, User

MAX_UNFINISHED = 20
_CHANGED = (
    "This plan was changed after you opened the page, in another window perhaps. Nothing of this "
    "page was saved: below is the plan as it stands now."
)


@transaction.atomic
def begin_import(
    *, document: Document, file_name: str, school: School | None, by: User, at: datetime
) -> DocumentImport:
    """Keep what was read from a document, to be corrected; the file itself is not kept.

    Refuses the twenty-first that one person leaves unfinished.
    """
    if DocumentImport.objects.filter(made_by=by, applied_at__isnull=True).count() >= MAX_UNFINISHED:
        raise Refusal(
            f"You have {MAX_UNFINISHED} documents that are not lessons yet. Finish or delete one "
            "before you bring in another.",
            code="full",
        )
    name = plain(file_name)[: limit(DocumentImport, "file_name")] or "Document"
    plan = make_plan(blocks=document.blocks, named=name_without_ending(name))
    row = DocumentImport(
        school=school,
        made_by=by,
        made_at=at,
        file_name=name,
        title=plan.title[: limit(DocumentImport, "title")].strip(),
        blocks=[block_as_json(block) for block in document.blocks],
        findings=[finding.as_json() for finding in document.findings],
    )
    row.save(force_insert=True)
    _record("begin_import", row, by, at, after={"file_name": row.file_name})
    return row


def name_without_ending(name: str) -> str:
    """Return a file's name as a title to fall back on: without its ending, signs as spaces."""
    stem = name.rpartition(".")[0] or name
    return " ".join(stem.replace("_", " ").replace("-", " ").split())


def plan_of(row: DocumentImport) -> Plan:
    """Return the plan as it stands, with the teacher's corrections."""
    return make_plan(
        blocks=[block_from_json(value) for value in row.blocks],
        found=[finding_from_json(value) for value in row.findings],
        title=row.title,
        named=name_without_ending(row.file_name),
        decisions=decisions_of(row),
    )


def decisions_of(row: DocumentImport) -> Decisions:
    """Return what was decided so far."""
    return decisions_from_json(row.decisions)


@transaction.atomic
def correct_import(
    *,
    row: DocumentImport,
    based_on: int,
    title: str,
    decisions: Decisions,
    by: User,
    at: datetime,
) -> None:
    """Put a title and decisions in the place of those there were; nothing is recorded if alike.

    ``Conflict`` where the plan has moved on from ``based_on``; ``Refusal`` once it is a lesson.
    """
    before, kept = {"title": row.title, **decisions_of(row).as_json()}, decisions.as_json()
    row.title = title
    check_fields(row, "title")
    if row.version == based_on and before == {"title": row.title, **kept}:
        return
    row.decisions = kept
    _claim(row, based_on, title=row.title, decisions=kept)
    _record("correct_import", row, by, at, before=before, after={"title": row.title, **kept})


@transaction.atomic
def discard_import(*, row: DocumentImport, by: User, at: datetime) -> None:
    """Delete what was read from a document, with all corrections. Refuses once it is a lesson."""
    _record("discard_import", row, by, at, before={"file_name": row.file_name})
    deleted, _by_model = DocumentImport.objects.filter(pk=row.pk, applied_at__isnull=True).delete()
    if not deleted:
        raise Refusal("This document is a lesson already, or was deleted.", code="applied")


@transaction.atomic
def apply_import(*, row: DocumentImport, based_on: int, by: User, at: datetime) -> Lesson:
    """Make the lesson: all of it or nothing. The document is then done with.

    ``Conflict`` where the plan has moved on from ``based_on``; ``Refusal`` for a plan with
    errors, a title the school has already, and a document that is a lesson.
    """
    _claim(row, based_on)
    lesson = make_lesson(
        plan=plan_of(row),
        chosen=decisions_of(row).accepted,
        school=row.school,
        by=by,
        at=at,
    )
    DocumentImport.objects.filter(pk=row.pk).update(applied_at=at, lesson=lesson)
    row.applied_at, row.lesson = at, lesson
    _record("apply_import", row, by, at, after=made_as_json(lesson))
    return lesson


def import_document(*, plan: Plan, school: School | None, by: User | None, at: datetime) -> Lesson:
    """Make the lesson of a plan that nobody corrected, without events: those are for accepting.

    Writes one audit entry, on the lesson.
    """
    with transaction.atomic():
        lesson = make_lesson(plan=plan, chosen={}, school=school, by=by, at=at)
        record(
            verb="import_lesson",
            target=lesson,
            by=by,
            tenant_id=lesson.school_id,
            at=at,
            after=made_as_json(lesson),
        )
    return lesson


def made_as_json(lesson: Lesson) -> dict[str, Any]:
    """Return what was made, for the audit trail."""
    return {"lesson": lesson.pk, "edition": lesson.current_edition_id}


def title_refusal(*, title: str, school: School | None) -> str:
    """Return why a title cannot be used: the school has a lesson of it. Empty where it can."""
    try:
        check_title_is_free(title=title, school=school)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _claim(row: DocumentImport, based_on: int, **values: Any) -> None:
    """Raise the version with a change, within this transaction."""
    changed = DocumentImport.objects.filter(
        pk=row.pk, version=based_on, applied_at__isnull=True
    ).update(version=based_on + 1, **values)
    if changed:
        row.version = based_on + 1
        return
    current = DocumentImport.objects.select_related("lesson").filter(pk=row.pk).first()
    if current is None or current.applied_at is not None:
        raise Refusal("This document is a lesson already, or was deleted.", code="applied")
    raise Conflict(_CHANGED, current=current)


def _record(
    verb: str, row: DocumentImport, by: User, at: datetime, *, before=None, after=None
) -> None:
    record(
        verb=verb,
        target=row,
        by=by,
        tenant_id=row.school_id,
        at=at,
        before=before,
        after=after,
    )
