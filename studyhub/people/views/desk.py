"""What the people pages of the desk share: the frame, the way back, and taking a refusal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from studyhub.access.refusal import Refusal
from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import SchoolClass, User
from studyhub.people.querysets import SchoolClassQuerySet
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Link:
    """A label and where it leads."""

    label: str
    url: str


def desk_render(
    request: SignedInRequest, template: str, *, title: str, crumbs: list[Link], **context
) -> HttpResponse:
    """Render a page of the admin site, with the way back to the desk."""
    frame = admin.site.each_context(request)
    return render(
        request, f"admin/people/{template}", {**frame, "title": title, "crumbs": crumbs, **context}
    )


def posted(request: SignedInRequest) -> QueryDict | None:
    """Return what a form was sent with, an empty form included; None for a first look."""
    return request.POST if request.method == "POST" else None


def accepted(form: DeskForm, act: Callable[[], object]) -> bool:
    """Do the act if the form holds; a refusal is put on the form, with what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def act_once_confirmed(
    request: SignedInRequest,
    form: DeskForm,
    act: Callable[[], object],
    *,
    done: str,
    back: Link,
    template: str,
    **page,
) -> HttpResponse:
    """Show a page that says what an act means; on its POST, act, say so, and go back.

    A refusal leads to the page again, with its sentence. ``page`` is what ``desk_render`` takes.
    """
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(back.url)
    return desk_render(request, template, form=form, back=back.url, **page)


def classes_on_desk(user: User) -> SchoolClassQuerySet:
    """Return the classes whose people you may list: those you staff, and your school's."""
    return SchoolClass.objects.staffed_by(user) | SchoolClass.objects.administered_by(user)


def list_url(model: type[Model]) -> str:
    """Return the address of the admin's list of a model."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def class_crumbs(school_class: SchoolClass | None = None) -> list[Link]:
    """Return the way to a class's page."""
    crumbs = [Link("Classes", list_url(SchoolClass))]
    return [*crumbs, class_link(school_class)] if school_class else crumbs


def account_crumbs(user: User | None = None) -> list[Link]:
    """Return the way to an account's page."""
    crumbs = [Link("Accounts", list_url(User))]
    return [*crumbs, account_link(user)] if user else crumbs


def class_link(school_class: SchoolClass) -> Link:
    """Return the link to a class's page."""
    return Link(school_class.name, reverse("admin:people_class", args=[school_class.pk]))


def account_link(user: User) -> Link:
    """Return the link to an account's page."""
    return Link(user.full_name, reverse("admin:people_account", args=[user.pk]))
