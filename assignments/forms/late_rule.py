"""What happens to work after its due time: three rules, one of them with two numbers."""

from django import forms

from assignments.domain.points import read_points
from assignments.domain.timing.lateness import LateTerms, late_terms
from assignments.enums import LateRule
from studyhub.access.refusal import Refusal

CHOICES = [
    (LateRule.ACCEPTED, "Late work is accepted and marked late"),
    (LateRule.DEDUCTED, "Late work is accepted and loses points for each day begun"),
    (LateRule.REFUSED, "Nothing is accepted after the due time"),
]


class LateRuleFields(forms.Form):
    """The fields, for forms to inherit; ``late`` are the terms once the form is valid."""

    late_rule = forms.ChoiceField(
        label="After the due time",
        choices=CHOICES,
        initial=LateRule.ACCEPTED,
        widget=forms.RadioSelect,
    )
    late_points_per_day = forms.CharField(
        label="Points off for each day",
        required=False,
        max_length=8,
        help_text="Only where late work loses points.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )
    late_floor_percent = forms.IntegerField(
        label="Percent of the points earned that stay",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Whatever the delay, no less is left. Empty means nothing is kept back.",
    )

    late: LateTerms

    def clean(self) -> dict:
        """Put the three together; what is wrong stands beside its field."""
        cleaned = super().clean() or self.cleaned_data
        if "late_rule" not in cleaned or "late_floor_percent" not in cleaned:
            return cleaned
        try:
            per_day = read_points(cleaned.get("late_points_per_day") or "")
        except Refusal as refusal:
            self.add_error("late_points_per_day", str(refusal))
            return cleaned
        try:
            self.late = late_terms(cleaned["late_rule"], per_day, cleaned["late_floor_percent"])
        except Refusal as refusal:
            self.add_error(refusal.code, str(refusal))
        return cleaned
