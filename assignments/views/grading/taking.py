"""Take a grading form that came back: save it, or say what is to be shown again."""

from dataclasses import dataclass, field
from datetime import datetime

from assignments.domain.grading.sheet import Sheet, sheet_of
from assignments.forms.grading import GradingForm
from assignments.models import Question, Submission
from assignments.views.desk_frame import gradable
from studyhub.access.refusal import Conflict
from studyhub.people.models import User


@dataclass(frozen=True)
class Taken:
    """What became of a form. ``form`` is the one to show, where one is to be shown.

    ``is_of_another_attempt``: the student handed in again while the page was open.
    """

    form: GradingForm
    is_saved: bool = False
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    is_of_another_attempt: bool = False

    @property
    def status(self) -> int:
        """Return the HTTP status of the page that shows it."""
        return 409 if self.conflicts else 200


def untouched(sheet: Sheet, *, with_overall: bool = False) -> Taken:
    """Return the form as it first opens."""
    return Taken(GradingForm(sheet, with_overall=with_overall))


def take(
    work: Submission,
    sheet: Sheet,
    data,
    *,
    by: User,
    at: datetime,
    question: Question | None = None,
) -> Taken:
    """Save what was typed. Nothing is written where a box is wrong or another text was read.

    The work must come with ``is_all_mine``.
    """
    with_overall = question is None and work.is_all_mine  # type: ignore[attr-defined]
    form = GradingForm(sheet, data, with_overall=with_overall)
    if form.is_of_another_attempt:
        conflicts = form.on_another_attempt()
        return Taken(form.again(sheet, conflicts), False, conflicts, True)
    if not form.is_valid():
        return Taken(form)
    conflicts = form.save(by=by, at=at)
    if not conflicts:
        return Taken(form, is_saved=True)
    fresh = gradable(by).get(pk=work.pk)
    has_moved = fresh.counted_attempt_id != sheet.attempt.pk
    return Taken(
        form.again(sheet_of(fresh, question, by=by), conflicts), False, conflicts, has_moved
    )
