"""Where the text of an assignment is read, and whether the lesson has moved on since."""

from dataclasses import dataclass

from django.urls import reverse

from assignments.domain.citing.cited import Cited
from assignments.models import Assignment
from lessons.enums import LessonState
from lessons.models import Lesson


def lesson_address(lesson: Lesson) -> str:
    """Return the address of the lesson's page."""
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def open_lesson_url(lesson: Lesson) -> str:
    """Return the address of a lesson that has a text to point into, else nothing."""
    return lesson_address(lesson) if lesson.current_edition_id else ""


def text_address(assignment: Assignment) -> str:
    """Return the lesson's page while it shows the text this work is on; else a page that does."""
    lesson = assignment.edition.lesson
    is_there = lesson.current_edition_id == assignment.edition_id
    if is_there and lesson.state == LessonState.PUBLISHED:
        return lesson_address(lesson)
    return reverse("assignment_text", args=[assignment.pk])


def place_address(assignment: Assignment, citation: Cited) -> str:
    """Return where a citation stands: in the text of this work, or in the edition it is on."""
    edition = assignment.edition
    if citation.edition_number == edition.number:
        return f"{text_address(assignment)}#{citation.anchor}"
    keys = {"lesson": edition.lesson_id, "slug": edition.lesson.slug}
    address = reverse("lessons:edition", kwargs=keys | {"number": citation.edition_number})
    return f"{address}#{citation.anchor}"


@dataclass(frozen=True)
class Replaced:
    """That the lesson has a newer edition. ``changes_url`` is empty while it is withdrawn."""

    number: int
    current: int
    changes_url: str


def replaced_since(assignment: Assignment) -> Replaced | None:
    """Return what to say where the work is not on the newest edition.

    The assignment must come with ``edition__lesson__current_edition``.
    """
    edition, lesson = assignment.edition, assignment.edition.lesson
    current = lesson.current_edition
    if current is None or current.pk == edition.pk:
        return None
    return Replaced(edition.number, current.number, _changes_url(lesson, assignment))


def _changes_url(lesson: Lesson, assignment: Assignment) -> str:
    if lesson.state != LessonState.PUBLISHED or lesson.current_edition is None:
        return ""
    changes = reverse("lessons:changes", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    return f"{changes}?from={assignment.edition.number}&to={lesson.current_edition.number}"
