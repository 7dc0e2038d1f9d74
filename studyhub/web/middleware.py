"""Manners every answer has: an id, no shared caching, no NUL taken in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from studyhub.web import errors
from studyhub.web.ids import new_id
from studyhub.web.logs import current_request_id

GetResponse = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: GetResponse) -> GetResponse:
    """Give each request an id of our own making, for the log and for error pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = current_request_id.set(new_id())
        try:
            response = get_response(request)
            response.headers["X-Request-Id"] = current_request_id.get()
            return response
        finally:
            current_request_id.reset(token)

    return middleware


def private_by_default(get_response: GetResponse) -> GetResponse:
    """Keep pages out of every cache unless the view has said otherwise itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def refuse_oversize(get_response: GetResponse) -> GetResponse:
    """Answer 413 to a request that says it is larger than any upload, before reading any of it.

    Each page that takes a file has a lower limit of its own, which it names. What a request holds
    beyond the length it says is never read.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_number = length.isascii() and length.isdigit()
        if is_number and int(length[:20]) > settings.REQUEST_MAX_BYTES:
            most = f"{settings.REQUEST_MAX_BYTES:,}"
            return errors.answer(request, 413, f"A request may have {most} bytes at most.")
        return get_response(request)

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Answer 400 to NUL in a path, a query or a form, on every database alike.

    JSON bodies are read by ``strict_json``, which refuses it too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or _has_nul(request.GET):
            return errors.bad_request(request)
        is_form = request.method == "POST" and request.content_type != "application/json"
        if is_form and _has_nul(request.POST):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def _has_nul(fields) -> bool:
    return any(
        "\x00" in key or any("\x00" in value for value in values) for key, values in fields.lists()
    )
