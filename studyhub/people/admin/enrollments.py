"""Enrollments on the desk."""

from django.contrib import admin

from studyhub.people.admin.desk_list import PeopleAdmin, page
from studyhub.people.admin.filters import (
    ClassFilter,
    HoldingFilter,
    RoleFilter,
    SchoolOfClassFilter,
)
from studyhub.people.models import Enrollment
from studyhub.people.views import enrollments


@admin.register(Enrollment)
class EnrollmentAdmin(PeopleAdmin):
    """Who is, and was, in which class."""

    detail_may = "assistant, teacher, school admin, superuser"
    list_title = "Enrollments"
    list_display = ["user", "school_class", "role", "starts_on", "ends_on"]
    list_filter = [ClassFilter, RoleFilter, HoldingFilter, SchoolOfClassFilter]
    search_fields = ["user__given_name", "user__family_name", "school_class__name"]
    list_select_related = ["user", "school_class"]
    ordering = ["school_class__name", "user__family_name", "user__given_name", "id"]
    empty_value_display = ""
    fields = ["user", "school_class", "role", "starts_on", "ends_on"]

    def pages(self) -> list:
        """Return the pages of an enrollment."""
        one = "<rid:enrollment>/"
        return [
            page(f"{one}end/", enrollments.end_enrollment, "people_enrollment_end"),
            page(f"{one}move/", enrollments.move_enrollment, "people_enrollment_move"),
            page(f"{one}extra-time/", enrollments.accommodate_student, "people_enrollment_time"),
        ]
