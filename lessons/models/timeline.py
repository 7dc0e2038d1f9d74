"""The timeline: dated events and where they are known from."""

from django.db import models

from lessons.enums import Calendar
from lessons.models.lesson import Anchor, Lesson


class Source(models.Model):
    """Where an event is known from. ``checked``: L looked up, P in part, K settled knowledge."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="sources")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    checked = models.CharField(max_length=1)

    class Meta:
        ordering = ["lesson", "key"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="lessons_source_key"),
            models.CheckConstraint(
                condition=models.Q(checked__in=["L", "P", "K"]), name="lessons_source_checked"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TimelineEvent(models.Model):
    """A dated event. ``date`` is EDTF text; ``first_day`` and ``last_day`` are its bounds.

    The bounds are day numbers of ``studyhub.edtf``, so that lists sort and ranges overlap in the
    database. ``themes`` and ``people`` are lists of text; each theme is an id of the lesson's
    ``themes``. ``is_context`` marks what lies outside the lesson's own years. ``calendar`` is the
    one the date is written in: it is told beside it, and decides the bounds, which are the same
    for one day under whatever name. ``version`` rises with every change made on a page, so that
    one based on an older state is refused.
    """

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="events")
    key = models.SlugField(max_length=60)
    date = models.CharField(max_length=64)
    calendar = models.CharField(max_length=10, choices=Calendar.choices, default=Calendar.GREGORIAN)
    first_day = models.BigIntegerField()
    last_day = models.BigIntegerField()
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=1000)
    place = models.CharField(max_length=160, blank=True)
    people = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    note = models.TextField(max_length=1000, blank=True)
    is_context = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    anchors = models.ManyToManyField(Anchor, related_name="events", blank=True)
    sources = models.ManyToManyField(Source, through="EventSource", related_name="events")

    class Meta:
        ordering = ["lesson", "first_day", "last_day", "key"]
        verbose_name = "timeline event"
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="lessons_event_key"),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="lessons_event_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__in=Calendar.values), name="lessons_event_calendar"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EventSource(models.Model):
    """That an event rests on a source, and where in it (``locator``), where that is narrower."""

    event = models.ForeignKey(TimelineEvent, models.CASCADE, related_name="event_sources")
    source = models.ForeignKey(Source, models.CASCADE, related_name="event_sources")
    position = models.PositiveSmallIntegerField()
    locator = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["event", "position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "source"], name="lessons_event_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event} from {self.source}"
