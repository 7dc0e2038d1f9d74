"""The lesson's list and details."""

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.urls import path, reverse

from lessons.admin.material import material_pages
from lessons.admin.place import place_page
from lessons.admin.writing import writing_pages
from lessons.models import Lesson
from lessons.views.beginning import may_begin
from studyhub.access.admin import ScopedModelAdmin, desk_page
from studyhub.people.requests import person_of
from studyhub.people.views.desk import Link
from studyhub.web.when import day


@admin.register(Lesson)
class LessonAdmin(ScopedModelAdmin):
    """What may be read and put before classes, and the ways to where it is written."""

    list_display = ("title", "shelf", "state", "words", "edition", "published_on")
    list_select_related = ("school", "current_edition")
    search_fields = ("title",)
    sortable_by = ("title",)
    change_list_template = "admin/people/change_list.html"
    fields = (
        "summary",
        "shelf",
        "language",
        "state",
        "edition",
        "published_on",
        "contents",
    )
    readonly_fields = ("shelf", "state", "edition", "published_on", "contents")

    def pages(self) -> list:
        """Add the pages that put a lesson before classes, and those where it is changed."""
        return [
            path("<rid:lesson>/place/", desk_page(place_page), name="lessons_lesson_place"),
            *writing_pages(),
            *material_pages(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context=None):
        """Give the list its title and, to those who write lessons, the ways to one more."""
        links = [
            Link("New lesson", reverse("admin:lessons_lesson_new")),
            Link("Bring a document in", reverse("admin:assignments_documentimport_new")),
            Link("Load a lesson pack", reverse("admin:lesson_load")),
        ]
        ours = {"title": "Lessons", "list_links": links if may_begin(person_of(request)) else []}
        return super().changelist_view(request, {**ours, **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None):
        """Add the ways to the lesson itself and to what this person may do with it."""
        lesson = Lesson.objects.visible_to(request.user).filter(pk=object_id).first()
        tools = {
            "lesson": lesson,
            "title": str(lesson),
            "subtitle": lesson.subtitle if lesson else None,
            "may_place": Lesson.objects.placeable_by(request.user).filter(pk=object_id).exists(),
            "may_write": Lesson.objects.changeable_by(request.user).filter(pk=object_id).exists(),
            "may_copy": Lesson.objects.copyable_by(request.user).filter(pk=object_id).exists(),
            "may_export": Lesson.objects.exportable_by(request.user).filter(pk=object_id).exists(),
        }
        return super().change_view(request, object_id, form_url, {**tools, **(extra_context or {})})

    @admin.display(description="belongs to")
    def shelf(self, lesson: Lesson) -> str:
        """Name the school, or the library that every school may use."""
        return str(lesson.school or "The library")

    @admin.display(description="state")
    def state(self, lesson: Lesson) -> str:
        """Say how far the lesson is."""
        return lesson.state.label

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
