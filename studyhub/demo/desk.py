"""Demo marking: tags, comments on parts of answers, a comment bank, a step chosen, a talk."""

from datetime import datetime, timedelta
from decimal import Decimal

from assignments.domain.grading.answer_notes import comment_on_part, tag_answer
from assignments.domain.grading.bank import keep_in_bank
from assignments.domain.grading.points_made import fitting
from assignments.domain.returning.after_return import choose_step
from assignments.domain.returning.replies import open_thread
from assignments.enums import BankReach, TagKind
from assignments.models import Answer, ExpectedPoint, Misconception, Submission
from studyhub.anchors.sentences import sentences
from studyhub.demo.work import counted_attempt
from studyhub.people.models import User

_STRENGTHS = ("Exact dates", "Weighs both sides", "Sticks to the question")
_NEXT_STEPS = ("Give the date of each event you name", "Say what follows from each fact")
_BANK = (
    ("{name}, give the date of each event you name.", "dates"),
    ("Say what follows from it: a fact is not yet a reason.", "reasons"),
    ("A clear answer. Now weigh the two sides against each other.", ""),
)
_GOOD, _WEAK = Decimal("0.75"), Decimal("0.5")


def note(submission: Submission, *, by: User, at: datetime, turn: int) -> None:
    """Tag what was graded, tick the points it makes, and comment on a sentence of good answers."""
    boxes = counted_attempt(submission).answers.filter(grade__isnull=False)
    rows = boxes.select_related("question", "grade").order_by("question__position")
    for place, answer in enumerate(rows, start=turn):
        share = _points(answer) / (answer.question.points or 1)
        if share >= _GOOD:
            strength = _STRENGTHS[place % len(_STRENGTHS)]
            tag_answer(answer=answer, kind=TagKind.STRENGTH, text=strength, by=by, at=at)
            _comment_on_first_sentence(answer, by, at)
        elif share >= _WEAK:
            step = _NEXT_STEPS[place % len(_NEXT_STEPS)]
            tag_answer(answer=answer, kind=TagKind.NEXT_STEP, text=step, by=by, at=at)
        else:
            _tag_mistake(answer, by, at)
        _tick(answer, by, at)


def _points(answer: Answer) -> Decimal:
    return answer.grade.points or Decimal(0)


def _comment_on_first_sentence(answer: Answer, by: User, at: datetime) -> None:
    start, end = sentences(answer.text)[0]
    comment_on_part(
        answer=answer, start=start, end=end, text="This answers what was asked, at once.",
        key=f"demo-{answer.pk}", by=by, at=at,
    )  # fmt: skip


def _tag_mistake(answer: Answer, by: User, at: datetime) -> None:
    row = Misconception.objects.filter(guide__question=answer.question).order_by("position").first()
    if row is not None:
        tag_answer(answer=answer, kind=TagKind.MISCONCEPTION, text=fitting(row.text), by=by, at=at)


def _tick(answer: Answer, by: User, at: datetime) -> None:
    rows = ExpectedPoint.objects.filter(guide__question=answer.question).order_by("position")
    for row in rows[: int(_points(answer))]:
        tag_answer(answer=answer, kind=TagKind.MADE, text=fitting(row.text), by=by, at=at)


def keep_comments(*, by: User, at: datetime) -> None:
    """Keep three comments in a teacher's bank, shared with co-teachers."""
    for text, skill in _BANK:
        keep_in_bank(text=text, skill=skill, reach=BankReach.SHARED, by=by, at=at)


def read_and_answer(submission: Submission, *, step: str, text: str, at: datetime) -> None:
    """Let a student choose a next step, and ask about the last answer that was returned."""
    choose_step(submission=submission, text=step, by=submission.student, at=at)
    answer = (
        counted_attempt(submission).answers.select_related("question").latest("question__position")
    )
    open_thread(
        submission=submission, question=answer.question, text=text, asks_remark=True,
        key=f"demo-{submission.pk}", by=submission.student, at=at + timedelta(minutes=5),
    )  # fmt: skip
