"""The states of the work, and the one table of transitions between them.

The four questions are kept apart: how far the *work* is, how far the *grading*, what the student
may *see*, and whether it is in *time*. Only what is stored, or derived by
``domain.timing.standing`` and the querysets, counts; nothing else decides a state.
"""

from dataclasses import dataclass

from django.db import models


class WorkState(models.TextChoices):
    """How far the student is. ``REOPENED`` is a draft after a hand-in, which still counts."""

    NOT_STARTED = "not_started", "Not started"
    DRAFT = "draft", "Draft saved"
    SUBMITTED = "submitted", "Handed in"
    REOPENED = "reopened", "Reopened"


class GradingState(models.TextChoices):
    """How far the grading of the counted attempt is; derived from its leaves."""

    NOT_GRADED = "not_graded", "Not graded"
    IN_GRADING = "in_grading", "In grading"
    GRADED = "graded", "Graded"


class Visibility(models.TextChoices):
    """What the student may see of the grading; derived from the last release."""

    HIDDEN = "hidden", "Hidden"
    RELEASED = "released", "Returned"
    RETRACTED = "retracted", "Taken back by your teacher"


class Timeliness(models.TextChoices):
    """Whether the work is in time; derived from the due time in force."""

    NOT_DUE = "not_due", "Not due"
    ON_TIME = "on_time", "On time"
    LATE = "late", "Late"
    MISSING = "missing", "Missing"
    EXCUSED = "excused", "Excused"


class Phase(models.TextChoices):
    """Where an assignment stands for one student."""

    NOT_OPEN = "not_open", "Not open yet"
    OPEN = "open", "Open"
    LATE = "late", "Open, late"
    CLOSED = "closed", "Closed"


class LateRule(models.TextChoices):
    """What happens to work after its due time."""

    ACCEPTED = "accepted", "Accepted and marked late"
    DEDUCTED = "deducted", "Accepted, with points off for each day"
    REFUSED = "refused", "Not accepted"


class ReleaseKind(models.TextChoices):
    """The two things a release event can be."""

    RETURNED = "returned", "Returned"
    TAKEN_BACK = "taken_back", "Taken back"


class RevisionCause(models.TextChoices):
    """Why a row of history was written."""

    WRITING = "writing", "While writing"
    DELETION = "deletion", "Before a large deletion"
    HAND_IN = "hand_in", "At hand-in"
    KEPT_ASIDE = "kept_aside", "Kept when another version was chosen"
    RESTORED = "restored", "Brought back from an earlier time"


class CitationKind(models.TextChoices):
    """What an answer can rest on."""

    PASSAGE = "passage", "Passage"
    EVENT = "event", "Event"


class TagKind(models.TextChoices):
    """What a tag on an answer names. A point made is one that the marking guide expects."""

    STRENGTH = "strength", "Strength"
    MISCONCEPTION = "misconception", "Misconception"
    NEXT_STEP = "next_step", "Next step"
    MADE = "made", "Point made"


TOLD_TAGS = (TagKind.STRENGTH, TagKind.NEXT_STEP)  # what a return tells the student; no other


class Shows(models.TextChoices):
    """Which answers to a question are gone through on the desk; the value as in an address."""

    TO_GRADE = "to_grade", "To grade"
    GRADED = "graded", "Graded"
    LATE = "late", "Late"
    SHARE = "share", "My share"
    ALL = "all", "All"


class BankReach(models.TextChoices):
    """Who is offered a comment of the bank."""

    PRIVATE = "private", "Only me"
    SHARED = "shared", "Those who teach a class with me"


class ThreadOutcome(models.TextChoices):
    """How a request to mark again was answered."""

    KEPT = "kept", "Kept as it was"
    CORRECTED = "corrected", "Corrected"


class NoticeKind(models.TextChoices):
    """What a notice tells a student."""

    ASSIGNED = "assigned", "Assigned"
    DUE_TOMORROW = "due_tomorrow", "Due tomorrow"
    RETURNED = "returned", "Returned"
    REOPENED = "reopened", "Reopened"
    ANSWERED = "answered", "Your teacher answered"


@dataclass(frozen=True)
class Transition:
    """One allowed step of the work: ``verb`` by ``actor`` leads from a state to a state."""

    verb: str
    source: WorkState
    target: WorkState
    actor: str


TRANSITIONS = (
    Transition("start", WorkState.NOT_STARTED, WorkState.DRAFT, "student"),
    Transition("save", WorkState.DRAFT, WorkState.DRAFT, "student"),
    Transition("hand_in", WorkState.DRAFT, WorkState.SUBMITTED, "student"),
    Transition("collect", WorkState.DRAFT, WorkState.SUBMITTED, "clock"),
    Transition("take_in_on_paper", WorkState.NOT_STARTED, WorkState.SUBMITTED, "teacher"),
    Transition("take_in_on_paper", WorkState.DRAFT, WorkState.SUBMITTED, "teacher"),
    Transition("keep_working", WorkState.SUBMITTED, WorkState.REOPENED, "student"),
    Transition("reopen", WorkState.SUBMITTED, WorkState.REOPENED, "teacher"),
    Transition("save", WorkState.REOPENED, WorkState.REOPENED, "student"),
    Transition("hand_in", WorkState.REOPENED, WorkState.SUBMITTED, "student"),
)


def allows(verb: str, source: WorkState) -> bool:
    """Tell whether the table has a step ``verb`` from ``source``."""
    return any(step.verb == verb and step.source == source for step in TRANSITIONS)


def states_diagram() -> str:
    """Return the table as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2", f"    [*] --> {WorkState.NOT_STARTED}"]
    lines += [
        f"    {step.source} --> {step.target}: {step.verb} ({step.actor})" for step in TRANSITIONS
    ]
    return "\n".join(lines)
