from __future__ import annotations

import pytest

from lessons.domain.readings import ReadingContent, change_reading, content_of_reading
from lessons.models import Reading
from tests.assignments.question_sets.editor import fields_of, post
from tests.conftest import NOW, signed_in
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import NO_IDS, at, words


def page_of(own, position: int, act: str = "") -> str:
    return at(own, f"readings/{own.readings.get(position=position).key}/{act}")


def authors(own) -> list[str]:
    return list(own.readings.values_list("author", flat=True))


def test_the_readings_stand_in_their_order(own, tessa):
    shown = words(tessa.get(at(own, "readings/")))
    assert "Eva Holm, An easy book A press, 2003 Short. To begin with With a link" in shown
    assert shown.index("Eva Holm") < shown.index("Ulf Dahl")


def test_a_lesson_without_readings_says_what_will_be_here(own, tessa):
    own.readings.all().delete()
    assert "No readings yet" in words(tessa.get(at(own, "readings/")))


def test_a_reading_is_added_changed_moved_and_removed(own, tessa):
    sent = {"author": "Ada Rask", "title": "On bridges", "year": "1931", "level": "university"}
    post(tessa, at(own, "readings/add/"), **sent)
    assert authors(own) == ["Eva Holm", "Ulf Dahl", "Ada Rask"]
    post(tessa, page_of(own, 3), note="Long.\r\nGood.")
    assert content_of_reading(own.readings.get(position=3)) == ReadingContent(
        **sent, note="Long.\nGood."
    )
    assert pack_findings(own) == []
    tokens = fields_of(tessa.get(at(own, "readings/")).content.decode())
    tessa.post(page_of(own, 3, "move/"), {**tokens, "step": "-1"})
    assert authors(own) == ["Eva Holm", "Ada Rask", "Ulf Dahl"]
    post(tessa, page_of(own, 1, "remove/"))
    assert authors(own) == ["Ada Rask", "Ulf Dahl"]


def test_moving_in_a_list_that_changed_meanwhile_is_refused(cast, own, tessa):
    tokens = fields_of(tessa.get(at(own, "readings/")).content.decode())
    theirs = {"author": "T", "title": "T", "year": "1"}
    post(signed_in(cast.theo), at(own, "readings/add/"), **theirs)
    response = tessa.post(page_of(own, 1, "move/"), {**tokens, "step": "1"}, follow=True)
    assert "Somebody changed this list meanwhile." in words(response)
    assert authors(own) == ["Eva Holm", "Ulf Dahl", "T"]


def test_moving_goes_on_when_something_else_changed(cast, own, tessa):
    tokens = fields_of(tessa.get(at(own, "readings/")).content.decode())
    post(signed_in(cast.theo), at(own, "events/long-war/"), title="Theirs")
    tessa.post(page_of(own, 1, "move/"), {**tokens, "step": "1"})
    assert authors(own) == ["Ulf Dahl", "Eva Holm"]


@pytest.mark.parametrize("sent", [{}, {"step": "5"}, {"step": "x", "based_on": "1"}])
def test_a_move_that_is_none_moves_nothing(own, tessa, sent):
    assert tessa.post(page_of(own, 1, "move/"), sent).status_code == 302
    assert authors(own) == ["Eva Holm", "Ulf Dahl"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"author": ""}, "This field is required."),
        ({"author": "x" * 201}, "at most 200 characters"),
        ({"title": "a\u202eb"}, "This contains a character that cannot be shown"),
        ({"title": "x" * 50_000}, "at most 300 characters"),
        ({"year": ""}, "This field is required."),
        ({"publisher": "x" * 201}, "at most 200 characters"),
        ({"level": "nursery"}, "Select a valid choice."),
        ({"note": "x" * 601}, "at most 600 characters"),
        ({"url": "javascript:alert(1)"}, "A link begins with http:// or https://"),
        ({"url": "https://e.example/" + "x" * 300}, "at most 300 characters"),
    ],
)
def test_a_fault_stands_beside_its_field(own, tessa, typed, sentence):
    response = post(tessa, page_of(own, 1), **typed)
    assert (response.status_code, sentence in words(response)) == (200, True)
    assert Reading.objects.get(lesson=own, position=1).author == "Eva Holm"


def test_a_conflict_shows_both_wherever_the_reading_is_now(cast, own, tessa):
    url = page_of(own, 1)
    sent = fields_of(tessa.get(url).content.decode())
    theirs = ReadingContent("Theo", "A title", "2000")
    row = own.readings.get(position=1)
    change_reading(reading=row, based_on=1, content=theirs, by=cast.theo, at=NOW)
    response = tessa.post(url, {**sent, "author": ["Tessa"]})
    assert response.status_code == 409
    assert "Author Theo Tessa" in words(response)
    again = fields_of(response.content.decode())
    assert tessa.post(url, again).status_code == 302
    assert authors(own) == ["Tessa", "Ulf Dahl"]


@pytest.mark.parametrize("wrong", [*NO_IDS, "2" * 14])
def test_ids_that_are_none_are_not_found(own, tessa, wrong):
    for act in ("", "remove/"):
        assert tessa.get(at(own, f"readings/{wrong}/{act}")).status_code == 404
    assert tessa.post(at(own, f"readings/{wrong}/move/"), {"step": "1"}).status_code == 404


def test_a_reading_of_another_lesson_is_not_found_here(cast, own, tessa):
    other = load(PackFiles(), school=cast.hillside)
    key = other.readings.get(position=1).key
    assert tessa.get(at(own, f"readings/{key}/")).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    files = PackFiles()
    files.readings["readings"] = files.readings["readings"][:1] * count
    lesson = load(files, school=cast.riverside)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(7):
        assert client.get(at(lesson, "readings/")).status_code == 200
