"""Lessons, their lasting places, where they are put, and further reading."""

from __future__ import annotations

import re

from django.db import models
from django.utils import timezone

from lessons.enums import LessonState
from lessons.querysets import AnchorQuerySet, LessonQuerySet
from studyhub.people.models import School, SchoolClass, User
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class Lesson(models.Model):
    """An essay with its timeline and reading list, of one school or (school empty) the library.

    ``themes`` is a list of ``{"id", "title"}`` in the order of the timeline's legend.
    ``current_edition`` is empty until the first publishing. ``pack_digest`` is the SHA-256 of
    the lesson pack it was last loaded from, so loading the same pack twice changes nothing; it
    is emptied by any change made here. ``version`` rises with every change of the lesson's own
    columns, themes, sources and readings, so that a page based on an older state is refused.
    ``withdrawn_at`` is set while students do not get to read it.
    """

    id = RandomIdField()
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="lessons"
    )
    slug = models.SlugField(max_length=80)
    title = ShownNameField(max_length=160)
    subtitle = ShownNameField(max_length=200, blank=True)
    summary = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=12, default="en")
    themes = models.JSONField(default=list)
    current_edition = models.ForeignKey(
        "lessons.Edition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    pack_digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "slug"],
                name="lessons_lesson_slug_once_per_school",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(school__isnull=True),
                name="lessons_lesson_slug_once_in_library",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> LessonState:
        """Say how far the lesson is."""
        if self.current_edition_id is None:
            return LessonState.DRAFT
        return LessonState.PUBLISHED if self.withdrawn_at is None else LessonState.WITHDRAWN


class Anchor(models.Model):
    """A place in a lesson that lasts from edition to edition: ``s6-3``.

    What number it has on the screen is the edition's to say: ``Paragraph.label``.
    """

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="anchors")
    name = models.CharField(max_length=20)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        ordering = ["lesson", "name"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "name"], name="lessons_anchor_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the number on the screen: "6.4" in the edition it was fetched for.

        A place that this edition lacks is "formerly 6.3". Without an edition (``numbered_in``)
        it is the number that was first given, "6.3" for ``s6-3``.
        """
        first = self.name.removeprefix("s").replace("-", ".")
        if not hasattr(self, "number_here"):
            return first
        return self.number_here or f"formerly {first}"

    @property
    def reading_order(self) -> tuple:
        """Return what sorts places as they are read: those the edition lacks come last."""
        here = getattr(self, "position_here", None)
        numbers = [int(number) for number in re.findall("[0-9]+", self.name)]
        return (here is None, here or 0, numbers)


class LessonPlacement(models.Model):
    """A lesson put before a class, which opens it to the students there."""

    id = RandomIdField()
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="placements")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="placements")
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-placed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "school_class"], name="lessons_placement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson} for {self.school_class}"


class Reading(models.Model):
    """A book or document that leads further. ``level`` is "school" or "university"."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="readings")
    position = models.PositiveSmallIntegerField()
    author = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    year = models.CharField(max_length=20)
    publisher = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20)
    note = models.TextField(max_length=600, blank=True)
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["lesson", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "position"], name="lessons_reading_order"),
        ]

    def __str__(self) -> str:
        return f"{self.author}, {self.title}"
