"""Documents that are not lessons yet: the list, and the pages behind it."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from assignments.models import DocumentImport
from assignments.views.material import document_imports
from studyhub.access import fetch_or_404
from studyhub.access.admin import ScopedModelAdmin, desk_page
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import Link
from studyhub.web.when import day_and_time


@admin.register(DocumentImport)
class DocumentImportAdmin(ScopedModelAdmin):
    """A person's own documents, for those who write lessons."""

    list_may = document_imports.BRINGERS
    detail_may = document_imports.OWNER
    list_display = ["title", "file_name", "read_at"]
    ordering = ["-made_at", "id"]
    sortable_by = ["title"]
    change_list_template = "admin/people/change_list.html"

    def get_queryset(self, request: HttpRequest):
        """Leave the blocks out, which may be a whole book."""
        return super().get_queryset(request).defer("blocks", "findings", "decisions")

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Show the list to teachers and superusers."""
        user = request.user
        return bool(user.is_authenticated and (user.is_superuser or is_teacher(user)))

    @admin.display(description="brought in")
    def read_at(self, row: DocumentImport) -> str:
        """Tell when it was read."""
        return day_and_time(row.made_at)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Give the list its title and the way to another document."""
        links = [Link("Bring a document in", reverse("admin:assignments_documentimport_new"))]
        ours = {"title": "Documents that are not lessons yet", "list_links": links}
        return super().changelist_view(request, {**ours, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id, form_url="", extra_context=None
    ) -> HttpResponse:
        """Lead to the plan in the place of the stock details."""
        row = fetch_or_404(DocumentImport.objects.visible_to(request.user), pk=object_id)
        return redirect(document_imports.plan_url(row))

    def pages(self) -> list:
        """Return the pages of a document."""
        one = "<rid:document_import>/"
        return [
            path(
                address,
                desk_page(view),
                name=f"assignments_documentimport_{name}",
            )
            for address, view, name in (
                ("new/", document_imports.new_import, "new"),
                (f"{one}plan/", document_imports.plan_page, "plan"),
                (f"{one}discard/", document_imports.discard_page, "discard"),
            )
        ]
