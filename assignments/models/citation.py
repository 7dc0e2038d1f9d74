"""What an answer rests on."""

from django.db import models

from assignments.enums import CitationKind
from assignments.models.question_set import Question
from assignments.models.work import Submission
from lessons.models import Edition, Paragraph
from studyhub.audit.append_only import append_only
from studyhub.web.ids import RandomIdField


@append_only
class Citation(models.Model):
    """A passage of an edition, or an event, that a student's answer to a question rests on.

    Where it stands in the answer, the answer's own text says (``domain.citing.citation_tokens``),
    so it lasts through every attempt and revision, and a number is never given twice. A passage is
    held by W3C selectors into ``paragraph.text``, positions in code points; of an event its title
    and date are kept in ``exact`` and ``label``, whatever becomes of it. ``anchor`` is its place on
    the page of the edition, ``s6-3`` or ``event-munich``. ``key`` is made by the page that asks,
    so that a request sent twice makes one citation.
    """

    id = RandomIdField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="citations")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=CitationKind)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="+"
    )
    anchor = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "question__position", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question", "number"], name="assignments_citation_number"
            ),
            models.UniqueConstraint(
                fields=["submission", "question", "key"], name="assignments_citation_key"
            ),
            models.UniqueConstraint(
                fields=["submission", "question", "paragraph", "start", "end"],
                name="assignments_citation_passage_once",
            ),
            models.UniqueConstraint(
                fields=["submission", "question", "anchor"],
                condition=models.Q(kind=CitationKind.EVENT),
                name="assignments_citation_event_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind=CitationKind.PASSAGE,
                    paragraph__isnull=False,
                    start__isnull=False,
                    end__gt=models.F("start"),
                )
                | models.Q(
                    kind=CitationKind.EVENT,
                    paragraph__isnull=True,
                    start__isnull=True,
                    end__isnull=True,
                ),
                name="assignments_citation_passage_or_event",
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.number}: {self.label}]"
