"""Forms for a document on its way to becoming a lesson: the upload, and a page of its plan."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms

from assignments.domain.material.questions import check_worth
from assignments.domain.points import points_text, read_points
from assignments.importing.documents.correcting import ALL_FROM_HERE, COURSE_LABELS, Answers
from assignments.importing.documents.decisions import ChosenEvent, Decisions
from assignments.importing.documents.plan import Plan
from assignments.models import DocumentImport
from lessons.importing.documents.events import DraftEvent
from lessons.importing.documents.limits import MAX_BYTES, in_megabytes
from lessons.importing.documents.opening import READABLE
from lessons.importing.documents.roles import Role
from lessons.models import TimelineEvent
from studyhub import edtf
from studyhub.access.refusal import Refusal
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ShownNameFormField

_LARGEST = 2**31 - 1
_ROLE_NAME = re.compile(r"role-([0-9]{1,6})")
ROLE_CHOICES = (
    *((role.value, role.label) for role in Role),
    (
        "This and all that follows",
        tuple((f"{ALL_FROM_HERE}{course}", label) for course, label in COURSE_LABELS.items()),
    ),
)
ROLE_VALUES = frozenset(
    {role.value for role in Role} | {f"{ALL_FROM_HERE}{course}" for course in COURSE_LABELS}
)


class DocumentForm(DeskForm):
    """The document to bring in. What it is, its reader tells by its content."""

    file = forms.FileField(
        label="Document",
        allow_empty_file=True,
        help_text=f"{READABLE} At most {in_megabytes(MAX_BYTES)}. The file itself is not kept.",
        error_messages={"required": "Choose a document."},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.pdf,.txt,.md"}),
    )


class PlanForm(DeskForm):
    """One page of a plan: the title, and the blocks from ``start`` up to ``end`` with their events.

    Fields of blocks are named ``role-12`` and ``points-12``; those of events ``take-KEY``,
    ``date-KEY`` and ``name-KEY``.
    """

    version = forms.IntegerField(min_value=0, max_value=_LARGEST, widget=forms.HiddenInput)
    title = ShownNameFormField(
        label="Title of the lesson",
        max_length=DocumentImport._meta.get_field("title").max_length,
    )

    def __init__(
        self,
        data=None,
        *,
        plan: Plan,
        decisions: Decisions,
        version: int,
        blocks: range,
        events: Sequence[DraftEvent],
    ) -> None:
        super().__init__(data, initial={"version": version, "title": plan.title})
        self.events = events
        self.leaves = [leaf.index for leaf in plan.questions.leaves if leaf.index in blocks]
        self.shown = blocks
        for i in blocks:
            self._add_role(i, plan)
        for leaf in plan.questions.leaves:
            if leaf.index in blocks:
                self._add_points(leaf.index, leaf.label, leaf.points)
        for draft in events:
            self._add_event(draft, decisions.events.get(draft.key))

    def _add_role(self, i: int, plan: Plan) -> None:
        self.fields[f"role-{i}"] = forms.ChoiceField(
            label=f"{plan.blocks[i].place} is",
            choices=ROLE_CHOICES,
            initial=plan.guesses[i].role.value,
            widget=forms.Select(attrs={"class": "control"}),
        )

    def _add_points(self, i: int, label: str, points: Decimal | None) -> None:
        self.fields[f"points-{i}"] = forms.CharField(
            label=f"Points for {label}",
            required=False,
            max_length=8,
            initial=points_text(points),
            widget=forms.TextInput(attrs={"class": "control short", "inputmode": "decimal"}),
        )

    def _add_event(self, draft: DraftEvent, chosen: ChosenEvent | None) -> None:
        chosen = chosen or ChosenEvent(draft.date, draft.title, is_accepted=False)
        self.fields[f"take-{draft.key}"] = forms.BooleanField(
            label=f"Put on the timeline: {draft.wording}",
            required=False,
            initial=chosen.is_accepted,
        )
        self.fields[f"date-{draft.key}"] = forms.CharField(
            label="Date",
            required=False,
            max_length=edtf_length(),
            initial=chosen.date,
            widget=forms.TextInput(attrs={"class": "control", "spellcheck": "false"}),
        )
        self.fields[f"name-{draft.key}"] = ShownNameFormField(
            label="Title of the event",
            required=False,
            max_length=TimelineEvent._meta.get_field("title").max_length,
            initial=chosen.title,
            widget=forms.TextInput(attrs={"class": "control"}),
        )

    def clean(self) -> dict:
        """Read the points, and the dates of what is to be put on the timeline."""
        cleaned = super().clean() or {}
        for i in self.leaves:
            self._clean_points(f"points-{i}", cleaned)
        for draft in self.events:
            if cleaned.get(f"take-{draft.key}"):
                self._clean_event(draft, cleaned)
        return cleaned

    def _clean_points(self, name: str, cleaned: dict) -> None:
        try:
            points = read_points(cleaned.get(name) or "")
            cleaned[name] = check_worth(points) if points is not None else None
        except Refusal as refusal:
            self.add_error(name, str(refusal))

    def _clean_event(self, draft: DraftEvent, cleaned: dict) -> None:
        try:
            edtf.parse(cleaned.get(f"date-{draft.key}") or "")
        except edtf.EdtfError as error:
            self.add_error(f"date-{draft.key}", str(error))
        if not cleaned.get(f"name-{draft.key}") and not self.errors.get(f"name-{draft.key}"):
            self.add_error(f"name-{draft.key}", "Give the event a title.")

    def answers(self) -> Answers:
        """Return what was answered, once the form is valid."""
        values = self.cleaned_data
        return Answers(
            roles={i: values[f"role-{i}"] for i in self.shown},
            points={i: values[f"points-{i}"] for i in self.leaves},
            events={
                draft.key: ChosenEvent(
                    values[f"date-{draft.key}"],
                    values[f"name-{draft.key}"],
                    values[f"take-{draft.key}"],
                )
                for draft in self.events
            },
        )


def edtf_length() -> int:
    """Return the most characters a date has in the database."""
    return TimelineEvent._meta.get_field("date").max_length  # type: ignore[return-value]


def roles_sent(data: Mapping[str, str], *, blocks: int) -> dict[int, str]:
    """Return the roles of a page that came too late to be taken, as far as they make sense."""
    found = {}
    for name, value in data.items():
        matched = _ROLE_NAME.fullmatch(name)
        if matched and value in ROLE_VALUES and int(matched[1]) < blocks:
            found[int(matched[1])] = value
    return found
