"""Give a question set to classes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from assignments.domain.giving.give import give
from assignments.domain.giving.honesty import newest_statement
from assignments.domain.material.question_sets import latest_version
from assignments.domain.material.set_reading import read_set
from assignments.forms.giving import GivePage
from assignments.models import Assignment
from assignments.views.desk_frame import board_url, desk_render
from assignments.views.material.question_sets import TEACHERS
from assignments.views.material.set_frame import crumbs_to, fetch_usable, set_url
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.models import SchoolClass
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import posted

_GIVEN_BY_TEACHERS = "Teachers give question sets to the classes they teach."


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def give_page(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Choose questions, classes and times, and give the latest version of the set."""
    found = fetch_usable(request.user, question_set, _GIVEN_BY_TEACHERS)
    at = timezone.now()
    classes = list(SchoolClass.objects.taught_by(request.user).current().order_by("name", "pk"))
    version = latest_version(found)
    page = GivePage(
        read_set(version, with_guides=False),
        classes,
        statement=newest_statement(request.user.school_id),
        by=request.user,
        at=at,
        data=posted(request),
    )
    if request.method == "POST" and page.is_valid():
        try:
            given = give(by=request.user, at=at, **page.values())
        except Refusal as refusal:
            page.refuse(refusal)
        else:
            _say_given(request, given, at)
            return redirect(set_url(found))
    return desk_render(
        request,
        "give/give.html",
        title="Give to a class",
        crumbs=crumbs_to(found),
        status=409 if page.is_stale else 200,
        question_set=found,
        version=version,
        page=page,
        state=found.lesson.state,
        back=set_url(found),
    )


def _say_given(request: SignedInRequest, given: list[Assignment], at) -> None:
    """Link the boards of what was given now, and say of what stood already that it stood."""
    new = [row for row in given if row.created_at == at]
    old = [row for row in given if row.created_at != at]
    if new:
        messages.success(request, format_html("Given to {}.", _links(new)))
    if old:
        messages.info(
            request,
            format_html("Given before, and left as it was: {}.", _links(old)),
        )


def _links(rows: list[Assignment]) -> str:
    return format_html_join(
        ", ", '<a href="{}">{}</a>', ((board_url(row), row.school_class.name) for row in rows)
    )
