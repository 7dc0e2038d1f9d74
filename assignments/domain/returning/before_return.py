"""What a teacher should look at again before work is returned. It warns and forbids nothing.

For staff only: no student page may import this.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q

from assignments.domain.returning.snapshot import Snapshot
from assignments.models import Answer, Assignment, Attempt, Grade, Submission
from studyhub.people.models import Enrollment, User

# Shorter given names are everyday words too often.
SHORTEST_GIVEN_NAME = 3


@dataclass(frozen=True)
class Advice:
    """What to look at again in one student's work; lists hold the labels of answers.

    ``rewritten`` have another text than the one that was graded. ``carried`` were graded on an
    earlier attempt with the same text. ``naming`` says in words which comments hold the name of
    another student of the class.
    """

    ungraded: list[str] = field(default_factory=list)
    bare_zeros: list[str] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    naming: list[str] = field(default_factory=list)
    has_newer_draft: bool = False


def advice_on(
    assignment: Assignment,
    work: Sequence[Submission],
    made: Mapping[str, Snapshot],
    *,
    at: datetime,
) -> dict[str, Advice]:
    """Return what to look at again in handed-in work, by submission. Five queries at most.

    ``made`` are the snapshots that would be returned; what students are called is compared with
    the very words in them.
    """
    rewritten, carried = _texts_since(work)
    drafts = set(
        Attempt.objects.filter(submission__in=work, submitted_at__isnull=True).values_list(
            "submission", flat=True
        )
    )
    names = _names(assignment, at)
    return {
        row.pk: Advice(
            ungraded=[leaf["label"] for leaf in made[row.pk]["leaves"] if leaf["points"] is None],
            bare_zeros=[leaf["label"] for leaf in made[row.pk]["leaves"] if _is_bare_zero(leaf)],
            rewritten=rewritten[row.pk],
            carried=carried[row.pk],
            naming=_naming(made[row.pk], _others(names, row.student)),
            has_newer_draft=row.pk in drafts,
        )
        for row in work
    }


def _is_bare_zero(leaf: dict) -> bool:
    return leaf["points"] == "0" and not (leaf["comment"] or leaf.get("spans"))


def _texts_since(
    work: Sequence[Submission],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the labels of answers rewritten since they were graded, and of those carried over."""
    rewritten: dict[str, list[str]] = defaultdict(list)
    carried: dict[str, list[str]] = defaultdict(list)
    counted = {row.counted_attempt_id: row.pk for row in work}
    grades = Grade.objects.filter(answer__attempt__in=counted).filter(
        ~Q(answer_version=F("answer__version")) | Q(carried_from__isnull=False)
    )
    rows = grades.order_by("answer__question__position").values_list(
        "answer__attempt", "answer__question__label", "carried_from"
    )
    for attempt, label, carried_from in rows:
        (carried if carried_from else rewritten)[counted[attempt]].append(label)
    for submission, label in _graded_before(work):
        rewritten[submission].append(label)
    return rewritten, carried


def _graded_before(work: Sequence[Submission]) -> Iterator[tuple[str, str]]:
    """Yield (submission, label) of answers without a grade that had one on the attempt before."""
    later = {row.pk: row.counted_attempt for row in work}
    rows = Answer.objects.filter(
        attempt__submission__in=later, grade__points__isnull=False
    ).exclude(attempt__in=[row.counted_attempt_id for row in work])
    found = rows.order_by("question__position", "pk").values_list(
        "attempt__submission", "attempt__number", "question__label", "question"
    )
    before = {
        (submission, question): label
        for submission, number, label, question in found
        if (attempt := later[submission]) is not None and number == attempt.number - 1
    }
    if not before:
        return
    graded_now = set(
        Grade.objects.filter(answer__attempt__in=[row.counted_attempt_id for row in work])
        .order_by()
        .values_list("answer__attempt__submission", "answer__question")
    )
    for (submission, question), label in before.items():
        if (submission, question) not in graded_now:
            yield submission, label


# Names ------------------------------------------------------------------------------------------


def _names(assignment: Assignment, at: datetime) -> list[tuple[str, set[str]]]:
    """Return each enrolled student's id with what they are called, folded for comparing."""
    today = assignment.school_class.school.day_of(at)
    rows = Enrollment.objects.of_students().holding_on(today)
    rows = rows.filter(school_class=assignment.school_class_id).select_related("user")
    return [(row.user_id, _called(row.user)) for row in rows.order_by("user")]


def _called(user: User) -> set[str]:
    given, family = _folded(user.given_name), _folded(user.family_name)
    names = {family}
    if len(given) >= SHORTEST_GIVEN_NAME:
        names.add(given)
    return names - {""}


def _folded(text: str) -> str:
    """Fold a text so that spellings which a reader holds for the same compare equal."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _others(names: Iterable[tuple[str, set[str]]], student: User) -> re.Pattern[str] | None:
    """Return a pattern for the names of others that are not this student's as well."""
    own = {_folded(student.given_name), _folded(student.family_name)}
    others = {name for pk, called in names if pk != student.pk for name in called} - own
    if not others:
        return None
    choices = "|".join(re.escape(name) for name in sorted(others, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)")


def _naming(snapshot: Snapshot, others: re.Pattern[str] | None) -> list[str]:
    if others is None:
        return []
    found = [where for where, text in _spoken(snapshot) if others.search(_folded(text))]
    return list(dict.fromkeys(found))


def _spoken(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield everything a teacher wrote, with where it stands, in words."""
    for leaf in snapshot["leaves"]:
        yield f"comment on {leaf['label']}", leaf["comment"]
        for span in leaf.get("spans", []):
            yield f"comment on a passage of {leaf['label']}", span["comment"]
        for text in [*leaf.get("strengths", []), *leaf.get("next_steps", [])]:
            yield f"strengths and next steps of {leaf['label']}", text
    yield "comment on the whole", snapshot["overall"]
