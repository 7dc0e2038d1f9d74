"""Forms that can be shown again as they were typed, with no fault found yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict


class QuietForm(forms.Form):
    """A form that, if ``quiet``, shows what was typed and checks nothing.

    The page was asked for more rows or other choices, and nobody has said that they are done.
    """

    def __init__(self, *args, quiet: bool = False, **kwargs) -> None:
        self.is_quiet = quiet
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Leave typed text alone while the form is quiet."""
        if not self.is_quiet:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
