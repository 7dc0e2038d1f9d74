"""Demo work: students write, hand in and keep working; a teacher grades and returns."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.grading.grade import grade_answer
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Assignment, Attempt, Submission
from studyhub.demo.answers import demo_answer
from studyhub.demo.citations import Source, with_citations, without_citations
from studyhub.people.models import User


def write(
    *, assignment: Assignment, student: User, at: datetime, quality: float, turn: int, leaves: int
) -> Submission:
    """Start and write the first ``leaves`` answers, one every seven minutes from ``at``.

    Each is saved as it grows, sentence by sentence, so that its history is one of writing.
    """
    submission = start(assignment=assignment, by=student, at=at)
    attempt = submission.attempts.get(submitted_at__isnull=True)
    boxes = attempt.answers.select_related("question").order_by("question__position")
    source = Source(assignment.edition)
    for place, answer in enumerate(boxes[:leaves]):
        chosen = demo_answer(answer.question.label, quality, (turn + place) % 2)
        if chosen is None:
            continue
        moment = at + timedelta(minutes=7 * (place + 1))
        text = with_citations(
            chosen.text, answer=answer, position=position_of(submission, at=moment), source=source,
            most=_citations(quality), at=moment - timedelta(seconds=60),
        )  # fmt: skip
        _type(submission, answer, [chosen.text, text], at=moment)
    return submission


def _citations(quality: float) -> int:
    """Return in how many sentences of an answer something is cited: the good ones do it more."""
    return round(quality * 2)


def _type(submission: Submission, answer: Answer, texts: list[str], *, at: datetime) -> None:
    """Save a text in two steps of a minute and a half, and with its citations at ``at``."""
    plain, cited = texts
    sentences = re.split(r"(?<=[.?])(?=\s)", plain)
    for step, text in enumerate(
        ["".join(sentences[: -(-len(sentences) * step // 3)]) for step in (1, 2)] + [cited], start=1
    ):
        moment = at - timedelta(seconds=90 * (3 - step))
        save_answer(
            answer=answer,
            position=position_of(submission, at=moment),
            text=text,
            based_on=answer.version,
            key=f"demo-{answer.pk}-{step}",
            at=moment,
        )
        answer.refresh_from_db(fields=["text", "words", "version", "saved_at", "revised_at"])


def submit(submission: Submission, *, at: datetime) -> Attempt:
    """Hand in as the student."""
    return hand_in(position=position_of(submission, at=at), by=submission.student, at=at)


def go_on(submission: Submission, *, at: datetime) -> Attempt:
    """Keep working after a hand-in, as the student, with a sentence added to the first answer."""
    submission.refresh_from_db()
    attempt = keep_working(position=position_of(submission, at=at), by=submission.student, at=at)
    answer = attempt.answers.select_related("question").order_by("question__position")[0]
    save_answer(
        answer=answer,
        position=position_of(submission, at=at),
        text=f"{answer.text}\n\nI would add that both directions were planned by the same people.",
        based_on=answer.version,
        key=f"demo-{answer.pk}",
        at=at,
    )
    return attempt


def counted_attempt(submission: Submission) -> Attempt:
    """Return the attempt handed in last, as it stands in the database now."""
    return Attempt.objects.get(pk=Submission.objects.get(pk=submission.pk).counted_attempt_id)


def grade(submission: Submission, *, by: User, at: datetime, leaves: int, quality: float) -> None:
    """Grade the first ``leaves`` answers of what was handed in, with comments."""
    boxes = (
        counted_attempt(submission)
        .answers.select_related("question")
        .order_by("question__position")
    )
    for answer in boxes[:leaves]:
        chosen = _same_text(answer.question.label, answer.text, quality)
        grade_answer(
            answer=answer,
            points=chosen.points if chosen else Decimal(0),
            comment=chosen.comment if chosen else "Nothing here yet: try it next time.",
            based_on=0,
            seen_answer_version=answer.version,
            by=by,
            at=at,
        )


def _same_text(label: str, text: str, quality: float):
    for turn in (0, 1):
        chosen = demo_answer(label, quality, turn)
        if chosen is not None and chosen.text == without_citations(text):
            return chosen
    return None
