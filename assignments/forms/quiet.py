"""A form that can come back as it was typed, without finding fault."""

from django import forms
from django.forms.utils import ErrorDict


class Quiet(forms.Form):
    """A form that, if ``quiet``, shows what was typed and finds no fault with it."""

    def __init__(self, *args, quiet: bool = False, **kwargs) -> None:
        self.is_quiet = quiet
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Leave what was typed alone while the page is only counted anew."""
        if not self.is_quiet:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict = {}
