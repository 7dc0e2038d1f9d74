"""What the pages where a lesson is written share: fetching, the frame, names of people."""

from datetime import datetime

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lessons.models import Edition, Lesson
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import Link
from studyhub.web.when import clock, day_and_time

WRITERS = "teacher, other teacher, superuser"
ONLOOKERS = "assistant, school admin"
_LIBRARY = (
    "Lessons of the library stay as they are. Copy this one first; the copy is your school's to "
    "change."
)
_TEACHERS = "Those who teach at this school write its lessons."
_STAFF = "StudyHub staff"


def fetch_writable(user: User, lesson: str) -> Lesson:
    """Return a lesson you may change; one you only know gives 403, any other 404."""
    rows = Lesson.objects.changeable_by(user).select_related("current_edition", "school")
    return fetch_or_404(
        rows.defer("current_edition__html"),
        known=Lesson.objects.visible_to(user),
        because=_LIBRARY if is_teacher(user) else _TEACHERS,
        pk=lesson,
    )


def writing_url(name: str, lesson: Lesson, *more: object) -> str:
    """Return the address of a page where a lesson is written."""
    return reverse(f"admin:lessons_lesson_{name}", args=[lesson.pk, *more])


def changes_url(lesson: Lesson, old: Edition, new: Edition) -> str:
    """Return the address that tells what changed between two editions."""
    address = reverse("lessons:changes", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    return f"{address}?from={old.number}&to={new.number}"


def lesson_crumbs(lesson: Lesson | None = None, *, writing: bool = False) -> list[Link]:
    """Return the way to a lesson on the desk, and on to the page where it is written."""
    crumbs = [Link("Lessons", reverse("admin:lessons_lesson_changelist"))]
    if lesson is not None:
        crumbs.append(Link(lesson.title, reverse("admin:lessons_lesson_change", args=[lesson.pk])))
    if lesson is not None and writing:
        crumbs.append(Link("Write", writing_url("write", lesson)))
    return crumbs


def writing_render(
    request: SignedInRequest,
    template: str,
    *,
    title: str,
    crumbs: list[Link],
    status: int = 200,
    **context,
) -> HttpResponse:
    """Render a page of the admin site, with the way back to the desk."""
    frame = {**admin.site.each_context(request), "title": title, "crumbs": crumbs}
    return render(request, f"admin/lessons/writing/{template}", {**frame, **context}, status=status)


def named(person: User | None, *, viewer: User) -> str:
    """Name who wrote: "you", a colleague of the same school, or nobody of another house."""
    if person is None:
        return _STAFF
    if person.pk == viewer.pk:
        return "you"
    if person.school_id is not None and (
        viewer.is_superuser or person.school_id == viewer.school_id
    ):
        return person.full_name
    return _STAFF


def at_what_time(moment: datetime) -> str:
    """Return "at 10:41" for today, else "on Friday 27 November, 10:41"."""
    is_today = timezone.localtime(moment).date() == timezone.localtime().date()
    return f"at {clock(moment)}" if is_today else f"on {day_and_time(moment)}"
