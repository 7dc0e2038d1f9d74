"""The one admin site: the teacher's and the school admin's desk."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver

from studyhub.access import declare
from studyhub.access.admin import ScopedModelAdmin

# What the stock admin serves for every model. Rows are scoped by the model's queryset; adding,
# changing and deleting are shut for everybody, so those addresses answer 403 or 404.
_MODEL_ROUTES = {
    "changelist": "GET",
    "change": "GET",
}
_DESK = "teacher, other teacher, school admin, superuser"


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
        """Return the stock addresses without those that tell too much, and declare the rest."""
        kept = [item for item in super().get_urls() if _is_kept(item)]
        self._declare_routes()
        return kept

    def _declare_routes(self) -> None:
        declare("admin:index", "GET", may=_DESK, desk=True)
        declare("admin:jsi18n", "GET", may=_DESK, desk=True)
        declare("admin:app_list", "GET", may=_DESK, desk=True)
        for model in self._registry:
            stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            for suffix, methods in _MODEL_ROUTES.items():
                declare(f"{stem}_{suffix}", methods, may=_DESK, desk=True)


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
