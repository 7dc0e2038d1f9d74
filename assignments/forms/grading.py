"""The grading page as one form: points and a comment per leaf, each with its own token."""

import hashlib
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from assignments.domain.grading.comment import MAX_COMMENT_CHARACTERS, comment_on_attempt
from assignments.domain.grading.grade import SavedGrade, grade_answer
from assignments.domain.grading.sheet import Sheet, SheetLeaf
from assignments.domain.points import check_points, read_points
from assignments.models import Comment, Submission
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.web.fields import ProseFormField
from studyhub.web.text import with_plain_line_breaks

_LARGEST = 2**31 - 1


def digest(*values: str) -> str:
    """Return a fingerprint of what a box began with, to tell a touched box from another."""
    plain = "\x1f".join(with_plain_line_breaks(value).strip() for value in values)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _token() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=_LARGEST, widget=forms.HiddenInput)


class TokenForm(forms.Form):
    """A form that carries the version it was opened on and knows whether it was touched.

    ``kept`` holds what was typed on an older state: it stays in the boxes, beside what is saved.
    """

    based_on = _token()
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    typed_fields: tuple[str, ...] = ()

    def typed(self) -> list[str]:
        """Return what came back, as typed."""
        return [str(self.data.get(self.add_prefix(name), "")) for name in self.typed_fields]

    @property
    def is_touched(self) -> bool:
        """Tell whether the boxes differ from what the page was opened with."""
        return digest(*self.typed()) != self.data.get(self.add_prefix("was"), "")

    @property
    def shown_errors(self) -> ErrorDict | dict[str, list[str]]:
        """Return the errors by field; a form nobody touched has none to show."""
        if not (self.is_bound and self.is_touched):
            return {}
        return {name: [str(error) for error in errors] for name, errors in self.errors.items()}


class LeafForm(TokenForm):
    """Points and comment for one leaf. ``saved`` is what stands, where somebody else came first."""

    points = forms.CharField(required=False, max_length=20)
    comment = ProseFormField(required=False, max_length=MAX_COMMENT_CHARACTERS)
    seen = _token()
    typed_fields = ("points", "comment")

    @property
    def answer_id(self) -> str:
        """Return the id of the answer."""
        return self.leaf.answer.pk

    def __init__(self, leaf: SheetLeaf, data=None, *, kept: list[str] | None = None) -> None:
        self.leaf = leaf
        self.saved: SavedGrade | None = None
        points, comment = kept or (leaf.points_text, leaf.comment)
        initial = {
            "points": points,
            "comment": comment,
            "based_on": leaf.version,
            "seen": leaf.answer.version,
            "was": digest(leaf.points_text, leaf.comment),
        }
        super().__init__(data, prefix=leaf.question.pk, initial=initial)
        self._dress()

    def _dress(self) -> None:
        label = self.leaf.question.label
        self.fields["points"].label = f"Points for {label}"
        self.fields["comment"].label = f"Comment on {label}"
        box = {"class": "points-input", "inputmode": "decimal", "autocomplete": "off"}
        if self.leaf.question.takes_whole_points:
            box |= {"inputmode": "numeric", "data-whole": ""}
        self.fields["points"].widget.attrs.update(box)
        self.fields["comment"].widget.attrs.update({"rows": 2, "class": "control"})

    @property
    def points_box(self) -> str:
        """Return the box for the points, tied to what explains it."""
        described = f"{self.prefix}-most"
        attrs = {}
        if "points" in self.shown_errors:
            described += f" {self.prefix}-points-error"
            attrs["aria-invalid"] = "true"
        return self["points"].as_widget(attrs={**attrs, "aria-describedby": described})

    def clean_points(self):
        """Read whole and half points; empty means ungraded."""
        try:
            points = read_points(self.cleaned_data["points"])
            check_points(points, self.leaf.question)
        except Refusal as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        return points

    @property
    def new_comment(self) -> str:
        """Return the comment of a valid form where it differs from what stood, else nothing."""
        comment = self.cleaned_data["comment"]
        return "" if comment == self.leaf.comment else comment

    def save(self, *, by: User, at: datetime) -> None:
        """Grade the answer. Raises ``Conflict``."""
        values = self.cleaned_data
        grade_answer(
            answer=self.leaf.answer,
            points=values["points"],
            comment=values["comment"],
            based_on=values["based_on"],
            seen_answer_version=values["seen"],
            by=by,
            at=at,
        )


