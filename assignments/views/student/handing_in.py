"""From the last look to the receipt, and back to work."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments import policy
from assignments.domain.answering import keep_working as keep_working_verb
from assignments.domain.answering.checks.before_hand_in import advice_on
from assignments.domain.answering.fingerprint import SHOWN_DIGITS
from assignments.domain.answering.hand_in import hand_in as hand_in_verb
from assignments.domain.answering.writing import Leaf, fingerprint, leaves_of
from assignments.domain.answering.writing_record import LIMITS, WritingRecord
from assignments.domain.answering.writing_record_off import is_off
from assignments.domain.answering.written import writing_records
from assignments.domain.giving.honesty import signing_words
from assignments.domain.timing.position import Position, position_of
from assignments.models import Assignment, Submission
from assignments.views.lesson_address import text_address
from assignments.views.student.dismissing import dismissed_in
from assignments.views.student.own_work import fetch_own_work, is_enrolled, open_attempt_of
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.when import day_and_time

CHANGED = (
    "Your answers changed after this page was opened, perhaps in another tab. Here is the "
    "newest text: look through it, then hand in."
)


@route("GET", may="student", known="teacher, superuser")
def review(request: SignedInRequest, work: str) -> HttpResponse:
    """Show every answer once more before it is handed in."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    position = position_of(submission, at=at)
    if position.open_attempt is None:
        return redirect("work", work=work)
    return _review_page(request, submission, position)


@route("POST", may="student", known="teacher, superuser")
def hand_in(request: SignedInRequest, work: str) -> HttpResponse:
    """Hand in what was reviewed; a text changed since then is shown again first."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    position = position_of(submission, at=at)
    if position.open_attempt is None:
        return _to_receipt(position, work)
    leaves = leaves_of(open_attempt_of(position))
    if request.POST.get("seen") != fingerprint(leaves):
        messages.warning(request, CHANGED)
        return redirect("review", work=work)
    if _needs_a_yes(leaves) and "without" not in request.POST:
        reason = "Some answers are empty. Fill them in, or tick the box to hand in without them."
        return _review_page(request, submission, position, reason=reason)
    signed = request.POST.get("honesty", "")
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(submission))
        attempt = hand_in_verb(position=position, by=request.user, at=at, signed=signed)
    except Refusal as refusal:
        return _review_page(request, submission, position, reason=str(refusal))
    return redirect("receipt", work=work, number=attempt.number)


def _to_receipt(position: Position, work: str) -> HttpResponse:
    if position.counted is None:
        return redirect("work", work=work)
    return redirect("receipt", work=work, number=position.counted.number)


def _needs_a_yes(leaves: list[Leaf]) -> bool:
    """Tell whether some answers are blank; where all are, the refusal says so by itself."""
    blanks = [leaf.is_blank for leaf in leaves]
    return any(blanks) and not all(blanks)


def _review_page(
    request: SignedInRequest, submission: Submission, position: Position, *, reason: str = ""
) -> HttpResponse:
    leaves = leaves_of(open_attempt_of(position))
    advice = advice_on(submission, leaves, dismissed=dismissed_in(request, submission.pk))
    answers = list(zip(leaves, advice, _written(position, leaves), strict=True))
    context = {
        "submission": submission,
        "assignment": position.assignment,
        "position": position,
        "leaves": leaves,
        "answers": answers,
        "to_look_at": [(leaf, one) for leaf, one, _record in answers if one.findings],
        "is_off": is_off(submission.assignment.school_class, request.user),
        "limits": LIMITS,
        "text_url": text_address(submission.assignment),
        "blanks": [leaf for leaf in leaves if leaf.is_blank],
        "all_blank": all(leaf.is_blank for leaf in leaves),
        "seen": fingerprint(leaves),
        "honesty": position.assignment.honesty,
        "ticked": _ticked(request, position.assignment),
        "may_hand_in": is_enrolled(submission) and position.standing.accepts_work,
        "left_class": not is_enrolled(submission),
        "reason": reason,
    }
    return render(request, "assignments/review.html", context, status=409 if reason else 200)


def _written(position: Position, leaves: list[Leaf]) -> list[WritingRecord]:
    """Return how each answer was written, which its writer sees before anybody else."""
    answers = [leaf.answer for leaf in leaves]
    attempt = open_attempt_of(position)
    found = writing_records(answers, attempt=attempt, assignment=position.assignment)
    return [found[row.pk] for row in answers]


def _ticked(request: SignedInRequest, assignment: Assignment) -> set[str]:
    """Return the boxes that were ticked before the page came back, if they still say the same."""
    ticked = {name for name in ("without", "honesty") if name in request.POST}
    is_same = request.POST.get("honesty") == assignment.honesty_id
    return ticked if is_same else ticked - {"honesty"}


@route("GET", may="student", known="teacher, superuser")
def receipt(request: SignedInRequest, work: str, number: int) -> HttpResponse:
    """Show what was handed in when, to print or to keep."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    handed_in = submission.attempts.filter(submitted_at__isnull=False).select_related("honesty")
    attempt = handed_in.filter(number=number).first()
    if attempt is None or attempt.submitted_at is None:
        raise Http404
    leaves = leaves_of(attempt)
    zone = submission.assignment.school_class.school.zone
    context = {
        "submission": submission,
        "assignment": submission.assignment,
        "school": submission.assignment.school_class.school,
        "attempt": attempt,
        "counts": attempt.pk == submission.counted_attempt_id,
        "leaves": leaves,
        "words": sum(leaf.answer.words for leaf in leaves),
        "received_here": day_and_time(attempt.submitted_at, zone=zone),
        "received_utc": to_the_second(attempt.submitted_at),
        "due_here": day_and_time(attempt.due_at, zone=zone) if attempt.due_at else "",
        "fingerprint": attempt.fingerprint[:SHOWN_DIGITS],
        "signing": signing_words(submission.assignment, attempt),
    }
    return render(request, "assignments/receipt.html", context)


def to_the_second(moment: datetime) -> str:
    """Word an instant in UTC, for a receipt."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@route("POST", may="student", known="teacher, superuser")
def keep_working(request: SignedInRequest, work: str) -> HttpResponse:
    """Open the work again after a hand-in; what was handed in counts until the next one."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(submission))
        keep_working_verb.keep_working(
            position=position_of(submission, at=at), by=request.user, at=at
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("work", work=work)
