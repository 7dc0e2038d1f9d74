"""The page behind the link of a confirmation letter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.domain import addresses


@route("GET POST", may="anyone")
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, confirm on POST: mail programs open links that nobody has clicked.

    Who reads the mailbox may confirm on any device, signed in or not.
    """
    context: dict[str, object] = {}
    try:
        context["address"] = addresses.person_to_confirm(token).new_email
        if request.method == "POST":
            addresses.confirm_address(token=token)
            context["is_confirmed"] = True
    except Refusal as refusal:
        context = {"refusal": str(refusal)}
    status = 410 if "refusal" in context else 200
    return render(request, "people/confirm_address.html", context, status=status)
