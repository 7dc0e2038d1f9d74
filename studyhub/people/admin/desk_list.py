"""What the people lists share: buttons above the list, and rows that lead to our own pages."""

from typing import cast

from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import path, reverse

from studyhub.access.admin import ScopedModelAdmin, desk_page
from studyhub.people.models import School
from studyhub.people.views.desk import Link


class PeopleAdmin(ScopedModelAdmin):
    """A scoped list with a title of its own and, where allowed, buttons above it.

    ``own_page`` names the page that a row leads to in the place of the stock details.
    """

    show_facets = ShowFacets.NEVER  # one more query for each choice, for little
    own_page = ""
    list_title = ""

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        """Lead rows to their own page."""
        return OwnPageList if self.own_page else super().get_changelist(request, **kwargs)

    def list_links(self, request: HttpRequest) -> list[Link]:
        """Return the buttons above the list, for this person."""
        return []

    def changelist_view(self, request: HttpRequest, extra_context=None):
        """Add title and buttons."""
        ours = {"title": self.list_title, "list_links": self.list_links(request)}
        return super().changelist_view(request, {**ours, **(extra_context or {})})

    def get_list_display(self, request: HttpRequest):
        """Leave out the school for those who have but one."""
        columns = list(super().get_list_display(request))
        return columns if request.user.is_superuser else [c for c in columns if c != "school"]


class OwnPageList(ChangeList):
    """A list whose rows lead to the page that ``own_page`` names."""

    def url_for_result(self, result) -> str:
        """Return the address of the row's own page."""
        own_page = cast("PeopleAdmin", self.model_admin).own_page
        return reverse(f"admin:{own_page}", args=[result.pk])


def page(address: str, view, name: str):
    """Return an address below the list's own."""
    return path(address, desk_page(view), name=name)


def administers(user) -> bool:
    """Tell whether a person manages any school."""
    return School.objects.administered_by(user).exists()
