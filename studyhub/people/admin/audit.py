"""Recent changes: the audit trail of one's own school, in sentences."""

from typing import cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from studyhub.access.admin import NamedFilter
from studyhub.audit.models import Entry
from studyhub.people.admin.desk_list import PeopleAdmin
from studyhub.people.models import Enrollment, School, SchoolClass, User
from studyhub.people.trail import lines
from studyhub.web.when import day_and_time

_MODELS = {
    "classes": (SchoolClass, "Classes"),
    "enrollments": (Enrollment, "Enrollments"),
    "accounts": (User, "Accounts"),
    "schools": (School, "Schools"),
}


class SubjectFilter(NamedFilter):
    """What was changed."""

    title = "subject"
    parameter_name = "subject"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return what stands on this floor."""
        return [(key, label) for key, (_model, label) in _MODELS.items()]

    def narrow(self, queryset, value):
        """Return the changes to rows of one kind."""
        return queryset.filter(target_type=_MODELS[value][0]._meta.label_lower)


class TrailList(ChangeList):
    """A list that words the entries of the page in hand, four queries a page."""

    def get_results(self, request: HttpRequest) -> None:
        """Hang its line on each entry."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        viewer = cast("User", request.user)  # the admin lets no stranger in
        worded = lines(self.result_list, viewer=viewer)
        for entry, line in zip(self.result_list, worded, strict=True):
            entry.line = line


@admin.register(Entry)
class EntryAdmin(PeopleAdmin):
    """Changes to people and classes. What was changed in grades is not shown here.

    A school admin keeps the books of the school but reads no grades, so entries of the upper
    floors stay out.
    """

    list_may = "school admin, foreign admin, superuser"
    detail_may = "school admin, superuser"
    list_title = "Recent changes"
    list_display = ["when", "who", "what", "why"]
    list_display_links = None
    list_filter = [SubjectFilter]
    ordering = ["-at", "-id"]
    fields = ["at", "verb", "why"]
    sortable_by = []
    empty_value_display = ""

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Only for who keeps a school's books."""
        user = request.user
        return bool(user.is_authenticated and user.audited_tenants() != [])

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return this floor's entries only."""
        return super().get_queryset(request).filter(target_type__startswith="people.")

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        """Word the entries."""
        return TrailList

    @admin.display(description="when")
    def when(self, entry) -> str:
        """Return the moment in words, at the reader's school."""
        return day_and_time(entry.at)

    @admin.display(description="who")
    def who(self, entry) -> str:
        """Return the actor's name."""
        return entry.line.who

    @admin.display(description="what")
    def what(self, entry) -> str:
        """Return what was done."""
        return entry.line.what
