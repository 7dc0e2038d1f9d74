"""The notes on the desk: without script, and what becomes of odd requests."""

import pytest
from django.utils import timezone

from assignments.domain.grading.answer_notes import comment_on_part, tag_answer
from assignments.models import AnswerTag, Comment
from tests.assignments.grading.conftest import words_of
from tests.assignments.notes_on_answers.conftest import TEXT
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_a_part_is_chosen_by_sentence_numbers(teacher, notes_path):
    page = teacher.get(notes_path)
    assert page.status_code == 200
    assert "From sentence to of 3" in words_of(page)
    sent = {"first": "2", "last": "3", "text": "How?", "key": "k"}
    response = teacher.post(f"{notes_path}add/", sent)
    assert (response.status_code, response.url) == (302, f"{notes_path}#notes")
    row = Comment.objects.get()
    assert (row.exact, row.text) == (TEXT[32:], "How?")
    page = teacher.get(notes_path)
    assert '<mark class="passage">So Moscow looked elsewhere. It signed with Berlin.</mark>' in (
        page.content.decode()
    )


@pytest.mark.parametrize(
    ("to", "way"),
    [
        ("question", ""),
        ("question?", ""),
        ("question?show=all", "&show=all"),
        ("question?show=late&order=alike", "&show=late&order=alike"),
        ("question?show=//evil.example&order=x", ""),
    ],
)
def test_it_leads_back_to_the_question_and_the_way_through_it(
    teacher, desk, work, answer, notes_path, to, way
):
    response = teacher.post(f"{notes_path}tag/", {"kind": "strength", "text": "Clear", "to": to})
    assert response.url == desk.question_path(work, query=f"?work={work.pk}{way}") + "#notes"
    page = teacher.get(response.url)
    assert "Clear" in words_of(page)
    teacher.post(f"{notes_path}untag/", {"kind": "strength", "text": "Clear"})
    assert AnswerTag.objects.count() == 0


def test_nothing_chosen_says_so_and_keeps_what_was_typed(teacher, notes_path):
    page = teacher.post(f"{notes_path}add/", {"text": "About what?", "key": "k"})
    assert page.status_code == 200
    assert "Choose a part of the answer first." in words_of(page)
    assert ">\nAbout what?</textarea>" in page.content.decode()
    assert Comment.objects.count() == 0


def test_two_megabytes_are_refused_and_nothing_breaks(teacher, notes_path):
    sent = {"first": "1", "text": "x" * 2_000_000, "key": "k"}
    page = teacher.post(f"{notes_path}add/", sent)
    assert page.status_code in {200, 413}
    assert Comment.objects.count() == 0


def test_a_comment_changed_meanwhile_is_shown_beside_mine(teacher, notes_path, answer, cast):
    row = comment_on_part(
        answer=answer, start=0, end=5, text="First.", key="k", by=cast.tessa, at=timezone.now()
    )
    address = f"{notes_path}{row.pk}/change/"
    assert teacher.post(address, {"text": "Second.", "based_on": "1"}).status_code == 302
    page = teacher.post(address, {"text": "Third.", "based_on": "1"})
    assert page.status_code == 409
    assert "Saved meanwhile: Second. Typed by you: Third." in words_of(page)
    row.refresh_from_db()
    assert row.text == "Second."


def test_words_of_a_teacher_are_never_markup(teacher, notes_path, answer, cast):
    evil = '</textarea><script>alert("x")</script>'
    comment_on_part(
        answer=answer, start=0, end=5, text=evil, key="k", by=cast.tessa, at=timezone.now()
    )
    tag_answer(answer=answer, kind="next_step", text=evil, by=cast.tessa, at=timezone.now())
    page = teacher.get(notes_path).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 3


@pytest.mark.parametrize("name", ["theo", "fiona", "alice", "sana", "sofia"])
@pytest.mark.parametrize("act", ["add/", "tag/", "untag/"])
def test_others_write_no_notes(cast, notes_path, name, act):
    sent = {"first": "1", "text": "x", "key": "k", "kind": "strength"}
    assert signed_in(getattr(cast, name)).post(f"{notes_path}{act}", sent).status_code in {403, 404}
    assert (Comment.objects.count(), AnswerTag.objects.count()) == (0, 0)


def test_a_comment_of_another_answer_is_not_found_here(teacher, desk, cast, notes_path):
    other = desk.answer(desk.handed_in(cast.bob, {"1": "Other words."}))
    row = comment_on_part(
        answer=other, start=0, end=5, text="His.", key="k", by=cast.tessa, at=timezone.now()
    )
    sent = {"text": "Mine.", "based_on": "1"}
    assert teacher.post(f"{notes_path}{row.pk}/change/", sent).status_code == 404
    row.refresh_from_db()
    assert row.text == "His."


def test_misconceptions_of_the_guide_are_offered_until_given(teacher, notes_path, answer, cast):
    page = teacher.get(notes_path).content.decode()
    offered = page[page.index('id="tags-of-misconception"') :].split("</datalist>")[0]
    first = offered.split('value="')[1].split('"')[0]
    assert offered.count("<option") >= 1
    tag_answer(answer=answer, kind="misconception", text=first, by=cast.tessa, at=timezone.now())
    page = teacher.get(notes_path).content.decode()
    offered = page[page.index('id="tags-of-misconception"') :].split("</datalist>")[0]
    assert f'value="{first}"' not in offered


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_the_same(teacher, notes_path, answer, cast, count, django_assert_num_queries):
    for number in range(count):
        comment_on_part(
            answer=answer, start=number, end=number + 5, text="x", key=f"k{number}",
            by=cast.tessa, at=timezone.now(),
        )  # fmt: skip
    with django_assert_num_queries(20):
        teacher.get(notes_path)
