"""The door: declared routes and methods only, signed in unless declared otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import resolve_url

from studyhub.access.routes import declaration_of
from studyhub.web.errors import signed_out, unsent_texts, wants_json


class AccessMiddleware:
    """Check each request against its route's declaration before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done once the route is known."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """Answer 405, 302 or 401, or let the view run.

        A person who may not enter the desk gets the 404 of an address that does not exist.
        """
        match = request.resolver_match
        found = declaration_of(match)
        if found is None:
            raise ImproperlyConfigured(f"The route {match.view_name} is not declared.")
        if found.is_public:
            return self._check_method(request, found)
        if not request.user.is_authenticated:
            return self._ask_to_sign_in(request)
        if found.desk and not request.user.may_enter_desk:
            raise Http404
        return self._check_method(request, found)

    def _check_method(self, request, found) -> HttpResponse | None:
        if request.method in found.methods:
            return None
        return HttpResponseNotAllowed(sorted(found.methods))

    def _ask_to_sign_in(self, request) -> HttpResponse:
        if wants_json(request):
            message = "You are signed out. Sign in again; your text is still here."
            return JsonResponse({"error": message}, status=401)
        login_url = resolve_url(settings.LOGIN_URL)
        if request.method not in {"GET", "HEAD"}:
            if texts := unsent_texts(request):
                return signed_out(request, texts, login_url)
            return redirect_to_login("/", login_url)
        return redirect_to_login(request.get_full_path(), login_url)
