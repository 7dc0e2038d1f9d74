"""Forms that can be shown again as they were typed, with no fault found yet."""

from __future__ import annotations

from typing import Any

from django.forms.utils import ErrorDict

from studyhub.people.forms.desk import DeskForm


class QuietForm(DeskForm):
    """A quiet one shows what was typed and checks nothing: more rows were asked for."""

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
