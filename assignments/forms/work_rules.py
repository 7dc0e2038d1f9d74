"""What may be asked besides the times: a length, the honesty statement, and blind marking."""

from django import forms

from assignments.domain.giving.work_rules import MOST_WORDS, WorkRules
from assignments.models import Assignment, HonestyStatement

NOT_ASKED = "Students do not sign anything"
_NAMES = ("word_guide_from", "word_guide_to")
_MARKED = ("is_blind", "needs_second_look")


def _words_field(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=MOST_WORDS, help_text=help_text
    )


class WorkRuleFields(forms.Form):
    """The fields, for forms to inherit. Call ``offer_statements`` once the form is made."""

    word_guide_from = _words_field("Word guide, from", "Beside each word count.")
    word_guide_to = _words_field("Word guide, to", "It is advice and stops nobody.")
    honesty = forms.ChoiceField(
        label="Honesty statement",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose a statement of your school."},
    )

    is_blind = forms.BooleanField(
        label="Mark blind",
        required=False,
        help_text="Names stay hidden from everybody who grades until you reveal them, which "
        "returning needs. A name that students write into their own text cannot be hidden.",
    )

    needs_second_look = forms.BooleanField(
        label="Ask for a second look",
        required=False,
        help_text="Work is returned only after somebody who graded none of it has read the "
        "grading: another teacher of the class, or an assistant to whom all of it is allocated.",
    )

    def offer_statements(
        self, newest: HonestyStatement | None, pinned: HonestyStatement | None = None
    ) -> None:
        """Offer the school's newest version, and the one asked for until now where it differs."""
        self.statements = {row.pk: row for row in (pinned, newest) if row is not None}
        asked = [(pk, _asked(row, newest)) for pk, row in self.statements.items()]
        self.fields["honesty"].choices = [("", NOT_ASKED), *asked]  # type: ignore[attr-defined]
        if not asked:
            self.fields["honesty"].help_text = "Your school has not written a statement yet."

    def clean(self) -> dict:
        """Refuse a guide that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        low, high = (cleaned.get(name) for name in _NAMES)
        if low is not None and high is not None and low > high:
            self.add_error("word_guide_to", "The guide must end where it begins, or later.")
        return cleaned

    @property
    def rules(self) -> WorkRules:
        """Return what the verbs want to know, once the form is valid."""
        cleaned = self.cleaned_data
        return WorkRules(
            **{name: cleaned[name] for name in (*_NAMES, *_MARKED)},
            honesty=self.statements.get(cleaned["honesty"]),
        )


def stored_rules(assignment: Assignment) -> dict:
    """Return what the fields begin with for an assignment that was given."""
    found = {name: getattr(assignment, name) for name in (*_NAMES, *_MARKED)}
    return {**found, "honesty": assignment.honesty_id or ""}


def _asked(row: HonestyStatement, newest: HonestyStatement | None) -> str:
    which = "" if row == newest else ", as it has been; there is a newer one"
    return f"Students sign version {row.number} to hand in{which}"
