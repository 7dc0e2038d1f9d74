"""The writing records of answers, from the database: for their writer, and for who grades them.

Of grading nothing is read. Whether a teacher may see one is the caller's to ask.
"""

from collections import defaultdict
from collections.abc import Sequence

from assignments.domain.answering.writing_record import State, WritingRecord, record_of
from assignments.enums import RevisionCause
from assignments.models import Answer, Assignment, Attempt, Revision

_KEPT = ("answer_id", "version", "words", "cause", "saved_at")


def writing_records(
    answers: Sequence[Answer], *, attempt: Attempt, assignment: Assignment
) -> dict[str, WritingRecord]:
    """Return the record of each of an attempt's answers, by answer.

    The assignment must come with its class's school. One query, and one more for a later attempt.
    """
    kept = defaultdict(list)
    rows = Revision.objects.filter(answer__in=[row.pk for row in answers])
    for row in rows.order_by("saved_at", "pk").only(*_KEPT):
        kept[row.answer_id].append(row)
    copied = _copied_words(attempt)
    return {
        row.pk: record_of(
            _states(row, kept[row.pk]),
            zone=assignment.school_class.school.zone,
            copied_from=attempt.number - 1 if copied.get(row.question_id) else None,
            copied_words=copied.get(row.question_id, 0),
        )
        for row in answers
    }


def _states(answer: Answer, kept: Sequence[Revision]) -> list[State]:
    """Return what was kept, and last the answer as it stands, if that was saved since.

    A row of the hand-in may be days later than the last word, which the answer itself remembers.
    """
    states = [State(row.saved_at, row.words, row.cause) for row in kept]
    known = {row.version for row in kept if row.cause in _AS_IT_STOOD}
    if answer.version and answer.saved_at and answer.version not in known:
        states.append(State(answer.saved_at, answer.words))
    return sorted(states, key=lambda state: state.at)


_AS_IT_STOOD = {RevisionCause.WRITING, RevisionCause.RESTORED}


def _copied_words(attempt: Attempt) -> dict[str, int]:
    """Return how many words each answer was begun with, by question."""
    if attempt.number == 1:
        return {}
    rows = Answer.objects.filter(
        attempt__submission=attempt.submission_id, attempt__number=attempt.number - 1
    )
    return dict(rows.values_list("question", "words"))
