"""A further attempt: what was graded is carried over where the text is the same, and only there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.keep_working import keep_working, reopen
from assignments.domain.grading.comment import comment_on_attempt
from assignments.models import Attempt, Comment, Grade
from studyhub.access.refusal import Conflict
from studyhub.audit.models import Entry
from tests.assignments.student.pages import masked
from tests.conftest import signed_in

from .conftest import boxes, words_of


def grades(work) -> dict[str, tuple]:
    """Return points, comment and the attempt graded on, by label, of what counts now."""
    rows = Grade.objects.filter(answer__attempt__submission=work.pk).select_related(
        "answer__question", "carried_from"
    )
    comments = dict(Comment.objects.exclude(text="").values_list("answer", "text"))
    counted = work.counted_attempt_id
    return {
        row.answer.question.label: (
            row.points,
            comments.get(row.answer_id, ""),
            row.carried_from.number if row.carried_from else None,
        )
        for row in rows
        if row.answer.attempt_id == counted
    }


@pytest.fixture
def graded(desk, cast):
    """Alice's first attempt: 1 graded with a comment, 2 zero, 3 only commented, 4 emptied again."""
    work = desk.handed_in(cast.alice)
    at = timezone.now() - timedelta(hours=1)
    desk.grade(work, "1", "4.5", "Name the Comintern.", at=at)
    desk.grade(work, "2", "0", at=at)
    desk.grade(work, "3", None, "See me.", at=at)
    desk.grade(work, "4", "1", "Wrong box.", at=at)
    desk.grade(work, "4", None, "", at=at)
    comment_on_attempt(
        attempt=work.counted_attempt, text="Well begun.", based_on=0, by=cast.tessa, at=at
    )
    return work


def test_what_did_not_change_keeps_its_grading(desk, cast, graded):
    first = graded.counted_attempt
    work = desk.handed_in_again(graded, "2", "Other words.")
    assert grades(work) == {
        "1": (Decimal("4.5"), "Name the Comintern.", 1),
        "3": (None, "See me.", 1),
    }
    old, new = (
        Grade.objects.get(answer__attempt=attempt, answer__question__label="1")
        for attempt in (first, work.counted_attempt)
    )
    assert (new.graded_by, new.graded_at) == (old.graded_by, old.graded_at)
    assert (new.version, new.answer_version) == (1, new.answer.version)
    remark = Comment.objects.get(answer=new.answer)
    assert (remark.author, remark.written_at, remark.attempt) == (
        cast.tessa, old.graded_at, work.counted_attempt,
    )  # fmt: skip
    assert Comment.objects.get(answer=None).attempt == first
    assert Grade.objects.filter(answer__attempt=first).count() == 4


def test_a_space_more_is_another_text(desk, graded):
    work = desk.handed_in_again(graded, "1", "Words on 1. ")
    assert sorted(grades(work)) == ["2", "3"]


def test_through_three_attempts_the_first_is_named_until_somebody_grades_anew(desk, graded):
    work = desk.handed_in_again(graded, "8b", "Second.")
    work = desk.handed_in_again(work, "8b", "Third.")
    assert work.counted_attempt.number == 3
    assert grades(work)["1"] == (Decimal("4.5"), "Name the Comintern.", 1)
    desk.grade(work, "1", "5", "Better.")
    assert grades(work)["1"] == (Decimal(5), "Better.", None)
    work = desk.handed_in_again(work, "8b", "Fourth.")
    assert grades(work)["1"] == (Decimal(5), "Better.", 3)


def test_a_text_taken_back_to_the_first_is_compared_to_the_one_before(desk, graded):
    work = desk.handed_in_again(graded, "1", "Other words.")
    work = desk.handed_in_again(work, "1", "Words on 1.")
    assert sorted(grades(work)) == ["2", "3"]


def test_a_teachers_reopening_carries_over_as_well(desk, cast, graded):
    now = timezone.now()
    reopen(position=desk.position(graded), by=cast.tessa, at=now, until=None, reason="Once more.")
    hand_in(position=desk.position(graded), by=cast.alice, at=now)
    work = desk.fresh(graded)
    assert work.counted_attempt.number == 2
    assert sorted(grades(work)) == ["1", "2", "3"]


def test_it_is_recorded_once_and_by_nobody(desk, graded):
    work = desk.handed_in_again(graded, "2", "Other words.")
    entry = Entry.objects.get(verb="carry_over")
    assert (entry.actor_id, entry.target_id, entry.tenant_id) == (
        "", work.counted_attempt_id, work.assignment.school_class.school_id,
    )  # fmt: skip
    assert entry.after == {
        "from": graded.counted_attempt_id,
        "answers": {
            desk.answer(work, "1").pk: {"points": "4.5", "comment_length": 19},
            desk.answer(work, "3").pk: {"points": None, "comment_length": 7},
        },
    }
    assert entry.why == "The text is the same as in attempt 1."


def test_nothing_graded_nothing_recorded(desk, cast):
    work = desk.handed_in_again(desk.handed_in(cast.alice), "2", "Other words.")
    assert grades(work) == {}
    assert Entry.objects.filter(verb="carry_over").count() == 0


def test_nobody_carries_grading_of_their_own_work(desk, cast, graded):
    Grade.objects.filter(answer__question__label="1").update(graded_by=cast.alice)
    work = desk.handed_in_again(graded, "8b", "Second.")
    assert sorted(grades(work)) == ["2", "3"]


def test_a_page_opened_on_the_first_attempt_saves_nothing_on_the_second(desk, graded):
    old = desk.answer(graded, "1")
    work = desk.handed_in_again(graded, "2", "Other words.")
    with pytest.raises(Conflict):
        desk_grade_on(old, desk)
    assert grades(work)["1"] == (Decimal("4.5"), "Name the Comintern.", 1)


