"""The lesson's list and details."""

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.urls import path

from lessons.admin.place import place_page
from lessons.models import Lesson
from studyhub.access.admin import ScopedModelAdmin, desk_page
from studyhub.people.requests import person_of
from studyhub.people.roles import is_teacher
from studyhub.web.when import day


@admin.register(Lesson)
class LessonAdmin(ScopedModelAdmin):
    """What may be read and put before classes. Texts come from lesson packs, not from here."""

    list_display = ("title", "shelf", "words", "edition", "published_on")
    list_select_related = ("school", "current_edition")
    search_fields = ("title",)
    sortable_by = ("title",)
    fields = (
        "title",
        "subtitle",
        "summary",
        "shelf",
        "language",
        "edition",
        "published_on",
        "contents",
    )
    readonly_fields = ("shelf", "edition", "published_on", "contents")
    change_list_template = "admin/lessons/lesson/change_list.html"

    def pages(self) -> list:
        """Add the page that puts a lesson before classes."""
        return [
            path("<rid:lesson>/place/", desk_page(place_page), name="lessons_lesson_place"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context=None):
        """Offer those who write lessons the ways to a new one."""
        user = person_of(request)
        ours = {"title": "Lessons", "may_write": user.is_superuser or is_teacher(user)}
        return super().changelist_view(request, {**ours, **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None):
        """Add the way to the lesson itself and, for teachers, to putting it before a class."""
        lesson = Lesson.objects.visible_to(request.user).filter(pk=object_id).first()
        may_place = Lesson.objects.placeable_by(request.user).filter(pk=object_id).exists()
        tools = {"lesson": lesson, "may_place": may_place}
        return super().change_view(request, object_id, form_url, {**tools, **(extra_context or {})})

    @admin.display(description="belongs to")
    def shelf(self, lesson: Lesson) -> str:
        """Name the school, or the library that every school may use."""
        return str(lesson.school or "The library")

    @admin.display(description="words")
    def words(self, lesson: Lesson) -> int | None:
        """Count the words of the essay as it is now."""
        return lesson.current_edition.words if lesson.current_edition else None

    @admin.display(description="edition")
    def edition(self, lesson: Lesson) -> int | None:
        """Return the number of the text as it is now."""
        return lesson.current_edition.number if lesson.current_edition else None

    @admin.display(description="published")
    def published_on(self, lesson: Lesson) -> str | None:
        """Tell since when this text stands."""
        return day(lesson.current_edition.published_at) if lesson.current_edition else None

    @admin.display(description="contents")
    def contents(self, lesson: Lesson) -> str:
        """Count what the lesson holds."""
        edition = lesson.current_edition
        counted = Lesson.objects.filter(pk=lesson.pk).aggregate(
            events=Count("events", distinct=True),
            sources=Count("sources", distinct=True),
            readings=Count("readings", distinct=True),
        )
        paragraphs = edition.paragraphs.count() if edition else 0
        words = edition.words if edition else 0
        return (
            f"{paragraphs} paragraphs with {words:,} words, {counted['events']} events from "
            f"{counted['sources']} sources, {counted['readings']} readings"
        )
