"""Questions on paper: whose a person may print, and how they stand on the sheet with their lines.

For students and staff alike, so nothing of a marking guide is read here. Read-side only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from django.db import models

from assignments.models import Assignment, Question, QuestionSet, QuestionSetVersion, Submission
from lessons.models import Lesson
from studyhub.people.models import User

MOST_SHEETS = 50  # of each kind, newest first
LINES_A_POINT = 3
FEWEST_LINES = 4
LINES_TOGETHER = 4  # stay with their question on one page


class Lines(models.TextChoices):
    """How much room an answer gets."""

    BY_POINTS = "points", "By points"
    FEW = "few", "Few"
    MEDIUM = "medium", "Medium"
    MANY = "many", "Many"


_FIXED = {Lines.FEW: 5, Lines.MEDIUM: 10, Lines.MANY: 20}


@dataclass(frozen=True)
class Sheet:
    """Questions that somebody may print. ``key`` is the id of the assignment or of the version.

    ``edition`` is the id of the pinned edition, empty where there is none: then the latest counts.
    """

    key: str
    title: str
    source: Assignment | QuestionSetVersion
    edition: str = ""


@dataclass(frozen=True)
class Asked:
    """A question on the sheet; ``lines`` is 0 for one that its parts answer."""

    question: Question
    lines: int

    @property
    def first_lines(self) -> range:
        """Return the lines that stay with the question."""
        return range(min(self.lines, LINES_TOGETHER))

    @property
    def more_lines(self) -> range:
        """Return the lines that may run on to the next page."""
        return range(self.lines - len(self.first_lines))


def sheets_for(user: User, lesson: Lesson) -> list[Sheet]:
    """Return what a person may print of a lesson's questions, their own work first.

    A student's are those of work begun: an assignment shows its questions to nobody before, and
    beginning it freezes them, so that what is on paper stays true. Three queries.
    """
    given = Assignment.objects.filter(edition__lesson=lesson).select_related("school_class")
    own = Submission.objects.of(user).filter(assignment__edition__lesson=lesson)
    begun = given.filter(pk__in=own.values("assignment"))
    sheets = _of_assignments([*begun[:MOST_SHEETS], *given.staffed_by(user)[:MOST_SHEETS]])
    return [*sheets, *_of_sets(QuestionSet.objects.visible_to(user).filter(lesson=lesson))]


def _of_assignments(assignments: Iterable[Assignment]) -> list[Sheet]:
    once = {row.pk: row for row in assignments}
    return [
        Sheet(row.pk, f"{row.title}, {row.school_class.name}", row, row.edition_id)
        for row in once.values()
    ]


def _of_sets(sets: models.QuerySet[QuestionSet]) -> list[Sheet]:
    """Return the latest version of each set, if it holds a question."""
    latest = (
        QuestionSetVersion.objects.filter(question_set=models.OuterRef("question_set"))
        .order_by("-number")
        .values("pk")[:1]
    )
    versions = (
        QuestionSetVersion.objects.filter(
            models.Exists(Question.objects.filter(version=models.OuterRef("pk"))),
            pk=models.Subquery(latest),
            question_set__in=sets.values("pk"),
        )
        .select_related("question_set__school")
        .order_by("question_set__title", "pk")[:MOST_SHEETS]
    )
    return [Sheet(row.pk, _set_title(row.question_set), row) for row in versions]


def _set_title(question_set: QuestionSet) -> str:
    owner = question_set.school.name if question_set.school else "the library"
    return f"{question_set.title}, question set of {owner}"


def asked_on(sheet: Sheet, lines: Lines) -> Sequence[Asked]:
    """Return the questions in reading order, with those that they are parts of. One query."""
    leaves = Question.objects.select_related("parent__parent").order_by("position", "pk")
    if isinstance(sheet.source, Assignment):
        leaves = leaves.filter(asked_in__assignment=sheet.source)
    else:
        leaves = leaves.filter(version=sheet.source, points__isnull=False)
    asked: dict[str, Asked] = {}
    for leaf in leaves:
        for question in _from_the_top(leaf):
            asked.setdefault(question.pk, Asked(question, lines_for(question, lines)))
    return list(asked.values())


def _from_the_top(leaf: Question) -> list[Question]:
    chain = [leaf]
    while chain[0].parent is not None:
        chain.insert(0, chain[0].parent)
    return chain


def lines_for(question: Question, lines: Lines) -> int:
    """Return how many writing lines a question gets."""
    if question.points is None:
        return 0
    if lines in _FIXED:
        return _FIXED[lines]
    return max(FEWEST_LINES, ceil(question.points * LINES_A_POINT))
