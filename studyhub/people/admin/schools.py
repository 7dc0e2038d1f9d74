"""Schools on the desk, for superusers."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from studyhub.people.admin.desk_list import PeopleAdmin, page
from studyhub.people.models import School
from studyhub.people.views import grade_scale, schools
from studyhub.people.views.desk import Link


@admin.register(School)
class SchoolAdmin(PeopleAdmin):
    """All schools. School staff see their school's name on their own pages."""

    list_may = "superuser"
    detail_may = "superuser"
    list_title = "Schools"
    list_display = ["name", "slug", "time_zone", "sends_mail", "is_demo"]
    own_page = "people_school_mail"
    search_fields = ["name", "slug"]
    ordering = ["name", "id"]
    fields = ["name", "slug", "time_zone", "sends_mail", "is_demo", "created_at"]

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Superusers only."""
        return bool(request.user.is_superuser)

    def list_links(self, request: HttpRequest) -> list[Link]:
        """Offer a new school."""
        return [Link("New school", reverse("admin:people_school_new"))]

    def pages(self) -> list:
        """Return the page that makes a school, and those of its mail and its grade scale."""
        return [
            page("new/", schools.new_school, "people_school_new"),
            page("<rid:school>/mail/", schools.school_mail, "people_school_mail"),
            page("<rid:school>/grade-scale/", grade_scale.grade_scale, "people_grade_scale"),
        ]
