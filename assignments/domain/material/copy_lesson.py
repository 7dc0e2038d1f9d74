"""Copy a lesson of the library to a school, which may change its copy."""

from datetime import datetime

from django.db import transaction

from assignments.exporting.pack import default_set, export_pack
from assignments.importing.pack import load
from lessons.domain.load import find_lesson
from lessons.models import Lesson
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import School, User


@transaction.atomic
def copy_lesson(*, lesson: Lesson, school: School, by: User, at: datetime) -> Lesson:
    """Give the school a lesson of its own with the same text, timeline, readings and questions.

    The copy begins with its own edition 1 and goes its own way from there; no class gets it by
    this. One audit entry is written. Refuses a lesson that is not the library's; ``Conflict``
    with the lesson where the school has one of this name.
    """
    if lesson.school_id is not None:
        raise Refusal("Only lessons of the library are copied.", code="not_of_the_library")
    own = find_lesson(slug=lesson.slug, school=school)
    if own is not None:
        raise Conflict(f"{school.name} has this lesson already.", current=own)
    loaded = load(
        pack=export_pack(lesson=lesson, question_set=default_set(lesson)),
        school=school,
        by=by,
        at=at,
        verb="copy_lesson",
        before={"lesson": lesson.pk, "edition": lesson.current_edition_id},
    )
    return loaded.lesson
