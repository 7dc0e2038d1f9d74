"""Check a receipt that a student shows, on paper or on a screen."""

from dataclasses import dataclass

from django.http import HttpResponse

from assignments.domain.answering.fingerprint import SHOWN_DIGITS
from assignments.domain.answering.receipts import Receipt, receipts_like
from assignments.domain.giving.honesty import signing_words
from assignments.forms.receipts import ReceiptForm
from assignments.models import Assignment
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_taught,
    grade_url,
)
from assignments.views.student.handing_in import to_the_second
from studyhub.access import route
from studyhub.people.requests import SignedInRequest
from studyhub.web.when import day_and_time


@dataclass(frozen=True)
class ReceiptRow:
    """A hand-in as the page shows it."""

    receipt: Receipt
    received_here: str
    received_utc: str
    fingerprint: str
    signing: str
    grade_url: str


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def check_receipt(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Say which hand-in of this assignment has the fingerprint typed, if any has."""
    found = fetch_taught(request.user, assignment)
    form = ReceiptForm(request.GET if "fingerprint" in request.GET else None)
    rows, more = [], False
    if form.is_valid():
        digits = form.cleaned_data["fingerprint"]
        like = receipts_like(assignment=found, digits=digits, by=request.user)
        rows, more = [_row(found, receipt) for receipt in like.receipts], like.more
    return desk_render(
        request,
        "receipt_check.html",
        title="Check a receipt",
        crumbs=crumbs_to(found),
        assignment=found,
        form=form,
        is_checked=form.is_valid(),
        rows=rows,
        more=more,
        zone=found.school_class.school.time_zone,
        back_url=board_url(found),
    )


def _row(assignment: Assignment, receipt: Receipt) -> ReceiptRow:
    attempt = receipt.attempt
    assert attempt.submitted_at is not None  # noqa: S101  (only hand-ins have a fingerprint)
    return ReceiptRow(
        receipt=receipt,
        received_here=day_and_time(attempt.submitted_at, zone=assignment.school_class.school.zone),
        received_utc=to_the_second(attempt.submitted_at),
        fingerprint=attempt.fingerprint[:SHOWN_DIGITS],
        signing=signing_words(assignment, attempt),
        grade_url=grade_url(receipt.submission),
    )
