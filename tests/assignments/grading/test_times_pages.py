"""Times on the desk: for the class, for a student, reopening."""

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from assignments.domain.giving.times import move_times
from assignments.domain.timing.lateness import LateTerms
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Attempt, Extension
from studyhub.people.domain.accommodations import accommodate
from studyhub.people.domain.enrollments import end
from studyhub.people.models import Enrollment
from studyhub.web.when import day_and_time
from tests.assignments.grading.conftest import boxes, words_of
from tests.conftest import signed_in


def times_path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/times/"


def student_path(desk, student, name: str = "") -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/student/{student.pk}/{name}"


def form_of(desk, response, **values) -> dict[str, str]:
    found = {"late_rule": "accepted", "collects_drafts": "on", **boxes(response)}
    return {**found, **values}


def test_times_are_typed_in_the_schools_zone(desk, teacher):
    response = teacher.get(times_path(desk))
    assert "Africa/Cairo" in words_of(response)
    saved = teacher.post(times_path(desk), form_of(desk, response, due_at="2031-01-15T17:00"))
    assert saved.status_code == 302
    assert Assignment.objects.get().due_at.isoformat() == "2031-01-15T15:00:00+00:00"


def test_saving_unchanged_times_keeps_their_seconds(desk, teacher):
    before = Assignment.objects.get()
    teacher.post(times_path(desk), form_of(desk, teacher.get(times_path(desk))))
    after = Assignment.objects.get()
    assert (after.opens_at, after.due_at) == (before.opens_at, before.due_at)
    assert before.opens_at.microsecond != 0


def test_times_out_of_order_are_a_field_error(desk, teacher):
    fields = form_of(desk, teacher.get(times_path(desk)), due_at="2001-01-15T17:00")
    response = teacher.post(times_path(desk), fields)
    assert response.status_code == 200
    assert "The due time must come after the opening." in words_of(response)
    assert boxes(response)["due_at"] == "2001-01-15T17:00"


def test_junk_is_a_field_error(desk, teacher):
    for value in ("abc", "2031-13-45T99:99", "0000-01-01T00:00", "9" * 60):
        fields = form_of(desk, teacher.get(times_path(desk)), due_at=value)
        response = teacher.post(times_path(desk), fields)
        assert response.status_code == 200
        assert "Give a day and a time" in words_of(response)


