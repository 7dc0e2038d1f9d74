"""Question sets: making, copying, naming, and the versions they go through."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from assignments.domain.material.copying import copy_questions
from assignments.domain.prose import checked_prose
from assignments.models import QuestionSet, QuestionSetVersion
from lessons.models import Lesson
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, User

_CHANGED = (
    "Somebody changed these questions after you opened the page. Nothing of yours was saved yet: "
    "look at both below and choose."
)


@transaction.atomic
def create_set(
    *, lesson: Lesson, school: School | None, title: str, by: User | None, at: datetime
) -> QuestionSet:
    """Make a set with an empty first version; the library's where ``school`` is None.

    Refuses another school's lesson, and for the library one that is a school's.
    """
    _check_lesson(lesson, school)
    question_set = _new_set(lesson, school, title, by, at)
    _new_version(question_set, number=1, introduction="", at=at)
    _record("create_set", question_set, by, at, after={"title": question_set.title})
    return question_set


@transaction.atomic
def copy_set(
    *, question_set: QuestionSet, school: School, by: User, at: datetime, title: str = ""
) -> QuestionSet:
    """Copy the latest version of a library set, or of one of the school's own, whole.

    The copy is the school's; the original stays as it is. Refuses another school's set.
    """
    if question_set.school_id not in (None, school.pk):
        raise Refusal("This question set belongs to another school.", code="other_school")
    _check_lesson(question_set.lesson, school)
    source = latest_version(question_set)
    copy = _new_set(question_set.lesson, school, title or question_set.title, by, at)
    version = _new_version(copy, number=1, introduction=source.introduction, at=at)
    copy_questions(source=source, target=version)
    _record(
        "copy_set", copy, by, at, before={"copied_version": source.pk}, after={"title": copy.title}
    )
    return copy


@transaction.atomic
def new_version(
    *, question_set: QuestionSet, based_on: str, by: User, at: datetime
) -> QuestionSetVersion:
    """Start version n+1 as a copy of the latest, which ``based_on`` names by its id.

    What was given stays pinned to the older version. ``Conflict`` where somebody started a
    newer version meanwhile.
    """
    QuestionSet.objects.select_for_update().get(pk=question_set.pk)
    latest = latest_version(question_set)
    if latest.pk != based_on:
        raise Conflict(f"Somebody started version {latest.number} meanwhile.", current=latest)
    version = _new_version(
        question_set, number=latest.number + 1, introduction=latest.introduction, at=at
    )
    copy_questions(source=latest, target=version)
    _record(
        "new_version", question_set, by, at,
        before={"version": latest.number}, after={"version": version.number},
    )  # fmt: skip
    return version


@transaction.atomic
def describe_set(
    *, version: QuestionSetVersion, based_on: int, title: str, introduction: str,
    by: User, at: datetime,
) -> None:  # fmt: skip
    """Change the set's title and the introduction that students read above the questions."""
    question_set = version.question_set
    before = {"title": question_set.title, "introduction": version.introduction}
    claim(version, based_on)
    question_set.title = title
    version.introduction = checked_prose(QuestionSetVersion, "introduction", introduction)
    check_fields(question_set, "title")
    question_set.save(update_fields=["title"])
    version.save(update_fields=["introduction"])
    after = {"title": question_set.title, "introduction": version.introduction}
    _record("describe_set", question_set, by, at, before=before, after=after)


def latest_version(question_set: QuestionSet) -> QuestionSetVersion:
    """Return the version that is edited and given."""
    version = question_set.versions.order_by("-number").first()
    if version is None:
        raise Refusal("This question set has no questions yet.", code="no_version")
    version.question_set = question_set
    return version


def claim(version: QuestionSetVersion, based_on: int) -> None:
    """Raise the token for a change within this transaction; the caller then writes.

    Refuses a version that is frozen, or that a newer one follows. ``Conflict`` where the
    version has moved on from ``based_on``; ``current`` is it as it stands.
    """
    row = QuestionSetVersion.objects.select_for_update().get(pk=version.pk)
    newest = QuestionSetVersion.objects.filter(question_set=row.question_set_id).aggregate(
        number=Max("number")
    )["number"]
    if row.number != newest:
        raise Refusal(
            f"Version {newest} follows this one, so version {row.number} stays as it is.",
            code="older_version",
        )
    if row.frozen_at is not None:
        raise Refusal(
            f"A student has begun work on version {row.number}, so its questions stay as they "
            "are. Start the next version to change more than a typing error.",
            code="frozen",
        )
    raise_token(row, based_on)
    version.token = row.token


def raise_token(version: QuestionSetVersion, based_on: int) -> None:
    """Raise the token, or raise ``Conflict``: somebody saved since the page was opened."""
    changed = QuestionSetVersion.objects.filter(pk=version.pk, token=based_on).update(
        token=based_on + 1
    )
    version.refresh_from_db(fields=["token", "frozen_at"])
    if not changed:
        raise Conflict(_CHANGED, current=version)


def _check_lesson(lesson: Lesson, school: School | None) -> None:
    if lesson.school_id not in (None, school.pk if school else None):
        raise Refusal("This lesson belongs to another school.", code="lesson")


def _new_set(
    lesson: Lesson, school: School | None, title: str, by: User | None, at: datetime
) -> QuestionSet:
    question_set = QuestionSet(lesson=lesson, school=school, title=title, made_by=by, created_at=at)
    check_fields(question_set, "title")
    question_set.save(force_insert=True)
    return question_set


def _new_version(
    question_set: QuestionSet, *, number: int, introduction: str, at: datetime
) -> QuestionSetVersion:
    return QuestionSetVersion.objects.create(
        question_set=question_set, number=number, introduction=introduction, created_at=at
    )


def _record(
    verb: str, question_set: QuestionSet, by: User | None, at: datetime, *, before=None, after=None
) -> None:
    record(
        verb=verb,
        target=question_set,
        by=by,
        tenant_id=question_set.school_id,
        at=at,
        before=before,
        after=after,
    )
