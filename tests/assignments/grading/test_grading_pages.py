"""The two grading pages as forms: fields, conflicts, a new hand-in, rights."""

import logging

import pytest

from assignments.models import Comment, Grade
from studyhub.audit.models import Entry
from tests.assignments.grading.conftest import LABELS, boxes, words_of
from tests.conftest import signed_in


def typed(response, desk, work, **values) -> dict[str, str]:
    """Return the page's boxes with some filled in: ``points_1="4"``, ``comment_1=...``."""
    fields = boxes(response)
    for name, value in values.items():
        box, label = name.split("_")
        fields[f"{desk.answer(work, label).question_id}-{box}"] = value
    return fields


def test_page_shows_question_guide_answer_and_an_empty_box(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "Two  spaces & <b>tags</b>"})
    response = teacher.get(desk.path("grade/", work))
    page, words = response.content.decode(), words_of(response)
    assert response.status_code == 200
    assert '<div class="answer-text">Two  spaces &amp; &lt;b&gt;tags&lt;/b&gt;</div>' in page
    assert desk.answer(work, "1").question.text in words
    assert "Names one direction, or says only that policy was confusing" in words
    assert "The Comintern was the Soviet foreign ministry." in words
    assert page.count("No answer.") == len(LABELS) - 1
    assert {boxes(response)[f"{desk.answer(work, x).question_id}-points"] for x in LABELS} == {""}


def test_part_shows_the_misconceptions_of_its_question(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    parent = desk.answer(work, "8b").question.parent
    shared = parent.guide.misconceptions.get(position=1) if hasattr(parent, "guide") else None
    words = words_of(teacher.get(desk.question_path(work, "8b")))
    assert parent.text in words
    assert shared is None or shared.text in words


def test_save_keeps_what_was_typed_and_stays(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.path("grade/", work)
    fields = typed(
        teacher.get(path), desk, work, points_1="4,5", comment_1="Good.\r\nMore.", points_2="0"
    )
    fields["overall-text"] = "Well begun."
    response = teacher.post(path, {**fields, "stay": "1"})
    assert (response.status_code, response["Location"]) == (302, path)
    stored = {row.answer.question.label: row.points for row in Grade.objects.all()}
    assert {label: str(points) for label, points in stored.items()} == {"1": "4.5", "2": "0.0"}
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Good.\nMore.", "Well begun."]
    shown = boxes(teacher.get(path))
    assert shown[f"{desk.answer(work, '1').question_id}-points"] == "4.5"
    assert shown[f"{desk.answer(work, '2').question_id}-points"] == "0"
    assert shown[f"{desk.answer(work, '3').question_id}-points"] == ""


def test_save_and_next_goes_round_in_class_order(desk, cast, teacher):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade_all(alice)
    response = teacher.post(desk.path("grade/", alice), {"next": "1"})
    assert response["Location"] == desk.path("grade/", bob)
    desk.grade_all(bob)
    response = teacher.post(desk.path("grade/", bob), {"next": "1"})
    assert response["Location"] == desk.board_path()


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("-1", "Type a number such as 4 or 4.5, or leave this empty."),
        ("7", "Points must lie between 0 and 6."),
        ("1e9", "Type a number such as 4 or 4.5, or leave this empty."),
        ("NaN", "Type a number such as 4 or 4.5, or leave this empty."),
        ("abc", "Type a number such as 4 or 4.5, or leave this empty."),
        ("5.2", "Give whole or half points, such as 4 or 4.5."),
        ("9" * 25, "Ensure this value has at most 20 characters (it has 25)."),
    ],
)
def test_wrong_points_save_nothing_and_stay_in_the_box(desk, cast, teacher, points, sentence):
    work = desk.handed_in(cast.alice)
    path = desk.path("grade/", work)
    fields = typed(teacher.get(path), desk, work, points_1=points, points_2="2", comment_2="Kept.")
    response = teacher.post(path, fields)
    assert response.status_code == 200
    assert sentence in words_of(response)
    assert boxes(response)[f"{desk.answer(work, '1').question_id}-points"] == points
    assert boxes(response)[f"{desk.answer(work, '2').question_id}-comment"] == "Kept."
    assert (Grade.objects.count(), Comment.objects.count()) == (0, 0)