def test_times_moved_meanwhile_are_a_conflict_with_both(desk, cast, teacher):
    opened = teacher.get(times_path(desk))
    due = timezone.now() + timedelta(days=30)
    assignment = Assignment.objects.select_related("school_class").get()
    move_times(
        assignment=assignment, based_on=1, opens_at=assignment.opens_at, due_at=due, closes_at=None,
        late=LateTerms("refused"), collects_drafts=False, by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    response = teacher.post(times_path(desk), form_of(desk, opened, due_at="2031-01-15T17:00"))
    assert response.status_code == 409
    assert "Somebody changed the times meanwhile" in words_of(response)
    assert boxes(response)["due_at"] == "2031-01-15T17:00"
    assert Assignment.objects.get().due_at == due
    again = teacher.post(times_path(desk), form_of(desk, response))
    assert again.status_code == 302
    assert Assignment.objects.get().version == 3


def test_extension_given_and_taken_back(desk, cast, teacher):
    path = student_path(desk, cast.alice, "extend/")
    early = teacher.post(path, {"due_at": "2001-01-01T10:00", "reason": "Ill."})
    assert early.status_code == 200
    assert "An extension must be later than the due time." in words_of(early)
    bare = teacher.post(path, {"due_at": "2031-01-01T10:00", "reason": ""})
    assert (bare.status_code, Extension.objects.count()) == (200, 0)
    given = teacher.post(path, {"due_at": "2031-01-01T10:00", "reason": "Ill."})
    assert given["Location"] == student_path(desk, cast.alice)
    assert "Extended until" in words_of(teacher.get(student_path(desk, cast.alice)))
    ended = teacher.post(student_path(desk, cast.alice, "end-extension/"), {"why": ""})
    assert ended.status_code == 302
    assert Extension.objects.get().revoked_at is not None


def test_extension_is_for_students_of_the_class(desk, cast, teacher):
    for stranger in (cast.carol, cast.frank, cast.sana, cast.tessa):
        assert teacher.get(student_path(desk, stranger)).status_code == 404
        answer = teacher.post(
            student_path(desk, stranger, "extend/"),
            {"due_at": "2031-01-01T10:00", "reason": "x"},
        )
        assert answer.status_code == 404
    assert Extension.objects.count() == 0


def test_reopening_with_a_reason(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.path("reopen/", work)
    refused = teacher.post(path, {"reason": "", "until": ""})
    assert (refused.status_code, Attempt.objects.count()) == (200, 1)
    past = teacher.post(path, {"reason": "Once more.", "until": "2001-01-01T10:00"})
    assert "Choose a new due time that is still to come." in words_of(past)
    assert teacher.post(path, {"reason": "Once more.", "until": ""}).status_code == 302
    assert Attempt.objects.get(number=2).reopened_reason == "Once more."
    assert desk.fresh(work).counted_attempt.number == 1
    twice = teacher.post(path, {"reason": "Once more.", "until": ""})
    assert "This work is open already, or was never handed in." in words_of(twice)
    assert Attempt.objects.count() == 2


def test_those_who_only_look_on_change_no_times(desk, cast):
    for name in ("asif", "sue"):
        client = signed_in(getattr(cast, name))
        assert client.get(times_path(desk)).status_code == 403
        assert client.post(times_path(desk), {}).status_code == 403
        assert client.get(student_path(desk, cast.alice)).status_code == 403
    assert Assignment.objects.get().version == 1


def later_until(moment) -> dict[str, str]:
    typed = f"{timezone.localtime(moment, ZoneInfo('Africa/Cairo')):%Y-%m-%dT%H:%M}"
    return {"later-due_at": typed, "later-reason": "Snow"}


def shown_to(user, address: str) -> str:
    """Return a student page's words."""
    page = signed_in(user).get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_an_extension_for_the_class_reaches_everybody_and_is_taken_back(desk, cast, teacher):
    later = desk.assignment.due_at + timedelta(days=3)
    path = times_path(desk)
    response = teacher.post(f"{path}extend/", later_until(later))
    assert response.status_code == 302
    page = words_of(teacher.get(path))
    assert "Extended until" in page
    assert "Reason: Snow" in page
    sentence = shown_to(cast.bob, f"/assignments/{desk.assignment.pk}/")
    assert "Extended for the whole class." in sentence
    assert teacher.post(f"{path}end-extension/", {"back-why": "Thaw"}).status_code == 302
    sentence = shown_to(cast.bob, f"/assignments/{desk.assignment.pk}/")
    assert "Extended for the whole class." not in sentence
    row = Extension.objects.get()
    assert (row.student, row.reason, row.revoked_at is None) == (None, "Snow", False)


def test_a_second_class_extension_takes_the_place_of_the_first(desk, teacher):
    for days in (3, 5):
        later = desk.assignment.due_at + timedelta(days=days)
        teacher.post(f"{times_path(desk)}extend/", later_until(later))
    assert Extension.objects.filter(revoked_at__isnull=True).count() == 1
    assert Extension.objects.count() == 2


def test_a_class_extension_that_is_not_later_is_a_field_error(desk, teacher):
    earlier = desk.assignment.due_at - timedelta(hours=1)
    response = teacher.post(f"{times_path(desk)}extend/", later_until(earlier))
    assert response.status_code == 200
    assert "An extension must be later than the due time." in words_of(response)
    assert Extension.objects.count() == 0


def test_taking_back_what_is_not_there_says_so(desk, teacher):
    response = teacher.post(f"{times_path(desk)}end-extension/", {"back-why": ""})
    assert "There is no extension to take back." in words_of(response)


def test_points_off_are_set_with_the_times(desk, teacher):
    fields = form_of(
        desk,
        teacher.get(times_path(desk)),
        late_rule="deducted",
        late_points_per_day="0,5",
        late_floor_percent="50",
    )
    assert teacher.post(times_path(desk), fields).status_code == 302
    row = Assignment.objects.get()
    assert (row.late_rule, row.late_points_per_day, row.late_floor_percent) == (
        "deducted", Decimal("0.5"), 50,
    )  # fmt: skip
    again = boxes(teacher.get(times_path(desk)))
    assert (again["late_points_per_day"], again["late_floor_percent"]) == ("0.5", "50")


def test_points_off_without_a_number_are_a_field_error(desk, teacher):
    for typed in ("", "0", "abc", "0.3", "-1"):
        fields = form_of(
            desk, teacher.get(times_path(desk)), late_rule="deducted", late_points_per_day=typed
        )
        response = teacher.post(times_path(desk), fields)
        assert list(response.context["form"].errors) == ["late_points_per_day"]
    assert Assignment.objects.get().late_rule == "accepted"


def test_an_accommodation_is_told_to_student_and_teacher_alike(desk, cast, teacher):
    enrollment = Enrollment.objects.get(user=cast.alice)
    accommodate(
        enrollment=enrollment, extra_days=2, extra_percent=0, by=cast.sana, at=timezone.now(),
        why="Agreed",
    )  # fmt: skip
    sentence = "Includes 2 extra days agreed for you."
    start = f"/assignments/{desk.assignment.pk}/"
    assert sentence in shown_to(cast.alice, start)
    assert sentence in shown_to(cast.alice, "/")
    assert sentence in words_of(teacher.get(student_path(desk, cast.alice)))
    assert sentence not in shown_to(cast.bob, start)
    due = desk.assignment.due_at + timedelta(days=2)
    board = words_of(teacher.get(f"/admin/assignments/assignment/{desk.assignment.pk}/change/"))
    assert board.count(f"Until {day_and_time(due, zone=cast.riverside.zone)}") == 1


def test_an_accommodation_outlasts_the_enrollment(desk, cast):
    enrollment = Enrollment.objects.get(user=cast.alice)
    accommodate(
        enrollment=enrollment, extra_days=2, extra_percent=0, by=cast.sana, at=timezone.now(),
        why="Agreed",
    )  # fmt: skip
    work = desk.begun(cast.alice)
    end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    assert position_of(work, at=timezone.now()).standing.is_extended
