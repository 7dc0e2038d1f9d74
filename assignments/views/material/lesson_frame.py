"""What the desk pages about a whole lesson share: addresses, and the way back."""

from django.urls import reverse

from lessons.models import Lesson
from studyhub.people.views.desk import Link


def lessons_url() -> str:
    """Return the address of the desk's list of lessons."""
    return reverse("admin:lessons_lesson_changelist")


def lesson_url(lesson: Lesson) -> str:
    """Return the address of a lesson on the desk."""
    return reverse("admin:lessons_lesson_change", args=[lesson.pk])


def crumbs_to(lesson: Lesson | None = None) -> list[Link]:
    """Return the way to a lesson, or to the list."""
    crumbs = [Link("Lessons", lessons_url())]
    return [*crumbs, Link(lesson.title, lesson_url(lesson))] if lesson else crumbs
