"""A person's due times, for their calendar program."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assignments.domain.telling.calendar import calendar_of, owner_of
from assignments.exporting.calendar import as_icalendar
from assignments.models import Assignment
from studyhub.access import route


@route("GET", may="anyone")
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer who knows the secret address; a calendar program cannot sign in.

    A wrong secret, one that was revoked and one of a suspended account are the 404 of an address
    that does not exist.
    """
    owner = owner_of(secret)
    if owner is None:
        raise Http404
    days = calendar_of(owner, at=timezone.now())

    def address_of(assignment: Assignment) -> str:
        return request.build_absolute_uri(reverse("assignment", args=[assignment.pk]))

    response = HttpResponse(
        as_icalendar(days, address_of=address_of), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'inline; filename="studyhub.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
