"""Times of an assignment: for the class, for one student, and reopening.

Datetimes are typed and shown in the zone of the school, to the minute.
"""

from datetime import datetime

from crispy_forms.layout import Field, Layout, Row
from django import forms

from assignments.domain.points import points_text
from assignments.forms.late_rule import LateRuleFields
from assignments.forms.work_rules import WorkRuleFields, stored_rules
from assignments.models import Assignment, HonestyStatement
from studyhub.people.forms.desk import WHY_MAX, DeskForm, why_field
from studyhub.web.fields import ShownNameFormField

_TYPED = "%Y-%m-%dT%H:%M"


def moment_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateTimeField:
    """Return a field for a day and a time of day in the school's zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_TYPED)
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        input_formats=[_TYPED, f"{_TYPED}:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": "Give a day and a time, such as 2026-11-27 17:00."},
    )


class TimesForm(DeskForm, LateRuleFields, WorkRuleFields):
    """When an assignment opens, is due and closes, and by what rules, for the whole class."""

    refused_fields = {
        "due_before_opening": "due_at",
        "closes_before_due": "closes_at",
        "closes_before_opening": "closes_at",
    }

    opens_at = moment_field("Opens", required=True)
    due_at = moment_field("Due", help_text="Leave it empty for no due time.")
    closes_at = moment_field(
        "Closes",
        help_text="After this nothing can be saved or handed in. Leave it empty to keep it open.",
    )
    collects_drafts = forms.BooleanField(
        label="Hand in open drafts at closing",
        required=False,
        help_text="What a student has saved by then counts as handed in.",
    )
    why = why_field()
    based_on = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False
    )

    def __init__(
        self, assignment: Assignment, *args, statement: HonestyStatement | None, **kwargs
    ) -> None:
        self.assignment = assignment
        super().__init__(*args, initial=self._stored(), **kwargs)
        self.offer_statements(statement, assignment.honesty)
        self.helper.layout = Layout(
            "opens_at", "due_at", "closes_at",
            "late_rule", "late_points_per_day", "late_floor_percent",
            "collects_drafts", Row("word_guide_from", "word_guide_to"), "honesty", "is_blind",
            "needs_second_look", "why", Field("based_on"),
        )  # fmt: skip

    def _stored(self) -> dict:
        row = self.assignment
        names = ("opens_at", "due_at", "closes_at", "late_rule", "collects_drafts")
        return {
            **{name: getattr(row, name) for name in names},
            **stored_rules(row),
            "late_points_per_day": points_text(row.late_points_per_day),
            "late_floor_percent": row.late_floor_percent or None,
            "based_on": row.version,
        }

    def _to_the_second(self, name: str) -> datetime | None:
        """Return what was typed; a minute nobody changed keeps its stored seconds."""
        typed, stored = self.cleaned_data[name], getattr(self.assignment, name)
        if typed and stored and typed == stored.replace(second=0, microsecond=0):
            return stored
        return typed

    def values(self) -> dict:
        """Return the arguments for ``move_times``."""
        cleaned = self.cleaned_data
        return {
            "opens_at": self._to_the_second("opens_at"),
            "due_at": self._to_the_second("due_at"),
            "closes_at": self._to_the_second("closes_at"),
            "late": self.late,
            "rules": self.rules,
            "collects_drafts": cleaned["collects_drafts"],
            "why": cleaned["why"],
            "based_on": cleaned["based_on"] or 0,
        }


class ExtensionForm(DeskForm):
    """A later due time for one student."""

    refused_fields = {"not_later": "due_at", "no_due_time": "due_at", "no_reason": "reason"}

    due_at = moment_field("New due time", required=True)
    reason = ShownNameFormField(
        label="Reason", max_length=WHY_MAX, help_text="Kept in the list of changes."
    )


class EndExtensionForm(DeskForm):
    """Taking an extension back."""

    why = why_field()


class ExcuseForm(DeskForm):
    """Excusing one student from an assignment."""

    refused_fields = {"no_reason": "reason"}

    reason = ShownNameFormField(
        label="Reason",
        max_length=WHY_MAX,
        help_text="Kept in the list of changes. The student reads only that they are excused.",
    )


class EndExcuseForm(DeskForm):
    """Taking an excuse back."""

    why = why_field()


class PaperForm(DeskForm):
    """Taking in work on paper."""

    refused_fields = {"future": "received_at", "before_opening": "received_at"}

    received_at = moment_field(
        "Received", required=True, help_text="It decides whether the work is late."
    )


class ReopenForm(DeskForm):
    """Reopening handed-in work. The student reads the reason."""

    refused_fields = {"no_reason": "reason", "past": "until"}

    reason = ShownNameFormField(
        label="Reason", max_length=WHY_MAX, help_text="The student reads this."
    )
    until = moment_field(
        "New due time", help_text="Leave it empty if the times in force are right."
    )
