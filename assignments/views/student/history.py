"""The history of one's own answer: list, comparison, and bringing an earlier text back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments import policy
from assignments.domain.answering.history import Kept, history_of, kept_text
from assignments.domain.answering.history import restore as restore_verb
from assignments.domain.answering.writing import position_of_answer
from assignments.domain.answering.writing_record import LIMITS, WritingRecord
from assignments.domain.answering.writing_record_off import is_off
from assignments.domain.answering.written import writing_records
from assignments.models import Answer, Revision
from assignments.views.student.own_work import fetch_own_answer, is_enrolled
from lessons.domain.word_diff import Piece, word_diff
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.ids import new_id

MAX_ROW = 10**9
NOW = "now"
CHANGED = (
    "Nothing was brought back: the answer changed after this page was opened. Here is the newest "
    "text; compare again."
)


@route("GET", may="student", known="teacher, superuser")
def history(request: SignedInRequest, work: str, answer: str) -> HttpResponse:
    """List what was kept of an answer, and compare two of the texts (``old`` and ``new``).

    Without a choice the newest other text is set against the answer as it stands.
    """
    row = fetch_own_answer(request.user, work, answer)
    rows = history_of(row)
    old, new = request.GET.get("old") or _last_other(row, rows), request.GET.get("new") or NOW
    before = _text(row, old)
    after = _text(row, new)
    if before is None or after is None:
        raise Http404
    context = {
        "answer": row,
        "question": row.question,
        "work": work,
        "assignment": row.attempt.submission.assignment,
        "rows": rows,
        "old": old,
        "new": new,
        "pieces": _difference(before, after),
        "chosen": _row(rows, old),
        "may_restore": _may_restore(request, row) and before != row.text,
        "key": new_id(),
        "written": _written(row),
        "is_off": is_off(row.attempt.submission.assignment.school_class, request.user),
        "limits": LIMITS,
    }
    return render(request, "assignments/history.html", context)


def _written(answer: Answer) -> WritingRecord:
    assignment = answer.attempt.submission.assignment
    return writing_records([answer], attempt=answer.attempt, assignment=assignment)[answer.pk]


def _last_other(answer: Answer, rows: list[Kept]) -> str:
    """Return the newest kept text that is not the one that stands now, if there is any."""
    others = [row for row in rows if row.revision.version != answer.version] or rows
    return others[0].name if others else NOW


def _row(rows: list[Kept], asked: str) -> Kept | None:
    return next((row for row in rows if row.name == asked), None)


def _text(answer: Answer, asked: str) -> str | None:
    """Return the text of a row by its number, or of now; None for anything else."""
    if asked == NOW:
        return answer.text
    found = _revision(answer, asked)
    return found.text if found else None


def _revision(answer: Answer, asked: str) -> Revision | None:
    if not (asked.isascii() and asked.isdigit()) or int(asked[:12]) > MAX_ROW:
        return None
    return kept_text(answer, int(asked))


def _difference(before: str, after: str) -> list[Piece]:
    return word_diff(before, after) if before != after else [Piece("same", after)]


def _may_restore(request: SignedInRequest, answer: Answer) -> bool:
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(answer))
        policy.check_may_save(position_of_answer(answer, by=request.user, at=timezone.now()))
    except Refusal:
        return False
    return answer.attempt.is_open


@route("POST", may="student", known="teacher, superuser")
def restore(request: SignedInRequest, work: str, answer: str) -> HttpResponse:
    """Bring a kept text back; what stands there now stays in the history."""
    row = fetch_own_answer(request.user, work, answer)
    revision = _revision(row, request.POST.get("number", ""))
    version = request.POST.get("based_on", "")
    if revision is None or not (version.isascii() and version.isdigit()):
        messages.warning(request, "Nothing was brought back: there is no such text.")
        return redirect("history", work=work, answer=answer)
    at = timezone.now()
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(row))
        restore_verb(
            answer=row,
            position=position_of_answer(row, by=request.user, at=at),
            revision=revision,
            based_on=min(int(version[:10]), MAX_ROW),
            key=request.POST.get("key", "")[:64] or new_id(),
            at=at,
        )
    except Conflict:
        messages.warning(request, CHANGED)
        return redirect("history", work=work, answer=answer)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("history", work=work, answer=answer)
    messages.success(
        request,
        f"Answer {row.question.label} is the earlier text again. What stood there is in the list.",
    )
    return redirect("history", work=work, answer=answer)
