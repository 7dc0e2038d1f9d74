"""The tables of the lessons floor."""

from lessons.models.draft import DraftRevision, LessonDraft
from lessons.models.edition import Edition, GlossaryTerm, Paragraph, Section
from lessons.models.lesson import Anchor, Lesson, LessonPlacement, Reading
from lessons.models.shelf import ShelfItem
from lessons.models.timeline import EventSource, Source, TimelineEvent

__all__ = [
    "Anchor",
    "DraftRevision",
    "Edition",
    "EventSource",
    "GlossaryTerm",
    "Lesson",
    "LessonDraft",
    "LessonPlacement",
    "Paragraph",
    "Reading",
    "Section",
    "ShelfItem",
    "Source",
    "TimelineEvent",
]
