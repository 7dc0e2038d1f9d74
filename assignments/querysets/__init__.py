"""Who may see or change which question set, assignment and work: each right once."""

from assignments.querysets.material import (
    BankCommentQuerySet,
    DocumentImportQuerySet,
    HonestyStatementQuerySet,
    QuestionSetQuerySet,
    schools_with_bank_of,
    schools_with_statement_by,
)
from assignments.querysets.returned import NoticeQuerySet, ReleaseQuerySet, ThreadQuerySet
from assignments.querysets.work import (
    AnswerQuerySet,
    AskedQuerySet,
    AssignmentQuerySet,
    SubmissionQuerySet,
)

__all__ = [
    "AnswerQuerySet",
    "AskedQuerySet",
    "AssignmentQuerySet",
    "BankCommentQuerySet",
    "DocumentImportQuerySet",
    "HonestyStatementQuerySet",
    "NoticeQuerySet",
    "QuestionSetQuerySet",
    "ReleaseQuerySet",
    "SubmissionQuerySet",
    "ThreadQuerySet",
    "schools_with_bank_of",
    "schools_with_statement_by",
]
