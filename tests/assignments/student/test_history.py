"""The history of an answer: what is kept, comparing, bringing back, and who sees none of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.models import Answer, Revision
from tests.assignments.student.pages import words_of


def path(work, label: str = "1", name: str = "history") -> str:
    return f"{work.answer_path(label)}{name}/"


@pytest.fixture
def written(work):
    """Let Alice write three texts, more than half a minute apart."""
    now = timezone.now()
    for minutes, text in ((9, "Rivers rise."), (6, "Rivers rise in hills."), (3, "In hills.")):
        work.write(text=text, at=now - timedelta(minutes=minutes))
    return work


def kept(work) -> list[tuple[str, str]]:
    rows = work.answer().revisions.order_by("saved_at", "pk")
    return [(row.cause, row.text) for row in rows]


def restored(client, work, number: str, **fields):
    form = {"number": number, "based_on": str(work.answer().version), "key": "once", **fields}
    return client.post(path(work, name="restore"), form, follow=True)


def test_the_list_has_each_kept_text_with_its_words(alice, written):
    page = words_of(alice.get(path(written)))
    assert page.count("While writing") == 3
    assert "Yours alone: your teacher reads what you hand in." in page


def test_two_texts_are_compared_word_by_word(alice, written):
    page = alice.get(path(written), {"old": "1", "new": "2"}).content.decode()
    assert '<ins><span class="visually-hidden"> added: </span>in hills<' in page
    assert "<del>" not in page


def test_without_a_choice_the_newest_kept_text_is_set_against_the_answer(alice, written):
    written.write(text="In hills and in lakes.")
    page = alice.get(path(written)).content.decode()
    assert page.count("<ins>") == 1
    assert "and in lakes" in page


def test_bringing_a_text_back_makes_a_new_revision_and_keeps_the_other(alice, written):
    written.write(text="In lakes.")
    page = words_of(restored(alice, written, "1"))
    assert "Answer 1 is the earlier text again." in page
    assert written.answer().text == "Rivers rise."
    assert kept(written)[-2:] == [("writing", "In lakes."), ("restored", "Rivers rise.")]


def test_what_was_typed_since_the_last_kept_text_is_kept_before_another_is_brought_back(
    alice, written
):
    written.write(text="In lakes.")
    written.write(text="In lakes and ponds.")  # a moment later, so not kept by itself
    restored(alice, written, "1")
    assert kept(written)[-2:] == [
        ("kept_aside", "In lakes and ponds."),
        ("restored", "Rivers rise."),
    ]


def test_bringing_back_twice_with_one_key_happens_once(alice, written):
    before = written.answer().version
    for _ in range(2):
        restored(alice, written, "1", based_on=str(before))
    assert written.answer().version == before + 1
    assert [cause for cause, _text in kept(written)].count("restored") == 1


def test_a_page_older_than_the_answer_brings_nothing_back(alice, written):
    old = str(written.answer().version)
    written.write(text="Typed on the phone.")
    page = words_of(restored(alice, written, "1", based_on=old))
    assert "Nothing was brought back" in page
    assert written.answer().text == "Typed on the phone."


def test_after_handing_in_history_is_for_reading(alice, written):
    written.hand_in()
    answer = Answer.objects.get(question__label="1")
    page = alice.get(path(written)).content.decode()
    assert "Bring back" not in page
    response = restored(alice, written, "1")
    assert "This was handed in." in words_of(response)
    answer.refresh_from_db()
    assert answer.text == "In hills."


@pytest.mark.parametrize("bad", ["0", "-1", "99", "abc", "1.5", "9" * 30, "٣", ""])
def test_a_number_that_no_row_has_is_not_found(alice, written, bad):
    if bad:
        assert alice.get(path(written), {"old": bad}).status_code == 404
    form = {"number": bad, "based_on": "3", "key": "k"}
    response = alice.post(path(written, name="restore"), form, follow=True)
    assert "Nothing was brought back: there is no such text." in words_of(response)
    assert written.answer().text == "In hills."


def test_nobody_else_sees_a_history(strangers, written):
    codes = {
        name: (
            client.get(path(written)).status_code,
            client.post(path(written, name="restore"), {"number": "1"}).status_code,
        )
        for name, client in strangers.items()
    }
    assert set(codes.values()) <= {(404, 404), (403, 403)}
    assert len(codes) >= 3
    assert written.answer().text == "In hills."


def test_nothing_kept_yet_says_what_will_be_here(alice, work):
    assert "Nothing kept yet" in words_of(alice.get(path(work)))


# Session, person, two of the person's roles; then the answer, its history, one text, the position;
# how it was written and who sees that.
QUERIES = 4 + 4 + 2


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_takes_six_queries_however_long_the_history(
    alice, work, rows, django_assert_num_queries
):
    work.write(text="Now.")
    answer = work.answer()
    Revision.objects.bulk_create(
        Revision(
            answer=answer, version=1, text=f"Text {i}", words=2, cause="writing",
            saved_at=timezone.now() - timedelta(hours=i + 1),
        )
        for i in range(rows - 1)
    )  # fmt: skip
    address = path(work)
    with django_assert_num_queries(QUERIES):
        page = alice.get(address, {"old": "1"}).content.decode()
    assert page.count('name="old"') == rows
