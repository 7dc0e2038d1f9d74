"""The admin of the assignments floor."""

from assignments.admin import assignment, submission  # noqa: F401
