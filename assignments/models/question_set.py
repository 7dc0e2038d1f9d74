"""Question sets, their versions, and questions with parts."""

from django.db import models
from django.utils import timezone

from assignments.querysets import QuestionSetQuerySet
from lessons.models import Lesson, TimelineEvent
from studyhub.people.models import School, User
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class QuestionSet(models.Model):
    """The analysis questions on a lesson; of one school, or (school empty) of the library.

    A library set is changed by no school: editing one starts with a copy.
    """

    id = RandomIdField()
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="question_sets")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="question_sets"
    )
    title = ShownNameField(max_length=160)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    pack_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = "question set"

    def __str__(self) -> str:
        return self.title


class QuestionSetVersion(models.Model):
    """One state of a set. Frozen once a student has begun an assignment that pins it.

    ``token`` rises with every change of anything in the version, so that a page based on an
    older state is refused.
    """

    id = RandomIdField()
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    introduction = models.TextField(max_length=2000, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    token = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question_set", "-number"]
        verbose_name = "version of a question set"
        constraints = [
            models.UniqueConstraint(
                fields=["question_set", "number"], name="assignments_version_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_set}, version {self.number}"


class Question(models.Model):
    """A question or a part of one; ``label`` is the full one, as "8b".

    Points, and the line "For full points", sit on the leaves: a question with parts has none.
    ``position`` orders all questions of a version in reading order, parts after their question.
    ``takes_whole_points``: half points cannot be given.
    ``depth`` is 1 for a question, 2 for a part, 3 for a part of a part.
    """

    id = RandomIdField()
    version = models.ForeignKey(QuestionSetVersion, models.CASCADE, related_name="questions")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    depth = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=12)
    text = models.TextField(max_length=4000)
    points = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    full_points = models.TextField("For full points", max_length=1000, blank=True)
    takes_whole_points = models.BooleanField("Whole points only", default=False)
    events = models.ManyToManyField(TimelineEvent, related_name="questions", blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "label"], name="assignments_question_label"),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__gt=0),
                name="assignments_question_points_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(depth__gte=1, depth__lte=3), name="assignments_question_depth"
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.label}"

    @property
    def is_leaf(self) -> bool:
        """Tell whether this is answered and graded itself, and not through its parts."""
        return self.points is not None
