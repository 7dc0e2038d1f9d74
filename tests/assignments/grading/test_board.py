"""Counts and rows of the board, the list, the start page."""

from datetime import timedelta

from django.utils import timezone

from assignments.domain.giving.times import extend
from assignments.domain.overview.board import Counts, board, counts_of
from assignments.domain.returning.release import take_back
from assignments.models import Assignment
from studyhub.people.domain.enrollments import end
from studyhub.people.models import Enrollment
from tests.assignments.grading.conftest import words_of
from tests.conftest import signed_in


def counts(desk) -> Counts:
    return counts_of([loaded(desk)], at=timezone.now())[desk.assignment.pk]


def loaded(desk) -> Assignment:
    return Assignment.objects.select_related("school_class__school").get(pk=desk.assignment.pk)


def row(desk, student):
    rows = board([loaded(desk)], at=timezone.now())[desk.assignment.pk]
    return next(found for found in rows if found.student == student)


def test_counts_follow_the_work(desk, cast):
    assert counts(desk) == Counts(2, 2, 0, 0, 0, 0, 0)
    desk.begun(cast.bob)
    work = desk.handed_in(cast.alice)
    assert counts(desk) == Counts(
        students=2, not_started=0, draft=1, submitted=1, to_grade=1, ready=0, released=0
    )
    desk.grade_all(work)
    assert counts(desk) == Counts(2, 0, 1, 1, 0, 1, 0)
    desk.give_back(work)
    assert counts(desk) == Counts(2, 0, 1, 1, 0, 0, 1)
    desk.grade(work, "1", "6")
    assert counts(desk) == Counts(2, 0, 1, 1, 0, 1, 1)
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Again.")
    assert counts(desk) == Counts(2, 0, 1, 1, 0, 1, 0)
    desk.handed_in_again(work, "1", "New.")
    assert counts(desk) == Counts(2, 0, 1, 1, 1, 0, 0)


def test_partly_graded_is_to_grade_though_returned(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "0")
    desk.give_back(work)
    found = row(desk, cast.alice)
    assert (found.is_to_grade, found.is_ready, found.is_returned) == (True, False, True)
    assert (found.grading, found.graded, found.points) == ("in_grading", 1, 0)


def test_who_left_stays_with_their_work_and_goes_without(desk, cast):
    desk.handed_in(cast.alice)
    for student in (cast.alice, cast.bob):
        enrollment = Enrollment.objects.get(user=student, school_class=cast.class_8a)
        end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    rows = board([loaded(desk)], at=timezone.now())[desk.assignment.pk]
    assert [(found.student, found.is_enrolled) for found in rows] == [(cast.alice, False)]


def test_a_draft_tells_progress_and_no_text(desk, cast, teacher):
    desk.begun(cast.alice, {"1": "SECRET-DRAFT of four words", "2": "One two"})
    found = row(desk, cast.alice)
    assert (found.begun, found.leaves, found.words) == (2, 13, 6)
    response = teacher.get(desk.board_path())
    assert "2 of 13 begun, 6 words" in words_of(response)
    assert "SECRET-DRAFT" not in response.content.decode()


def test_draft_work_cannot_be_opened_for_grading(desk, cast, teacher):
    work = desk.begun(cast.alice)
    assert teacher.get(desk.path("grade/", work)).status_code == 404
    assert teacher.get(desk.path("", work)).status_code == 404
    assert signed_in(cast.sue).get(desk.path("", work)).status_code == 404


def test_row_tells_lateness_and_extension(desk, cast):
    now = timezone.now()
    until = now + timedelta(days=9)
    extend(
        assignment=desk.assignment, student=cast.bob, due_at=until, reason="Ill.", by=cast.tessa,
        at=now,
    )  # fmt: skip
    assert row(desk, cast.bob).extension.due_at == until
    assert row(desk, cast.alice).extension is None
    late = desk.given_again(due_at=now - timedelta(hours=1))
    desk.handed_in(cast.alice, assignment=late)
    rows = board(
        [Assignment.objects.select_related("school_class__school").get(pk=late.pk)], at=now
    )
    assert [found.timeliness for found in rows[late.pk]] == ["late", "missing"]


def test_board_collects_drafts_that_are_due(desk, cast, teacher):
    work = desk.begun(cast.alice)
    past = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=desk.assignment.pk).update(due_at=past, closes_at=past)
    response = teacher.get(desk.board_path())
    assert "Collected" in words_of(response)
    assert desk.fresh(work).counted_attempt is not None


def test_list_is_scoped_and_counted(desk, cast, teacher):
    desk.handed_in(cast.alice)
    path = "/admin/assignments/assignment/"
    assert "Ten questions" in teacher.get(path).content.decode()
    assert "Ten questions" not in signed_in(cast.theo).get(path).content.decode()
    assert "Ten questions" not in signed_in(cast.fiona).get(path).content.decode()
    assert signed_in(cast.sana).get(path).status_code == 404
    assert "Hillside" not in teacher.get(path).content.decode()
    assert teacher.get(f"{path}?class={cast.class_8b.pk}").content.decode().count("Ten quest") == 0
    assert teacher.get(f"{path}?title__regex=(a%2B)%2B%24").status_code == 400
    assert teacher.get(f"{path}?school_class__school__name__startswith=H").status_code == 400


def test_start_page_by_role(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.begun(cast.bob)
    words = words_of(teacher.get("/admin/"))
    assert "1 to grade" in words
    assert "1 of 2 students are writing, 0 not started" in words
    assert "To grade" not in words_of(signed_in(cast.sana).get("/admin/"))
    assert "Nothing to grade" not in words_of(signed_in(cast.sana).get("/admin/"))
    theirs = words_of(signed_in(cast.theo).get("/admin/"))
    assert "their work is here to grade" in theirs
    assert "Ten questions" not in theirs
    desk.grade_all(work)
    desk.give_back(work)
    assert "Nothing to grade now." in words_of(teacher.get("/admin/"))
