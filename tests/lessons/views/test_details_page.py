from __future__ import annotations

import pytest

from lessons.domain.details import Details, details_of
from tests.assignments.question_sets.editor import fields_of, post
from tests.conftest import signed_in
from tests.lessons.views.conftest import again, at, words

PAGE = "details/"


def stored(own) -> Details:
    return details_of(again(own))


def test_details_are_changed(own, tessa):
    sent = {"subtitle": "New", "summary": "One.\r\nTwo.", "language": "de"}
    assert post(tessa, at(own, PAGE), **sent)["Location"] == at(own, PAGE)
    assert stored(own) == Details("New", "One.\nTwo.", "de")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"subtitle": "x" * 201}, "at most 200 characters"),
        ({"subtitle": "a\u202eb"}, "This contains a character that cannot be shown"),
        ({"summary": "x" * 50_000}, "at most 1000 characters"),
        ({"language": ""}, "This field is required."),
        ({"language": "English"}, "Write a language code"),
        ({"language": "x" * 13}, "at most 12 characters"),
    ],
)
def test_a_fault_stands_beside_its_field(own, tessa, typed, sentence):
    before = stored(own)
    response = post(tessa, at(own, PAGE), **typed)
    assert (response.status_code, sentence in words(response)) == (200, True)
    assert stored(own) == before


def test_a_conflict_shows_both_and_can_be_settled(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, PAGE)).content.decode())
    post(signed_in(cast.theo), at(own, PAGE), subtitle="Theo's", summary="Theo's summary")
    response = tessa.post(at(own, PAGE), {**sent, "subtitle": ["Tessa's"]})
    assert response.status_code == 409
    assert "Subtitle Theo's Tessa's" in words(response)
    assert "Summary Theo's summary Three paragraphs and two events." in words(response)
    again = fields_of(response.content.decode())
    assert (again["subtitle"], stored(own).subtitle) == (["Tessa's"], "Theo's")
    assert tessa.post(at(own, PAGE), again).status_code == 302
    assert stored(own).subtitle == "Tessa's"


def test_a_title_cannot_be_sent_along(own, tessa):
    post(tessa, at(own, PAGE), title="Mine", school="", version="9", subtitle="New")
    lesson = again(own)
    assert (lesson.title, lesson.school_id, lesson.version) == (
        "A small lesson", own.school_id, 2,
    )  # fmt: skip
