"""The one admin site: the teacher's and the school admin's desk."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from studyhub.access import declare
from studyhub.access.admin import DESK, ScopedModelAdmin


class StudyHubAdminSite(AdminSite):
    """Django's admin in our look, for everybody who has a role at a school or is superuser."""

    site_header = "StudyHub"
    site_title = "StudyHub"
    index_title = "Desk"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Ask the roles of today; the flag ``is_staff`` is derived from the same."""
        return bool(request.user.is_authenticated and request.user.may_enter_desk)

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """Take scoped admins only: what other packages register here stays out of sight."""
        if admin_class is not None and issubclass(admin_class, ScopedModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return our own addresses, and the stock ones without those that tell too much."""
        from assignments.urls import desk_urlpatterns  # noqa: PLC0415  (needs loaded apps)

        kept = [item for item in super().get_urls() if _is_kept(item)]
        self._declare_routes()
        return [*desk_urlpatterns, *kept]

    def index(self, request: HttpRequest, extra_context=None) -> TemplateResponse:
        """Show what is before the person: to grade for those who do, people for school admins."""
        from assignments.domain.overview.desk import (  # noqa: PLC0415  (needs loaded apps)
            desk_start,
            shares_of,
        )
        from studyhub.people.domain.school_start import school_start  # noqa: PLC0415  (as above)
        from studyhub.people.requests import person_of  # noqa: PLC0415  (as above)

        person = person_of(request)
        keeps_school = "school_admin" in person.desk_roles
        assists = "assistant" in person.desk_roles
        return super().index(
            request,
            {
                "desk": desk_start(user=person, at=timezone.now()),
                "teaches": "teacher" in person.desk_roles,
                "assists": assists,
                "shares": shares_of(user=person) if assists else [],
                "keeps_school": keeps_school,
                "classes": school_start(user=person) if keeps_school else [],
                **(extra_context or {}),
            },
        )

    def _declare_routes(self) -> None:
        for name in ("index", "jsi18n", "app_list"):
            declare(f"admin:{name}", "GET", may=DESK, desk=True)
        for model, model_admin in self._registry.items():
            assert isinstance(model_admin, ScopedModelAdmin)  # noqa: S101  (see register)
            stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            declare(f"{stem}_changelist", "GET", may=model_admin.list_may, desk=True)
            declare(f"{stem}_change", "GET", may=model_admin.detail_may, desk=True)


# Signing in and out and passwords have pages of their own; "view on site" and autocomplete tell
# of rows outside a person's scope; the catch-all would answer for addresses that nobody declared.
_DROPPED_NAMES = {
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "view_on_site",
}


def _is_kept(item: URLPattern | URLResolver) -> bool:
    if isinstance(item, URLResolver):
        return True
    return item.name not in _DROPPED_NAMES and item.name is not None
