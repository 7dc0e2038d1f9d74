"""The grading sheet: what a teacher has in view for one piece of work.

For staff only: no student page may import this.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from assignments.domain.citing.cited import Citations, citations_by_answer, used_in
from assignments.domain.grading.earlier import Earlier, earlier_answers, earlier_of
from assignments.domain.grading.noted import NotedPart, parts_of, tags_on
from assignments.domain.grading.points_made import Tick, points_for, ticks_of
from assignments.domain.grading.source_pane import SourcePlace, source_of
from assignments.domain.material.guides import Guide, Level, guides_for
from assignments.domain.points import points_text, sum_of
from assignments.domain.returning.returned import ReturnedSpan
from assignments.domain.returning.snapshot import context_of, points_of
from assignments.enums import TagKind
from assignments.models import (
    Answer,
    AnswerTag,
    Assignment,
    Attempt,
    Citation,
    Comment,
    Grade,
    Question,
    Submission,
)
from studyhub.people.models import User
from studyhub.web.text import is_blank


@dataclass(frozen=True)
class SheetLeaf:
    """One answer with its question, its guide and what is saved for it.

    ``tags_across`` are those on all answers to the question, where it alone is looked at.
    """

    answer: Answer
    guide: Guide
    comment: str
    citations: Citations
    earlier: Earlier | None = None
    parts: Sequence[NotedPart] = ()
    tags: Sequence[AnswerTag] = ()
    tags_across: Sequence[AnswerTag] = ()

    @property
    def spans(self) -> list[ReturnedSpan]:
        """Return the parts with comments, as the student's page will mark them."""
        return [part.span for part in self.parts]

    @property
    def cited(self) -> list[Citation]:
        """Return what the text rests on, by number."""
        return used_in(self.answer.text, self.citations)

    @property
    def question(self) -> Question:
        """Return the question."""
        return self.answer.question

    @property
    def context(self) -> list[str]:
        """Return the texts of the questions this is a part of, outermost first."""
        return context_of(self.question)

    @property
    def source(self) -> list[SourcePlace]:
        """Return the paragraphs to have in view: what is cited, and what the guide names."""
        return source_of(self.guide.excerpts, self.cited)

    @property
    def grade(self) -> Grade | None:
        """Return the grade, None where nobody graded it."""
        return getattr(self.answer, "grade", None)

    @property
    def points(self) -> Decimal | None:
        """Return the points, None for ungraded."""
        return points_of(self.answer)

    @property
    def points_text(self) -> str:
        """Return the points as typed into the box: nothing for ungraded, "0" for zero."""
        return points_text(self.points)

    @property
    def points_max(self) -> str:
        """Return what the question is worth."""
        return points_text(self.question.points)

    @property
    def carried_from(self) -> int | None:
        """Return the number of the attempt on which it was graded, if that is not this one."""
        carried = self.grade.carried_from if self.grade else None
        return carried.number if carried else None

    @property
    def version(self) -> int:
        """Return the token of points and comment, 0 where there is no grade yet."""
        return self.grade.version if self.grade else 0

    @property
    def is_graded(self) -> bool:
        """Tell whether it has points; zero counts."""
        return self.points is not None

    @property
    def levels(self) -> list[tuple[Level, bool]]:
        """Return the guide's levels, each with whether the points saved lie in it."""
        points = self.points
        return [
            (level, points is not None and level.low <= points <= level.high)
            for level in self.guide.levels
        ]

    @property
    def ticks(self) -> list[Tick]:
        """Return the points that the guide expects, each with whether it was ticked."""
        return ticks_of(self.guide.expected, self.tags)

    @property
    def made(self) -> int:
        """Count the points that were ticked."""
        return sum(tick.is_made for tick in self.ticks)

    @property
    def points_for_ticks(self) -> str:
        """Return what the ticks are worth, as typed into the box; nothing for none."""
        return points_text(points_for(self.made, self.question)) if self.made else ""

    @property
    def tags_in_words(self) -> list[AnswerTag]:
        """Return the tags but for ticks, which the guide shows."""
        return [tag for tag in self.tags if tag.kind != TagKind.MADE]

    @property
    def is_blank(self) -> bool:
        """Tell whether the student wrote nothing a reader would see."""
        return is_blank(self.answer.text)


