"""The bank on the grading pages: what is offered, what use is counted, what is asked and kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.models import Assignment, BankComment
from studyhub.people.domain.enrollments import enroll
from tests.assignments.allocation.conftest import allocated
from tests.assignments.bank.conftest import keep
from tests.assignments.grading.conftest import boxes, words_of
from tests.assignments.grading.test_grading_pages import typed
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in

SAID = "Name the Comintern."
ASKS = f"You have written this before: {SAID} Keep it in your comment bank?"
# With session and user; the offer is one more than the page.
BY_QUESTION, BY_STUDENT = 24, 23
LATER_BY_QUESTION, LATER_BY_STUDENT = 25, 24


@pytest.fixture
def teacher(cast):
    return signed_in(cast.tessa)


@pytest.fixture
def works(desk, cast):
    """Return the work of Alice and Bob."""
    return [desk.handed_in(student) for student in (cast.alice, cast.bob)]


def offered(response) -> list[str]:
    """Return the texts of the list to copy from."""
    page = response.content.decode()
    return [unescape(text) for text in re.findall(r"data-bank-text[^>]*>([^<]*)</span>", page)]


def saved(teacher, desk, work, comment: str, button="stay", query=""):
    """Write a comment on answer 1 on the question's page; return where it leads."""
    path = desk.question_path(work, "1", f"?work={work.pk}{query}")
    fields = typed(teacher.get(path), desk, work, comment_1=comment)
    return teacher.post(path, {**fields, button: "1"})["Location"]


def keep_address(desk, work) -> str:
    return desk.path(f"notes/{desk.answer(work).question_id}/keep/", work)


def test_both_pages_offer_the_bank_with_the_name_filled_in(desk, cast, teacher, works):
    question = desk.answer(works[0]).question
    keep(cast.tessa, "Anything.")
    keep(cast.tessa, "Well done, {name}.", question=question)
    keep(cast.theo, "Not for her.", reach="shared")
    for work, name in zip(works, ("Alice", "Bob"), strict=True):
        path = desk.question_path(work, "1", f"?work={work.pk}&show=all")
        assert offered(teacher.get(path)) == [f"Well done, {name}.", "Anything."]
        whole = offered(teacher.get(desk.path("grade/", work)))
        assert sorted(whole) == ["Anything.", f"Well done, {name}."]
        notes = teacher.get(desk.path(f"notes/{question.pk}/", work))
        assert offered(notes) == [f"Well done, {name}.", "Anything."]


def test_no_name_is_filled_in_while_names_are_hidden(desk, cast, teacher, works):
    keep(cast.tessa, "Well done, {name}.")
    Assignment.objects.update(is_blind=True)
    for path in (desk.question_path(works[0]), desk.path("grade/", works[0])):
        response = teacher.get(path)
        assert offered(response) == ["Well done."]
        assert "Alice" not in response.content.decode()


def test_markup_in_a_kept_comment_is_text(desk, cast, teacher, works):
    keep(cast.tessa, "<script>alert(1)</script> & {name}.")
    response = teacher.get(desk.question_path(works[0]))
    assert offered(response) == ["<script>alert(1)</script> & Alice."]
    assert "<script>alert" not in response.content.decode()


def test_an_assistant_is_offered_their_own_alone(desk, cast, works):
    allocated(desk, labels=["1"])
    keep(cast.tessa, "Hers.", reach="shared")
    keep(cast.asif, "His.")
    assert offered(signed_in(cast.asif).get(desk.question_path(works[0]))) == ["His."]


