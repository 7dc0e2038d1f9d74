"""The tables of the assignments floor."""

from assignments.models.assignment import Assignment, AssignmentQuestion, Extension
from assignments.models.citation import Citation
from assignments.models.class_feedback import ClassFeedback
from assignments.models.document_import import DocumentImport
from assignments.models.grading import Comment, Grade, Release
from assignments.models.guide import ExpectedPoint, GuideLevel, MarkingGuide, Misconception
from assignments.models.honesty import HonestyStatement
from assignments.models.notice import CalendarFeed, Notice
from assignments.models.question_set import Question, QuestionSet, QuestionSetVersion
from assignments.models.shelf import ShelfQuestion
from assignments.models.work import Answer, Attempt, Revision, Submission

__all__ = [
    "Answer",
    "Assignment",
    "AssignmentQuestion",
    "Attempt",
    "CalendarFeed",
    "Citation",
    "ClassFeedback",
    "Comment",
    "DocumentImport",
    "ExpectedPoint",
    "Extension",
    "Grade",
    "GuideLevel",
    "HonestyStatement",
    "MarkingGuide",
    "Misconception",
    "Notice",
    "Question",
    "QuestionSet",
    "QuestionSetVersion",
    "Release",
    "Revision",
    "ShelfQuestion",
    "Submission",
]
