"""The tables of the assignments floor."""

from assignments.models.after import Message, NextStep, ReleaseSeen, Thread
from assignments.models.assignment import Assignment, AssignmentQuestion, Extension
from assignments.models.citation import Citation
from assignments.models.class_feedback import ClassFeedback
from assignments.models.desk import (
    Allocation,
    AnswerTag,
    BankComment,
    Excuse,
    GradingPlace,
    SecondLook,
)
from assignments.models.document_import import DocumentImport
from assignments.models.grading import Comment, Grade, Release
from assignments.models.guide import ExpectedPoint, GuideLevel, MarkingGuide, Misconception
from assignments.models.honesty import HonestyStatement
from assignments.models.notice import CalendarFeed, Notice
from assignments.models.question_set import Question, QuestionSet, QuestionSetVersion
from assignments.models.shelf import ShelfQuestion
from assignments.models.work import Answer, Attempt, Revision, Submission
from assignments.models.writing_record import WritingRecordOff

__all__ = [
    "Allocation",
    "Answer",
    "AnswerTag",
    "Assignment",
    "AssignmentQuestion",
    "Attempt",
    "BankComment",
    "CalendarFeed",
    "Citation",
    "ClassFeedback",
    "Comment",
    "DocumentImport",
    "Excuse",
    "ExpectedPoint",
    "Extension",
    "Grade",
    "GradingPlace",
    "GuideLevel",
    "HonestyStatement",
    "MarkingGuide",
    "Message",
    "Misconception",
    "NextStep",
    "Notice",
    "Question",
    "QuestionSet",
    "QuestionSetVersion",
    "Release",
    "ReleaseSeen",
    "Revision",
    "SecondLook",
    "ShelfQuestion",
    "Submission",
    "Thread",
    "WritingRecordOff",
]
