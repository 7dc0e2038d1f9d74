"""Cite by number, without a script or with one."""

from assignments.forms.shelf import KeepSentencesForm


class CiteSentencesForm(KeepSentencesForm):
    """A paragraph as it is numbered on the screen, and the numbers of its sentences."""

    note = None  # type: ignore[assignment]  # Django's way to leave out an inherited field
