"""Classes on the desk."""

from typing import cast

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from studyhub.people.admin.desk_list import PeopleAdmin, administers, page
from studyhub.people.admin.filters import ArchivedFilter, SchoolFilter
from studyhub.people.enums import ClassRole
from studyhub.people.models import SchoolClass, User
from studyhub.people.querysets import today_of
from studyhub.people.views import classes, members
from studyhub.people.views.desk import Link, classes_on_desk


@admin.register(SchoolClass)
class SchoolClassAdmin(PeopleAdmin):
    """The classes a person staffs, or all of the school for a school admin."""

    own_page = "people_class"
    detail_may = "assistant, teacher, school admin, superuser"
    list_title = "Classes"
    list_display = ["name", "school", "students", "teachers", "state"]
    list_filter = [ArchivedFilter, SchoolFilter]
    search_fields = ["name"]
    list_select_related = ["school"]
    fields = ["name", "school", "archived_at", "created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return classes with the number of people in them today, current ones first."""
        today = today_of(request.user)
        holding = Q(enrollments__starts_on__lte=today) & (
            Q(enrollments__ends_on__isnull=True) | Q(enrollments__ends_on__gt=today)
        )
        return (
            classes_on_desk(cast("User", request.user))  # the admin lets no stranger in
            .annotate(
                student_count=_count(holding, ClassRole.STUDENT),
                teacher_count=_count(holding, ClassRole.TEACHER),
            )
            .order_by("name", "pk")
        )

    @admin.display(description="students")
    def students(self, row) -> int:
        """Return how many students are in it today."""
        return row.student_count

    @admin.display(description="teachers")
    def teachers(self, row) -> int:
        """Return how many teachers have it today."""
        return row.teacher_count

    @admin.display(description="state")
    def state(self, row: SchoolClass) -> str:
        """Return the state in a word."""
        return "Archived" if row.is_archived else "Current"

    def list_links(self, request: HttpRequest) -> list[Link]:
        """Offer a new class to school admins."""
        if not administers(request.user):
            return []
        return [Link("New class", reverse("admin:people_class_new"))]

    def pages(self) -> list:
        """Return the pages of a class."""
        one = "<rid:school_class>/"
        return [
            page("new/", classes.new_class, "people_class_new"),
            page(one, classes.class_page, "people_class"),
            page(f"{one}rename/", classes.rename_class, "people_class_rename"),
            page(f"{one}archive/", classes.archive_class, "people_class_archive"),
            page(f"{one}restore/", classes.restore_class, "people_class_restore"),
            page(f"{one}add/", members.add_person, "people_class_add"),
            page(f"{one}paste/", members.paste_names, "people_class_paste"),
        ]


def _count(holding: Q, role: str) -> Count:
    return Count("enrollments", filter=holding & Q(enrollments__role=role))