def desk_grade_on(answer, desk) -> None:
    from assignments.domain.grading.grade import grade_answer

    grade_answer(
        answer=answer, points=Decimal(1), comment="", based_on=1,
        seen_answer_version=answer.version, by=desk.cast.tessa, at=timezone.now(),
    )  # fmt: skip


# With the savepoints of the verbs.
HAND_IN_AGAIN = 22


@pytest.mark.parametrize("number", [1, 3, 13])
def test_a_hand_in_costs_the_same_for_any_number_carried(desk, cast, number):
    work = desk.handed_in(cast.alice)
    labels = [answer.question.label for answer in _answers(work)][:number]
    for label in labels:
        desk.grade(work, label, "1", "A word.")
    now = timezone.now()
    keep_working(position=desk.position(work), by=cast.alice, at=now)
    position = desk.position(work)
    with CaptureQueriesContext(connection) as seen:
        hand_in(position=position, by=cast.alice, at=now)
    assert len(grades(desk.fresh(work))) == number
    assert len(seen) == HAND_IN_AGAIN


def _answers(work):
    return work.counted_attempt.answers.select_related("question").order_by("question__position")


def test_the_student_sees_no_byte_of_it_before_the_return(desk, cast, graded):
    work = desk.handed_in_again(graded, "2", "Other words.")
    alice = signed_in(cast.alice)
    paths = [
        "/", *(f"/work/{work.pk}/{tail}" for tail in ("", "returned/", "receipt/1/", "receipt/2/")),
    ]  # fmt: skip
    carried = {path: masked(alice.get(path)) for path in paths}
    assert Grade.objects.filter(carried_from__isnull=False).count() == 2
    Comment.objects.all().delete()
    Grade.objects.all().delete()
    assert {path: masked(alice.get(path)) for path in paths} == carried
    page = "".join(carried.values())
    assert [
        word for word in ("Comintern", "See me", "4.5", "arried", "Changed") if word in page
    ] == []


def test_a_return_of_the_second_attempt_holds_what_was_carried(desk, cast, graded):
    work = desk.handed_in_again(graded, "2", "Other words.")
    (release,) = desk.give_back(work).returned
    leaves = {leaf["label"]: leaf for leaf in release.snapshot["leaves"]}
    assert (leaves["1"]["points"], leaves["1"]["comment"]) == ("4.5", "Name the Comintern.")
    assert (leaves["2"]["points"], leaves["2"]["answer"]) == (None, "Other words.")
    assert release.snapshot["overall"] == ""


def test_the_page_of_a_student_tells_what_changed_and_what_it_got(desk, teacher, graded):
    work = desk.handed_in_again(graded, "2", "Words on trade.")
    page = words_of(teacher.get(desk.path("grade/", work)))
    assert "Changed since attempt 1: 2" in page
    assert "Words on removed: 2 ; added: trade ; . On attempt 1: 0 of 4" in page
    assert page.count("Changed since attempt 1") == 2
    assert "Carried over from attempt 1: the text is the same." in page
    assert page.count("The same text as in attempt 1.") == 10
    assert "On attempt 1 as a whole: Well begun." in page
    assert boxes(teacher.get(desk.path("grade/", work)))["overall-text"] == ""


def test_the_page_of_a_question_tells_it_too(desk, teacher, graded):
    work = desk.handed_in_again(graded, "1", "Words on 1. And more.")
    changed = words_of(teacher.get(desk.question_path(work, "1", f"?work={work.pk}")))
    assert "Changed since attempt 1" in changed
    assert "On attempt 1: 4.5 of 6 Name the Comintern." in changed
    carried = words_of(teacher.get(desk.question_path(work, "3", f"?work={work.pk}")))
    assert "Carried over from attempt 1: the text is the same." in carried
    assert "Changed since" not in carried


def test_spaces_alone_are_said_to_be_all_that_changed(desk, teacher, graded):
    work = desk.handed_in_again(graded, "1", "Words  on 1.")
    page = words_of(teacher.get(desk.path("grade/", work)))
    assert "Only the spaces changed." in page


def test_the_first_attempt_speaks_of_no_other(desk, teacher, graded):
    for path in (desk.path("grade/", graded), desk.question_path(graded, "1")):
        page = words_of(teacher.get(path))
        assert [
            word for word in ("Changed since", "arried over", "same text") if word in page
        ] == []


def test_the_reading_page_of_a_superuser_tells_it_as_well(desk, cast, graded):
    work = desk.handed_in_again(graded, "2", "Other words.")
    page = words_of(signed_in(cast.sue).get(desk.path("", work)))
    assert "Carried over from attempt 1: the text is the same." in page
    assert f"Fingerprint {Attempt.objects.get(pk=work.counted_attempt_id).fingerprint[:12]}" in page


# With session and user; one more than for a first attempt.
BY_STUDENT = 23
BY_QUESTION = 24


@pytest.mark.parametrize("students", [1, 3, 30])
def test_pages_of_later_attempts_ask_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    work = []
    for student in people:
        first = desk.handed_in(student, {"1": "A text.", "2": "Another."})
        desk.grade(first, "1", "2", "A word.")
        work.append(desk.handed_in_again(first, "2", "Other words."))
    client = signed_in(cast.tessa)
    found = []
    for path in (desk.path("grade/", work[0]), desk.question_path(work[0], "2")):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        found.append(len(seen))
    assert found == [BY_STUDENT, BY_QUESTION]
    assert max(found) <= 25
