"""Does the state of the work allow it now? ``check_...`` raises a Refusal with a sentence.

Whether the *person* may is asked of the querysets, before. Nothing here looks at grading: a
student is never refused anything because grading has begun, for that would tell.
"""

from assignments.domain.timing.position import Position
from assignments.enums import Phase, WorkState, allows
from studyhub.access.refusal import Refusal

MAX_ANSWER_CHARACTERS = 50_000

_NOT_ENROLLED = "You are no longer in this class. Your work stays here for you to read."


def check_may_start(position: Position) -> None:
    """Allow starting once, while the assignment takes work."""
    _check_step("start", position, "You have started this already.")
    _check_open(position)


def check_may_save(position: Position) -> None:
    """Allow saving while there is an open attempt and the assignment takes work."""
    if position.state == WorkState.SUBMITTED:
        raise already_submitted()
    _check_step("save", position, "Start the assignment first.")
    _check_open(position)


def already_submitted() -> Refusal:
    """Return the refusal for a save that comes after the hand-in."""
    return Refusal(
        "This was handed in. Choose Keep working to change it.", code="already_submitted"
    )


def check_may_hand_in(position: Position) -> None:
    """Allow handing in an open attempt while the assignment takes work."""
    _check_step("hand_in", position, "This was handed in already.")
    _check_open(position)


def check_may_keep_working(position: Position) -> None:
    """Allow a further attempt after a hand-in, until closing."""
    _check_step("keep_working", position, "There is an open draft already.")
    _check_open(position)


def check_may_reopen(position: Position) -> None:
    """Allow a teacher to reopen work that was handed in, at any time."""
    _check_step("reopen", position, "This work is open already, or was never handed in.")


def check_may_take_in_on_paper(position: Position) -> None:
    """Allow a teacher to take in on paper what was never handed in, at any time."""
    _check_step("take_in_on_paper", position, "This was handed in already.")


def check_length(text: str, label: str) -> None:
    """Refuse an answer over the limit, naming the limit; nothing of it is cut off."""
    if len(text) > MAX_ANSWER_CHARACTERS:
        raise Refusal(
            f"Answer {label} has {len(text):,} characters; the limit is "
            f"{MAX_ANSWER_CHARACTERS:,}. Nothing was saved. Shorten it and save again.",
            code="too_long",
        )


def check_is_enrolled(*, is_enrolled: bool) -> None:
    """Refuse writing by somebody who has left the class."""
    if not is_enrolled:
        raise Refusal(_NOT_ENROLLED, code="not_enrolled")


def _check_step(verb: str, position: Position, sentence: str) -> None:
    if not allows(verb, position.state):
        raise Refusal(sentence, code=f"no_{verb}")


def _check_open(position: Position) -> None:
    if not position.standing.accepts_work:
        code = "not_open" if position.standing.phase == Phase.NOT_OPEN else "closed"
        raise Refusal(position.standing.sentence, code=code)
