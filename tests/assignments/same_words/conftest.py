"""The desk of the grading tests, and the page of same words."""

from tests.assignments.allocation.conftest import assistant
from tests.assignments.blind.conftest import blind
from tests.assignments.grading.conftest import desk, teacher

__all__ = ["assistant", "blind", "desk", "same_words_path", "teacher"]


def same_words_path(desk, work, label: str = "1") -> str:
    """Return the address of where the words of an answer also stand."""
    return desk.path(f"same-words/{desk.answer(work, label).question_id}/", work)
