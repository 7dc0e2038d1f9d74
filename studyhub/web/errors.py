"""Error pages and JSON refusals: what happened, what to do next, and an id, never internals."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from studyhub.web.logs import current_request_id


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks, so that it gets a status and a sentence, not a page."""
    return request.content_type == "application/json" or "application/json" in request.headers.get(
        "Accept", ""
    )


def answer(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """Return the page (or the JSON) for an error status.

    ``message`` is for the person; the page's own sentence stands where it is empty.
    """
    if wants_json(request):
        return JsonResponse({"error": message or _SENTENCES[status]}, status=status)
    context = {"message": message, "request_id": current_request_id.get()}
    return render(request, f"{status}.html", context, status=status)


_SENTENCES = {
    400: "The request could not be read.",
    403: "You may not do this.",
    404: "There is nothing here.",
    413: "This is too long.",
    429: "Too many tries. Wait a few minutes.",
    500: "Something broke on our side.",
    503: "StudyHub is out of reach for a moment. Try again shortly.",
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read; one that is too large says so."""
    if isinstance(exception, RequestDataTooBig):
        return answer(request, 400, "What you sent is too large to be taken in one piece.")
    return answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a person who is known here but may not do this; a Refusal's sentence is shown."""
    return answer(request, 403, str(exception or ""))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what does not exist and for what is not this person's to know of."""
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours, with 503 where the database was out of reach or too busy.

    Needs no database and no session: nothing in the page asks who is signed in.
    """
    is_down = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if is_down else 500
    if wants_json(request):
        response: HttpResponse = JsonResponse({"error": _SENTENCES[status]}, status=status)
    else:
        page = render_to_string(f"{status}.html", {"request_id": current_request_id.get()})
        response = HttpResponse(page, status=status)
    if is_down:
        response.headers["Retry-After"] = "5"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was opened in another session, keeping the reason to ourselves.

    What was typed into it is shown to be copied, since going back may not bring it again.
    """
    if wants_json(request):
        return JsonResponse({"error": "This page is out of date. Reload it."}, status=403)
    context = {"request_id": current_request_id.get(), "texts": unsent_texts(request)}
    return render(request, "403_csrf.html", context, status=403)


# Words in names of fields whose values nobody typed, or nobody may see.
_NOT_SHOWN = ("token", "password", "kept")
WORTH_KEEPING = 40  # characters; shorter ones are names and numbers, quickly typed again


def unsent_texts(request: HttpRequest) -> list[str]:
    """Return the longer texts of a form that was not taken, in the order of its fields.

    Tokens and passwords are never among them, nor a file that a form keeps for its next step.
    """
    if request.method != "POST" or request.content_type == "application/json":
        return []
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value.strip()) >= WORTH_KEEPING and not any(word in name for word in _NOT_SHOWN)
    ]


def signed_out(request: HttpRequest, texts: list[str], login_url: str) -> HttpResponse:
    """Answer a form sent after the session ended: nothing was taken, and nothing typed is lost."""
    context = {"request_id": current_request_id.get(), "texts": texts, "login_url": login_url}
    return render(request, "401.html", context, status=401)
