"""The admin of the assignments floor."""

from assignments.admin import assignment, document_import, question_set, submission  # noqa: F401
