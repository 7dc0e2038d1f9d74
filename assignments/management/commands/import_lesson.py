"""Make a lesson of a document, or show what would be made."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from assignments.domain.material.document_imports import (
    import_document,
    name_without_ending,
    title_refusal,
)
from assignments.importing.documents.plan import Plan, make_plan
from assignments.importing.documents.report import plan_as_json, report_lines
from lessons.domain.create import ANOTHER_TITLE
from lessons.importing.documents.blocks import plain
from lessons.importing.documents.findings import error, warning
from lessons.importing.documents.limits import MAX_BYTES, DocumentRefused
from lessons.importing.documents.opening import READABLE, read_document
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.people.models import School


class Command(BaseCommand):
    help = (
        "Make a lesson of a document (.docx, .odt, .pdf, .txt, .md): its essay, questions and "
        "reading list. With --dry-run, show what would be made and write nothing."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the document")
        parser.add_argument("--school", help="name or short name of a school; else the library")
        parser.add_argument("--title", default="", help="what the lesson is called")
        parser.add_argument("--dry-run", action="store_true", help="show the plan, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(
        self, *, file: Path, school: str | None, title: str, dry_run: bool, **options
    ) -> None:
        as_json = options["json"]
        try:
            owner = _school(school)
            plan = _plan(file, plain(title))
            plan = _with_taken_title(plan, owner, dry_run=dry_run)
            lesson = None if dry_run else _made(plan, owner)
        except (DocumentRefused, Refusal, CommandError) as refused:
            if as_json:
                self._print({"error": str(refused), "findings": [_as_finding(refused)]})
            raise CommandError(str(refused)) from None
        if as_json:
            self._print({**plan_as_json(plan), **_about(lesson, owner, dry_run=dry_run)})
        else:
            self._tell(plan, lesson, dry_run=dry_run)
        if plan.errors:
            raise CommandError(f"Nothing can be made of this. {plan.errors[0]}")

    def _print(self, value: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(value, indent=2))

    def _tell(self, plan: Plan, lesson: Lesson | None, *, dry_run: bool) -> None:
        for line in report_lines(plan):
            self.stdout.write(line)
        if lesson is not None:
            self.stdout.write(f"Made the lesson: {_address(lesson)}")
        elif dry_run:
            self.stdout.write("Nothing was written.")


def _school(name: str | None) -> School | None:
    """Return the school of a short name or a name; None, the library, where none was given."""
    if name is None:
        return None
    found = list(School.objects.filter(slug=name)) or list(
        School.objects.filter(name__iexact=name).order_by("slug")
    )
    if not found:
        raise CommandError(f"There is no school “{name}”.")
    if len(found) > 1:
        slugs = ", ".join(school.slug for school in found)
        raise CommandError(f"Several schools are called “{name}”. Use a short name: {slugs}.")
    return found[0]


def _plan(file: Path, title: str) -> Plan:
    document = read_document(name=file.name, data=_bytes_of(file))
    return make_plan(
        blocks=document.blocks,
        found=document.findings,
        title=title,
        named=name_without_ending(plain(file.name)),
    )


def _with_taken_title(plan: Plan, school: School | None, *, dry_run: bool) -> Plan:
    """Tell that the title is taken: it keeps a lesson from being made, not from being planned."""
    refusal = title_refusal(title=plan.title, school=school)
    if not refusal:
        return plan
    advice = f"{refusal.removesuffix(ANOTHER_TITLE)}Use --title to give this one another."
    return plan.with_finding(warning("", advice) if dry_run else error("", advice))


def _bytes_of(file: Path) -> bytes:
    """Return the file's bytes, one more than allowed at most."""
    if not file.is_file():
        what = "a folder" if file.is_dir() else "not there"
        raise CommandError(f"{file} is {what}. {READABLE}")
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as failed:
        raise CommandError(f"{file} cannot be opened: {failed.strerror}.") from None


def _made(plan: Plan, school: School | None) -> Lesson | None:
    if plan.errors:
        return None
    return import_document(plan=plan, school=school, by=None, at=timezone.now())


def _as_finding(refused: Exception) -> dict[str, str]:
    return error("", str(refused)).as_json()


def _about(lesson: Lesson | None, school: School | None, *, dry_run: bool) -> dict[str, Any]:
    made = {"id": lesson.pk, "slug": lesson.slug, "address": _address(lesson)} if lesson else None
    return {"school": school.slug if school else None, "dry_run": dry_run, "lesson": made}


def _address(lesson: Lesson) -> str:
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
