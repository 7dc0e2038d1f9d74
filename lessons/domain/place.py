"""Put a lesson before a class."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lessons import policy
from lessons.models import Lesson, LessonPlacement
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import SchoolClass, User


@transaction.atomic
def place_lesson(
    *, lesson: Lesson, school_class: SchoolClass, by: User, at: datetime
) -> LessonPlacement:
    """Open a lesson to the students of a class. Placed already, it stays as it is.

    Refuses another school's lesson, one without a text or withdrawn, and an archived class.
    Whether ``by`` teaches the class is the caller's to ask (``SchoolClass.objects.taught_by``).
    """
    _check_may_be_placed(lesson, school_class)
    placement, is_new = LessonPlacement.objects.get_or_create(
        lesson=lesson,
        school_class=school_class,
        defaults={"placed_by": by, "placed_at": at},
    )
    if is_new:
        record(
            verb="place_lesson",
            target=placement,
            by=by,
            tenant_id=school_class.school_id,
            at=at,
            after={"lesson": lesson.pk, "class": school_class.pk},
        )
    return placement


@transaction.atomic
def place_lesson_before_classes(
    *, lesson: Lesson, school_classes: Iterable[SchoolClass], by: User, at: datetime
) -> list[LessonPlacement]:
    """Place a lesson before each of the classes, or before none of them."""
    return [
        place_lesson(lesson=lesson, school_class=school_class, by=by, at=at)
        for school_class in school_classes
    ]


def _check_may_be_placed(lesson: Lesson, school_class: SchoolClass) -> None:
    if lesson.school_id is not None and lesson.school_id != school_class.school_id:
        raise Refusal("This lesson belongs to another school.", code="other_school")
    policy.check_may_be_given(lesson)
    if school_class.is_archived:
        raise Refusal(f"{school_class} is archived.", code="archived")
