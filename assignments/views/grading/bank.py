"""The comment bank: what one keeps, what co-teachers share, and changing one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.grading import bank as verbs
from assignments.forms.bank import BankForm
from assignments.models import BankComment
from assignments.querysets import BankCommentQuerySet, schools_with_bank_of
from assignments.views.desk_frame import desk_render
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link, accepted, posted

_KEEPERS = "assistant, teacher, other teacher, foreign teacher"
_ONLY_ITS_OWNER = "Only whoever keeps this comment changes it."


@route("GET POST", may=_KEEPERS, desk=True)
def bank_page(request: SignedInRequest) -> HttpResponse:
    """List one's own comments and those shared; POST keeps another.

    ``?removed=`` names one that can be put back.
    """
    user = request.user
    fetch_or_404(schools_with_bank_of(user), pk=user.school_id)
    form = BankForm(data=posted(request))
    if form.is_bound and accepted(form, lambda: _keep(user, form)):
        messages.success(request, "Kept.")
        return redirect("admin:bank")
    rows = BankComment.objects.visible_to(user).select_related("owner")
    removed = BankComment.objects.of(user).filter(removed_at__isnull=False)
    named = request.GET.get("removed", "")
    return desk_render(
        request,
        "bank.html",
        title="Comment bank",
        crumbs=[],
        form=form,
        own=[row for row in rows if row.owner_id == user.pk],
        shared=[row for row in rows if row.owner_id != user.pk],
        removed=removed.filter(pk=named).first() if named.isalnum() else None,
    )


@route("GET POST", may="teacher", desk=True)
def change_page(request: SignedInRequest, bank_comment: str) -> HttpResponse:
    """Show one of one's own; POST changes it."""
    row = _fetch(BankComment.objects.changeable_by(request.user), request.user, bank_comment)
    form = BankForm(row, posted(request))
    conflict: list[Conflict] = []
    if form.is_bound and accepted(form, lambda: _change(request.user, row, form, conflict)):
        if not conflict:
            messages.success(request, "Saved.")
            return redirect("admin:bank")
        row = conflict[0].current
        # What was typed stays in the box, now over the version that the page shows beside it.
        form = BankForm(row, {**request.POST.dict(), "based_on": str(row.version)})
    return desk_render(
        request,
        "bank_change.html",
        title="Change a comment",
        crumbs=[Link("Comment bank", reverse("admin:bank"))],
        status=409 if conflict else 200,
        form=form,
        current=row if conflict else None,
    )


@route("POST", may="teacher", desk=True)
def remove(request: SignedInRequest, bank_comment: str) -> HttpResponse:
    """Remove one of one's own; the page offers to put it back. Removed already, it stays so."""
    row = _fetch(BankComment.objects.of(request.user), request.user, bank_comment)
    verbs.remove_from_bank(comment=row, by=request.user, at=timezone.now())
    return redirect(f"{reverse('admin:bank')}?removed={row.pk}")


@route("POST", may="teacher", desk=True)
def put_back(request: SignedInRequest, bank_comment: str) -> HttpResponse:
    """Put back what was removed."""
    row = _fetch(BankComment.objects.of(request.user), request.user, bank_comment)
    try:
        verbs.put_back_in_bank(comment=row, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:bank")


def _fetch(allowed: BankCommentQuerySet, user: User, comment: str) -> BankComment:
    """Return one of ``allowed``; a co-teacher who is offered it gets 403, others 404."""
    fetch_or_404(schools_with_bank_of(user), pk=user.school_id)
    known = BankComment.objects.visible_to(user)
    return fetch_or_404(allowed, known=known, because=_ONLY_ITS_OWNER, pk=comment)


def _keep(user: User, form: BankForm) -> None:
    values = {name: form.cleaned_data[name] for name in ("text", "skill", "reach")}
    verbs.keep_in_bank(by=user, at=timezone.now(), **values)


def _change(user: User, row: BankComment, form: BankForm, conflict: list[Conflict]) -> None:
    try:
        verbs.change_in_bank(comment=row, by=user, at=timezone.now(), **form.cleaned_data)
    except Conflict as met:
        conflict.append(met)
