"""Accounts on the desk: the page of one, and what can be done with it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Refusal
from studyhub.people.domain import accounts, rosters, school_roles
from studyhub.people.forms.accounts import AccountForm, RenameAccountForm
from studyhub.people.forms.desk import DeskForm, WhyForm
from studyhub.people.models import Enrollment, SchoolRole, User
from studyhub.people.querysets import UserQuerySet
from studyhub.people.requests import SignedInRequest
from studyhub.people.trail import history_of_person
from studyhub.people.views.classes import fetch_schools, sign_in_state
from studyhub.people.views.desk import (
    accepted,
    account_crumbs,
    account_link,
    act_once_confirmed,
    desk_render,
    list_url,
    posted,
)
from studyhub.people.views.members import render_cards

NOT_YOURS = "School admins change accounts, but not their own and not each other's."


def _changeable(user: User) -> UserQuerySet:
    """Return whom you may rename and suspend: people of your school who are below you."""
    return User.objects.administered_by(user).resettable_by(user)


def _fetch_changeable(request: SignedInRequest, pk: str) -> User:
    return fetch_or_404(
        _changeable(request.user).select_related("school"),
        known=User.objects.visible_to(request.user),
        because=NOT_YOURS,
        pk=pk,
    )


@route("GET", may="assistant, teacher, school admin, superuser", desk=True)
def account_page(request: SignedInRequest, user: str) -> HttpResponse:
    """Show one account: classes, how it signs in, what was changed."""
    viewer = request.user
    person = fetch_or_404(User.objects.visible_to(viewer).select_related("school"), pk=user)
    enrollments = Enrollment.objects.visible_to(viewer).filter(user=person)
    return desk_render(
        request,
        "account.html",
        title=person.full_name,
        crumbs=account_crumbs(),
        person=person,
        sign_in_state=sign_in_state(person, timezone.now()),
        enrollments=enrollments.select_related("school_class").order_by("-starts_on", "pk"),
        school_role=_current_role(person),
        may_change=_changeable(viewer).filter(pk=person.pk).exists(),
        may_reset=person.is_active
        and User.objects.resettable_by(viewer).filter(pk=person.pk).exists(),
        may_appoint=viewer.is_superuser and person.school_id is not None,
        history=history_of_person(person, viewer=viewer),
    )


def _current_role(person: User) -> SchoolRole | None:
    if person.school_id is None:
        return None
    return SchoolRole.objects.as_school_admin(person).filter(user=person).first()


@route(
    "GET POST",
    may="school admin, foreign admin, superuser",
    known="assistant, teacher, other teacher, foreign teacher",
    desk=True,
)
def new_account(request: SignedInRequest) -> HttpResponse:
    """Make an account that is in no class yet."""
    form = AccountForm(posted(request), schools=fetch_schools(request.user))
    cards: list[rosters.Card] = []

    def act() -> None:
        cards.append(
            rosters.add_person(
                school=form.school,
                given_name=form.cleaned_data["given_name"],
                family_name=form.cleaned_data["family_name"],
                sign_in_name=form.cleaned_data["sign_in_name"],
                by=request.user,
                at=timezone.now(),
            )
        )

    if request.method == "POST" and accepted(form, act):
        person = cards[0].user
        return render_cards(
            request, cards, form.school, account_crumbs(person), account_link(person)
        )
    return desk_render(
        request,
        "form.html",
        title="New account",
        crumbs=account_crumbs(),
        form=form,
        submit="Make the account",
        back=list_url(User),
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def rename_account(request: SignedInRequest, user: str) -> HttpResponse:
    """Change the name that others see."""
    person = _fetch_changeable(request, user)
    given, family = person.given_name, person.family_name
    form = RenameAccountForm(
        posted(request),
        initial={
            "given_name": given,
            "family_name": family,
            "was_given": given,
            "was_family": family,
        },
    )

    def act() -> None:
        accounts.rename(
            user=person,
            given_name=form.cleaned_data["given_name"],
            family_name=form.cleaned_data["family_name"],
            was=form.was,
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and accepted(form, act):
        messages.success(request, f"The name is now {person.full_name}.")
        return redirect(account_link(person).url)
    person.given_name, person.family_name = given, family
    return desk_render(
        request,
        "form.html",
        title=f"Change the name of {person.full_name}",
        crumbs=account_crumbs(person),
        form=form,
        lead=f"The sign-in name, {person.sign_in_name}, stays.",
        submit="Change the name",
        back=account_link(person).url,
    )


@route("GET POST", may="teacher, school admin, superuser", known="assistant", desk=True)
def reset_password(request: SignedInRequest, user: str) -> HttpResponse:
    """Give a person a one-time password; it is shown in the answer to the POST, once."""
    person = fetch_or_404(
        User.objects.resettable_by(request.user).select_related("school"),
        known=User.objects.visible_to(request.user),
        because="You cannot give this person a one-time password.",
        pk=user,
    )
    form = DeskForm(posted(request))
    codes: list[str] = []

    def act() -> None:
        codes.append(accounts.reset_password(user=person, by=request.user, at=timezone.now()))

    if request.method == "POST" and accepted(form, act):
        get_adapter(request).forget_failed_sign_ins(request, person)
        return render_cards(
            request,
            [rosters.Card(person, codes[0])],
            person.school,
            account_crumbs(person),
            account_link(person),
        )
    return desk_render(
        request,
        "reset_password.html",
        title=f"One-time password for {person.full_name}",
        crumbs=account_crumbs(person),
        person=person,
        form=form,
        back=account_link(person).url,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def suspend_account(request: SignedInRequest, user: str) -> HttpResponse:
    """Shut an account, after saying what that means."""
    person = _fetch_changeable(request, user)
    form = WhyForm(posted(request))

    def act() -> None:
        accounts.suspend(
            user=person, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        )

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"{person.full_name} can no longer sign in. All work is kept.",
        back=account_link(person),
        template="suspend_account.html",
        title=f"Suspend {person.full_name}",
        crumbs=account_crumbs(person),
        person=person,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def unsuspend_account(request: SignedInRequest, user: str) -> HttpResponse:
    """Open a suspended account again."""
    person = _fetch_changeable(request, user)
    form = WhyForm(posted(request))

    def act() -> None:
        accounts.unsuspend(
            user=person, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        )

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"{person.full_name} can sign in again.",
        back=account_link(person),
        template="form.html",
        title=f"Lift the suspension of {person.full_name}",
        crumbs=account_crumbs(person),
        lead="The account opens again with the password it had.",
        submit="Lift the suspension",
    )


@route("GET POST", may="superuser", known="assistant, teacher, school admin", desk=True)
def appoint_school_admin(request: SignedInRequest, user: str) -> HttpResponse:
    """Make a person school admin, or end that."""
    person = fetch_or_404(
        _appointable(request.user).select_related("school"),
        known=User.objects.visible_to(request.user),
        because="StudyHub staff appoint school admins.",
        pk=user,
    )
    role = _current_role(person)
    form = WhyForm(posted(request))
    return act_once_confirmed(
        request,
        form,
        lambda: _appoint_or_dismiss(request, person, role, form.cleaned_data["why"]),
        done=f"{person.full_name} is {'no longer' if role else 'now'} school admin.",
        back=account_link(person),
        template="appoint.html",
        title=f"{person.full_name} as school admin",
        crumbs=account_crumbs(person),
        person=person,
        school_role=role,
    )


def _appointable(user: User) -> UserQuerySet:
    people = User.objects.administered_by(user)
    return people if user.is_superuser else people.none()


def _appoint_or_dismiss(
    request: SignedInRequest, person: User, role: SchoolRole | None, why: str
) -> None:
    act, now = request.POST.get("act"), timezone.now()
    if act == "appoint":
        school_roles.appoint(user=person, by=request.user, at=now)
    elif act == "dismiss" and role is not None:
        school_roles.dismiss(school_role=role, by=request.user, at=now, why=why)
    else:
        raise Refusal("This has been done already. Nothing was changed.", code="done_already")
