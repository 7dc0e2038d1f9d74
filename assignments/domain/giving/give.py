"""Give a question set, whole or in part, to classes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from assignments.domain.giving.times import check_order
from assignments.domain.giving.work_rules import (
    NO_RULES,
    WorkRules,
    check_work_rules,
    rules_for_the_record,
)
from assignments.domain.points import points_text
from assignments.domain.prose import checked_prose
from assignments.domain.telling.tell import tell_assigned
from assignments.domain.timing.lateness import LateTerms
from assignments.enums import LateRule
from assignments.models import Assignment, AssignmentQuestion, Question, QuestionSetVersion
from lessons.domain.place import place_lesson
from lessons.policy import check_may_be_given
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import SchoolClass, User
from studyhub.web.ids import ALPHABET, LENGTH, new_id

ACCEPTED = LateTerms(LateRule.ACCEPTED)


@dataclass(frozen=True)
class ClassTimes:
    """A class to give to, and when the work opens, is due and closes there."""

    school_class: SchoolClass
    opens_at: datetime
    due_at: datetime | None = None
    closes_at: datetime | None = None


@transaction.atomic
def give(
    *,
    version: QuestionSetVersion,
    questions: Iterable[Question],
    classes: Sequence[ClassTimes],
    title: str,
    by: User,
    at: datetime,
    instructions: str = "",
    late: LateTerms = ACCEPTED,
    collects_drafts: bool = True,
    rules: WorkRules = NO_RULES,
    key: str = "",
) -> list[Assignment]:
    """Make one assignment per class, pinned to the version and to the essay as it is now.

    Opens the lesson to each class as well, and makes the students a notice. ``questions`` are the
    leaves to ask. The same ``key`` by the same person gives to a class once: sent again, it
    returns what was made the first time, unchanged. Refuses classes that ``by`` does not teach and
    archived ones, a lesson without a text or withdrawn, no questions, questions that are no leaves
    of the version, times out of order, a word guide out of order and another school's honesty
    statement; then nothing is given to any class.
    """
    leaves = _check_leaves(version, questions)
    _check_classes(version, classes, by)
    given = []
    for times in classes:
        check_work_rules(rules, times.school_class.school_id)
    for times in classes:
        assignment = Assignment(
            pk=_id_for(key, times.school_class, by),
            set_version=version,
            school_class=times.school_class,
            edition=version.question_set.lesson.current_edition,
            title=title,
            instructions=checked_prose(Assignment, "instructions", instructions),
            opens_at=times.opens_at,
            due_at=times.due_at,
            closes_at=times.closes_at,
            **asdict(late),
            collects_drafts=collects_drafts,
            **rules.columns(),
            given_by=by,
            created_at=at,
        )
        check_fields(assignment, "title")
        given.append(_give_once(assignment, leaves, by, at))
    tell_assigned(assignments=given, at=at)
    return given


def classes_given(
    *, version: QuestionSetVersion, classes: Iterable[SchoolClass], by: User, key: str
) -> list[SchoolClass]:
    """Return those of the classes that were given this version before, not by this ``key``."""
    rows = list(classes)
    made_by_key = [_id_for(key, row, by) for row in rows]
    given = Assignment.objects.filter(set_version=version).exclude(pk__in=made_by_key)
    return list(
        SchoolClass.objects.filter(pk__in=[row.pk for row in rows]).filter(
            pk__in=given.values("school_class")
        )
    )


def _check_leaves(version: QuestionSetVersion, questions: Iterable[Question]) -> list[Question]:
    wanted = {question.pk for question in questions}
    if not wanted:
        raise Refusal("Tick at least one question.", code="no_questions")
    leaves = list(version.questions.filter(pk__in=wanted, points__isnull=False))
    if len(leaves) != len(wanted):
        raise Refusal("A question you chose is not part of this version.", code="other_version")
    return leaves


def _check_classes(version: QuestionSetVersion, classes: Sequence[ClassTimes], by: User) -> None:
    question_set = version.question_set
    check_may_be_given(question_set.lesson)
    chosen = {times.school_class.pk for times in classes}
    if not chosen:
        raise Refusal("Choose at least one class.", code="no_classes")
    taught = SchoolClass.objects.taught_by(by).current().filter(pk__in=chosen)
    if question_set.school_id is not None:
        taught = taught.filter(school=question_set.school_id)
    if len(chosen) != len(classes) or taught.count() != len(chosen):
        raise Refusal("Choose from the classes you teach that are not archived.", code="not_taught")
    for times in classes:
        check_order(opens_at=times.opens_at, due_at=times.due_at, closes_at=times.closes_at)


def _id_for(key: str, school_class: SchoolClass, by: User) -> str:
    """Return the id that this key has for this class, so that a second click finds the first."""
    if not key:
        return new_id()
    digest = salted_hmac(
        "assignments.give", f"{by.pk} {school_class.pk} {key}", algorithm="sha256"
    ).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def _give_once(
    assignment: Assignment, leaves: list[Question], by: User, at: datetime
) -> Assignment:
    try:
        with transaction.atomic():
            assignment.save(force_insert=True)
    except IntegrityError:
        return Assignment.objects.get(pk=assignment.pk)
    AssignmentQuestion.objects.bulk_create(
        AssignmentQuestion(assignment=assignment, question=question) for question in leaves
    )
    place_lesson(
        lesson=assignment.set_version.question_set.lesson,
        school_class=assignment.school_class,
        by=by,
        at=at,
    )
    _record(assignment, leaves, by, at)
    return assignment


def _record(assignment: Assignment, leaves: list[Question], by: User, at: datetime) -> None:
    def text(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    record(
        verb="give",
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        after={
            "class": assignment.school_class_id,
            "set_version": assignment.set_version_id,
            "edition": assignment.edition_id,
            "title": assignment.title,
            "questions": [question.label for question in leaves],
            "opens_at": text(assignment.opens_at),
            "due_at": text(assignment.due_at),
            "closes_at": text(assignment.closes_at),
            "late_rule": assignment.late_rule,
            "late_points_per_day": points_text(assignment.late_points_per_day),
            "late_floor_percent": assignment.late_floor_percent,
            "collects_drafts": assignment.collects_drafts,
            **rules_for_the_record(assignment),
        },
    )