def test_use_is_counted_once_for_a_comment_that_is_new(desk, cast, teacher, works):
    row = keep(cast.tessa, "Well done, {name}.")
    saved(teacher, desk, works[0], "Well done, Alice. Go on.")
    path = desk.question_path(works[0], "1", f"?work={works[0].pk}")
    again = typed(teacher.get(path), desk, works[0], points_1="3")
    assert teacher.post(path, {**again, "stay": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.uses == 1


def test_a_sheet_counts_all_of_its_comments(desk, cast, teacher, works):
    rows = [keep(cast.tessa, text) for text in ("On one.", "On two.", "On the whole.", "No.")]
    path = desk.path("grade/", works[0])
    fields = typed(teacher.get(path), desk, works[0], comment_1="On one.", comment_2="On two.")
    fields["overall-text"] = "On the whole."
    assert teacher.post(path, {**fields, "stay": "1"})["Location"] == path
    for row in rows:
        row.refresh_from_db()
    assert [row.uses for row in rows] == [1, 1, 1, 0]


def test_a_comment_on_a_part_is_use_as_well(desk, cast, teacher, works):
    row = keep(cast.tessa, "A good word.")
    address = desk.path(f"notes/{desk.answer(works[0]).question_id}/add/", works[0])
    sent = {"start": "0", "end": "5", "text": "A good word.", "key": "k"}
    assert teacher.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.uses == 1


def test_the_second_writing_is_asked_about_and_kept(desk, cast, teacher, works):
    first, second = works
    assert "offer=" not in saved(teacher, desk, first, SAID)
    led = saved(teacher, desk, second, SAID, query="&show=all")
    assert led.endswith(f"?work={second.pk}&show=all&offer={desk.answer(second).pk}")
    page = teacher.get(led)
    assert ASKS in words_of(page)
    sent = {"here": first.pk, "to": "question", "show": "all"}
    back = teacher.post(keep_address(desk, second), sent)["Location"]
    assert back == desk.question_path(first, "1", f"?work={first.pk}&show=all")
    row = BankComment.objects.get()
    assert (row.text, row.owner, row.question) == (SAID, cast.tessa, desk.answer(first).question)
    assert ASKS not in words_of(teacher.get(led))
    assert "offer=" not in saved(teacher, desk, first, f"{SAID} ")
    assert "offer=" not in saved(teacher, desk, second, f"{SAID} Indeed.")


def test_it_is_asked_on_the_next_answers_page_too(desk, cast, teacher, works):
    desk.grade(desk.handed_in(desk.new_students(1)[0]), comment=SAID)
    alice, bob = works
    path = desk.question_path(alice, "1", f"?work={alice.pk}")
    fields = typed(teacher.get(path), desk, alice, points_1="4", comment_1=SAID)
    led = teacher.post(path, {**fields, "next": "1"})["Location"]
    assert led == desk.question_path(bob, "1", f"?work={bob.pk}&offer={desk.answer(alice).pk}")
    page = teacher.get(led)
    assert ASKS in words_of(page)
    assert boxes(page)["here"] == bob.pk


def test_the_page_of_all_answers_asks_about_one(desk, cast, teacher, works):
    path = desk.path("grade/", works[0])
    fields = typed(teacher.get(path), desk, works[0], comment_1=SAID, comment_2=SAID)
    led = teacher.post(path, {**fields, "stay": "1"})["Location"]
    assert led == f"{path}?offer={desk.answer(works[0], '1').pk}"
    assert ASKS in words_of(teacher.get(led))
    back = teacher.post(keep_address(desk, works[0]), {"here": works[0].pk})["Location"]
    assert back == path
    assert BankComment.objects.get().text == SAID


def test_the_comment_on_an_answer_can_be_kept_without_being_asked(desk, cast, teacher, works):
    path = desk.question_path(works[0], "1", f"?work={works[0].pk}")
    assert "data-bank-keep" not in teacher.get(path).content.decode()
    desk.grade(works[0], comment="Once.")
    assert "Keep Once." in words_of(teacher.get(path))
    assert teacher.post(keep_address(desk, works[0]), {"to": "question"})["Location"] == path
    page = teacher.get(path)
    assert offered(page) == ["Once."]
    assert "data-bank-keep" not in page.content.decode()


@pytest.mark.parametrize("junk", ["", "abc", "-1", "2" * 14, "x" * 5000])
def test_what_no_answer_is_called_asks_nothing(desk, teacher, works, junk):
    path = f"{desk.question_path(works[0])}?offer={junk}"
    response = teacher.get(path)
    assert response.status_code == 200
    assert "written this before" not in words_of(response)
    back = teacher.post(keep_address(desk, works[0]), {"here": junk})["Location"]
    led = teacher.get(back)
    assert led.status_code in ({404} if junk == "2" * 14 else {200})


def test_only_ones_own_comment_is_asked_about_and_kept(desk, cast, works):
    for work in works:
        desk.grade(work, comment=SAID)
    enroll(
        user=cast.theo, school_class=cast.class_8a, role="teacher", by=cast.sana, at=timezone.now()
    )
    client = signed_in(cast.theo)
    answer = desk.answer(works[1])
    response = client.get(f"{desk.question_path(works[1])}?offer={answer.pk}")
    assert "written this before" not in words_of(response)
    client.post(keep_address(desk, works[1]))
    assert BankComment.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [("theo", 404), ("fiona", 404), ("sana", 404), ("alice", 404), ("asif", 403), ("sue", 403)],
)
def test_nobody_else_keeps_from_there(desk, cast, works, who, status):
    desk.grade(works[0], comment=SAID)
    client = signed_in(getattr(cast, who))
    assert client.post(keep_address(desk, works[0])).status_code == status
    assert BankComment.objects.count() == 0


def test_a_full_bank_says_so(desk, cast, teacher, works, monkeypatch):
    monkeypatch.setattr("assignments.domain.grading.bank.MOST_COMMENTS", 1)
    keep(cast.tessa, "One.")
    desk.grade(works[0], comment=SAID)
    response = teacher.post(keep_address(desk, works[0]), follow=True)
    assert "Your comment bank is full" in response.content.decode()
    assert BankComment.objects.count() == 1


@pytest.mark.parametrize("comments", [1, 3, 30])
def test_pages_ask_the_same_for_any_number_of_comments(desk, cast, teacher, works, comments):
    for place in range(comments):
        keep(cast.tessa, f"Comment {place}.")
    for work in works:
        desk.grade(work, comment=SAID)
    work = works[1]
    for expected in ((BY_QUESTION, BY_STUDENT), (LATER_BY_QUESTION, LATER_BY_STUDENT)):
        offer = f"offer={desk.answer(work).pk}"
        found = (
            queries(teacher, desk.question_path(work, "1", f"?work={work.pk}&{offer}")),
            queries(teacher, f"{desk.path('grade/', work)}?{offer}"),
        )
        assert found == expected
        assert max(found) <= 25
        work = desk.handed_in_again(work, "2", "Other words.")


@pytest.mark.parametrize("comments", [1, 3, 30])
def test_saving_asks_the_same_for_any_number_of_comments(desk, cast, teacher, works, comments):
    """What is new is looked for in the bank, counted there, and asked about: five at most."""
    for place in range(comments):
        keep(cast.tessa, f"Comment {place}.")
    desk.grade(works[0], comment=f"{SAID} Comment 0.")
    desk.grade(works[1], comment="Before.")
    path = desk.question_path(works[1], "1", f"?work={works[1].pk}")
    found = []
    for comment in ("Before.", "Another.", f"{SAID} Comment 0."):
        fields = typed(teacher.get(path), desk, works[1], points_1="3", comment_1=comment)
        with CaptureQueriesContext(connection) as seen:
            assert teacher.post(path, {**fields, "stay": "1"}).status_code == 302
        found.append(len(seen))
        fields = typed(teacher.get(path), desk, works[1], points_1="2")
        teacher.post(path, {**fields, "stay": "1"})
    assert found == [32, 35, 38]
