"""Marking guides: for teachers only. No student surface may read these tables."""

from django.db import models

from assignments.models.question_set import Question
from lessons.models import Anchor


class MarkingGuide(models.Model):
    """How one question is graded; a question with parts may hold shared misconceptions.

    ``context`` names what may be mentioned but earns no points. ``main_anchors`` and
    ``also_anchors`` are the paragraphs that answer the question, and those that help.
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="guide")
    context = models.TextField(max_length=2000, blank=True)
    main_anchors = models.ManyToManyField(Anchor, related_name="+", blank=True)
    also_anchors = models.ManyToManyField(Anchor, related_name="+", blank=True)

    class Meta:
        ordering = ["question"]
        verbose_name = "marking guide"

    def __str__(self) -> str:
        return f"Marking guide for {self.question}"


class GuideLevel(models.Model):
    """A best-fit description of an answer, worth a range of points."""

    guide = models.ForeignKey(MarkingGuide, models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField()
    points_from = models.DecimalField(max_digits=5, decimal_places=1)
    points_to = models.DecimalField(max_digits=5, decimal_places=1)
    text = models.TextField(max_length=1000)

    class Meta:
        ordering = ["guide", "level"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "level"], name="assignments_level_once"),
            models.CheckConstraint(
                condition=models.Q(points_from__lte=models.F("points_to")),
                name="assignments_level_range",
            ),
        ]

    def __str__(self) -> str:
        return f"Level {self.level}"


class ExpectedPoint(models.Model):
    """A point a good answer makes, with the paragraphs that support it."""

    guide = models.ForeignKey(MarkingGuide, models.CASCADE, related_name="expected_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000)
    anchors = models.ManyToManyField(Anchor, related_name="+", blank=True)

    class Meta:
        ordering = ["guide", "position"]
        verbose_name = "expected point"

    def __str__(self) -> str:
        return self.text


class Misconception(models.Model):
    """A mistake often met."""

    guide = models.ForeignKey(MarkingGuide, models.CASCADE, related_name="misconceptions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000)

    class Meta:
        ordering = ["guide", "position"]

    def __str__(self) -> str:
        return self.text
