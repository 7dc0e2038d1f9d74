"""Mend a typing error in a question that students work on."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from assignments.domain.material.mend import mend_typo
from assignments.domain.material.question_sets import latest_version
from assignments.forms.questions import MendForm
from assignments.models import Question
from assignments.views.desk_frame import desk_render
from assignments.views.material.question_sets import TEACHERS
from assignments.views.material.set_frame import back_to, crumbs_to, edit_url, fetch_question
from studyhub.access import route
from studyhub.access.refusal import Conflict
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def mend_page(request: SignedInRequest, question: str) -> HttpResponse:
    """Mend the words of a question in the version that students have."""
    found = fetch_question(request.user, question)
    question_set = found.version.question_set
    form = MendForm(found, posted(request))
    conflict: list[Conflict] = []
    if accepted(form, lambda: _mend(request, found, form, conflict)) and not conflict:
        messages.success(request, f"Question {found.label} is mended for everybody.")
        return back_to(question_set, found)
    if conflict:
        # What was typed stays in the boxes, over the version that the page shows beside it.
        found = fetch_question(request.user, question)
        form = MendForm(found, {**request.POST.dict(), "based_on": str(found.version.token)})
    return desk_render(
        request,
        "question_set/mend.html",
        title=f"Mend question {found.label}",
        crumbs=crumbs_to(question_set, editing=True),
        status=409 if conflict else 200,
        question=found,
        version=found.version,
        question_set=question_set,
        form=form,
        conflict=bool(conflict),
        is_latest=latest_version(question_set).pk == found.version_id,
        back=edit_url(question_set, found),
    )


def _mend(
    request: SignedInRequest, found: Question, form: MendForm, conflict: list[Conflict]
) -> None:
    values = {"full_points": "", **form.cleaned_data}
    try:
        mend_typo(question=found, by=request.user, at=timezone.now(), **values)
    except Conflict as met:
        conflict.append(met)
