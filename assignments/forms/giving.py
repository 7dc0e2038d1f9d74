"""Give a question set: which questions, to which classes, when, and by what rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django import forms
from django.utils import timezone

from assignments.domain.giving.give import ClassTimes, classes_given
from assignments.domain.giving.times import check_order
from assignments.domain.material.set_reading import QuestionRead, SetRead
from assignments.domain.points import points_text, sum_of
from assignments.forms.late_rule import LateRuleFields
from assignments.forms.question_sets import token_field
from assignments.forms.times import moment_field
from assignments.forms.work_rules import WorkRuleFields
from assignments.models import Assignment, HonestyStatement, Question
from studyhub.access.refusal import Refusal
from studyhub.people.models import SchoolClass, User
from studyhub.web.fields import ProseFormField, ShownNameFormField
from studyhub.web.ids import new_id
from studyhub.web.quiet_form import QuietForm

_TITLE_MAX = Assignment._meta.get_field("title").max_length
_INSTRUCTIONS_MAX = Assignment._meta.get_field("instructions").max_length
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_TIMES = ("opens_at", "due_at", "closes_at")
_FIELD_OF = {
    "due_before_opening": "due_at",
    "closes_before_due": "closes_at",
    "closes_before_opening": "closes_at",
}


class ClassTimesForm(QuietForm):
    """When the work opens, is due and closes in one class; asked only if the class is ticked."""

    opens_at = moment_field("Opens", required=True)
    due_at = moment_field("Due")
    closes_at = moment_field("Closes")

    def __init__(self, school_class: SchoolClass, *args, at: datetime, **kwargs) -> None:
        self.school_class = school_class
        self.at = at
        start = {"opens_at": at.replace(second=0, microsecond=0)}
        super().__init__(*args, prefix=school_class.pk, initial=start, **kwargs)
        for field in self.fields.values():
            field.help_text = ""

    def clean(self) -> dict:
        """Refuse times out of order, a due time that is past, and years beyond reason."""
        values = self.cleaned_data
        for name in _TIMES:
            moment = values.get(name)
            if moment is not None and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                self.add_error(name, "Look at the year again.")
        if self.errors:
            return values
        for name in ("due_at", "closes_at"):
            if values[name] is not None and values[name] <= self.at:
                self.add_error(name, "This is past already.")
        if not self.errors:
            self._check_order(values)
        return values

    def _check_order(self, values: dict) -> None:
        try:
            check_order(**{name: values[name] for name in _TIMES})
        except Refusal as refusal:
            self.add_error(_FIELD_OF[refusal.code], str(refusal))

    def times(self) -> ClassTimes:
        """Return what ``give`` wants to know."""
        return ClassTimes(self.school_class, **{name: self.cleaned_data[name] for name in _TIMES})


class GiveForm(QuietForm, LateRuleFields, WorkRuleFields):
    """All that holds for every class. ``key`` makes a double click harmless."""

    title = ShownNameFormField(
        label="Title", max_length=_TITLE_MAX, help_text="Students see it in their list of work."
    )
    instructions = ProseFormField(
        label="Instructions",
        required=False,
        max_length=_INSTRUCTIONS_MAX,
        help_text="What students read before they begin. You may leave it empty.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    questions = forms.MultipleChoiceField(
        label="Questions",
        error_messages={
            "required": "Tick at least one question.",
            "invalid_choice": "Tick questions of this set only.",
        },
    )
    classes = forms.MultipleChoiceField(
        label="Classes",
        error_messages={
            "required": "Choose at least one class.",
            "invalid_choice": "Choose from the classes you teach.",
        },
    )
    collects_drafts = forms.BooleanField(
        label="Hand in open drafts at closing",
        required=False,
        initial=True,
        help_text="What a student has saved when the work closes counts as handed in. Untick it "
        "if a draft should stay a draft.",
    )
    again = forms.BooleanField(label="Give it again", required=False)
    key = forms.CharField(max_length=20, widget=forms.HiddenInput)
    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    based_on = token_field()

    def __init__(self, read: SetRead, classes: Sequence[SchoolClass], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (row.question.pk, row.question.label) for row in read.leaves
        ]
        self.fields["classes"].choices = [  # type: ignore[attr-defined]
            (row.pk, row.name) for row in classes
        ]


@dataclass(frozen=True)
class Tick:
    """A question on the page; one with parts has no box of its own."""

    row: QuestionRead
    is_ticked: bool


@dataclass(frozen=True)
class ClassTick:
    """A class on the page, with its times."""

    form: ClassTimesForm
    is_ticked: bool


class GivePage:
    """The whole page. The buttons "count" and "same_times" bring it back without giving."""

    def __init__(
        self,
        read: SetRead,
        classes: Sequence[SchoolClass],
        *,
        statement: HonestyStatement | None,
        by: User,
        at: datetime,
        data=None,
    ) -> None:
        self.read, self.by = read, by
        self.action = data.get("action", "") if data is not None else ""
        self.is_stale = data is not None and not self._is_current(data)
        if self.action == "same_times":
            data = _with_same_times(data, classes)
        quiet = self.action in {"count", "same_times"} or self.is_stale
        self.form = GiveForm(read, classes, self._fresh(data), initial=self._start(), quiet=quiet)
        self.form.offer_statements(statement)
        self.rows = [ClassTimesForm(row, data, at=at, quiet=quiet) for row in classes]
        self.given_before: list[SchoolClass] = []

    def _is_current(self, data) -> bool:
        version = self.read.version
        return data.get("version") == version.pk and data.get("based_on") == str(version.token)

    def _fresh(self, data):
        """Return the data over the questions as they stand, so that the next try can succeed."""
        if not self.is_stale:
            return data
        version, data = self.read.version, data.copy()
        if data.get("version") != version.pk:
            data.setlist("questions", [row.question.pk for row in self.read.leaves])
        data["version"], data["based_on"] = version.pk, str(version.token)
        return data

    def _start(self) -> dict:
        version = self.read.version
        return {
            "title": version.question_set.title,
            "questions": [row.question.pk for row in self.read.leaves],
            "key": new_id(),
            "version": version.pk,
            "based_on": version.token,
        }

    def _ticked(self, name: str) -> set[str]:
        return set(self.form[name].value() or [])

    @property
    def questions(self) -> list[Tick]:
        """Return the questions in reading order."""
        ticked = self._ticked("questions")
        return [Tick(row, row.question.pk in ticked) for row in self.read.rows]

    @property
    def classes(self) -> list[ClassTick]:
        """Return the classes; where there is but one, it is ticked at first."""
        ticked = self._ticked("classes")
        if not self.form.is_bound and len(self.rows) == 1:
            ticked = {self.rows[0].school_class.pk}
        return [ClassTick(row, row.school_class.pk in ticked) for row in self.rows]

    @property
    def count(self) -> int:
        """Count the ticked questions."""
        return sum(1 for tick in self.questions if tick.row.question.is_leaf and tick.is_ticked)

    @property
    def points(self) -> str:
        """Add up the points of the ticked questions."""
        chosen = [tick.row.points for tick in self.questions if tick.is_ticked]
        return points_text(sum_of(chosen) or Decimal(0))

    @property
    def zone(self) -> str:
        """Name the zone in which the times are typed."""
        return timezone.get_current_timezone_name()

    def is_valid(self) -> bool:
        """Check everything at once. A class that has this version already is asked about."""
        if self.is_stale or self.form.is_quiet:
            return False
        parts = [self.form.is_valid(), *(row.is_valid() for row in self._chosen_rows())]
        if not all(parts):
            return False
        self.given_before = classes_given(
            version=self.read.version,
            classes=[row.school_class for row in self._chosen_rows()],
            by=self.by,
            key=self.form.cleaned_data["key"],
        )
        return not self.given_before or self.form.cleaned_data["again"]

    def _chosen_rows(self) -> list[ClassTimesForm]:
        ticked = self._ticked("classes")
        return [row for row in self.rows if row.school_class.pk in ticked]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Return label and id of the fields to look at again, for the list above the form."""
        if not self.form.is_bound or self.form.is_quiet:
            return []
        found = [(field.label, field) for field in self.form if field.errors]
        for row in self._chosen_rows():
            found += [(f"{row.school_class.name}: {f.label}", f) for f in row if f.errors]
        return [(str(label), field.id_for_label or field.auto_id) for label, field in found]

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        self.form.add_error(
            refusal.code if refusal.code in self.form.fields else None, str(refusal)
        )

    def values(self) -> dict:
        """Return the arguments for ``give``."""
        cleaned = self.form.cleaned_data
        chosen = set(cleaned["questions"])
        questions: list[Question] = [
            row.question for row in self.read.leaves if row.question.pk in chosen
        ]
        kept = ("title", "instructions", "collects_drafts", "key")
        return {
            "version": self.read.version,
            "questions": questions,
            "classes": [row.times() for row in self._chosen_rows()],
            "late": self.form.late,
            "rules": self.form.rules,
            **{name: cleaned[name] for name in kept},
        }


def _with_same_times(data, classes: Sequence[SchoolClass]):
    """Copy the times of the first ticked class to the others that are ticked."""
    data = data.copy()
    ticked = set(data.getlist("classes"))
    chosen = [row.pk for row in classes if row.pk in ticked]
    for pk in chosen[1:]:
        for name in _TIMES:
            data[f"{pk}-{name}"] = data.get(f"{chosen[0]}-{name}", "")
    return data
