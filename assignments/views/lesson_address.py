"""Where a lesson is read."""

from django.urls import reverse

from lessons.models import Lesson


def lesson_address(lesson: Lesson) -> str:
    """Return the address of the lesson's page."""
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def open_lesson_url(lesson: Lesson) -> str:
    """Return the address of a lesson that has a text to point into, else nothing."""
    return lesson_address(lesson) if lesson.current_edition_id else ""
