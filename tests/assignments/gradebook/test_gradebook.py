"""The gradebook: what it tells, what it keeps apart, who opens it, what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.domain.overview.gradebook import gradebook
from assignments.domain.percent import percent_of
from assignments.domain.returning.release import take_back
from assignments.models import Assignment
from studyhub.people.domain.enrollments import end
from studyhub.people.domain.grade_scale import set_grade_scale
from studyhub.people.models import Enrollment, SchoolClass
from tests.assignments.gradebook.conftest import words_of
from tests.conftest import signed_in

GRADEBOOK = 18
STUDENT = 18
EXPORT = 21


def path(school_class, rest: str = "") -> str:
    return f"/admin/gradebook/{school_class.pk}/{rest}"


def line(desk, student, by=None):
    school_class = SchoolClass.objects.select_related("school").get(pk=desk.cast.class_8a.pk)
    found = gradebook(school_class=school_class, by=by or desk.cast.tessa, at=timezone.now())
    return found.line_of(student.pk)


def entry(desk, student):
    return line(desk, student).entries[0]


@pytest.mark.parametrize(
    ("points", "most", "percent"),
    [
        (Decimal(0), Decimal(65), 0),
        (Decimal("32.5"), Decimal(65), 50),
        (Decimal("0.5"), Decimal(100), 1),
        (Decimal("1.5"), Decimal(200), 1),
        (None, Decimal(65), None),
        (Decimal(0), Decimal(0), None),
    ],
)
def test_percent_rounds_halves_upward(points, most, percent):
    assert percent_of(points, most) == percent


def test_zero_ungraded_and_blank_are_three_things(desk, cast):
    zero = desk.handed_in(cast.alice)
    desk.grade_all(zero, "0")
    desk.handed_in(cast.bob, {"1": "?"})
    graded, blank = entry(desk, cast.alice), entry(desk, cast.bob)
    assert (graded.points, graded.percent, graded.state_words) == (0, 0, "Graded")
    assert (graded.blank, graded.is_all_blank) == (0, False)
    assert (blank.points, blank.percent, blank.state_words) == (None, None, "Not graded")
    assert (blank.blank, blank.is_all_blank) == (13, True)


def test_only_what_is_graded_whole_has_a_percent_and_a_share_in_the_sum(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3")
    again = desk.handed_in(cast.alice, assignment=desk.given_again())
    desk.grade_all(again, "2")
    found = line(desk, cast.alice)
    partly, whole = found.entries
    assert (partly.points_text, partly.percent) == ("3", None)
    assert partly.state_words == "In grading, 1 of 13"
    assert (whole.points_text, whole.percent) == ("26", 40)
    assert (found.points_text, found.most_text, found.percent) == ("26", "65", 40)
    assert line(desk, cast.bob).points_text == ""


def test_returned_hidden_changed_and_taken_back_are_told_apart(desk, cast):
    work = desk.handed_in(cast.alice)
    assert entry(desk, cast.alice).visibility_words == ""
    desk.grade(work, "1", "3")
    told = [entry(desk, cast.alice)]
    desk.give_back(work)
    told.append(entry(desk, cast.alice))
    desk.grade(work, "1", "4")
    told.append(entry(desk, cast.alice))
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    told.append(entry(desk, cast.alice))
    assert [(row.visibility_words, row.is_hidden) for row in told] == [
        ("Not returned", True),
        ("Returned", False),
        ("Returned before, changed since", True),
        ("Taken back", True),
    ]


def test_missing_and_late_with_points_off(desk, cast):
    past = timezone.now() - timedelta(hours=1)
    Assignment.objects.filter(pk=desk.assignment.pk).update(
        due_at=past, late_rule="deducted", late_points_per_day=2
    )
    work = desk.handed_in(cast.alice)
    desk.grade_all(work, "2")
    late, missing = entry(desk, cast.alice), entry(desk, cast.bob)
    assert (late.is_late, late.off_text, late.points_text, late.percent) == (True, "2", "24", 37)
    assert (missing.is_missing, missing.state_words, missing.points) == (True, "Missing", None)
    assert line(desk, cast.bob).missing == 1


def test_the_page_tells_it_with_the_schools_scale(desk, cast, teacher):
    bands = [(0, "Poor"), (40, "Fair"), (90, "Excellent")]
    set_grade_scale(
        school=cast.riverside, name="Words", bands=bands, based_on=0, by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip
    work = desk.handed_in(cast.alice)
    desk.grade_all(work, "2")
    words = words_of(teacher.get(path(cast.class_8a)))
    assert "26 40 %, Fair Not returned" in words
    assert "Words: Excellent from 90 %, Fair from 40 %, Poor from 0 %." in words
    page = teacher.get(path(cast.class_8a)).content.decode()
    assert f'href="{desk.path("grade/", work)}"' in page
    assert f'href="{desk.board_path()}"' in page
    assert f'href="{path(cast.class_8a, f"student/{cast.alice.pk}/")}"' in page
    one = words_of(teacher.get(path(cast.class_8a, f"student/{cast.alice.pk}/")))
    assert "26 of 65 points, 40 % (Fair), in 1 of 1 assignment." in one


def test_who_left_stays_with_their_work(desk, cast):
    desk.handed_in(cast.alice)
    enrollment = Enrollment.objects.get(user=cast.alice, school_class=cast.class_8a)
    end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    assert line(desk, cast.alice).is_enrolled is False


def test_nobody_finds_their_own_line(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade_all(work)
    assert line(desk, cast.alice, by=cast.alice) is None
    assert line(desk, cast.bob, by=cast.alice) is not None


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("tessa", 200), ("sue", 200), ("asif", 403), ("sana", 403), ("theo", 404),
        ("fiona", 404), ("sofia", 404), ("alice", 404), ("carol", 404),
    ],
)  # fmt: skip
def test_who_opens_it(desk, cast, name, status):
    client = signed_in(getattr(cast, name))
    assert client.get(path(cast.class_8a)).status_code == status
    student = path(cast.class_8a, f"student/{cast.alice.pk}/")
    assert client.get(student).status_code == status


def test_a_student_of_another_class_has_no_page_here(desk, cast, teacher):
    assert teacher.get(path(cast.class_8a, f"student/{cast.carol.pk}/")).status_code == 404


def test_the_class_page_leads_there_for_who_may(desk, cast, teacher):
    page = f"/admin/people/schoolclass/{cast.class_8a.pk}/"
    link = f'href="{path(cast.class_8a)}"'
    found = {
        name: link in signed_in(getattr(cast, name)).get(page).content.decode()
        for name in ("tessa", "sue", "asif", "sana")
    }
    assert found == {"tessa": True, "sue": True, "asif": False, "sana": False}


def test_an_empty_class_says_what_will_be_here(cast, teacher):
    assert "Nothing to show yet" in words_of(teacher.get(path(cast.class_8a)))


def queries(client, address: str, method: str = "get") -> int:
    with CaptureQueriesContext(connection) as seen:
        assert getattr(client, method)(address).status_code == 200
    return len(seen)


def costs(client, cast) -> dict[str, int]:
    return {
        "gradebook": queries(client, path(cast.class_8a)),
        "student": queries(client, path(cast.class_8a, f"student/{cast.alice.pk}/")),
        "export": queries(client, path(cast.class_8a, "export/"), "post"),
    }


EXPECTED = {"gradebook": GRADEBOOK, "student": STUDENT, "export": EXPORT}


@pytest.mark.parametrize("students", [1, 3, 30])
def test_it_asks_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    for student in people:
        desk.grade(desk.handed_in(student, {"1": "A text."}), "1", "2", "A word.")
    assert costs(signed_in(cast.tessa), cast) == EXPECTED


@pytest.mark.parametrize("assignments", [1, 3, 30])
def test_it_asks_the_same_for_any_number_of_assignments(desk, cast, assignments):
    given = [desk.assignment, *(desk.given_again() for _ in range(assignments - 1))]
    for assignment in given:
        desk.grade(desk.handed_in(cast.alice, {"1": "A text."}, assignment))
    assert costs(signed_in(cast.tessa), cast) == EXPECTED