@dataclass(frozen=True)
class Sheet:
    """All leaves of what a student handed in last, and the comment on the whole.

    ``earlier_overall`` is the comment on the attempt before as a whole, which is not carried over.
    """

    attempt: Attempt
    leaves: Sequence[SheetLeaf]
    overall: Comment | None
    earlier_overall: str = ""

    @property
    def changed(self) -> list[SheetLeaf]:
        """Return the answers with another text than in the attempt before."""
        return [leaf for leaf in self.leaves if leaf.earlier and leaf.earlier.is_changed]

    @property
    def earlier_number(self) -> int:
        """Return the number of the attempt before; 0 where this is the first."""
        return self.attempt.number - 1

    @property
    def graded(self) -> int:
        """Count the answers with points."""
        return sum(leaf.is_graded for leaf in self.leaves)

    @property
    def points(self) -> str:
        """Return the points so far; nothing where nothing is graded."""
        return points_text(sum_of(leaf.points for leaf in self.leaves))

    @property
    def points_max(self) -> str:
        """Return what all of it is worth."""
        return points_text(sum_of(leaf.question.points for leaf in self.leaves))


def sheet_of(
    submission: Submission, question: Question | None = None, *, by: User | None = None
) -> Sheet:
    """Return the sheet of what was handed in last, of one question only where one is given.

    With ``by`` it holds only what that person may grade.

    The submission must come with ``counted_attempt`` and ``assignment__edition``. Fourteen
    queries, however much there is; one more for a later attempt, which comes with what was given
    on the one before.
    """
    attempt = submission.counted_attempt
    assert attempt is not None  # noqa: S101  (only handed-in work is graded)
    rows = Answer.objects.filter(attempt=attempt)
    if by is not None:
        rows = rows.gradable_by(by)
    if question is not None:
        rows = rows.filter(question=question)
    answers = list(
        rows.select_related(
            "attempt", "question__parent__parent", "grade__graded_by", "grade__carried_from"
        ).order_by("question__position", "pk")
    )
    citations = citations_by_answer(answers, with_paragraphs=True)
    guides = guides_for([row.question for row in answers], edition=submission.assignment.edition)
    before = earlier_answers(attempt)
    beside, overall, parts = _comments(attempt)
    tags = tags_on(answers, across=question, assignment=submission.assignment)
    leaves = [
        SheetLeaf(
            row,
            guides[row.question_id],
            beside.get(row.pk, ""),
            citations[row.pk],
            earlier_of(row, before, beside),
            parts_of(parts.get(row.pk, ())),
            tags.by_answer.get(row.pk, ()),
            tags.all if question is not None else (),
        )
        for row in answers
    ]
    old = overall.get(attempt.number - 1)
    return Sheet(attempt, leaves, overall.get(attempt.number), old.text if old else "")


def _comments(
    attempt: Attempt,
) -> tuple[dict[str, str], dict[int, Comment], dict[str, list[Comment]]]:
    """Return the comments: by answer, on the whole by attempt, and on parts by answer.

    Of this attempt and of the one before.
    """
    rows = Comment.objects.filter(
        attempt__submission=attempt.submission_id,
        attempt__number__in=(attempt.number - 1, attempt.number),
    ).select_related("attempt", "author")
    beside: dict[str, str] = {}
    overall: dict[int, Comment] = {}
    parts: dict[str, list[Comment]] = defaultdict(list)
    for row in rows:
        if row.answer_id is None:
            overall[row.attempt.number] = row
        elif row.start is None:
            beside[row.answer_id] = row.text
        else:
            parts[row.answer_id].append(row)
    return beside, overall, parts


UNGRADED = Q(grade__isnull=True) | Q(grade__points__isnull=True)


def in_class_order(work: QuerySet[Any]) -> QuerySet[Any]:
    """Order work as class lists do."""
    return work.order_by("student__family_name", "student__given_name", "pk")


@dataclass(frozen=True)
class QuestionWaiting:
    """A leaf that is asked, and how many of its handed-in answers have no points yet."""

    question: Question
    waiting: int


def questions_of(*, assignment: Assignment, by: User) -> list[QuestionWaiting]:
    """Return the leaves you may grade, in order, with what is still to grade. Two queries."""
    waiting = dict(
        Answer.objects.gradable_by(by)
        .filter(UNGRADED, attempt__submission__assignment=assignment)
        .order_by()
        .values_list("question")
        .annotate(Count("pk"))
    )
    asked = assignment.asked.gradable_by(by).select_related("question__parent__parent")
    return [
        QuestionWaiting(row.question, waiting.get(row.question_id, 0))
        for row in asked.order_by("question__position")
    ]
