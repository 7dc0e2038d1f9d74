"""What a lesson says of itself besides its title, which is the essay's."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lessons.domain.claim import claim_lesson
from lessons.domain.rows import update_row
from lessons.importing.readers import LANGUAGE
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_length, checked_line, checked_prose
from studyhub.people.models import User


@dataclass(frozen=True)
class Details:
    """``language`` is a code such as "en"."""

    subtitle: str
    summary: str
    language: str


def details_of(lesson: Lesson) -> Details:
    """Return what is stored."""
    return Details(lesson.subtitle, lesson.summary, lesson.language)


@transaction.atomic
def change_details(
    *, lesson: Lesson, based_on: int, details: Details, by: User, at: datetime
) -> None:
    """Change subtitle, summary and language. Saving them as they are writes nothing."""
    checked = Details(
        subtitle=checked_line(Lesson, "subtitle", details.subtitle),
        summary=checked_prose(Lesson, "summary", details.summary),
        language=_language(details.language),
    )
    before = details_of(lesson)
    if checked == before:
        return
    claim_lesson(lesson, based_on)
    update_row(lesson, vars(checked))
    record(
        verb="change_details",
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        before=vars(before),
        after=vars(checked),
    )


def _language(typed: str) -> str:
    code = typed.strip()
    check_length(code, Lesson._meta.get_field("language").max_length, "language")
    if not LANGUAGE.fullmatch(code):
        raise Refusal("Write a language code such as “en”, “de” or “pt-BR”.", code="language")
    return code
