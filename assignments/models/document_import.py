"""A document on its way to becoming a lesson."""

from django.db import models

from assignments.querysets import DocumentImportQuerySet
from lessons.models import Lesson
from studyhub.people.models import School, User
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class DocumentImport(models.Model):
    """What was read from an uploaded document, and what its teacher makes of it.

    ``blocks`` are the neutral blocks the reader found, ``decisions`` the teacher's corrections;
    the plan is made from both and stored nowhere, so that it can never disagree with them. The
    file itself is not kept. ``applied_at`` and ``lesson`` are set once, when it became a lesson;
    until then ``version`` rises with every correction. Belongs to the library where ``school`` is
    empty.
    """

    id = RandomIdField()
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="document_imports"
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file_name = ShownNameField(max_length=200)
    title = ShownNameField(max_length=160)
    blocks = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    applied_at = models.DateTimeField(null=True, blank=True)
    lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DocumentImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]
        verbose_name = "imported document"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True, lesson__isnull=True)
                | models.Q(applied_at__isnull=False, lesson__isnull=False),
                name="assignments_import_applied_with_lesson",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
