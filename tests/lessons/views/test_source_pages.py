from __future__ import annotations

import html

import pytest

from lessons.domain.sources import SourceContent, change_source, content_of_source, remove_source
from tests.assignments.question_sets.editor import fields_of, post
from tests.conftest import NOW, signed_in
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import written
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import EVIL, NO_IDS, again, at, words

SOURCE = "sources/of/BOOK/"


def stored(own) -> dict:
    return {row.key: content_of_source(row) for row in own.sources.all()}


def test_the_sources_stand_by_title_with_their_uses(own, tessa):
    shown = words(tessa.get(at(own, "sources/")))
    assert "2 sources A book Short name BOOK Settled knowledge 2 events" in shown
    assert "Papers of the archive The archive, 1950 https://example.org/papers" in shown


def test_a_lesson_without_sources_says_what_will_be_here(own, tessa):
    own.sources.all().delete()
    assert "No sources yet" in words(tessa.get(at(own, "sources/")))


def test_a_source_is_added_changed_and_removed(own, tessa):
    post(tessa, at(own, "sources/add/"), title="Letters", year="1931", checked="P")
    assert stored(own)["letters"] == SourceContent("Letters", "", "1931", "", "P")
    response = post(tessa, at(own, "sources/of/letters/"), publisher="A press")
    assert response["Location"] == at(own, "sources/")
    assert stored(own)["letters"].publisher == "A press"
    assert pack_findings(own) == []
    assert post(tessa, at(own, "sources/of/letters/remove/")).status_code == 302
    assert sorted(stored(own)) == ["ARCH-1", "BOOK"]


def test_saving_an_untouched_page_changes_nothing(own, tessa):
    before = stored(own)
    assert post(tessa, at(own, SOURCE)).status_code == 302
    assert (stored(own), written(), again(own).version) == (before, [], 1)


def test_a_source_in_use_stays_and_leads_to_its_events(own, tessa):
    shown = tessa.get(at(own, f"{SOURCE}remove/"))
    assert "2 events rest on it, so it stays" in words(shown)
    assert at(own, "events/long-war/") in shown.content.decode()
    assert "Remove the source" not in words(shown)


def test_removing_what_an_event_took_up_meanwhile_is_refused(cast, own, tessa):
    post(tessa, at(own, "sources/add/"), title="Letters")
    sent = fields_of(tessa.get(at(own, "sources/of/letters/remove/")).content.decode())
    post(tessa, at(own, "events/long-war/"), **{"sources-1-source": "letters"})
    response = tessa.post(at(own, "sources/of/letters/remove/"), sent)
    assert response.status_code == 409
    assert "Events rest on this source: “A long war”." in words(response)
    assert "letters" in stored(own)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "\u200b"}, "Type at least one visible character."),
        ({"title": "a\u202eb"}, "This contains a character that cannot be shown"),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"publisher": "x" * 201}, "at most 200 characters"),
        ({"year": "x" * 50_000}, "at most 20 characters"),
        ({"reference": "x" * 301}, "at most 300 characters"),
        ({"checked": "X"}, "Select a valid choice."),
    ],
)
def test_a_fault_stands_beside_its_field(own, tessa, typed, sentence):
    before = stored(own)
    for act in (SOURCE, "sources/add/"):
        response = post(tessa, at(own, act), **{"title": "Right", **typed})
        assert (response.status_code, sentence in words(response)) == (200, True)
    assert stored(own) == before


def test_another_change_of_the_lesson_is_no_conflict(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, SOURCE)).content.decode())
    post(signed_in(cast.theo), at(own, "sources/of/ARCH-1/"), title="Theirs")
    post(signed_in(cast.theo), at(own, "events/long-war/"), title="Theirs")
    assert tessa.post(at(own, SOURCE), {**sent, "title": ["Mine"]}).status_code == 302
    assert (stored(own)["BOOK"].title, stored(own)["ARCH-1"].title) == ("Mine", "Theirs")


def test_a_conflict_shows_both_and_can_be_settled(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, SOURCE)).content.decode())
    row = own.sources.get(key="BOOK")
    theirs = SourceContent("Theo's title", checked="L")
    change_source(source=row, based_on=1, content=theirs, by=cast.theo, at=NOW)
    response = tessa.post(at(own, SOURCE), {**sent, "title": ["Tessa's title"]})
    assert response.status_code == 409
    assert "Title Theo's title Tessa's title" in words(response)
    assert "How it was checked Looked up Settled knowledge" in words(response)
    again = fields_of(response.content.decode())
    assert (again["title"], stored(own)["BOOK"]) == (["Tessa's title"], theirs)
    assert tessa.post(at(own, SOURCE), again).status_code == 302
    assert stored(own)["BOOK"].title == "Tessa's title"


def test_a_source_that_was_removed_meanwhile_can_be_added_again(cast, own, tessa):
    post(tessa, at(own, "sources/add/"), title="Letters")
    sent = fields_of(tessa.get(at(own, "sources/of/letters/")).content.decode())
    row = own.sources.get(key="letters")
    remove_source(source=row, based_on=2, by=cast.theo, at=NOW)
    response = tessa.post(at(own, "sources/of/letters/"), {**sent, "title": ["Letters again"]})
    assert (response.status_code, "Removed meanwhile" in words(response)) == (409, True)
    again = fields_of(response.content.decode())
    assert tessa.post(at(own, "sources/add/"), again).status_code == 302
    assert stored(own)["letters-again"].title == "Letters again"


@pytest.mark.parametrize("token", ["", "abc", "-1", "9" * 30, "7"])
def test_a_token_that_is_none_never_saves_over_another_state(cast, own, tessa, token):
    sent = fields_of(tessa.get(at(own, SOURCE)).content.decode())
    post(signed_in(cast.theo), at(own, SOURCE), title="Theirs")
    sent |= {"based_on": token, "title": "Mine"}
    assert tessa.post(at(own, SOURCE), sent).status_code in {200, 409}
    assert stored(own)["BOOK"].title == "Theirs"


@pytest.mark.parametrize("wrong", [*NO_IDS, "NONE"])
def test_ids_that_are_none_are_not_found(own, tessa, wrong):
    for act in (f"sources/of/{wrong}/", f"sources/of/{wrong}/remove/"):
        assert tessa.get(at(own, act)).status_code == 404
        assert tessa.post(at(own, act), {"based_on": "1"}).status_code == 404


@pytest.mark.parametrize("text", EVIL)
def test_markup_is_shown_as_text(own, tessa, text):
    post(
        tessa, at(own, SOURCE), title=text, publisher=text, reference=f"javascript:{text}",
    )  # fmt: skip
    for act in ("sources/", SOURCE, f"{SOURCE}remove/", "events/long-war/"):
        raw = tessa.get(at(own, act)).content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False), act
        assert text in html.unescape(raw), act
        assert 'href="javascript' not in raw


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    files = PackFiles()
    files.events["sources"] += [
        {"id": f"S{i}", "title": f"Source {i}", "checked": "L"} for i in range(count)
    ]
    lesson = load(files, school=cast.riverside)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(7):
        assert client.get(at(lesson, "sources/")).status_code == 200
