"""The results of an assignment: how a class did on each question and on the whole.

For staff only: no student page may import this. Of work that was handed in last; of drafts
nothing. Your own work, should you have any, is not among it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from statistics import mean, median

from django.db.models import Case, F, TextField, Value, When

from assignments.domain.overview.distribution import Cell, cells_of, for_class
from assignments.domain.points import points_text
from assignments.domain.returning.snapshot import context_of
from assignments.domain.timing.allowance import excuses_in_force
from assignments.models import Answer, Assignment, Question, Submission
from studyhub.people.models import Enrollment, User
from studyhub.web.text import is_blank


@dataclass(frozen=True)
class Figures:
    """Points and what goes with them, of one question or of whole pieces of work.

    ``points`` are those that were given, zero among them. ``blank`` and ``ungraded`` have none:
    nothing was written, or something was. ``unanswered`` counts every text in which nothing is
    to be seen, graded or not.
    """

    worth: Decimal
    points: Sequence[Decimal]
    absent: int
    blank: int
    ungraded: int
    unanswered: int
    words: Sequence[int]

    @property
    def handed_in(self) -> int:
        """Count what was handed in."""
        return len(self.points) + self.blank + self.ungraded

    @property
    def students(self) -> int:
        """Count the class."""
        return self.handed_in + self.absent

    @property
    def graded(self) -> int:
        """Count what has points; zero counts."""
        return len(self.points)

    @property
    def zeros(self) -> int:
        """Count what was given no points, which is not what has none."""
        return sum(value == 0 for value in self.points)

    @property
    def worth_text(self) -> str:
        """Write what is to be had."""
        return points_text(self.worth)

    @property
    def average(self) -> Decimal | None:
        """Return the average of what is graded, None where nothing is."""
        return mean(self.points) if self.points else None

    @property
    def average_text(self) -> str:
        """Write the average; nothing where nothing is graded."""
        return points_text(self.average)

    @property
    def median_text(self) -> str:
        """Write the median of what is graded; nothing where nothing is."""
        return points_text(median(self.points)) if self.points else ""

    @property
    def share(self) -> int | None:
        """Return the average as a percentage of what is to be had; None where nothing is graded."""
        return None if self.average is None else round(100 * self.average / self.worth)

    @property
    def median_words(self) -> int | None:
        """Return the median length of the answers in which something stands."""
        return round(median(self.words)) if self.words else None

    @cached_property
    def cells(self) -> list[Cell]:
        """Return the distribution, for the teacher alone."""
        return cells_of(
            worth=self.worth,
            points=self.points,
            absent=self.absent,
            blank=self.blank,
            ungraded=self.ungraded,
        )

    @cached_property
    def shown_cells(self) -> list[Cell]:
        """Return the distribution as the class may see it."""
        return for_class(worth=self.worth, points=self.points, students=self.students)


@dataclass(frozen=True)
class QuestionResult:
    """One leaf with its figures."""

    question: Question
    figures: Figures

    @property
    def context(self) -> list[str]:
        """Return the texts of the questions this is a part of, outermost first."""
        return context_of(self.question)


@dataclass(frozen=True)
class Results:
    """All questions in reading order, and the work as a whole.

    On the whole only work that is graded to the end has points, before those off for being late;
    it is blank where every answer is.
    """

    questions: Sequence[QuestionResult]
    whole: Figures


@dataclass(frozen=True)
class _Row:
    """One answer, or one piece of work. On paper it has no words that could be counted."""

    work: str
    question: str
    is_blank: bool
    words: int | None
    points: Decimal | None


def results_of(
    *, assignment: Assignment, leaves: Sequence[Question], by: User, at: datetime
) -> Results:
    """Return the results on all leaves. Two queries, however many students and questions.

    The assignment must come with ``school_class__school``. Call ``collect_due`` first. The class
    is who is enrolled today and not excused, and whoever handed in.
    """
    rows, writers = _handed_in(assignment, by)
    enrolled = set(
        Enrollment.objects.of_students()
        .holding_on(assignment.school_class.school.day_of(at))
        .filter(school_class=assignment.school_class_id)
        .exclude(user=by.pk)
        .exclude(user__in=excuses_in_force().filter(assignment=assignment).values("student"))
        .values_list("user", flat=True)
    )
    absent = len(enrolled - writers)
    by_question: dict[str, list[_Row]] = defaultdict(list)
    by_work: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_question[row.question].append(row)
        by_work[row.work].append(row)
    return Results(
        [
            QuestionResult(leaf, _figures(by_question[leaf.pk], leaf.points or Decimal(0), absent))
            for leaf in leaves
        ],
        _figures(
            [_whole(work, rows) for work, rows in by_work.items()],
            sum((leaf.points or Decimal(0) for leaf in leaves), Decimal(0)),
            absent,
        ),
    )


def _handed_in(assignment: Assignment, by: User) -> tuple[list[_Row], set[str]]:
    """Return every handed-in answer, and who wrote any; texts are read only where no word is."""
    counted = Submission.objects.returnable_by(by).filter(assignment=assignment)
    found = (
        Answer.objects.filter(attempt__in=counted.values("counted_attempt"))
        .order_by("pk")
        .values_list(
            "attempt__submission",
            "attempt__submission__student",
            "question",
            Case(When(words=0, then=F("text")), default=Value("words"), output_field=TextField()),
            "words",
            "grade__points",
            "attempt__on_paper_by",
        )
    )
    rows = list(found)
    return (
        [
            _Row(work, question, not paper and is_blank(text), None if paper else words, points)
            for work, _student, question, text, words, points, paper in rows
        ],
        {row[1] for row in rows},
    )


def _figures(rows: Sequence[_Row], worth: Decimal, absent: int) -> Figures:
    ungraded = [row for row in rows if row.points is None]
    return Figures(
        worth=worth,
        points=[row.points for row in rows if row.points is not None],
        absent=absent,
        blank=sum(row.is_blank for row in ungraded),
        ungraded=sum(not row.is_blank for row in ungraded),
        unanswered=sum(row.is_blank for row in rows),
        words=[row.words for row in rows if row.words is not None and not row.is_blank],
    )


def _whole(work: str, rows: Sequence[_Row]) -> _Row:
    """Put a student's answers together; points only where every one of them has some."""
    points = [row.points for row in rows if row.points is not None]
    words = [row.words for row in rows if row.words is not None]
    return _Row(
        work,
        "",
        all(row.is_blank for row in rows),
        sum(words) if words else None,
        sum(points, Decimal(0)) if len(points) == len(rows) else None,
    )
