"""An excuse on the board, in the gradebook, and on the student's own pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.todo import overview
from assignments.domain.overview.board import board
from assignments.domain.overview.evidence import leaves_of
from assignments.domain.overview.gradebook import gradebook
from assignments.domain.overview.results import results_of
from assignments.domain.telling.calendar import calendar_of
from assignments.domain.telling.tell import tell_by_the_clock
from assignments.enums import Timeliness
from assignments.models import Assignment, Notice
from tests.assignments.excused.conftest import excused
from tests.assignments.grading.conftest import words_of
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in


@pytest.fixture
def past(desk):
    """Let the assignment be due since yesterday."""
    now = timezone.now()
    Assignment.objects.filter(pk=desk.assignment.pk).update(
        opens_at=now - timedelta(days=3), due_at=now - timedelta(days=1)
    )
    desk.assignment.refresh_from_db()
    return desk


def in_time(desk) -> dict[str, str]:
    rows = board([desk.assignment], at=timezone.now())[desk.assignment.pk]
    return {row.student.given_name: row.timeliness for row in rows}


def entry_of(desk, student):
    now = timezone.now()
    book = gradebook(school_class=desk.cast.class_8a, by=desk.cast.tessa, at=now)
    line = book.line_of(student.pk)
    return line, line.entries[0]


def test_the_board_says_excused_where_it_would_say_missing(past, cast, teacher):
    assert in_time(past) == {"Alice": Timeliness.MISSING, "Bob": Timeliness.MISSING}
    excused(past, cast.alice)
    assert in_time(past) == {"Alice": Timeliness.EXCUSED, "Bob": Timeliness.MISSING}
    assert "Alice Of Riverside School Not started Excused" in words_of(
        teacher.get(past.board_path())
    )


def test_the_gradebook_counts_it_neither_as_missing_nor_in_the_percent(past, cast, teacher):
    excused(past, cast.alice)
    line, entry = entry_of(past, cast.alice)
    assert (line.missing, line.percent, entry.state_words) == (0, None, "Excused")
    line, entry = entry_of(past, cast.bob)
    assert (line.missing, entry.state_words) == (1, "Missing")
    html = teacher.get(f"/admin/gradebook/{cast.class_8a.pk}/").content.decode()
    assert html.count('<span class="chip chip-excused">Excused</span>') == 1


def test_what_is_handed_in_all_the_same_counts(past, cast):
    excused(past, cast.alice)
    past.grade_all(past.handed_in(cast.alice), "2")
    line, entry = entry_of(past, cast.alice)
    assert (entry.is_graded, entry.is_late, line.points_text) == (True, True, "26")
    assert in_time(past)["Alice"] == Timeliness.LATE


def test_it_is_off_the_students_list_and_can_still_be_begun(past, cast):
    excused(past, cast.alice)
    found = overview(user=cast.alice, at=timezone.now())
    assert (found.to_do, len(found.past)) == ([], 1)
    assert (found.past[0].is_excused, found.past[0].is_missing) == (True, False)
    client = signed_in(cast.alice)
    page = client.get("/").content.decode()
    assert page.count('<span class="chip chip-excused">Excused</span>') == 1
    assert "At a funeral." not in page
    start = client.get(f"/assignments/{past.assignment.pk}/").content.decode()
    assert "You need not do this. You may still hand it in." in start
    assert client.post(f"/assignments/{past.assignment.pk}/start/").status_code == 302
    assert past.assignment.submissions.get().student == cast.alice
    assert len(overview(user=cast.bob, at=timezone.now()).to_do) == 1


def test_the_calendar_leaves_it_out_and_nothing_is_due_tomorrow(desk, cast):
    now = timezone.now()
    excused(desk, cast.alice)
    assert [len(calendar_of(user, at=now)) for user in (cast.alice, cast.bob)] == [0, 1]
    before = desk.assignment.due_at - timedelta(days=1)
    assert tell_by_the_clock(at=before) == 1
    assert Notice.objects.get(kind="due_tomorrow").recipient == cast.bob


def test_results_count_nobody_absent_who_is_excused(desk, cast):
    leaves = leaves_of(desk.assignment)
    kept = {"assignment": desk.assignment, "leaves": leaves, "by": cast.tessa}
    assert results_of(**kept, at=timezone.now()).whole.absent == 2
    excused(desk, cast.alice)
    assert results_of(**kept, at=timezone.now()).whole.absent == 1


def test_an_excuse_holds_for_one_assignment(desk, cast):
    other = desk.given_again()
    excused(desk, cast.alice)
    assert [item.assignment for item in overview(user=cast.alice, at=timezone.now()).to_do] == [
        other
    ]


@pytest.mark.parametrize("students", [1, 3, 30])
def test_it_costs_one_query_however_many_are_excused(desk, cast, teacher, students):
    for student in [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]:
        excused(desk, student)
    assert queries(teacher, desk.board_path()) == 20
    assert queries(signed_in(cast.alice), "/") == 11
