"""Citing by script, as JSON, and by a page without one."""

import pytest
from django.utils import timezone

from assignments.models import Citation
from lessons.domain.keep import keep_event, keep_passage
from tests.assignments.citing.citing import post
from tests.conftest import signed_in

# By script -------------------------------------------------------------------------------------


def test_a_marked_passage_is_cited(work):
    answer = post(
        work, edition=work.assignment.edition_id, paragraph="s1-1", start=0, end=6, exact="Rivers"
    )
    row = Citation.objects.get()
    path = f"/lessons/{work.assignment.edition.lesson_id}/{work.assignment.edition.lesson.slug}/"
    assert answer.json() == {
        "number": 1, "label": "paragraph 1.1", "exact": "Rivers", "kind": "passage",
        "anchor": "s1-1", "here": True, "url": f"{path}#s1-1", "token": "[1: paragraph 1.1]",
        "is_new": True,
    }  # fmt: skip
    assert (row.submission, row.question.label) == (work.submission, "1")
    assert work.answer().text == ""


def test_sentences_events_and_the_shelf_are_cited(work, lesson, paragraph):
    now = timezone.now()
    shelf = {"lesson": lesson, "note": "", "by": work.student, "at": now}
    kept = keep_passage(
        edition=paragraph.edition, paragraph=paragraph, start=7, end=11, key="a", **shelf
    )
    event = keep_event(event=lesson.events.get(), key="b", **shelf)
    tokens = [
        post(work, paragraph="1.1", sentences="1").json()["token"],
        post(work, item=kept.item.pk).json()["token"],
        post(work, item=event.item.pk).json()["token"],
        post(work, event="flood").json()["token"],
    ]
    assert tokens == [
        "[1: paragraph 1.1]", "[2: paragraph 1.1]", "[3: event The flood, 1927]",
        "[3: event The flood, 1927]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"event": "none"}, 400, "There is no such event on this timeline. Reload the page."),
        ({"item": "none"}, 400, "This no longer lies on your shelf. Reload the page."),
        ({"event": 5}, 400, "The field event must be a text of at most 60 characters."),
        ({"event": "flood", "key": ""}, 400, "The field key must not be empty."),
        (
            {"paragraph": "9.9", "sentences": "1"},
            400,
            "There is no paragraph 9.9 in this essay.",
        ),
        ({"paragraph": "1.1", "sentences": "3"}, 409, "Paragraph 1.1 has 1 sentence."),
        (
            {"paragraph": "1.1", "sentences": "x"},
            400,
            "Type one number, or two with a dash between, such as 2-4.",
        ),
        ({}, 400, "The field edition must be a text of at most 60 characters."),
    ],
)
def test_a_request_that_names_nothing_there_gets_a_sentence(work, fields, status, sentence):
    answer = post(work, **fields)
    assert (answer.status_code, answer.json()["error"]) == (status, sentence)
    assert Citation.objects.count() == 0


def test_another_persons_shelf_cannot_be_cited(cast, work, lesson):
    item = keep_event(
        lesson=lesson, event=lesson.events.get(), note="", key="a", by=cast.bob, at=timezone.now()
    ).item
    assert post(work, item=item.pk).status_code == 400


def test_a_page_left_open_by_somebody_else_is_refused(cast, work):
    answer = post(work, by=cast.bob, event="flood")
    assert (answer.status_code, answer.json()["code"]) == (409, "other_person")
    assert Citation.objects.count() == 0


def test_nobody_cites_in_another_persons_answer(cast, work):
    for person, status in [(cast.bob, 404), (cast.sofia, 404), (cast.tessa, 403)]:
        answer = post(work, by=person, event="flood", person=person.pk)
        assert answer.status_code == status
    assert Citation.objects.count() == 0


def test_handed_in_work_says_so(work):
    work.write()
    work.hand_in()
    answer = post(work, event="flood")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_submitted")


# Without script --------------------------------------------------------------------------------


def test_by_the_page_the_token_comes_to_the_end_of_the_answer(work):
    work.write(text="In the hills.")
    client = signed_in(work.student)
    path = f"{work.answer_path()}cite/"
    page = client.get(f"{path}?paragraph=1.1&sentences=1")
    assert 'value="1.1"' in page.content.decode()
    sent = {"paragraph": "1.1", "sentences": "1", "key": "once"}
    for _ in range(2):  # a double click
        answer = client.post(path, sent)
        assert (answer.status_code, answer["Location"]) == (302, f"{work.path}#q-1")
    assert work.answer().text == "In the hills. [1: paragraph 1.1]"
    client.post(path, {"event": "flood"})
    assert work.answer().text == "In the hills. [1: paragraph 1.1] [2: event The flood, 1927]"


def test_a_page_filled_in_wrongly_keeps_what_was_typed(work):
    answer = signed_in(work.student).post(
        f"{work.answer_path()}cite/", {"paragraph": "7.<b>", "sentences": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is no paragraph 7.&lt;b&gt; in this essay." in page
    assert 'value="7.&lt;b&gt;"' in page
    assert work.answer().text == ""


def test_the_cite_button_saves_the_page_first(work):
    answer = work.answer()
    client = signed_in(work.student)
    sent = {
        "person": work.student.pk, f"text-{answer.pk}": "Typed.", f"version-{answer.pk}": "0",
        f"was-{answer.pk}": "", "page": "p", "do": f"cite-{answer.pk}",
    }  # fmt: skip
    came = client.post(work.path, sent)
    assert (came.status_code, came["Location"]) == (302, f"{work.answer_path()}cite/")
    assert work.answer().text == "Typed."
    sent["do"] = "cite-../../x"
    assert client.post(work.path, sent)["Location"] == work.path


def test_an_answer_at_its_limit_is_left_alone(work):
    work.write(text="x" * 50_000)
    answer = signed_in(work.student).post(f"{work.answer_path()}cite/", {"event": "flood"})
    assert answer.status_code == 409
    assert "the limit is 50,000" in answer.content.decode()
    assert work.answer().text == "x" * 50_000
