"""Publish a draft: what it will change, what is unclear, and the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.matching import POSSIBLE, Kind
from lessons.domain.plan import OldParagraph, Plan, PlannedParagraph, plan_publishing
from lessons.domain.pointing import Pointers, pointers_to
from lessons.domain.publish_lesson import publish_lesson
from lessons.domain.word_diff import Piece, alike, word_diff
from lessons.models import Lesson
from lessons.views.writing_frame import (
    ONLOOKERS,
    WRITERS,
    at_what_time,
    changes_url,
    fetch_writable,
    lesson_crumbs,
    named,
    writing_render,
    writing_url,
)
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest

_NEW = "new"
# So many unclear paragraphs are asked about; nobody decides on more, and they go as suggested.
_MOST_ASKED = 400
# So many paragraphs that are clear may be decided otherwise on the page.
_MOST_SHOWN = 400


@dataclass(frozen=True)
class Option:
    """An old paragraph that a new one may be.

    ``pieces`` hold their words against each other where it is a candidate; where the two have
    little in common, each is shown as it is (``is_unlike``).
    """

    old: OldParagraph
    pieces: Sequence[Piece]
    is_chosen: bool

    @property
    def is_unlike(self) -> bool:
        """Tell whether marking what changed would mark nearly all of it."""
        return alike(self.pieces) < POSSIBLE


@dataclass(frozen=True)
class Question:
    """A paragraph to decide on: its options, and whether "new" is chosen."""

    row: PlannedParagraph
    options: Sequence[Option]
    is_new: bool

    @property
    def name(self) -> str:
        """Return the name of the choice in the form."""
        return f"p{self.row.number}"


@dataclass(frozen=True)
class Sent:
    """What the form was sent with, or nothing yet."""

    decisions: Mapping[int, str]
    note: str = ""
    based_on: int = 0
    edition: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Sent":
        """Read the form; what is no decision is passed over."""
        decisions = {
            int(name[1:6]): str(data.get(name)).removeprefix(_NEW)
            for name in data
            if name[:1] == "p" and name[1:].isascii() and name[1:].isdigit()
        }
        based_on = data.get("based_on", "")
        return cls(
            decisions,
            data.get("note", ""),
            int(based_on[:9]) if based_on.isascii() and based_on.isdigit() else 0,
            data.get("edition", ""),
        )


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def publish_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show what publishing would do; POST publishes, if that still is what was seen."""
    found = fetch_writable(request.user, lesson)
    if request.method != "POST":
        return _page(request, found, Sent({}))
    sent = Sent.of(request.POST)
    try:
        edition = publish_lesson(
            lesson=found,
            based_on=sent.based_on,
            edition=sent.edition,
            decisions=_decisions(found, sent),
            note=sent.note,
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 200
        found = fetch_writable(request.user, lesson)
        return _page(request, found, sent, error=str(refusal), code=refusal.code, status=status)
    text = f"Edition {edition.number} is published."
    if found.withdrawn_at is not None:
        text += " The lesson is still withdrawn: students do not see it before you open it again."
    messages.success(request, text)
    return redirect("admin:lessons_lesson_change", found.pk)


def _page(
    request: SignedInRequest,
    lesson: Lesson,
    sent: Sent,
    *,
    error: str = "",
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    plan = plan_publishing(lesson)
    context = _planned(request, plan, sent) if plan is not None else {}
    return writing_render(
        request,
        "publish.html",
        title="Publish",
        crumbs=lesson_crumbs(lesson, writing=True),
        status=status,
        lesson=lesson,
        plan=plan,
        note=sent.note,
        error=error,
        code=code,
        write_url=writing_url("write", lesson),
        **context,
    )


def _decisions(lesson: Lesson, sent: Sent) -> Mapping[int, str]:
    """Return what was decided, with the suggestions for what was not asked."""
    plan = plan_publishing(lesson)
    not_asked = plan.kinds[Kind.UNCLEAR][_MOST_ASKED:] if plan else []
    return {**{row.number: row.match.anchor for row in not_asked}, **sent.decisions}


def _planned(request: SignedInRequest, plan: Plan, sent: Sent) -> dict:
    chosen = _chosen(plan, sent.decisions)
    gone = plan.gone(chosen)
    clear = [*plan.kinds[Kind.EDITED], *plan.kinds[Kind.NEW]]
    return {
        "next_number": plan.edition.number + 1 if plan.edition else 1,
        "unclear": [_question(row, chosen) for row in plan.kinds[Kind.UNCLEAR][:_MOST_ASKED]],
        "not_asked": len(plan.kinds[Kind.UNCLEAR][_MOST_ASKED:]),
        "not_shown": len(clear) if len(clear) > _MOST_SHOWN and plan.edition else 0,
        "edited": _shown(plan.kinds[Kind.EDITED], clear, chosen),
        "new": _shown(plan.kinds[Kind.NEW], clear, chosen) if plan.edition else [],
        "gone": _with_pointers(plan, gone),
        "summary": _summary(plan, gone),
        "saved_by": named(plan.draft.saved_by, viewer=request.user),
        "saved_at": at_what_time(plan.draft.saved_at),
        "behind_url": changes_url(plan.lesson, plan.draft.based_on, plan.edition)
        if plan.is_behind and plan.draft.based_on and plan.edition
        else "",
    }


def _chosen(plan: Plan, decisions: Mapping[int, str]) -> dict[int, str]:
    """Return the choices to show: those sent, as far as the plan still offers them."""
    sent = {
        row.number: decisions[row.number]
        for row in plan.rows
        if decisions.get(row.number) in row.choices
    }
    return plan.suggestion | sent


def _question(row: PlannedParagraph, chosen: Mapping[int, str]) -> Question:
    options = [
        Option(
            old,
            word_diff(old.text, row.paragraph.text) if old.anchor in row.match.candidates else [],
            is_chosen=old.anchor == chosen[row.number],
        )
        for old in row.candidates
    ]
    return Question(row, options, is_new=not chosen[row.number])


def _shown(
    rows: Sequence[PlannedParagraph],
    clear: Sequence[PlannedParagraph],
    chosen: Mapping[int, str],
) -> list[Question]:
    return [_question(row, chosen) for row in rows] if len(clear) <= _MOST_SHOWN else []


def _with_pointers(plan: Plan, gone: Sequence[OldParagraph]) -> list[tuple[OldParagraph, Pointers]]:
    names = [row.anchor for row in gone]
    found = pointers_to(plan.lesson.anchors.filter(name__in=names)) if names else {}
    return [(row, found.get(row.anchor, Pointers())) for row in gone]


def _summary(plan: Plan, gone: Sequence[OldParagraph]) -> list[tuple[int, str]]:
    """Return the counts above the page, none of them zero."""
    kinds = plan.kinds
    counted = [
        (len(kinds[Kind.UNCLEAR]), "to decide"),
        (len(kinds[Kind.EDITED]), "edited"),
        (len(kinds[Kind.NEW]), "new"),
        (len(gone), "gone"),
        (len(kinds[Kind.SAME]), "as before"),
    ]
    return [(count, words) for count, words in counted if count]
