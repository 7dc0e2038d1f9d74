"""The one audit trail."""

from django.db import models

from studyhub.audit.append_only import append_only
from studyhub.audit.querysets import EntryQuerySet


@append_only
class Entry(models.Model):
    """One act: who (``actor_id``), what (``verb``), on which row, when, before, after, why.

    ``tenant_id`` is the id of the house (the school) it happened in; empty for the system's own.
    ``before`` and ``after`` hold ids and values, never a text a student wrote.
    """

    at = models.DateTimeField()
    actor_id = models.CharField(max_length=32, blank=True)
    tenant_id = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=32)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "recent change"
        indexes = [
            models.Index(fields=["tenant_id", "-at"], name="audit_tenant_at"),
            models.Index(fields=["target_type", "target_id"], name="audit_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"