class OverallForm(TokenForm):
    """The comment on the whole."""

    text = ProseFormField(
        label="Comment on the whole", required=False, max_length=MAX_COMMENT_CHARACTERS
    )
    typed_fields = ("text",)
    answer_id = ""

    def __init__(self, sheet: Sheet, data=None, *, kept: list[str] | None = None) -> None:
        self.sheet = sheet
        self.saved: Comment | None = None
        stored = sheet.overall.text if sheet.overall else ""
        initial = {
            "text": kept[0] if kept else stored,
            "based_on": sheet.overall.version if sheet.overall else 0,
            "was": digest(stored),
        }
        super().__init__(data, prefix="overall", initial=initial)
        self.fields["text"].widget.attrs.update({"rows": 3, "class": "control"})

    @property
    def new_comment(self) -> str:
        """Return the text of a valid form where it differs from what stood, else nothing."""
        text = self.cleaned_data["text"]
        return "" if self.sheet.overall and text == self.sheet.overall.text else text

    def save(self, *, by: User, at: datetime) -> None:
        """Write the comment. Raises ``Conflict``."""
        values = self.cleaned_data
        comment_on_attempt(
            attempt=self.sheet.attempt,
            text=values["text"],
            based_on=values["based_on"],
            by=by,
            at=at,
        )


class GradingForm:
    """All leaves of a sheet, and the comment on the whole unless told otherwise.

    What was not touched is not written, so it can be in nobody's way. ``attempt`` in the data
    names the attempt that was read.
    """

    def __init__(self, sheet: Sheet, data=None, *, with_overall: bool = True) -> None:
        self.sheet = sheet
        self.leaves = [LeafForm(leaf, _part(data, leaf.question.pk)) for leaf in sheet.leaves]
        self.overall = OverallForm(sheet, _part(data, "overall")) if with_overall else None
        self.is_of_another_attempt = bool(
            data and data.get("attempt", sheet.attempt.pk) != sheet.attempt.pk
        )

    def _parts(self) -> list[LeafForm | OverallForm]:
        return [*self.leaves, *([self.overall] if self.overall else [])]

    def touched(self) -> list[LeafForm | OverallForm]:
        """Return the parts that somebody typed into."""
        return [part for part in self._parts() if part.is_bound and part.is_touched]

    def is_valid(self) -> bool:
        """Check the touched parts before anything is written; untouched ones cannot be wrong."""
        return not any(part.errors for part in self.touched())

    def new_comments(self) -> dict[str, str]:
        """Return the comments of a valid form that are new, by answer; on the whole by ''."""
        new = {part.answer_id: part.new_comment for part in self.touched()}
        return {answer: text for answer, text in new.items() if text}

    @property
    def wrong(self) -> list[LeafForm]:
        """Return the leaves with an error, for the list at the top."""
        return [part for part in self.leaves if part.shown_errors]

    @property
    def clashed(self) -> list[LeafForm]:
        """Return the leaves that somebody else graded meanwhile."""
        return [part for part in self.leaves if part.saved is not None]

    def save(self, *, by: User, at: datetime) -> dict[str, Conflict]:
        """Write each touched part on its own; return the conflicts by the part's prefix."""
        conflicts = {}
        for part in self.touched():
            try:
                part.save(by=by, at=at)
            except Conflict as conflict:
                conflicts[str(part.prefix)] = conflict
        return conflicts

    def again(self, sheet: Sheet, conflicts: dict[str, Conflict]) -> "GradingForm":
        """Return the form over the fresh ``sheet``, with what was typed kept where it clashed.

        What clashed carries the new token: saving it again is a choice made with both in view.
        """
        form = GradingForm(sheet, with_overall=self.overall is not None)
        kept = {str(part.prefix): part.typed() for part in self.touched()}
        for place, leaf in enumerate(form.leaves):
            if leaf.prefix in conflicts and leaf.prefix in kept:
                form.leaves[place] = LeafForm(leaf.leaf, kept=kept[leaf.prefix])
                form.leaves[place].saved = _saved(leaf.leaf)
        if "overall" in conflicts and "overall" in kept:
            form.overall = OverallForm(sheet, kept=kept["overall"])
            form.overall.saved = sheet.overall
        return form

    def on_another_attempt(self) -> dict[str, Conflict]:
        """Return a conflict for each touched part, since another text was read."""
        submission = self.sheet.attempt.submission
        return {str(part.prefix): _handed_in_again(submission) for part in self.touched()}


def _part(data, prefix: str):
    return data if data is not None and f"{prefix}-based_on" in data else None


def _saved(leaf: SheetLeaf) -> SavedGrade | None:
    """Return what somebody else saved for a leaf, None where nothing is saved."""
    grade = leaf.grade
    if grade is None:
        return None
    return SavedGrade(grade.version, grade.points, leaf.comment, grade.graded_by, grade.graded_at)


def _handed_in_again(submission: Submission) -> Conflict:
    return Conflict("The student handed in again.", current=submission)
