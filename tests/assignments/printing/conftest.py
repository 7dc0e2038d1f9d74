"""The desk of the grading tests serves here too."""

from tests.assignments.grading.conftest import desk

__all__ = ["desk"]
