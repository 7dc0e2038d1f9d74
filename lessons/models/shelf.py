"""The evidence shelf: what a reader has marked, for themselves alone."""

from django.db import models
from django.utils import timezone

from lessons.enums import ShelfKind
from lessons.models.edition import Edition, Paragraph
from lessons.models.lesson import Lesson
from lessons.models.timeline import TimelineEvent
from lessons.querysets import ShelfQuerySet
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class ShelfItem(models.Model):
    """A passage or an event that a reader keeps, with a note if wanted. Private to its owner.

    A passage is held by W3C selectors into ``paragraph.text`` of its edition: ``exact``,
    ``prefix``, ``suffix`` and the positions ``start`` and ``end``, counted in code points. For an
    event ``exact`` keeps its title, in case the event goes. ``key`` is made by the page that asks,
    so that a request sent twice keeps one item; the same passage or event lies on a shelf once,
    whatever the key. ``removed_at`` is set while it can be undone.
    """

    id = RandomIdField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="shelf_items")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="shelf_items")
    kind = models.CharField(max_length=10, choices=ShelfKind.choices)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.ForeignKey(
        TimelineEvent, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["lesson", "created_at", "id"]
        verbose_name = "shelf item"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="lessons_shelf_key_once"),
            models.UniqueConstraint(
                fields=["owner", "paragraph", "start", "end"], name="lessons_shelf_passage_once"
            ),
            models.UniqueConstraint(fields=["owner", "event"], name="lessons_shelf_event_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind=ShelfKind.PASSAGE,
                    edition__isnull=False,
                    paragraph__isnull=False,
                    event__isnull=True,
                    start__isnull=False,
                    end__gt=models.F("start"),
                )
                | models.Q(
                    kind=ShelfKind.EVENT,
                    paragraph__isnull=True,
                    start__isnull=True,
                    end__isnull=True,
                ),
                name="lessons_shelf_passage_or_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on the shelf"
