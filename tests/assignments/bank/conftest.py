"""The desk of the grading tests, and a short way to keep a comment."""

from __future__ import annotations

from django.utils import timezone

from assignments.domain.grading.bank import keep_in_bank
from assignments.models import BankComment
from tests.assignments.grading.conftest import desk

__all__ = ["desk"]


def keep(by, text: str, **values) -> BankComment:
    """Keep a comment now."""
    return keep_in_bank(text=text, by=by, at=timezone.now(), **values)
