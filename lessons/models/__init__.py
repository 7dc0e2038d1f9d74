"""The tables of the lessons floor."""

from lessons.models.edition import Edition, GlossaryTerm, Paragraph, Section
from lessons.models.lesson import Anchor, Lesson, LessonPlacement, Reading
from lessons.models.timeline import EventSource, Source, TimelineEvent

__all__ = [
    "Anchor",
    "Edition",
    "EventSource",
    "GlossaryTerm",
    "Lesson",
    "LessonPlacement",
    "Paragraph",
    "Reading",
    "Section",
    "Source",
    "TimelineEvent",
]
