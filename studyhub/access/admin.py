"""The admin base: stock lists and read-only details, scoped by the model's own queryset.

Writes never go through here: they happen on our own pages, which call one domain verb each. So
the add, change and delete forms of the stock admin stay shut, which closes forged foreign keys,
stale forms, mass actions and cascades all at once. Rights are asked of ``visible_to``, not of
``has_perm``, because Django lets a superuser past every backend.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable

from django.contrib import admin
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

MAX_PAGE = 10_000
# Everybody for whom the admin opens, in the words of routes.Declaration.
DESK = "assistant, teacher, other teacher, foreign teacher, school admin, foreign admin, superuser"
_CHANGELIST_WORDS = frozenset({"q", "p", "o", "all", "_facets", "e"})


class NamedFilter(admin.SimpleListFilter, ABC):
    """A list filter whose choices come from rows the person may see.

    Subclasses give ``title``, ``parameter_name``, ``choices_for(user)`` (pairs of value and
    label) and ``narrow(queryset, value)``; a value that is not among the choices narrows to
    nothing.
    """

    @abstractmethod
    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return (value, label) pairs, scoped to the person."""

    @abstractmethod
    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        """Return the rows of the chosen value."""

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        """Django's name for the choices."""
        return self.choices_for(request.user)

    def queryset(self, request, queryset):
        """Narrow by an offered value only."""
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(choice) for choice, _label in self.lookup_choices}:
            return queryset.none()
        return self.narrow(queryset, value)


def desk_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a declared view as a page of the admin site, keeping its declaration.

    The declaration must say ``desk=True``.
    """
    wrapped = admin.site.admin_view(view)
    wrapped.access = view.access  # type: ignore[attr-defined]
    return wrapped


class ScopedModelAdmin(admin.ModelAdmin):
    """Deny by default; subclasses name what is shown, and nothing else is reachable.

    The model's manager must offer ``visible_to(user)``. Searching is bound to
    ``search_fields``, which must be a subset of what the list shows; filters are
    ``NamedFilter`` classes. Any other query parameter is refused with 400.
    """

    # Relations that have the list at all, and that may open the row of the test cast's class.
    # The site declares the routes from these; has_view_permission and visible_to make them true.
    list_may = DESK
    detail_may = DESK

    actions = None
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    preserve_filters = False
    view_on_site = False
    save_as = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return what this person may see, in the list's order."""
        queryset = self.model._default_manager.visible_to(request.user)
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model where the person may see its lists at all."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Rows are scoped by the queryset; subclasses narrow who has the list at all."""
        return bool(request.user.is_authenticated and request.user.may_enter_desk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: rows are made by domain verbs on our own pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """Never, superusers included."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Never: work is archived, not deleted."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only this list's own filters: ``?text__regex=`` can stall a worker."""
        return lookup in self._filter_parameters()

    def _filter_parameters(self) -> set[str]:
        return {getattr(item, "parameter_name", "") for item in self.list_filter}

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Answer as for an address that does not exist; Django would redirect with a message."""
        raise Http404

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None):
        """Show the read-only details; without the right, as if there were none."""
        if not self.has_view_permission(request):
            raise Http404
        return super().change_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context=None):
        """Refuse parameters that no filter of this list declares, and pages beyond reason."""
        if not self.has_view_permission(request):
            raise Http404
        if set(request.GET) - _CHANGELIST_WORDS - self._filter_parameters():
            raise SuspiciousOperation("This list has no such filter.")
        page = request.GET.get("p", "1")
        if not (page.isascii() and page.isdigit() and 1 <= int(page[:6]) <= MAX_PAGE):
            raise SuspiciousOperation("This list has no such page.")
        return super().changelist_view(request, extra_context)

    def get_urls(self):
        """Return list and details only, plus the pages a subclass adds in ``pages``.

        Adding, deleting, history and the redirect of bare ids are not addresses here.
        """
        kept = {"changelist", "change"}
        stem = f"{self.opts.app_label}_{self.opts.model_name}_"
        stock = [
            item
            for item in super().get_urls()
            if item.name and item.name.removeprefix(stem) in kept
        ]
        return [*self.pages(), *stock]

    def pages(self) -> list:
        """Return further addresses below this model's own; subclasses add theirs."""
        return []
