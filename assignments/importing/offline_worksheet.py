"""Read an offline worksheet and plan what it would change. Reading alone: it writes nothing.

An empty cell leaves what stands as it is, for points and comments alike, so a worksheet takes
nothing away. A row is refused, and says why, where its points cannot be, where it stands twice,
where it names no answer that the person may grade here, and where the answer has moved on since
the worksheet was made: somebody graded it, or the student handed in again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assignments.domain.grading.comment import check_comment
from assignments.domain.grading.take_in import Change, at_once, token_of
from assignments.domain.names import shown_name
from assignments.domain.points import check_points, points_text, read_points
from assignments.exporting.offline_worksheet import COMMENT, POINTS, ROW
from assignments.models import Answer, Assignment, Comment, Submission
from studyhub.access.refusal import Refusal
from studyhub.people.models import User
from studyhub.web.tables import BadTable, Row

LINE = "Line"
_TOKEN = re.compile(r"([0-9A-Za-z_-]{1,40})\.(\d{1,9})\.(\d{1,9})")


@dataclass(frozen=True)
class Given:
    """What one row of a worksheet says; texts as typed, empty for an empty cell."""

    line: int
    token: str
    points: str
    comment: str


@dataclass(frozen=True)
class Finding:
    """Why the row on a line is left out."""

    line: int
    sentence: str


@dataclass
class Plan:
    """What would change, what is refused, and how many rows stand as they are."""

    changes: list[Change] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    unchanged: int = 0

    @property
    def now(self) -> Sequence[Change]:
        """Return what one confirmation takes in; the rest waits for the next."""
        return at_once(self.changes)

    @property
    def waiting(self) -> int:
        """Count what waits for the next confirmation."""
        return len(self.changes) - len(self.now)

    @property
    def token(self) -> str:
        """Return the fingerprint to confirm."""
        return token_of(self.now)


def read_rows(rows: Sequence[Row]) -> list[Given]:
    """Return what a table says, whatever further columns it has and in whatever order.

    Raises ``BadTable`` where the first row lacks a name that is needed, or has one twice.
    """
    names = [cell.strip().casefold() for cell in rows[0].cells]
    places = {}
    for name in (ROW, POINTS, COMMENT):
        if names.count(name.casefold()) != 1:
            raise BadTable(
                f"The first row must name the column “{name}” once, as the worksheet did when "
                "it was downloaded."
            )
        places[name] = names.index(name.casefold())
    line = names.index(LINE.casefold()) if LINE.casefold() in names else None
    return [_given(row, places, line) for row in rows[1:]]


def _given(row: Row, places: dict[str, int], line: int | None) -> Given:
    def cell(place: int) -> str:
        return row.cells[place] if place < len(row.cells) else ""

    told = cell(line) if line is not None else ""
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else row.line  # noqa: PLR2004
    return Given(number, cell(places[ROW]), cell(places[POINTS]), cell(places[COMMENT]))


def carried(given: Iterable[Given]) -> list[list[str]]:
    """Return the rows as a small table for the page that asks for confirmation."""
    rows = [[str(row.line), row.token, row.points, row.comment] for row in given]
    return [[LINE, ROW, POINTS, COMMENT], *rows]


@dataclass(frozen=True)
class _Standing:
    """What stands in the database for the answers a worksheet names."""

    answers: dict[str, Answer]
    comments: dict[str, str]
    counted: dict[str, str]


def plan_worksheet(*, assignment: Assignment, given: Sequence[Given], by: User) -> Plan:
    """Hold a worksheet against what stands now. Three queries, however many rows."""
    named = [(row, _TOKEN.fullmatch(row.token)) for row in given]
    lines: dict[str, list[int]] = defaultdict(list)
    for row, match in named:
        if match:
            lines[match[1]].append(row.line)
    standing = _standing(assignment, list(lines), by)
    plan = Plan()
    for row, match in named:
        try:
            _plan_row(plan, row, match, lines, standing)
        except Refusal as refusal:
            plan.refused.append(Finding(row.line, str(refusal)))
    return plan


def _standing(assignment: Assignment, named: list[str], by: User) -> _Standing:
    work = Submission.objects.returnable_by(by).filter(assignment=assignment)
    counted = {pk: str(attempt) for pk, attempt in work.values_list("pk", "counted_attempt")}
    rows = Answer.objects.filter(pk__in=named, attempt__submission__in=list(counted))
    related = (
        "question",
        "attempt__submission__student",
        "attempt__submission__assignment",
        "grade__graded_by",
    )
    whole = Comment.objects.filter(answer__in=named, start__isnull=True).order_by()
    comments = whole.values_list("answer", "text")
    return _Standing(
        {row.pk: row for row in rows.select_related(*related)}, dict(comments), counted
    )


def _plan_row(
    plan: Plan,
    row: Given,
    match: re.Match | None,
    lines: dict[str, list[int]],
    standing: _Standing,
) -> None:
    answer = standing.answers.get(match[1]) if match else None
    if match is None or answer is None:
        raise Refusal("This row names no answer that you can grade here.", code="unknown")
    same = lines[answer.pk]
    if len(same) > 1:
        raise Refusal(
            f"{_name(answer)} stands on lines {', '.join(map(str, same))}. Keep one of them.",
            code="twice",
        )
    change = _change(row, answer, standing.comments.get(answer.pk, ""), match)
    if not (change.is_other_points or change.is_other_comment):
        plan.unchanged += 1
        return
    _check_versions(change, standing)
    plan.changes.append(change)


def _change(row: Given, answer: Answer, comment: str, match: re.Match) -> Change:
    grade = getattr(answer, "grade", None)
    stands = grade.points if grade else None
    return Change(
        line=row.line,
        answer=answer,
        points=_points(row, answer, stands),
        comment=_comment(row, comment),
        points_before=stands,
        comment_before=comment,
        based_on=int(match[2]),
        seen=int(match[3]),
    )


def _points(row: Given, answer: Answer, stands: Decimal | None) -> Decimal | None:
    if not row.points.strip():
        return stands
    try:
        points = read_points(row.points)
        check_points(points, answer.question)
    except Refusal as refusal:
        shown = row.points.strip()[:20]
        raise Refusal(f"{_name(answer)}: “{shown}”. {refusal}", code=refusal.code) from refusal
    return points


def _comment(row: Given, stands: str) -> str:
    """Return the comment to write; one that differs only in its ends is the one that stands."""
    typed = check_comment(row.comment.strip())
    return typed if typed and typed != stands.strip() else stands


def _check_versions(change: Change, standing: _Standing) -> None:
    answer = change.answer
    attempt = answer.attempt
    if standing.counted[attempt.submission_id] != attempt.pk or answer.version != change.seen:
        raise Refusal(
            f"{_name(answer)}: handed in again since the worksheet was made.", code="moved_on"
        )
    grade = getattr(answer, "grade", None)
    if (grade.version if grade else 0) != change.based_on:
        who = grade.graded_by.full_name if grade else "Somebody"
        what = (points_text(grade.points) if grade else "") or "none"
        raise Refusal(
            f"{_name(answer)}: graded since the worksheet was made, by {who} (points: {what}).",
            code="moved_on",
        )


def _name(answer: Answer) -> str:
    return f"{answer.question.label} of {shown_name(answer.attempt.submission)}"
