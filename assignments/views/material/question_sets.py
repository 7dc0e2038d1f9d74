"""Question sets: reading one, making and copying, and the page where one is edited."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.material.question_sets import (
    copy_set,
    create_set,
    describe_set,
    latest_version,
    new_version,
)
from assignments.domain.material.set_reading import read_set
from assignments.forms.question_sets import CopySetForm, DescribeSetForm, NewSetForm
from assignments.models import Assignment, QuestionSet, QuestionSetVersion
from assignments.views.desk_frame import board_url, desk_render
from assignments.views.lesson_address import open_lesson_url
from assignments.views.material.set_frame import (
    back_to,
    crumbs_to,
    edit_url,
    fetch_changeable,
    fetch_usable,
    fetch_visible,
    is_editable,
    list_url,
    set_url,
)
from lessons.enums import LessonState
from lessons.models import Lesson
from studyhub.access import route
from studyhub.access.refusal import Conflict
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest, school_of
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import accepted, posted

READERS = "teacher, other teacher, superuser"
TEACHERS = "teacher, other teacher"
COPIED_BY_TEACHERS = "Teachers copy sets for their own school."


@route("GET", may=READERS, desk=True)
def set_page(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Show the latest version: the questions as students see them, the guides beside them."""
    found = fetch_visible(request.user, question_set)
    return _set_page(request, found, latest_version(found))


@route("GET", may=READERS, desk=True)
def version_page(request: SignedInRequest, question_set: str, number: int) -> HttpResponse:
    """Show one version."""
    found = fetch_visible(request.user, question_set)
    version = found.versions.filter(number=number).first()
    if version is None:
        raise Http404
    version.question_set = found
    return _set_page(request, found, version)


def _set_page(
    request: SignedInRequest, found: QuestionSet, version: QuestionSetVersion
) -> HttpResponse:
    versions = list(found.versions.order_by("-number"))
    works_here = request.user.school_id is not None
    is_latest = version.pk == versions[0].pk
    return desk_render(
        request,
        "question_set/set.html",
        title=found.title,
        crumbs=crumbs_to(),
        question_set=found,
        version=version,
        versions=versions,
        is_latest=is_latest,
        read=read_set(version),
        lesson_url=open_lesson_url(found.lesson),
        given=_given(request.user, found),
        may_edit=works_here and found.school_id == request.user.school_id,
        may_copy=works_here,
        may_give=works_here and is_latest and found.lesson.state == LessonState.PUBLISHED,
    )


def _given(user: User, question_set: QuestionSet) -> list[tuple[Assignment, str]]:
    """Return the assignments of a set that you may see, newest first, with their boards."""
    rows = (
        Assignment.objects.staffed_by(user)
        .filter(set_version__question_set=question_set)
        .select_related("school_class", "set_version")
        .order_by("-created_at", "pk")[:20]
    )
    return [(row, board_url(row)) for row in rows]


@route("GET POST", may=f"{TEACHERS}, foreign teacher", known="superuser", desk=True)
def new_set(request: SignedInRequest) -> HttpResponse:
    """Make an empty set on a lesson."""
    _check_makes_sets(request.user)
    form = NewSetForm(posted(request), lessons=_lessons_for(request.user))
    made: list[QuestionSet] = []

    def make() -> None:
        values = form.cleaned_data
        made.append(
            create_set(
                lesson=values["lesson"],
                school=school_of(request),
                title=values["title"],
                by=request.user,
                at=timezone.now(),
            )
        )

    if accepted(form, make):
        return back_to(made[0])
    return desk_render(
        request,
        "question_set/form.html",
        title="New question set",
        crumbs=crumbs_to(),
        form=form,
        lead="A set belongs to a lesson. You add its questions on the next page.",
        submit="Make the set",
        back=list_url(),
    )


def _check_makes_sets(user: User) -> None:
    if user.is_superuser:
        raise PermissionDenied("Teachers make question sets for their own school.")
    if not is_teacher(user):
        raise Http404


def _lessons_for(user: User):
    """Return your school's lessons and the library's."""
    rows = Lesson.objects.visible_to(user)
    return rows.filter(Q(school=user.school_id) | Q(school__isnull=True))


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def copy_page(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Copy a set of the library or of the school, to edit the copy."""
    found = fetch_usable(request.user, question_set, COPIED_BY_TEACHERS)
    form = CopySetForm(posted(request), initial={"title": found.title})
    made: list[QuestionSet] = []

    def make() -> None:
        made.append(
            copy_set(
                question_set=found,
                school=school_of(request),
                title=form.cleaned_data["title"],
                by=request.user,
                at=timezone.now(),
            )
        )

    if accepted(form, make):
        messages.success(request, "This is your school's copy. Change what you like.")
        return back_to(made[0])
    return desk_render(
        request,
        "question_set/form.html",
        title="Copy to edit",
        crumbs=crumbs_to(found),
        form=form,
        lead=f"You get a copy of “{found.title}” with all its questions and marking "
        "guides. The original stays as it is.",
        submit="Copy",
        back=set_url(found),
    )


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def edit_page(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Show the questions of the latest version in order, with what can be done to each."""
    found = fetch_changeable(request.user, question_set)
    version = latest_version(found)
    start = {
        "title": found.title,
        "introduction": version.introduction,
        "based_on": version.token,
    }
    form = DescribeSetForm(posted(request), initial=start)
    conflict: list[Conflict] = []
    if accepted(form, lambda: _describe(request, version, form, conflict)) and not conflict:
        messages.success(request, "Saved.")
        return back_to(found)
    stored = fetch_changeable(request.user, question_set) if conflict else found
    version = latest_version(stored)
    if conflict:
        # What was typed stays in the boxes, now over the version that the page shows beside it.
        form = DescribeSetForm({**request.POST.dict(), "based_on": str(version.token)})
    return desk_render(
        request,
        "question_set/edit.html",
        title="Edit",
        crumbs=crumbs_to(stored),
        status=409 if conflict else 200,
        question_set=stored,
        version=version,
        form=form,
        conflict=bool(conflict),
        read=read_set(version, with_guides=False),
        is_editable=is_editable(version, version),
        back=set_url(stored),
    )


def _describe(
    request: SignedInRequest,
    version: QuestionSetVersion,
    form: DescribeSetForm,
    conflict: list[Conflict],
) -> None:
    try:
        describe_set(version=version, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Conflict as met:
        conflict.append(met)


@route("POST", may=TEACHERS, known="superuser", desk=True)
def start_version(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Start the next version as a copy of the latest. A second click finds the first one's."""
    found = fetch_changeable(request.user, question_set)
    try:
        version = new_version(
            question_set=found,
            based_on=request.POST.get("version", ""),
            by=request.user,
            at=timezone.now(),
        )
    except Conflict as conflict:
        messages.info(request, str(conflict))
    else:
        messages.success(
            request,
            f"This is version {version.number}. Work that was given keeps the version it has.",
        )
    return redirect(edit_url(found))
