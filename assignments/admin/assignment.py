"""Assignments on the desk: the list with its counts, the board, and what is done from there."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.overview.board import Counts, counts_of
from assignments.models import Assignment
from assignments.views.giving import (
    allocating,
    excusing,
    paper,
    revealing,
    times,
)
from assignments.views.grading import (
    offline_worksheet,
    one_question,
    places,
    writing_record,
)
from assignments.views.overview import (
    board,
    class_feedback,
    evidence,
    gradebook,
    receipts,
    results,
)
from assignments.views.returning import (
    feedback,
    releasing,
)
from studyhub.access.admin import NamedFilter, ScopedModelAdmin, desk_page
from studyhub.people.models import SchoolClass
from studyhub.people.requests import person_of
from studyhub.web.when import day_and_time


class ClassFilter(NamedFilter):
    """Assignments of one class."""

    title = "class"
    parameter_name = "class"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the classes that have assignments the person may see."""
        given = Assignment.objects.staffed_by(user).values("school_class")
        rows = SchoolClass.objects.filter(pk__in=given).select_related("school")
        return [(row.pk, self._label(row, user)) for row in rows.order_by("name", "pk")]

    def _label(self, row: SchoolClass, user) -> str:
        return f"{row.name}, {row.school.name}" if user.is_superuser else row.name

    def narrow(self, queryset, value: str):
        """Return the class's assignments."""
        return queryset.filter(school_class=value)


class CountedList(ChangeList):
    """A page of assignments, each with its counts; a constant number of queries."""

    def get_results(self, request: HttpRequest) -> None:
        """Add ``counts`` to what the page shows."""
        super().get_results(request)
        rows = list(self.result_list)
        now = timezone.now()
        collect_due(assignments=Assignment.objects.filter(pk__in=[row.pk for row in rows]), at=now)
        counts = counts_of(rows, at=now)
        for row in rows:
            row.counts = counts[row.pk]
        self.result_list = rows


def _count(name: str, words: str) -> Callable:
    @admin.display(description=words)
    def column(self, row) -> int:
        counts: Counts = row.counts
        return getattr(counts, name)

    return column


@admin.register(Assignment)
class AssignmentAdmin(ScopedModelAdmin):
    """What was given to classes you staff; a row leads to its board."""

    list_may = "assistant, teacher, other teacher, foreign teacher, superuser"
    detail_may = "assistant, teacher, superuser"
    list_display = [
        "title", "class_name", "due", "not_started", "draft", "submitted", "to_grade", "ready",
        "released",
    ]  # fmt: skip
    list_filter = [ClassFilter]
    list_select_related = ["school_class__school"]
    search_fields = ["title"]
    ordering = ["-created_at", "id"]
    sortable_by = ["title", "class_name", "due"]

    not_started = _count("not_started", "not started")
    draft = _count("draft", "draft")
    submitted = _count("submitted", "submitted")
    to_grade = _count("to_grade", "to grade")
    ready = _count("ready", "ready to return")
    released = _count("released", "returned")

    @admin.display(description="class", ordering="school_class__name")
    def class_name(self, row: Assignment) -> str:
        """Return the name of the class."""
        return row.school_class.name

    @admin.display(description="due", ordering="due_at")
    def due(self, row: Assignment) -> str:
        """Return the due time in words."""
        return day_and_time(row.due_at) if row.due_at else "No due time"

    def get_queryset(self, request: HttpRequest):
        """Return what the person staffs, which is narrower than what they may see as a student."""
        return Assignment.objects.staffed_by(request.user).order_by(*self.ordering)

    def get_list_display(self, request: HttpRequest) -> list:
        """Name the school for those who see more than one."""
        columns = list(self.list_display)
        return [*columns[:2], "school", *columns[2:]] if request.user.is_superuser else columns

    @admin.display(description="school")
    def school(self, row: Assignment) -> str:
        """Return the school's name."""
        return row.school_class.school.name

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Show the list to those who teach or assist anywhere, and to superusers."""
        user = person_of(request)
        return user.is_superuser or bool(user.desk_roles & {"teacher", "assistant"})

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        """Use the list with counts."""
        return CountedList

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Give the list its title."""
        return super().changelist_view(request, {"title": "Assignments", **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id, form_url="", extra_context=None
    ) -> HttpResponse:
        """Show the board in the place of the stock details."""
        return board.show_board(request, object_id)

    def pages(self) -> list:
        """Return the pages below an assignment."""
        one = "<rid:assignment>/"
        student = f"{one}student/<rid:student>/"
        return [
            _page(f"{one}question/<rid:question>/", one_question.grade_question, "question"),
            _page(f"{one}go-on/", places.go_on, "go_on"),
            _page(f"{one}receipt/", receipts.check_receipt, "receipt"),
            _page(f"{one}return/", releasing.return_all, "return"),
            _page(f"{one}reveal/", revealing.reveal, "reveal"),
            _page(f"{one}allocations/", allocating.allocations, "allocations"),
            _page(f"{one}allocations/share/", allocating.share, "share"),
            _page(
                f"{one}allocations/<rid:allocation>/end/",
                allocating.end,
                "end_allocation",
            ),
            *self._results(one),
            _page(f"{one}export/", gradebook.export_grades, "export"),
            _page(f"{one}print/", feedback.print_class, "print"),
            _page(f"{one}worksheet/", offline_worksheet.worksheet, "worksheet"),
            _page(
                f"{one}worksheet/download/",
                offline_worksheet.download_worksheet,
                "worksheet_download",
            ),
            _page(f"{one}times/", times.class_times, "times"),
            _page(f"{one}times/extend/", times.extend_class, "extend_class"),
            _page(f"{one}times/end-extension/", times.end_class_extension, "end_class_extension"),
            _page(student, times.student_times, "student"),
            _page(f"{student}extend/", times.extend_times, "extend"),
            _page(f"{student}end-extension/", times.end_extension, "end_extension"),
            _page(f"{student}excuse/", excusing.excuse_student, "excuse"),
            _page(f"{student}paper/", paper.take_in_paper, "paper"),
            _page(f"{student}end-excuse/", excusing.end_excuse, "end_excuse"),
            _page(
                f"{student}writing-record/",
                writing_record.switch_writing_record,
                "writing_record",
            ),
        ]

    def _results(self, one: str) -> list:
        """Return the pages on how the class did."""
        below = f"{one}results/"
        cited = f"{below}cited/<slug:place>/"
        return [
            _page(below, results.show_results, "results"),
            _page(f"{below}projector/", results.project_results, "results_projector"),
            _page(f"{below}evidence/", evidence.show_evidence, "evidence"),
            _page(f"{below}evidence/projector/", evidence.project_evidence, "evidence_projector"),
            _page(cited, evidence.show_cited, "cited"),
            _page(f"{below}feedback/", class_feedback.edit_feedback, "feedback"),
            _page(f"{below}feedback/show/", class_feedback.show_feedback, "feedback_show"),
        ]


def _page(address: str, view: Callable, name: str):
    return path(address, desk_page(view), name=f"assignments_assignment_{name}")
