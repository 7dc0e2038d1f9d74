"""Points and comments: what they may be, who may give them, and who comes first."""

from decimal import Decimal

import pytest
from django.utils import timezone

from assignments.domain.grading.comment import comment_on_attempt
from assignments.domain.grading.grade import grade_answer
from assignments.domain.points import points_text, read_points
from assignments.models import Comment, Grade
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.enrollments import end, enroll
from studyhub.people.models import Enrollment
from tests.conftest import signed_in


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("5", Decimal("5")),
        ("5,5", Decimal("5.5")),
        ("5.5", Decimal("5.5")),
        (" 0 ", Decimal("0")),
        ("٤٫٥", Decimal("4.5")),
        ("", None),
        ("   ", None),
    ],
)
def test_points_are_read(typed, points):
    assert read_points(typed) == points


@pytest.mark.parametrize(
    "typed", ["-1", "+1", "1e9", "NaN", "inf", "abc", "5,5,5", "1 000", "0x5", "½", "5." + "0" * 9]
)
def test_points_that_are_no_plain_number_are_refused(typed):
    with pytest.raises(Refusal) as refused:
        read_points(typed)
    assert refused.value.code == "no_number"


def test_points_are_written_as_people_write_them():
    assert [
        points_text(value) for value in (None, Decimal("0.0"), Decimal("5.0"), Decimal("5.5"))
    ] == ["", "0", "5", "5.5"]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("6.5", "out_of_range"),
        ("7", "out_of_range"),
        ("-0.5", "out_of_range"),
        ("NaN", "out_of_range"),
        ("Infinity", "out_of_range"),
        ("5.2", "not_half"),
    ],
)
def test_points_out_of_range_are_refused_and_nothing_is_kept(desk, cast, points, code):
    work = desk.handed_in(cast.alice)
    with pytest.raises(Refusal) as refused:
        desk.grade(work, "1", points)
    assert refused.value.code == code
    assert Grade.objects.count() == 0


