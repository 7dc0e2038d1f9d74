"""Write the whole-class feedback sheet, and show it to the class."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.material.guides import Guide, guides_for
from assignments.domain.overview.class_feedback import (
    as_page,
    feedback_of,
    names_in,
    write_feedback,
)
from assignments.domain.overview.class_tags import TagCount, lines_to_show, tag_counts
from assignments.domain.overview.evidence import evidence_of
from assignments.domain.overview.feedback_draft import (
    counts_of,
    first_text,
    mistake_lines,
    mistakes_of,
    with_lines,
)
from assignments.domain.overview.results import results_of
from assignments.forms.class_feedback import FeedbackForm, MistakesForm
from assignments.models import Assignment, ClassFeedback, Question
from assignments.views.overview.results_frame import fetch_results, results_render, results_url
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def edit_feedback(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show and save the sheet.

    Where there is none yet, and with ``?from=results``, the box holds a first text made from the
    results, which is not saved. ``do=add`` puts the mistakes and lines that are ticked into the
    text in the box and saves nothing either.
    """
    found, leaves = fetch_results(request, assignment)
    guides = guides_for(leaves, edition=found.edition)
    mistakes = mistakes_of(leaves, guides)
    tags = tag_counts(assignment=found, by=request.user)
    lines = lines_to_show(assignment=found, by=request.user)
    standing = feedback_of(found)
    if request.method != "POST":
        is_first = standing is None or request.GET.get("from") == "results"
        text = _first(request, found, leaves, guides, tags) if is_first else standing.text  # type: ignore[union-attr]
        offered = MistakesForm(mistakes, lines=lines, counts=counts_of(mistakes, tags))
        return _page(request, found, _filled(text, standing), offered, standing, is_first=is_first)
    form = FeedbackForm(request.POST)
    ticked = MistakesForm(mistakes, request.POST, lines=lines)
    if request.POST.get("do") == "add":
        return _add(request, found, form, ticked, standing)
    return _save(request, found, form, ticked, standing)


def _first(
    request: SignedInRequest,
    found: Assignment,
    leaves: list[Question],
    guides: dict[str, Guide],
    tags: list[TagCount],
) -> str:
    at = timezone.now()
    return first_text(
        results_of(assignment=found, leaves=leaves, by=request.user, at=at),
        evidence_of(assignment=found, leaves=leaves, guides=guides, by=request.user),
        tags,
    )


def _filled(text: str, standing: ClassFeedback | None) -> FeedbackForm:
    return FeedbackForm(initial={"text": text, "based_on": standing.version if standing else 0})


def _add(
    request: SignedInRequest,
    found: Assignment,
    form: FeedbackForm,
    ticked: MistakesForm,
    standing: ClassFeedback | None,
) -> HttpResponse:
    """Put what is ticked into what is in the box; its version stays the one it came with."""
    if not form.is_valid() or not ticked.is_valid():
        return _page(request, found, form, ticked, standing)
    text, chosen, lines = form.cleaned_data["text"], ticked.chosen(), ticked.chosen_lines()
    if chosen:
        text = f"{text.rstrip()}\n\n{mistake_lines(chosen)}\n".lstrip()
    if lines:
        text = with_lines(text, lines)
    typed = {"text": text, "based_on": form.cleaned_data["based_on"]}
    empty = MistakesForm(ticked.mistakes, lines=ticked.lines)
    return _page(
        request, found, FeedbackForm(initial=typed), empty, standing, is_added=bool(chosen or lines)
    )


def _save(
    request: SignedInRequest,
    found: Assignment,
    form: FeedbackForm,
    ticked: MistakesForm,
    standing: ClassFeedback | None,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, form, ticked, standing)
    try:
        written = write_feedback(
            assignment=found, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except Conflict as met:
        # What was typed stays in the box, over the version that is shown beside it.
        form = _filled(form.cleaned_data["text"], met.current)
        return _page(request, found, form, ticked, met.current, is_conflict=True)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, found, form, ticked, standing)
    messages.success(request, "Saved.")
    names = names_in(written.text, found) if written else []
    if names:
        messages.warning(
            request, f"The text holds what is also a name in this class: {', '.join(names)}."
        )
    return redirect(results_url("feedback", found))


def _page(
    request: SignedInRequest,
    found: Assignment,
    form: FeedbackForm,
    mistakes: MistakesForm,
    standing: ClassFeedback | None,
    **states: bool,
) -> HttpResponse:
    return results_render(
        request,
        "feedback.html",
        found,
        here="feedback",
        title="Feedback for the class",
        status=409 if states.get("is_conflict") else 200,
        form=form,
        mistakes=mistakes,
        standing=standing,
        show_url=results_url("feedback_show", found),
        again_url=f"{results_url('feedback', found)}?from=results",
        **states,
    )


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def show_feedback(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show the sheet large, for a projector and for paper."""
    found, _leaves = fetch_results(request, assignment)
    standing = feedback_of(found)
    return results_render(
        request,
        "feedback_show.html",
        found,
        here="feedback",
        title="Feedback for the class",
        page=as_page(standing.text) if standing and standing.text else "",
        back_url=results_url("feedback", found),
    )
