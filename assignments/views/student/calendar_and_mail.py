"""One's own ways to hear of due times outside StudyHub: a calendar address and a daily letter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assignments.domain.telling.calendar import calendar_made_at, make_address, revoke_address
from studyhub.access import route
from studyhub.people.domain.addresses import give_address, may_have_mail, want_daily_mail
from studyhub.people.forms.mail import OwnMailForm
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted

_PAGE = "calendar_and_mail"


@route("GET", may="signed in")
def calendar_and_mail(request: SignedInRequest) -> HttpResponse:
    """Show what is set up."""
    return _page(request)


@route("POST", may="signed in")
def make_calendar(request: SignedInRequest) -> HttpResponse:
    """Make an address; it is shown in the answer to the POST, once."""
    secret = make_address(by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    return _page(request, address=address)


@route("POST", may="signed in")
def revoke_calendar(request: SignedInRequest) -> HttpResponse:
    """End the address; a second click is harmless."""
    if revoke_address(by=request.user):
        messages.success(request, "The calendar address no longer works.")
    return redirect(_PAGE)


@route("POST", may="signed in")
def own_mail(request: SignedInRequest) -> HttpResponse:
    """Keep one's own address and wish; a new address is in force once it is confirmed."""
    user = request.user
    waited = user.new_email
    form = OwnMailForm(request.POST)

    def act() -> None:
        give_address(address=form.cleaned_data["email"], by=user, at=timezone.now())
        want_daily_mail(wants=form.cleaned_data["wants_daily_mail"], by=user)

    if not accepted(form, act):
        return _page(request, form=form)
    if user.new_email and user.new_email != waited:
        messages.success(request, f"A letter is on its way to {user.new_email}. Open its link.")
    else:
        messages.success(request, "Saved.")
    return redirect(_PAGE)


def _page(
    request: SignedInRequest, *, address: str = "", form: OwnMailForm | None = None
) -> HttpResponse:
    user = request.user
    initial = {
        "email": user.new_email or user.email,
        "wants_daily_mail": user.wants_daily_mail,
    }
    context = {
        "made_at": calendar_made_at(user),
        "address": address,
        # Who has given an address may take it out again, even where no mail is sent any more.
        "has_mail": may_have_mail(user) or bool(user.email or user.new_email),
        "goes_out": may_have_mail(user),
        "form": form or OwnMailForm(initial=initial),
    }
    return render(request, "assignments/calendar_and_mail.html", context)
