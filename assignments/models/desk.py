"""What markers share and keep while they grade. Nothing here is read by a student's page."""

from django.db import models

from assignments.enums import BankReach, TagKind
from assignments.models.assignment import Assignment
from assignments.models.question_set import Question
from assignments.models.work import Answer, Attempt, Submission
from assignments.querysets import BankCommentQuerySet
from studyhub.people.models import User
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class AnswerTag(models.Model):
    """A strength, a misconception or a next step that a marker saw in an answer, in words.

    Hidden from the student until a release; taking it off deletes the row. The words are the
    tag's own: editing the guide that they came from changes nothing here.
    """

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="tags")
    kind = models.CharField(max_length=14, choices=TagKind)
    text = ShownNameField(max_length=200)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "kind", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "kind", "text"], name="assignments_answer_tag_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class BankComment(models.Model):
    """A comment kept for using again, by its writer and, if shared, by co-teachers.

    ``{name}`` in it stands for the student's given name. ``question`` and ``skill`` only order
    what is offered. Removed by setting ``removed_at``. The school is its owner's.
    """

    id = RandomIdField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="bank_comments")
    reach = models.CharField(max_length=8, choices=BankReach, default=BankReach.PRIVATE)
    text = models.TextField(max_length=2000)
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="bank_comments"
    )
    skill = ShownNameField(max_length=60, blank=True)
    uses = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = BankCommentQuerySet.as_manager()

    class Meta:
        ordering = ["-uses", "-written_at", "id"]
        verbose_name = "bank comment"

    def __str__(self) -> str:
        return self.text[:60]


class GradingPlace(models.Model):
    """Where a marker is in an assignment: to go on there, and to be seen by the others there.

    ``question`` is empty on the page of all answers of a student. ``shows`` is the queue's filter
    as in the page's address (``Shows``), ``is_alike`` its order. Nothing is locked by it.
    """

    marker = models.ForeignKey(User, models.PROTECT, related_name="grading_places")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="grading_places")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="grading_places")
    shows = models.CharField(max_length=12, blank=True)
    is_alike = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["marker", "assignment"], name="assignments_grading_place_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.marker} in {self.assignment}"


class Allocation(models.Model):
    """What an assistant is to grade in an assignment.

    Without a question every question, without a student every student. Ended by deleting it,
    which the audit trail keeps.
    """

    id = RandomIdField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="allocations")
    grader = models.ForeignKey(User, models.PROTECT, related_name="allocations")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    student = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "grader", "question__position", "pk"]
        constraints = [
            # four, since SQLite holds two empty values for different
            models.UniqueConstraint(
                fields=["assignment", "grader", "question", "student"],
                name="assignments_allocation_of_one_answer_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "grader", "question"],
                condition=models.Q(student__isnull=True),
                name="assignments_allocation_of_question_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "grader", "student"],
                condition=models.Q(question__isnull=True),
                name="assignments_allocation_of_student_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "grader"],
                condition=models.Q(question__isnull=True, student__isnull=True),
                name="assignments_allocation_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grader}: {self.question or 'all'}, {self.student or 'everybody'}"


class SecondLook(models.Model):
    """A second marker has read the grading of an attempt as it stood (``digest``)."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="second_looks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "-at", "-pk"]

    def __str__(self) -> str:
        return f"Second look by {self.by}"


class Excuse(models.Model):
    """A student need not do an assignment. Taken back by setting ``revoked_at``."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="excuses")
    student = models.ForeignKey(User, models.PROTECT, related_name="excuses")
    reason = models.CharField(max_length=500)
    excused_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    excused_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assignment", "-excused_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "student"],
                condition=models.Q(revoked_at__isnull=True),
                name="assignments_excuse_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} excused"
