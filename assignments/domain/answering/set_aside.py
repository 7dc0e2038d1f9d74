"""Keep the text that was not chosen, when two versions of an answer met."""

from datetime import datetime

from django.db import transaction

from assignments import policy
from assignments.domain.answering.save import add_revision
from assignments.domain.timing.position import Position
from assignments.enums import RevisionCause
from assignments.models import Answer
from studyhub.web.text import with_plain_line_breaks


@transaction.atomic
def set_aside(*, answer: Answer, position: Position, text: str, at: datetime) -> None:
    """Put a text into an answer's history without making it the answer.

    Skipped for a text kept aside already, so a repeated request adds nothing. Raises
    ``Refusal`` like a save. History is no act of grading, so it leaves no audit entry; the row
    itself tells when and why.
    """
    text = with_plain_line_breaks(text)
    policy.check_may_save(position)
    policy.check_length(text, answer.question.label)
    if answer.revisions.filter(cause=RevisionCause.KEPT_ASIDE, text=text).exists():
        return
    add_revision(answer, text=text, version=answer.version, cause=RevisionCause.KEPT_ASIDE, at=at)
