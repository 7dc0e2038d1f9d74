"""Make a new lesson of what was read elsewhere."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from lessons.domain.load import replace_readings
from lessons.domain.publish import publish_edition
from lessons.domain.timeline import replace_timeline
from lessons.importing.pack import LessonPack
from lessons.importing.shape import limit
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, User

ANOTHER_TITLE = "Give this one another title."
_MOST_ALIKE = 1000


@transaction.atomic
def create_lesson(
    *, pack: LessonPack, school: School | None, by: User | None, at: datetime
) -> Lesson:
    """Make a lesson with its first edition, timeline and readings; the library's without a school.

    Refuses a title that a lesson of the same school has already: a second import of a document
    is no second lesson. Writes no audit entry, being part of the act that has one.
    """
    lesson = Lesson(
        slug=pack.slug,
        school=school,
        title=pack.title,
        subtitle=pack.subtitle,
        summary=pack.summary,
        language=pack.language,
        themes=[{"id": theme.key, "title": theme.title} for theme in pack.themes],
        created_at=at,
    )
    check_fields(lesson, "title", "subtitle")
    check_title_is_free(title=lesson.title, school=school)
    try:
        with transaction.atomic():
            lesson.save(force_insert=True)
    except IntegrityError:  # somebody made it in this moment
        raise _taken(lesson.title, school) from None
    publish_edition(lesson=lesson, essay=pack.essay, glossary=pack.glossary, at=at, by=by)
    replace_timeline(lesson=lesson, pack=pack, kept_events=())
    replace_readings(lesson, pack)
    return lesson


def check_title_is_free(*, title: str, school: School | None) -> None:
    """Refuse a title that the school, or the library, has already, however it is capitalized."""
    alike = Lesson.objects.filter(school=school, title__iexact=title)
    if alike.exists():
        raise _taken(title, school)


def free_slug(*, title: str, school: School | None) -> str:
    """Return an address for a title that no lesson of the school has yet."""
    most = limit(Lesson, "slug")
    stem = re.sub(r"[^a-z0-9-]", "", slugify(title))[: most - 5].strip("-") or "lesson"
    stem = re.sub(r"-{2,}", "-", stem)
    taken = set(
        Lesson.objects.filter(school=school, slug__startswith=stem).values_list("slug", flat=True)
    )
    tries = (stem, *(f"{stem}-{number}" for number in range(2, _MOST_ALIKE)))
    return next(slug for slug in tries if slug not in taken)


def _taken(title: str, school: School | None) -> Refusal:
    where = school.name if school else "The library"
    return Refusal(
        f"{where} has a lesson called “{title}” already. {ANOTHER_TITLE}",
        code="title",
    )
