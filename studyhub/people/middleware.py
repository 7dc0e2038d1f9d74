"""What every signed-in request needs to know of the person's school and password."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from studyhub.web.errors import wants_json

GetResponse = Callable[[HttpRequest], HttpResponse]


def school_time_zone(get_response: GetResponse) -> GetResponse:
    """Show all times in the time zone of the person's school."""

    def middleware(request: HttpRequest) -> HttpResponse:
        school = request.user.school if request.user.is_authenticated else None
        zone = school.zone if school is not None else None
        with timezone.override(zone):
            return get_response(request)

    return middleware


def choose_password_first(get_response: GetResponse) -> GetResponse:
    """Lead a person with a one-time password to the page where a password is chosen.

    Nothing else opens before that, save signing out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not (user.is_authenticated and user.has_one_time_password()):
            return get_response(request)
        choose = reverse("account_change_password")
        if request.path in {choose, reverse("account_logout")}:
            return get_response(request)
        if wants_json(request):
            return JsonResponse({"error": "Choose a password first."}, status=403)
        return redirect(choose)

    return middleware