def test_ungraded_zero_and_blank_answer_are_three_things(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Something.", "2": ""})
    desk.grade(work, "1", None, "A word without points.")
    desk.grade(work, "2", "0")
    assert Grade.objects.get(answer=desk.answer(work, "1")).points is None
    assert Grade.objects.get(answer=desk.answer(work, "2")).points == 0
    assert Grade.objects.filter(answer=desk.answer(work, "3")).count() == 0
    assert desk.answer(work, "2").text == ""


def test_nothing_typed_makes_no_row(desk, cast):
    work = desk.handed_in(cast.alice)
    assert desk.grade(work, "1", None, " \u200b ") is None
    assert (Grade.objects.count(), Comment.objects.count()) == (0, 0)
    assert Entry.objects.filter(verb="grade").count() == 0


def test_grading_writes_one_entry_without_the_comments_text(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", "Name the treaty.")
    desk.grade(work, "1", "4.5", "")
    entries = list(Entry.objects.filter(verb="grade").order_by("pk"))
    assert [(entry.before, entry.after) for entry in entries] == [
        (
            {"points": None, "comment_length": 0},
            {"points": "3", "comment_length": 16},
        ),
        (
            {"points": "3", "comment_length": 16},
            {"points": "4.5", "comment_length": 0},
        ),
    ]
    assert entries[0].target_id == desk.answer(work).pk
    assert entries[0].actor_id == cast.tessa.pk
    assert entries[0].tenant_id == cast.riverside.pk


def test_an_emptied_comment_keeps_its_row(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", "Name the treaty.")
    desk.grade(work, "1", "3", "")
    comment = Comment.objects.get()
    assert (comment.text, comment.version) == ("", 2)


def test_second_teacher_gets_the_first_ones_values(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", "Mine.", based_on=0)
    with pytest.raises(Conflict) as met:
        desk.grade(work, "1", "5", "Yours.", based_on=0)
    saved = met.value.current
    assert (saved.version, saved.points, saved.comment, saved.by) == (1, 3, "Mine.", cast.tessa)
    assert Grade.objects.get().points == 3


def test_the_same_save_twice_is_harmless(desk, cast):
    work = desk.handed_in(cast.alice)
    first = desk.grade(work, "1", "3", "Mine.", based_on=0)
    second = desk.grade(work, "1", "3", "Mine.", based_on=0)
    assert (first.pk, first.version) == (second.pk, second.version) == (first.pk, 1)
    assert Entry.objects.filter(verb="grade").count() == 1


def test_stale_page_never_wins(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", based_on=0)
    desk.grade(work, "1", "5", based_on=1)
    with pytest.raises(Conflict):
        desk.grade(work, "1", "2", based_on=1)
    assert (Grade.objects.get().points, Grade.objects.get().version) == (5, 2)


def test_grade_is_tied_to_the_text_that_was_read(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "First."})
    read = desk.answer(work)
    desk.handed_in_again(work, "1", "Second.")
    with pytest.raises(Conflict) as met:
        grade_answer(
            answer=read,
            points=Decimal(3),
            comment="",
            based_on=0,
            seen_answer_version=read.version,
            by=cast.tessa,
            at=timezone.now(),
        )
    assert met.value.current == work
    assert str(met.value).startswith("Alice Of Riverside School handed in again")
    assert Grade.objects.count() == 0
    assert desk.answer(work).text == "Second."


def test_nobody_grades_their_own_work(desk, cast):
    work = desk.handed_in(cast.alice)
    _make_teacher(desk, cast)
    with pytest.raises(Refusal) as refused:
        desk.grade(work, "1", "6", by=cast.alice)
    assert refused.value.code == "own_work"
    with pytest.raises(Refusal) as refused:
        comment_on_attempt(
            attempt=work.counted_attempt, text="Great.", based_on=0, by=cast.alice,
            at=timezone.now(),
        )  # fmt: skip
    assert refused.value.code == "own_work"
    assert (Grade.objects.count(), Comment.objects.count()) == (0, 0)


def _make_teacher(desk, cast):
    enrollment = Enrollment.objects.get(user=cast.alice, school_class=cast.class_8a)
    end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    enroll(
        user=cast.alice, school_class=cast.class_8a, role="teacher", by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip


def test_own_work_is_not_found_on_the_desk(desk, cast):

    own, other = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    _make_teacher(desk, cast)
    client = signed_in(cast.alice)
    for name in ("", "grade/", "return/", "take-back/"):
        assert client.get(desk.path(name, own)).status_code == 404
        assert client.get(desk.path(name, other)).status_code == 200
    times = f"/admin/assignments/assignment/{desk.assignment.pk}/student/"
    assert client.get(f"{times}{cast.alice.pk}/").status_code == 404
    assert client.get(f"{times}{cast.bob.pk}/").status_code == 200
    assert client.post(desk.path("reopen/", own), {"reason": "Because"}).status_code == 404


def test_comment_on_the_whole_has_its_token(desk, cast):
    attempt = desk.handed_in(cast.alice).counted_attempt
    now = timezone.now()
    first = comment_on_attempt(attempt=attempt, text="One", based_on=0, by=cast.tessa, at=now)
    assert (first.text, first.version) == ("One", 1)
    with pytest.raises(Conflict) as met:
        comment_on_attempt(attempt=attempt, text="Two", based_on=0, by=cast.tessa, at=now)
    assert met.value.current == first
    second = comment_on_attempt(attempt=attempt, text="Two", based_on=1, by=cast.tessa, at=now)
    assert (second.pk, second.text, second.version) == (first.pk, "Two", 2)
    assert [entry.after for entry in Entry.objects.filter(verb="comment").order_by("pk")] == [
        {"comment_length": 3},
        {"comment_length": 3},
    ]


def test_comment_over_the_limit_is_refused_whole(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "2", "x" * 10_000)
    with pytest.raises(Refusal) as refused:
        desk.grade(work, "1", "2", "x" * 10_001)
    assert refused.value.code == "too_long"
    assert len(Comment.objects.get().text) == 10_000
