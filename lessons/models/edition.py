"""Editions: immutable published texts of an essay."""

from django.db import models

from lessons.models.lesson import Anchor, Lesson
from studyhub.audit.append_only import append_only
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


@append_only
class Edition(models.Model):
    """One published text. ``html`` is the whole essay, rendered once at publishing.

    ``digest`` is the SHA-256 of the Markdown it was made from. ``words`` counts the paragraphs'
    text alone, headings left out. ``published_by`` is empty for one that came with a pack;
    ``note`` says in the teacher's words what is new.
    """

    id = RandomIdField()
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    markdown = models.TextField()
    html = models.TextField()
    digest = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["lesson", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="lessons_edition_number"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number}"


@append_only
class Section(models.Model):
    """A titled run of paragraphs; ``number`` is the one on the screen."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="lessons_section_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@append_only
class Paragraph(models.Model):
    """What stands at an anchor in one edition: its plain text and its own HTML.

    ``label`` is the number on the screen in this edition, "6.3". The anchor's name is that of its
    first edition and lasts, so the two part company once a paragraph is put before it.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="paragraphs")
    section = models.ForeignKey(Section, models.PROTECT, related_name="paragraphs")
    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="lessons_paragraph_order"),
            models.UniqueConstraint(fields=["edition", "anchor"], name="lessons_paragraph_anchor"),
        ]

    def __str__(self) -> str:
        return self.label


@append_only
class GlossaryTerm(models.Model):
    """A term the essay explains. ``key`` is what ``term:`` links in the Markdown name."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="glossary")
    key = models.SlugField(max_length=60)
    term = models.CharField(max_length=80)
    meaning = models.TextField(max_length=600)

    class Meta:
        ordering = ["edition", "term"]
        verbose_name = "glossary term"
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="lessons_glossary_key"),
        ]

    def __str__(self) -> str:
        return self.term
