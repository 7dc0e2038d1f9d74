"""Putting people into a class: one at a time, or a pasted list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.domain import rosters
from studyhub.people.domain.enrollments import enroll
from studyhub.people.domain.roster_plan import RosterPlan
from studyhub.people.forms.accounts import NewMemberForm
from studyhub.people.forms.classes import AddExistingForm
from studyhub.people.forms.rosters import RosterForm
from studyhub.people.models import School, SchoolClass, User
from studyhub.people.models.user import composed_username
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.classes import fetch_managed_class
from studyhub.people.views.desk import Link, accepted, class_crumbs, class_link, desk_render, posted
from studyhub.web.ids import new_id


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def add_person(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Put one person into a class: a new account, or one that the school has."""
    row = fetch_managed_class(request, school_class)
    kind = request.POST.get("kind", "")
    new = NewMemberForm(request.POST if kind == "new" else None, prefix="new", schools=[row.school])
    existing = AddExistingForm(
        request.POST if kind == "existing" else None,
        prefix="existing",
        people=User.objects.administered_by(request.user).filter(school=row.school),
        username_of=lambda name: composed_username(row.school_id, name),
    )
    if kind == "new":
        cards: list[rosters.Card] = []
        if accepted(new, lambda: cards.append(_add_new(request, row, new))):
            return render_cards(request, cards, row.school, class_crumbs(row), class_link(row))
    elif kind == "existing" and accepted(existing, lambda: _add_existing(request, row, existing)):
        person = existing.cleaned_data["sign_in_name"]
        messages.success(request, f"{person.full_name} is in {row.name} from today.")
        return redirect(class_link(row).url)
    return desk_render(
        request,
        "add_person.html",
        title=f"Add one person to {row.name}",
        crumbs=class_crumbs(row),
        school_class=row,
        new=new,
        existing=existing,
        back=class_link(row).url,
    )


def _add_new(request: SignedInRequest, row: SchoolClass, form: NewMemberForm) -> rosters.Card:
    return rosters.add_person(
        school=row.school,
        school_class=row,
        role=form.cleaned_data["role"],
        given_name=form.cleaned_data["given_name"],
        family_name=form.cleaned_data["family_name"],
        sign_in_name=form.cleaned_data["sign_in_name"],
        by=request.user,
        at=timezone.now(),
    )


def _add_existing(request: SignedInRequest, row: SchoolClass, form: AddExistingForm) -> None:
    enroll(
        user=form.cleaned_data["sign_in_name"],
        school_class=row,
        role=form.cleaned_data["role"],
        by=request.user,
        at=timezone.now(),
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def paste_names(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Paste a list of names, look at the plan, make the accounts, print the cards.

    The cards come in the answer to the POST that makes the accounts, because the codes exist in
    clear only there. The same form sent again makes nothing.
    """
    row = fetch_managed_class(request, school_class)
    form = RosterForm(posted(request), initial={"token": new_id()})
    if request.method == "GET" or not form.is_valid():
        return _paste_page(request, row, form)
    token = form.cleaned_data["token"]
    if rosters.was_applied(school_class=row, token=token):
        return _applied_already(request, row)
    plans: list[RosterPlan] = []
    if not accepted(form, lambda: plans.append(_plan(form, row))):
        return _paste_page(request, row, form)
    plan = plans[0]
    if "apply" in request.POST and plan.is_ready:
        return _apply(request, row, form, plan)
    return _paste_page(request, row, form, plan)


def _plan(form: RosterForm, row: SchoolClass) -> RosterPlan:
    return rosters.plan_names(form.cleaned_data["names"], row.school, row)


def _apply(
    request: SignedInRequest, row: SchoolClass, form: RosterForm, plan: RosterPlan
) -> HttpResponse:
    try:
        cards = rosters.apply(
            plan=plan,
            school_class=row,
            by=request.user,
            at=timezone.now(),
            token=form.cleaned_data["token"],
        )
    except Refusal as refusal:
        if refusal.code == "applied_already":
            return _applied_already(request, row)
        form.refuse(refusal)
        return _paste_page(request, row, form, _plan(form, row))
    return render_cards(request, cards, row.school, class_crumbs(row), class_link(row))


def _paste_page(
    request: SignedInRequest, row: SchoolClass, form: RosterForm, plan: RosterPlan | None = None
) -> HttpResponse:
    return desk_render(
        request,
        "paste_names.html",
        title=f"Paste names into {row.name}",
        crumbs=class_crumbs(row),
        school_class=row,
        form=form,
        plan=plan,
        back=class_link(row).url,
    )


def _applied_already(request: SignedInRequest, row: SchoolClass) -> HttpResponse:
    return desk_render(
        request,
        "applied_already.html",
        title="These accounts are made",
        crumbs=class_crumbs(row),
        school_class=row,
        back=class_link(row).url,
    )


def render_cards(
    request: SignedInRequest,
    cards: list[rosters.Card],
    school: School,
    crumbs: list[Link],
    back: Link,
) -> HttpResponse:
    """Show one-time passwords, this once. No cache keeps the answer: ``no-store`` everywhere."""
    address = reverse("school_sign_in", kwargs={"school": school.slug})
    with_code = [card for card in cards if card.code]
    return desk_render(
        request,
        "cards.html",
        title="One-time password" if len(with_code) == 1 else "Cards with one-time passwords",
        crumbs=crumbs,
        school=school,
        cards=with_code,
        others=[card for card in cards if not card.code],
        address=f"{request.get_host()}{address}",
        back=back,
    )
