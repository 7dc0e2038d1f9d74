"""The gradebook of a class, one student's line of it, and both grades exports."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.overview.gradebook import Gradebook, gradebook
from assignments.domain.overview.note_export import note_gradebook_export, note_grades_export
from assignments.exporting.grades import gradebook_table, grades_table
from assignments.models import Assignment
from assignments.views.desk_frame import desk_render, fetch_exportable
from assignments.views.table_files import chosen_form, table_file
from studyhub.access import fetch_or_404, route
from studyhub.people.models import SchoolClass, User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link, class_crumbs, classes_on_desk

_ONLY_TEACHERS = "Only those who teach this class open its gradebook."


def fetch_class(user: User, school_class: str) -> SchoolClass:
    """Return a class whose grades you may see: you teach it, or you are a superuser."""
    allowed = SchoolClass.objects.taught_by(user)
    if user.is_superuser:
        allowed = SchoolClass.objects.visible_to(user)
    return fetch_or_404(
        allowed.select_related("school"),
        known=classes_on_desk(user),
        because=_ONLY_TEACHERS,
        pk=school_class,
    )


def gradebook_link(school_class: SchoolClass) -> Link:
    """Return the link to a class's gradebook."""
    return Link("Gradebook", reverse("admin:gradebook", args=[school_class.pk]))


def _fetch(user: User, school_class: str) -> Gradebook:
    found = fetch_class(user, school_class)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.staffed_by(user).filter(school_class=found), at=now)
    return gradebook(school_class=found, by=user, at=now)


@route("GET", may="teacher, superuser", known="assistant, school admin", desk=True)
def show_gradebook(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Show a class's students across its assignments."""
    found = _fetch(request.user, school_class)
    return desk_render(
        request,
        "gradebook.html",
        title="Gradebook",
        crumbs=class_crumbs(found.school_class),
        gradebook=found,
        school_class=found.school_class,
        may_open=not request.user.is_superuser,
    )


@route("GET", may="teacher, superuser", known="assistant, school admin", desk=True)
def show_student(request: SignedInRequest, school_class: str, student: str) -> HttpResponse:
    """Show one student across a class's assignments."""
    found = _fetch(request.user, school_class)
    line = found.line_of(student)
    if line is None:
        raise Http404
    return desk_render(
        request,
        "gradebook_student.html",
        title=line.student.full_name,
        crumbs=[*class_crumbs(found.school_class), gradebook_link(found.school_class)],
        gradebook=found,
        school_class=found.school_class,
        line=line,
        may_open=not request.user.is_superuser,
    )


@route("POST", may="teacher, superuser", known="assistant, school admin", desk=True)
@transaction.atomic
def export_gradebook(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Hand out the gradebook as CSV or XLSX. Recorded."""
    found = _fetch(request.user, school_class)
    form = chosen_form(request)
    note_gradebook_export(
        school_class=found.school_class,
        form=form,
        students=len(found.lines),
        by=request.user,
        at=timezone.now(),
    )
    return table_file(
        gradebook_table(found),
        form=form,
        stem=f"{found.school_class.name}, gradebook",
        title="Gradebook",
        widths=[18, 18],
    )


@route("POST", may="teacher, superuser", known="assistant", desk=True)
@transaction.atomic
def export_grades(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Hand out an assignment's grades and comments as CSV or XLSX. Recorded."""
    found = fetch_exportable(request.user, assignment)
    now = timezone.now()
    form = chosen_form(request)
    table = grades_table(assignment=found, by=request.user, at=now)
    note_grades_export(
        assignment=found, form=form, students=len(table) - 1, by=request.user, at=now
    )
    return table_file(
        table,
        form=form,
        stem=f"{found.title}, {found.school_class.name}, grades",
        title="Grades",
        widths=[18, 18, 30, 24],
    )
