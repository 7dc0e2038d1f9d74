"""The comment bank on the grading pages: what it offers there, counting use, asking to keep."""

from datetime import datetime

from assignments.domain.grading.bank import offered_for
from assignments.domain.grading.bank_use import note_use, still_to_keep, typed_again
from assignments.forms.grading import GradingForm
from assignments.forms.shelf import is_id
from assignments.models import Question, Submission
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest


def use_of_bank(
    form: GradingForm,
    work: Submission,
    *,
    by: User,
    at: datetime,
    question: Question | None = None,
) -> str:
    """Count what a form that was saved used of the bank; return the answer to ask about keeping.

    That is one whose comment was written before; empty where there is none. Without a new
    comment it asks the database nothing.
    """
    said = form.new_comments()
    note_use(comments=list(said.values()), question=question, work=work, by=by, at=at)
    again = typed_again([answer for answer in said if answer], by=by) if said else None
    return again.answer if again else ""


def with_offer(address: str, answer: str) -> str:
    """Return the address of a grading page that asks whether to keep the comment on an answer."""
    if not answer:
        return address
    return f"{address}{'&' if '?' in address else '?'}offer={answer}"


def bank_context(
    request: SignedInRequest,
    work: Submission,
    question: Question | None = None,
    *,
    comment: str = "",
) -> dict[str, object]:
    """Return what the bank offers on a page, what that page asks to keep, and what it can keep.

    That is the ``comment`` saved on its one answer. One query, and one more with ``?offer=``,
    which names the answer with the comment to ask about.
    """
    offered = offered_for(question, by=request.user, work=work)
    answer = request.GET.get("offer", "")
    asked = still_to_keep(answer, by=request.user, offered=offered) if is_id(answer) else None
    return {
        "bank": offered,
        "bank_asks": asked,
        "bank_to": "question" if question else "",
        "bank_keeps": comment if comment not in {one.text for one in offered} else "",
    }
