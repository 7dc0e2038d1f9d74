"""Assignments: a set given to one class, with its times."""

from django.db import models
from django.utils import timezone

from assignments.enums import LateRule
from assignments.models.honesty import HonestyStatement
from assignments.models.question_set import Question, QuestionSetVersion
from assignments.querysets import AskedQuerySet, AssignmentQuerySet
from lessons.models import Edition
from studyhub.people.models import SchoolClass, User
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class Assignment(models.Model):
    """A question set, whole or in part, given to one class.

    Pinned to a version of the set and an edition of the essay. The class names the school.
    Times are instants; no ``due_at`` means no due time, no ``closes_at`` means it never closes.
    ``version`` is the token for changes of its times. Where the late rule takes points off,
    ``late_points_per_day`` go for each day begun after the due time, and never so many that less
    than ``late_floor_percent`` of the points earned is left. ``word_guide_from`` and
    ``word_guide_to`` are advice on the length of each answer. ``honesty`` is the version of the
    school's statement that a hand-in must sign, None where none is asked for. Where it is marked
    blind, names stay hidden on the desk until ``names_revealed_at``; where a second look is
    needed, work is returned only after another marker has read the grading.
    """

    id = RandomIdField()
    set_version = models.ForeignKey(QuestionSetVersion, models.PROTECT, related_name="assignments")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="assignments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assignments")
    title = ShownNameField(max_length=160)
    instructions = models.TextField(max_length=4000, blank=True)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    late_rule = models.CharField(max_length=12, choices=LateRule, default=LateRule.ACCEPTED)
    late_points_per_day = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    late_floor_percent = models.PositiveSmallIntegerField(default=0)
    collects_drafts = models.BooleanField(default=True)
    word_guide_from = models.PositiveIntegerField(null=True, blank=True)
    word_guide_to = models.PositiveIntegerField(null=True, blank=True)
    honesty = models.ForeignKey(
        HonestyStatement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_blind = models.BooleanField(default=False)
    names_revealed_at = models.DateTimeField(null=True, blank=True)
    names_revealed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    needs_second_look = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    questions = models.ManyToManyField(
        Question, through="AssignmentQuestion", related_name="assignments"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=True) | models.Q(due_at__gt=models.F("opens_at")),
                name="assignments_assignment_due_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(due_at__isnull=True)
                | models.Q(closes_at__gte=models.F("due_at")),
                name="assignments_assignment_closes_after_due",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="assignments_assignment_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=~models.Q(late_rule=LateRule.DEDUCTED)
                | models.Q(late_points_per_day__gt=0),
                name="assignments_assignment_points_off",
            ),
            models.CheckConstraint(
                condition=models.Q(late_floor_percent__lte=100),
                name="assignments_assignment_late_floor",
            ),
            models.CheckConstraint(
                condition=models.Q(word_guide_from__isnull=True)
                | models.Q(word_guide_to__isnull=True)
                | models.Q(word_guide_from__lte=models.F("word_guide_to")),
                name="assignments_assignment_word_guide_order",
            ),
            models.CheckConstraint(
                condition=(models.Q(word_guide_from__isnull=True) | models.Q(word_guide_from__gt=0))
                & (models.Q(word_guide_to__isnull=True) | models.Q(word_guide_to__gt=0)),
                name="assignments_assignment_word_guide_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssignmentQuestion(models.Model):
    """A leaf that this assignment asks."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="asked")
    question = models.ForeignKey(Question, models.PROTECT, related_name="asked_in")

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "question__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "question"], name="assignments_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} in {self.assignment}"


class Extension(models.Model):
    """A later due time for one student or, with no student, for the whole class.

    Taken back by setting ``revoked_at``.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    student = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assignment", "-granted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "student"],
                condition=models.Q(revoked_at__isnull=True),
                name="assignments_extension_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(revoked_at__isnull=True, student__isnull=True),
                name="assignments_class_extension_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Extension for {self.student or 'the class'}"
