"""Question sets on the desk: the list, and the pages where one is read, edited and given."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import DecimalField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from assignments.domain.points import points_text
from assignments.models import Question, QuestionSet, QuestionSetVersion
from assignments.views.giving import give
from assignments.views.material import (
    mending,
    question_sets,
    questions,
)
from studyhub.access.admin import NamedFilter, ScopedModelAdmin, desk_page
from studyhub.people.requests import person_of
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import Link


class ShelfFilter(NamedFilter):
    """The school's own sets, or the library's."""

    title = "belongs to"
    parameter_name = "shelf"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Offer both shelves."""
        own = "Schools" if user.is_superuser else "My school"
        return [("own", own), ("library", "The library")]

    def narrow(self, queryset, value: str):
        """Return the sets of a shelf."""
        return queryset.filter(school__isnull=value == "library")


def _page(address: str, view: Callable, name: str):
    return path(address, desk_page(view), name=f"assignments_questionset_{name}")


@admin.register(QuestionSet)
class QuestionSetAdmin(ScopedModelAdmin):
    """The sets of the school and of the library, for those who teach."""

    list_may = "teacher, other teacher, foreign teacher, superuser"
    detail_may = question_sets.READERS
    show_facets = admin.ShowFacets.NEVER
    list_display = ["title", "lesson_title", "shelf", "latest", "points"]
    list_select_related = ["lesson", "school"]
    list_filter = [ShelfFilter]
    search_fields = ["title"]
    ordering = ["title", "id"]
    sortable_by = ["title"]
    change_list_template = "admin/assignments/question_set/change_list.html"

    def get_queryset(self, request: HttpRequest):
        """Add the latest version's number and what it is worth."""
        versions = QuestionSetVersion.objects.filter(question_set=OuterRef("pk")).order_by(
            "-number"
        )
        worth = (
            Question.objects.filter(version=OuterRef("latest_id"))
            .order_by()
            .values("version")
            .annotate(total=Sum("points"))
            .values("total")
        )
        rows = super().get_queryset(request)
        return rows.annotate(
            latest_id=Subquery(versions.values("pk")[:1]),
            latest_number=Subquery(versions.values("number")[:1]),
        ).annotate(worth=Coalesce(Subquery(worth), 0, output_field=DecimalField()))

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Show the list to those who teach anywhere, and to superusers: it leads to guides."""
        user = request.user
        return bool(user.is_authenticated and (user.is_superuser or is_teacher(user)))

    @admin.display(description="lesson")
    def lesson_title(self, row: QuestionSet) -> str:
        """Return the lesson's title."""
        return row.lesson.title

    @admin.display(description="belongs to")
    def shelf(self, row: QuestionSet) -> str:
        """Name the school, or the library that every school may use."""
        return row.school.name if row.school else "The library"

    @admin.display(description="version")
    def latest(self, row) -> int:
        """Return the number of the latest version."""
        return row.latest_number

    @admin.display(description="points")
    def points(self, row) -> str:
        """Return what the latest version is worth in all."""
        return points_text(row.worth)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Give the list its title and, to teachers, the way to a new set."""
        links = [Link("New question set", reverse("admin:assignments_questionset_new"))]
        ours = {
            "title": "Question sets",
            "list_links": links if person_of(request).school_id else [],
        }
        return super().changelist_view(request, {**ours, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id, form_url="", extra_context=None
    ) -> HttpResponse:
        """Show the set in the place of the stock details."""
        return question_sets.set_page(request, object_id)

    def pages(self) -> list:
        """Return the pages of a set, and of a question, whose id is enough to find its set."""
        one, question = "<rid:question_set>/", "questions/<rid:question>/"
        return [
            _page("new/", question_sets.new_set, "new"),
            _page(f"{one}versions/<int:number>/", question_sets.version_page, "version"),
            _page(f"{one}copy/", question_sets.copy_page, "copy"),
            _page(f"{one}edit/", question_sets.edit_page, "edit"),
            _page(f"{one}new-version/", question_sets.start_version, "new_version"),
            _page(f"{one}add/", questions.add_to_set, "add_question"),
            _page(f"{one}give/", give.give_page, "give"),
            _page(question, questions.change_page, "question"),
            _page(f"{question}add/", questions.add_part, "add_part"),
            _page(f"{question}move/", questions.move_page, "move"),
            _page(f"{question}remove/", questions.remove_page, "remove"),
            _page(f"{question}mend/", mending.mend_page, "mend"),
        ]