def test_two_teachers_the_second_sees_both_values(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.path("grade/", work)
    opened = teacher.get(path)
    desk.grade(work, "1", "3", "The first word.")
    fields = typed(opened, desk, work, points_1="5", comment_1="The second word.", points_2="1")
    response = teacher.post(path, {**fields, "next": "1"})
    words = words_of(response)
    assert response.status_code == 409
    assert "Saved by Tessa Of Riverside School" in words
    assert "3 of 6" in words
    assert "The first word." in words
    assert "5 of 6" in words
    assert boxes(response)[f"{desk.answer(work, '1').question_id}-comment"] == "The second word."
    stored = {row.answer.question.label: str(row.points) for row in Grade.objects.all()}
    assert stored == {"1": "3.0", "2": "1.0"}
    again = teacher.post(path, boxes(response))
    assert again.status_code == 302
    assert {str(row.points) for row in Grade.objects.all()} == {"5.0", "1.0"}
    assert Grade.objects.get(answer=desk.answer(work, "1")).version == 2


def test_untouched_boxes_are_in_nobodys_way(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.path("grade/", work)
    opened = teacher.get(path)
    desk.grade(work, "1", "3", "By somebody else.")
    response = teacher.post(path, typed(opened, desk, work, points_2="2"))
    assert response.status_code == 302
    assert Grade.objects.get(answer=desk.answer(work, "1")).points == 3
    assert Comment.objects.get().text == "By somebody else."


def test_blank_over_points_makes_it_ungraded(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3")
    path = desk.path("grade/", work)
    teacher.post(path, typed(teacher.get(path), desk, work, points_1=""))
    assert Grade.objects.get().points is None


def test_new_hand_in_while_the_page_was_open(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "First text."})
    path = desk.path("grade/", work)
    fields = typed(teacher.get(path), desk, work, points_1="4", comment_1="On the first text.")
    work = desk.handed_in_again(work, "1", "Second text.")
    response = teacher.post(path, fields)
    assert response.status_code == 409
    assert "handed in again since you opened this page" in words_of(response)
    assert '<div class="answer-text">Second text.</div>' in response.content.decode()
    shown = boxes(response)
    assert shown[f"{desk.answer(work, '1').question_id}-points"] == "4"
    assert shown[f"{desk.answer(work, '1').question_id}-comment"] == "On the first text."
    assert (Grade.objects.count(), Comment.objects.count()) == (0, 0)
    assert desk.answer(work).text == "Second text."
    assert teacher.post(path, shown).status_code == 302
    assert Grade.objects.get().answer == desk.answer(work)


def test_the_form_cannot_reach_the_students_text(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "Mine."})
    path = desk.path("grade/", work)
    fields = typed(teacher.get(path), desk, work, points_1="4")
    answer = desk.answer(work)
    extra = {
        "text": "Not mine.",
        f"{answer.question_id}-text": "Not mine.",
        "submitted_at": "2020-01-01",
        "student": cast.bob.pk,
    }
    assert teacher.post(path, {**fields, **extra}).status_code == 302
    after = desk.answer(work)
    assert (after.text, after.version) == ("Mine.", answer.version)
    assert desk.fresh(work).student == cast.alice


@pytest.mark.parametrize("value", ["", "abc", "-1", "1.5", "9" * 30])
def test_a_broken_token_saves_nothing(desk, cast, teacher, value):
    work = desk.handed_in(cast.alice)
    path = desk.path("grade/", work)
    fields = typed(teacher.get(path), desk, work, points_1="4")
    fields[f"{desk.answer(work, '1').question_id}-based_on"] = value
    assert teacher.post(path, fields).status_code == 200
    assert Grade.objects.count() == 0


def test_work_of_other_classes_is_not_found_and_the_denial_is_logged(desk, cast, caplog):
    work = desk.handed_in(cast.alice)
    question = desk.answer(work).question_id
    fields = {f"{question}-points": "4", f"{question}-based_on": "0", f"{question}-seen": "1"}
    for name in ("theo", "fiona", "sana"):
        client = signed_in(getattr(cast, name))
        for path in (desk.path("grade/", work), desk.question_path(work), desk.board_path()):
            with caplog.at_level(logging.WARNING, logger="django.request"):
                missing = client.get("/admin/assignments/assignment/22222222222222/change/")
                assert missing.status_code == 404
                assert client.get(path).status_code == 404
                caplog.clear()
                posted = client.post(path, fields)
            assert posted.status_code in {404, 405}
            if posted.status_code == 404:
                assert [record.message for record in caplog.records] == [f"Not Found: {path}"]
    assert Grade.objects.count() == 0


def test_work_of_another_class_is_not_found_within_a_question(desk, cast, teacher):
    other = desk.given_again(cast.class_8b, cast.theo)
    foreign = desk.handed_in(cast.carol, assignment=other)
    work = desk.handed_in(cast.alice)
    path = desk.question_path(work, "1", f"?work={foreign.pk}")
    assert teacher.get(path).status_code == 404
    assert teacher.post(path, {}).status_code == 404
    for junk in ("", "abc", "-1", "%00"):
        answer = teacher.get(desk.question_path(work, "1", f"?work={junk}"))
        assert answer.status_code == (400 if junk == "%00" else 404)


def test_superuser_reads_but_never_grades(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Mine."})
    client = signed_in(cast.sue)
    assert client.get(desk.path("grade/", work)).status_code == 403
    assert client.post(desk.path("grade/", work), {}).status_code == 403
    assert client.post(desk.path("return/", work), {"work": work.pk}).status_code == 403
    response = client.get(desk.path("", work))
    assert response.status_code == 200
    assert "Mine." in words_of(response)
    entry = Entry.objects.get(verb="read_answers")
    assert (entry.actor_id, entry.target_id) == (cast.sue.pk, work.pk)
    board = client.get(desk.board_path())
    assert board.status_code == 200
    assert "grade/" not in board.content.decode()
    assert Grade.objects.count() == 0


def test_assistant_sees_the_board_and_no_answer(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Mine."})
    client = signed_in(cast.asif)
    board = client.get(desk.board_path())
    assert board.status_code == 200
    assert work.pk not in board.content.decode()
    assert client.get(desk.path("", work)).status_code == 403
    assert client.get(desk.path("grade/", work)).status_code == 403


def test_students_do_not_find_the_desk(desk, cast):
    work = desk.handed_in(cast.alice)
    client = signed_in(cast.alice)
    for path in ("/admin/", desk.board_path(), desk.path("", work), desk.path("grade/", work)):
        assert client.get(path).status_code == 404


def test_by_question_walks_through_what_is_to_grade(desk, cast, teacher):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    path = desk.question_path(alice)
    first = teacher.get(path)
    assert "1 of 2 to grade" in words_of(first)
    assert "Alice Of Riverside School" in words_of(first)
    saved = teacher.post(
        f"{path}?work={alice.pk}", {**typed(first, desk, alice, points_1="4"), "next": "1"}
    )
    assert saved["Location"] == f"{path}?work={bob.pk}"
    second = teacher.get(saved["Location"])
    assert "1 of 1 to grade" in words_of(second)
    everything = teacher.get(f"{path}?work={bob.pk}&show=all")
    assert "2 of 2" in words_of(everything)
    last = teacher.post(saved["Location"], {**typed(second, desk, bob, points_1="1"), "next": "1"})
    assert last["Location"] == desk.board_path()
    assert {str(row.points) for row in Grade.objects.all()} == {"4.0", "1.0"}


def test_by_question_conflict_keeps_what_was_typed(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.question_path(work, "1", f"?work={work.pk}")
    opened = teacher.get(path)
    desk.grade(work, "1", "3", "First.")
    response = teacher.post(path, typed(opened, desk, work, points_1="5", comment_1="Second."))
    assert response.status_code == 409
    assert "Saved by Tessa Of Riverside School" in words_of(response)
    assert boxes(response)[f"{desk.answer(work, '1').question_id}-points"] == "5"
    assert Grade.objects.get().points == 3


def test_by_question_before_anything_is_handed_in(desk, cast, teacher):
    work = desk.begun(cast.alice)
    question = work.attempts.get().answers.get(question__label="1").question_id
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/question/{question}/"
    response = teacher.get(path)
    assert response.status_code == 200
    assert "Nothing handed in yet" in words_of(response)
    assert "Words on 1." not in response.content.decode()


def test_question_that_is_not_asked_is_not_found(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    parent = desk.answer(work, "8a").question.parent_id
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/question/{parent}/"
    assert teacher.get(path).status_code == 404
