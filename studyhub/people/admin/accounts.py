"""Accounts on the desk. Not Django's user admin: changing users there is becoming superuser."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from studyhub.people.admin.desk_list import PeopleAdmin, administers, page
from studyhub.people.admin.filters import ClassOfPersonFilter, SchoolFilter, SignInFilter
from studyhub.people.models import User
from studyhub.people.views import accounts
from studyhub.people.views.classes import sign_in_state
from studyhub.people.views.desk import Link

_STATES = {
    "own": "Own password",
    "waiting": "One-time password, not used yet",
    "waiting_late": "One-time password, run out",
    "suspended": "Suspended",
}


@admin.register(User)
class AccountAdmin(PeopleAdmin):
    """The people of a teacher's classes, or of a school admin's school."""

    own_page = "people_account"
    detail_may = "assistant, teacher, school admin, superuser"
    list_title = "Accounts"
    list_display = ["full_name", "sign_in_name", "school", "sign_in"]
    list_filter = [ClassOfPersonFilter, SignInFilter, SchoolFilter]
    search_fields = ["given_name", "family_name", "sign_in_name"]
    list_select_related = ["school"]
    ordering = ["family_name", "given_name", "id"]
    fields = ["given_name", "family_name", "sign_in_name", "school", "is_active"]

    @admin.display(description="name", ordering="family_name")
    def full_name(self, row: User) -> str:
        """Return the shown name."""
        return row.full_name

    @admin.display(description="sign-in")
    def sign_in(self, row: User) -> str:
        """Return how the account stands to signing in."""
        return _STATES[sign_in_state(row, timezone.now())]

    def list_links(self, request: HttpRequest) -> list[Link]:
        """Offer a new account to school admins."""
        if not administers(request.user):
            return []
        return [Link("New account", reverse("admin:people_account_new"))]

    def pages(self) -> list:
        """Return the pages of an account."""
        one = "<rid:user>/"
        return [
            page("new/", accounts.new_account, "people_account_new"),
            page(one, accounts.account_page, "people_account"),
            page(f"{one}rename/", accounts.rename_account, "people_account_rename"),
            page(f"{one}reset/", accounts.reset_password, "people_account_reset"),
            page(f"{one}suspend/", accounts.suspend_account, "people_account_suspend"),
            page(f"{one}unsuspend/", accounts.unsuspend_account, "people_account_unsuspend"),
            page(f"{one}school-admin/", accounts.appoint_school_admin, "people_account_appoint"),
        ]
