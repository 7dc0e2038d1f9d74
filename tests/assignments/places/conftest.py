"""Two teachers of 8A and one piece of work."""

from tests.assignments.grading.conftest import desk, teacher
from tests.assignments.second_look.conftest import nora, second

__all__ = ["desk", "nora", "second", "teacher"]
