"""What the teacher's desk pages share: fetching work with rights, the frame, the way back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assignments.domain.grading.walk import Way
from assignments.models import Assignment, Question, Submission
from assignments.querysets import AssignmentQuerySet
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.people.views.desk import Link

ONLY_TEACHERS = "Only those who teach this class grade its work, return it and set its times."
NOT_ALLOCATED = (
    "Only those who teach this class grade its work, and assistants what is allocated to them."
)
ONLY_READERS = "Only those who teach this class read what was handed in."
_WITH_ASSIGNMENT = (
    "school_class__school",
    "edition__lesson__current_edition",
    "set_version__question_set",
    "honesty",
)
_WITH_WORK = (
    "student",
    "counted_attempt__honesty",
    *(f"assignment__{name}" for name in _WITH_ASSIGNMENT),
)
# The whole essay, which no desk page shows.
_LONG = tuple(
    f"{edition}__{name}"
    for edition in ("edition", "edition__lesson__current_edition")
    for name in ("html", "markdown")
)


def _assignments() -> AssignmentQuerySet:
    return Assignment.objects.select_related(*_WITH_ASSIGNMENT).defer(*_LONG)


def fetch_taught(user: User, assignment: str) -> Assignment:
    """Return an assignment you may grade; staff who only look on get 403, others 404."""
    rows = _assignments()
    return fetch_or_404(
        rows.taught_by(user), known=rows.staffed_by(user), because=ONLY_TEACHERS, pk=assignment
    )


def fetch_staffed(user: User, assignment: str) -> Assignment:
    """Return an assignment whose board you may see."""
    rows = _assignments()
    return fetch_or_404(rows.staffed_by(user), pk=assignment)


def fetch_exportable(user: User, assignment: str) -> Assignment:
    """Return an assignment whose grades you may export: you teach the class; superusers all."""
    allowed = Assignment.objects.taught_by(user)
    if user.is_superuser:
        allowed = Assignment.objects.staffed_by(user)
    return fetch_or_404(
        allowed.select_related(*_WITH_ASSIGNMENT).defer(*_LONG),
        known=Assignment.objects.staffed_by(user),
        because=ONLY_TEACHERS,
        pk=assignment,
    )


def fetch_markable(user: User, assignment: str) -> Assignment:
    """Return an assignment in which you may grade something; staff who may not get 403."""
    rows = _assignments()
    return fetch_or_404(
        rows.markable_by(user), known=rows.staffed_by(user), because=NOT_ALLOCATED, pk=assignment
    )


def fetch_gradable(user: User, submission: str) -> Submission:
    """Return handed-in work of which you may grade something; never your own.

    It comes with ``is_all_mine``.
    """
    return fetch_or_404(
        gradable(user), known=_known_work(user), because=NOT_ALLOCATED, pk=submission
    )


def fetch_returnable(user: User, submission: str) -> Submission:
    """Return handed-in work of a class you teach; never your own."""
    return fetch_or_404(
        returnable(user), known=_known_work(user), because=ONLY_TEACHERS, pk=submission
    )


def fetch_readable(user: User, submission: str) -> Submission:
    """Return handed-in work that you may read here: that of classes you teach; superusers all."""
    allowed = returnable(user)
    if user.is_superuser:
        allowed = _with_work(Submission.objects.filter(counted_attempt__isnull=False))
    return fetch_or_404(allowed, known=_known_work(user), because=ONLY_READERS, pk=submission)


def _known_work(user: User) -> QuerySet[Submission]:
    """Return handed-in work that stands on a board you see; your own is not known here."""
    staffed = Assignment.objects.staffed_by(user).values("pk")
    rows = Submission.objects.filter(assignment__in=staffed, counted_attempt__isnull=False)
    return rows.exclude(student=user.pk)


def gradable(user: User) -> QuerySet[Submission]:
    """Return handed-in work of which you may grade something, with what the pages show of it."""
    return _with_work(Submission.objects.gradable_by(user).with_whole(user))


def returnable(user: User) -> QuerySet[Submission]:
    """Return handed-in work of classes you teach, with what the desk pages show of it."""
    return _with_work(Submission.objects.returnable_by(user))


def _with_work(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    long = (f"assignment__{name}" for name in _LONG)
    return rows.select_related(*_WITH_WORK).defer(*long)


def desk_render(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    crumbs: list[Link],
    status: int = 200,
    **context,
) -> HttpResponse:
    """Render a page of the admin site, with the way back to the desk."""
    frame = admin.site.each_context(request)
    return render(
        request,
        f"admin/assignments/{template}",
        {**frame, "title": title, "crumbs": crumbs, **context},
        status=status,
    )


def board_url(assignment: Assignment) -> str:
    """Return the address of an assignment's board."""
    return reverse("admin:assignments_assignment_change", args=[assignment.pk])


def grade_url(work: Submission) -> str:
    """Return the address of the page where a student's work is graded."""
    return reverse("admin:assignments_submission_grade", args=[work.pk])


def read_url(work: Submission) -> str:
    """Return the address where a student's work is read."""
    return reverse("admin:assignments_submission_read", args=[work.pk])


def return_url(work: Submission) -> str:
    """Return the address where returning one student's work is confirmed."""
    return reverse("admin:assignments_submission_return", args=[work.pk])


def question_url(
    assignment: Assignment,
    question: Question,
    work: Submission | None = None,
    *,
    way: Way | None = None,
) -> str:
    """Return the address of a question's page, at a student's answer if one is given.

    Without a ``way`` it goes through what is to grade.
    """
    words = [f"work={work.pk}"] if work else []
    words += way.words if way else []
    address = reverse("admin:assignments_assignment_question", args=[assignment.pk, question.pk])
    return f"{address}?{'&'.join(words)}" if words else address


def take_back_url(work: Submission) -> str:
    """Return the address where taking back is confirmed."""
    return reverse("admin:assignments_submission_take_back", args=[work.pk])


def call_off_url(work: Submission) -> str:
    """Return the address where calling off a planned return is confirmed."""
    return reverse("admin:assignments_submission_call_off", args=[work.pk])


def student_url(assignment: Assignment, student: User) -> str:
    """Return the address of one student's times."""
    return reverse("admin:assignments_assignment_student", args=[assignment.pk, student.pk])


def crumbs_to(assignment: Assignment | None = None) -> list[Link]:
    """Return the way to an assignment's board."""
    crumbs = [Link("Assignments", reverse("admin:assignments_assignment_changelist"))]
    if assignment is not None:
        name = f"{assignment.title}, {assignment.school_class.name}"
        crumbs.append(Link(name, board_url(assignment)))
    return crumbs
