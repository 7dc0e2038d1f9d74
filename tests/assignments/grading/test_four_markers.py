"""Four markers at once on one class, in real threads: a thousand acts that Hypothesis draws.

Each marker acts on what was on the screen when the page was opened, which others may have changed
since. What was acknowledged is never lost, and nothing is written over by somebody who had not
seen it: of every grade, comment and tag the acknowledged versions follow one another without a
gap, each made on the one before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assignments.domain.grading.answer_notes import (
    change_part_comment,
    comment_on_part,
    tag_answer,
    untag_answer,
)
from assignments.domain.grading.comment import comment_on_attempt
from assignments.domain.grading.grade import grade_answer
from assignments.models import Answer, AnswerTag, Comment, Grade
from studyhub.access.refusal import Conflict
from studyhub.audit.models import Entry
from tests.assignments.grading.test_at_once import at_once

MARKERS, ACTS, EXAMPLES = 4, 50, 5  # a thousand acts in all
STUDENTS = 3
LABELS = ("1", "2")
KINDS = ("look", "grade", "grade", "grade", "whole", "part", "change", "tag", "untag")
DRAWN = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],  # threads do not repeat themselves, so there is nothing to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


@dataclass(frozen=True)
class Act:
    """What a marker does to one of the class's answers."""

    kind: str
    answer: int
    points: int
    words: str


ACTS_DRAWN = st.builds(
    Act,
    st.sampled_from(KINDS),
    st.integers(0, STUDENTS * len(LABELS) - 1),
    st.integers(0, 4),
    st.sampled_from(["Date?", "Well seen.", "Say why.", ""]),
)
PLANS = st.lists(
    st.lists(ACTS_DRAWN, min_size=ACTS, max_size=ACTS), min_size=MARKERS, max_size=MARKERS
)


@dataclass
class Marker:
    """One person with pages that were opened at different times."""

    person: object
    place: int
    answers: list[Answer]
    seen: dict = field(default_factory=dict)
    acknowledged: list[tuple] = field(default_factory=list)
    conflicts: int = 0

    def run(self, plan: list[Act]) -> None:
        """Do it all; a conflict opens the page again, as it does on the screen."""
        for number, act in enumerate(plan):
            answer = self.answers[act.answer]
            if act.kind == "look" or answer.pk not in self.seen:
                self.look(answer)
            if act.kind == "look":
                continue
            try:
                getattr(self, act.kind)(answer, act, number)
            except Conflict:
                self.conflicts += 1
                self.look(answer)

    def look(self, answer: Answer) -> None:
        grade = Grade.objects.filter(answer=answer).first()
        whole = Comment.objects.filter(attempt=answer.attempt_id, answer=None).first()
        parts = list(Comment.objects.filter(answer=answer, start__isnull=False).order_by("pk"))
        self.seen[answer.pk] = (grade.version if grade else 0, whole.version if whole else 0, parts)

    @property
    def by(self) -> dict:
        return {"by": self.person, "at": timezone.now()}

    def grade(self, answer: Answer, act: Act, number: int) -> None:
        version, whole, parts = self.seen[answer.pk]
        saved = grade_answer(
            answer=answer, points=Decimal(act.points), comment=act.words, based_on=version,
            seen_answer_version=answer.version, **self.by,
        )  # fmt: skip
        assert saved is not None
        if saved.version == version + 1 and saved.graded_by_id == self.person.pk:
            told = ("grade", answer.pk, version, saved.version, saved.points, act.words)
            self.acknowledged.append(told)
        self.seen[answer.pk] = (saved.version, whole, parts)

    def whole(self, answer: Answer, act: Act, number: int) -> None:
        grade, version, parts = self.seen[answer.pk]
        text = f"{act.words} {self.place}.{number}"
        saved = comment_on_attempt(attempt=answer.attempt, text=text, based_on=version, **self.by)
        told = ("whole", answer.attempt_id, version, saved.version, None, text)
        self.acknowledged.append(told)
        self.seen[answer.pk] = (grade, saved.version, parts)

    def part(self, answer: Answer, act: Act, number: int) -> None:
        text = f"Part {self.place}.{number}"
        row = comment_on_part(
            answer=answer, start=0, end=5, text=text, key=f"k{self.place}.{timezone.now()}",
            **self.by,
        )  # fmt: skip
        self.acknowledged.append(("part", row.pk, 0, row.version, None, text))

    def change(self, answer: Answer, act: Act, number: int) -> None:
        rows = self.seen[answer.pk][2]
        if not rows:
            return
        row = rows[act.points % len(rows)]
        text = f"Changed {self.place}.{number}.{timezone.now()}"
        saved = change_part_comment(comment=row, text=text, based_on=row.version, **self.by)
        self.acknowledged.append(("part", row.pk, row.version, saved.version, None, text))
        self.look(answer)

    def tag(self, answer: Answer, act: Act, number: int) -> None:
        tag_answer(answer=answer, kind="strength", text=f"Tag {act.points}", **self.by)

    def untag(self, answer: Answer, act: Act, number: int) -> None:
        untag_answer(answer=answer, kind="strength", text=f"Tag {act.points}", **self.by)


@pytest.fixture
def answers(desk, cast) -> list[Answer]:
    """Return six answers of three students who handed in."""
    people = [cast.alice, cast.bob, *desk.new_students(STUDENTS - 2)]
    works = [desk.handed_in(person) for person in people]
    return [desk.answer(work, label) for work in works for label in LABELS]


@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_and_nothing_is_written_over_unseen(answers, cast):
    chains: dict[tuple, list[tuple]] = defaultdict(list)
    conflicts = 0

    @DRAWN
    @given(plans=PLANS)
    def run(plans):
        nonlocal conflicts
        people = [cast.tessa, cast.theo, cast.asif, cast.sue]
        markers = [Marker(person, place, answers) for place, person in enumerate(people)]
        came = at_once(MARKERS, lambda place: markers[place].run(plans[place]))
        assert came == [None] * MARKERS
        for marker in markers:
            conflicts += marker.conflicts
            for kind, target, *rest in marker.acknowledged:
                chains[kind, target].append(tuple(rest))
        _check(chains)

    run()
    assert conflicts > 0  # else nobody was in anybody's way, and nothing was shown
    assert sum(map(len, chains.values())) > MARKERS * ACTS


def _check(chains) -> None:
    """Every version was made once, on the one before; what stands is what came last."""
    for (kind, target), made in chains.items():
        made.sort()
        first = 1 if kind == "part" else 0
        based_on = [version for version, _made, _points, _text in made if version >= first]
        assert based_on == list(range(first, len(based_on) + first)), (kind, made)
        assert _stands(kind, target) == made[-1][1:], kind
    _check_tags()


def _stands(kind: str, target) -> tuple:
    if kind == "grade":
        grade = Grade.objects.get(answer=target)
        comment = Comment.objects.filter(answer=target, start__isnull=True).first()
        return grade.version, grade.points, comment.text if comment else ""
    rows = {"whole": {"attempt": target, "answer": None}, "part": {"pk": target}}
    row = Comment.objects.get(**rows[kind])
    return row.version, None, row.text


def _check_tags() -> None:
    """A tag is there if the last that was recorded of it is that it was given."""
    told: dict[tuple, bool] = {}
    for entry in Entry.objects.filter(verb__in=("tag", "untag")).order_by("pk"):
        text = (entry.after or entry.before)["text"]
        told[entry.target_id, text] = entry.verb == "tag"
    there = {(str(pk), text) for pk, text in AnswerTag.objects.values_list("answer", "text")}
    assert {key for key, is_there in told.items() if is_there} == there
