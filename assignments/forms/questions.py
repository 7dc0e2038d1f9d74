"""One question with its marking guide, as one page of forms that works without script."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assignments.domain.material.guide_content import MAX_ROWS, GuideContent, check_levels
from assignments.domain.material.lesson_places import EventPlace, Place
from assignments.domain.material.questions import QuestionContent, check_worth
from assignments.domain.points import STEP, points_text
from assignments.forms.guide_rows import (
    MORE,
    NO_ANCHOR,
    ExpectedRows,
    LevelRows,
    MisconceptionRows,
    PagePart,
    Places,
    PlacesField,
    Rows,
    points_box,
    prose_box,
    read_typed_points,
)
from assignments.forms.question_sets import token_field
from assignments.models import MarkingGuide, Question
from studyhub.access.refusal import Refusal
from studyhub.people.forms.desk import WHY_MAX, DeskForm
from studyhub.web.fields import ShownNameFormField
from studyhub.web.text import is_blank


class QuestionPart(PagePart):
    """What students see of a question, and what is not in rows of the guide."""

    text = prose_box("Question", Question, "text", rows=4, required=True)
    points = points_box("Points", required=True)
    takes_whole_points = forms.BooleanField(
        label="Whole points only", required=False,
        help_text="Half points cannot be given for it.",
    )  # fmt: skip
    full_points = prose_box(
        "For full points", Question, "full_points", rows=2, required=True,
        hint="Students see this line under the question: what a full answer needs.",
    )  # fmt: skip
    events = PlacesField(
        label="Events on the timeline", otherwise="Choose from the events of this lesson."
    )
    context = prose_box(
        "Earns no points", MarkingGuide, "context", rows=2,
        hint="What may be mentioned, but counts for nothing.",
    )  # fmt: skip
    main = PlacesField(label="Paragraphs that answer the question", otherwise=NO_ANCHOR)
    also = PlacesField(label="Paragraphs that help", otherwise=NO_ANCHOR)
    based_on = token_field()

    def __init__(self, *args, is_leaf: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_leaf:
            for name in ("points", "full_points", "takes_whole_points"):
                del self.fields[name]

    @property
    def main_ticked(self) -> str:
        """Return the numbers of the paragraphs that answer the question."""
        return self.ticked("main")

    @property
    def also_ticked(self) -> str:
        """Return the numbers of the paragraphs that help."""
        return self.ticked("also")

    @property
    def events_ticked(self) -> int:
        """Count the events that are ticked."""
        return len(self["events"].value() or [])

    @property
    def paragraphs(self) -> list[Place]:
        """Return the paragraphs that are ticked, of both kinds, as links show them."""
        names = [*(self["main"].value() or []), *(self["also"].value() or [])]
        return self.places.paragraphs_among(names)

    @property
    def dated_events(self) -> list[EventPlace]:
        """Return the events that are ticked, with their dates."""
        return self.places.events_among(self["events"].value() or [])

    def clean_text(self) -> str:
        """Refuse a text in which nothing can be seen."""
        return _seen(self.cleaned_data["text"])

    def clean_full_points(self) -> str:
        """Refuse a line in which nothing can be seen."""
        return _seen(self.cleaned_data["full_points"])

    def clean_points(self) -> Decimal:
        """Read whole and half points above zero."""
        is_whole = self["takes_whole_points"].value() in (True, "on")
        try:
            return check_worth(read_typed_points(self.cleaned_data["points"]), is_whole)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


def _seen(text: str) -> str:
    if is_blank(text):
        raise ValidationError("Write something here.")
    return text


class QuestionEditor:
    """The whole page: the question and the rows of its guide.

    The button ``more`` names a kind of row: the page comes back with more of them, everything
    typed still there, nothing checked and nothing saved.
    """

    kinds = ("levels", "expected", "misconceptions")

    def __init__(
        self,
        *,
        places: Places,
        token: int,
        is_leaf: bool,
        content: QuestionContent | None = None,
        guide: GuideContent | None = None,
        data=None,
    ) -> None:
        self.is_leaf = is_leaf
        self.wants_more = data is not None and data.get("more") in self.kinds
        data = _with_more(data) if self.wants_more else data
        shared = {"places": places, "quiet": self.wants_more}
        start = _start(content, guide)
        self.question = QuestionPart(
            data, is_leaf=is_leaf, initial={**start["question"], "based_on": token}, **shared
        )
        self.levels, self.expected, self.misconceptions = (
            kind(data, prefix=name, initial=start[name], form_kwargs=shared)
            for kind, name in zip(
                (LevelRows, ExpectedRows, MisconceptionRows), self.kinds, strict=True
            )
        )

    @property
    def row_sets(self) -> list[Rows]:
        """Return the rows that this question has: one with parts has no levels."""
        sets = [self.expected, self.misconceptions]
        return [self.levels, *sets] if self.is_leaf else sets

    def is_valid(self) -> bool:
        """Check everything, so that every fault is shown at once and nothing is half written."""
        parts = [self.question.is_valid(), *(rows.is_valid() for rows in self.row_sets)]
        return all(parts) and self._levels_fit()

    def _levels_fit(self) -> bool:
        if not self.is_leaf:
            return True
        try:
            values = self.question.cleaned_data
            step = Decimal(1) if values["takes_whole_points"] else STEP
            check_levels(self.levels.contents(), values["points"], step)
        except Refusal as refusal:
            self.levels.non_form_errors().append(str(refusal))
            return False
        return True

    @property
    def is_wrong(self) -> bool:
        """Tell whether something has to be looked at again."""
        if self.wants_more or not self.question.is_bound:
            return False
        return bool(self.question.errors or any(rows.total_error_count() for rows in self.row_sets))

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        if refusal.code == "levels":
            self.levels.non_form_errors().append(str(refusal))
            return
        name = refusal.code if refusal.code in self.question.fields else None
        self.question.add_error(name, str(refusal))

    @property
    def based_on(self) -> int:
        """Return the token that the page was opened with."""
        return self.question.cleaned_data["based_on"]

    def content(self) -> QuestionContent:
        """Return what students see."""
        values = self.question.cleaned_data
        return QuestionContent(
            text=values["text"],
            points=values.get("points"),
            full_points=values.get("full_points", ""),
            takes_whole_points=values.get("takes_whole_points", False),
            events=[self.question.places.events[key] for key in values["events"]],
        )

    def guide(self) -> GuideContent:
        """Return the marking guide."""
        return GuideContent(
            levels=self.levels.contents() if self.is_leaf else (),
            expected=self.expected.contents(),
            misconceptions=self.misconceptions.contents(),
            context=self.question.cleaned_data["context"],
            main_anchors=self.question.chosen("main"),
            also_anchors=self.question.chosen("also"),
        )


def _with_more(data):
    data = data.copy()
    name = f"{data['more']}-TOTAL_FORMS"
    typed = data.get(name, "0")
    present = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0  # noqa: PLR2004
    data[name] = str(min(present + MORE, MAX_ROWS))
    return data


def _start(content: QuestionContent | None, guide: GuideContent | None) -> dict[str, Any]:
    """Return what the boxes hold when the page is opened."""
    content, guide = content or QuestionContent(""), guide or GuideContent()
    return {
        "question": {
            "text": content.text,
            "points": points_text(content.points),
            "full_points": content.full_points,
            "takes_whole_points": content.takes_whole_points,
            "events": [event.key for event in content.events],
            "context": guide.context,
            "main": [anchor.name for anchor in guide.main_anchors],
            "also": [anchor.name for anchor in guide.also_anchors],
        },
        "levels": [
            {
                "points_from": points_text(level.points_from),
                "points_to": points_text(level.points_to),
                "text": level.text,
            }
            for level in guide.levels
        ],
        "expected": [
            {"text": point.text, "anchors": [anchor.name for anchor in point.anchors]}
            for point in guide.expected
        ],
        "misconceptions": [{"text": text} for text in guide.misconceptions],
    }


class MendForm(DeskForm):
    """A typing error in a question students work on."""

    text = prose_box("Question", Question, "text", rows=4, required=True)
    full_points = prose_box("For full points", Question, "full_points", rows=2, required=True)
    reason = ShownNameFormField(
        label="What was wrong",
        max_length=WHY_MAX,
        help_text="Kept in the list of changes, with the words before and after.",
    )
    based_on = token_field()

    def __init__(self, question: Question, *args, **kwargs) -> None:
        start = {
            "text": question.text,
            "full_points": question.full_points,
            "based_on": question.version.token,
        }
        kwargs.update(initial=start)
        super().__init__(*args, **kwargs)
        if not question.is_leaf:
            del self.fields["full_points"]
