"""The text being written: what becomes the next edition."""

from django.db import models

from lessons.models.edition import Edition
from lessons.models.lesson import Lesson
from studyhub.audit.append_only import append_only
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class LessonDraft(models.Model):
    """The essay and glossary as they are being changed; one a lesson.

    ``markdown`` has no anchor lines: places are given when it is published, from ``based_on``,
    the edition the draft was begun from (empty for a lesson's first). ``glossary`` is a list of
    ``{"id", "term", "meaning"}``. ``version`` rises with every save; ``is_kept`` tells whether
    this state is in the history already.
    """

    id = RandomIdField()
    lesson = models.OneToOneField(Lesson, models.PROTECT, related_name="draft")
    based_on = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    markdown = models.TextField(blank=True)
    glossary = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    is_kept = models.BooleanField(default=False)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.lesson}"


@append_only
class DraftRevision(models.Model):
    """One saved state of a draft, so that no teacher's text is lost to another's.

    ``version`` is the draft's at the time; of a text that was set aside (``is_aside``), because
    its writer took somebody else's, the one it was based on. What the history leaves out are
    states that the same person wrote on from: see ``lessons.domain.drafts``.
    """

    id = RandomIdField()
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="draft_revisions")
    version = models.PositiveIntegerField()
    markdown = models.TextField(blank=True)
    glossary = models.JSONField(default=list)
    is_aside = models.BooleanField(default=False)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["lesson", "-saved_at", "id"]
        verbose_name = "saved state of a draft"

    def __str__(self) -> str:
        return f"draft of {self.lesson}, version {self.version}"
