"""Begin a lesson."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from lessons.domain.draft_text import Rows
from lessons.domain.drafts import save_draft
from lessons.domain.slugs import free_slug
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, User

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#!{}~|])")
_TRIES = 5


@transaction.atomic
def create_lesson(
    *,
    school: School | None,
    title: str,
    by: User,
    at: datetime,
    markdown: str = "",
    glossary: Rows = (),
) -> Lesson:
    """Begin a lesson of a school, or of the library, with a draft and nothing published.

    The address is made from the title and stays. Without ``markdown`` the draft has the title
    alone.
    """
    lesson = Lesson(school=school, title=title, created_at=at)
    check_fields(lesson, "title")
    _save_with_free_slug(lesson)
    save_draft(
        lesson=lesson,
        markdown=markdown or f"# {as_markdown(lesson.title)}\n",
        glossary=glossary,
        based_on=0,
        edition=None,
        by=by,
        at=at,
    )
    record(
        verb="create_lesson",
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        after={"title": lesson.title, "slug": lesson.slug},
    )
    return lesson


def as_markdown(words: str) -> str:
    """Return words so that they read as themselves in an essay."""
    return _SPECIAL.sub(r"\\\1", words)


def _save_with_free_slug(lesson: Lesson) -> None:
    """Try the next name where somebody took one at the same moment."""
    for _try in range(_TRIES):
        lesson.slug = free_slug(lesson.title, school=lesson.school)
        try:
            with transaction.atomic():
                lesson.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise Refusal("Many lessons of this name are being made. Try again.", code="title")
