"""The words for what a lesson is and what is kept of it."""

from django.db import models


class Calendar(models.TextChoices):
    """The calendar in which an event's date is written; ``studyhub.edtf`` words it."""

    GREGORIAN = "gregorian", "Gregorian"
    JULIAN = "julian", "Julian"


class LessonState(models.TextChoices):
    """How far a lesson is: no text published yet, open to its readers, or taken from students."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


LESSON_STEPS = {
    ("publish", LessonState.DRAFT): LessonState.PUBLISHED,
    ("publish", LessonState.PUBLISHED): LessonState.PUBLISHED,
    ("publish", LessonState.WITHDRAWN): LessonState.WITHDRAWN,
    ("withdraw", LessonState.PUBLISHED): LessonState.WITHDRAWN,
    ("republish", LessonState.WITHDRAWN): LessonState.PUBLISHED,
}


class ShelfKind(models.TextChoices):
    """What lies on an evidence shelf."""

    PASSAGE = "passage", "Passage"
    EVENT = "event", "Event"
