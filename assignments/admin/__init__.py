"""The admin of the assignments floor."""

from assignments.admin import assignment, question_set, submission  # noqa: F401
