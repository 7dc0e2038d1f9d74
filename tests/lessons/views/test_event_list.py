from __future__ import annotations

import html
import re

import pytest

from lessons.domain.events import add_event
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import said
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import EVIL, at, words


def titles(response) -> list[str]:
    return re.findall(r'class="material-title"><a [^>]+>([^<]+)<', response.content.decode())


def test_all_events_stand_in_order_with_what_they_have(own, tessa):
    response = tessa.get(at(own, "timeline/"))
    assert titles(response) == ["A treaty is signed", "A long war"]
    shown = words(response)
    assert "2 events in order of time" in shown
    assert "16 April 1922 A treaty is signed Rapallo War Trade Paragraphs § 1.1, 2.1" in shown
    assert "1939–1945 A long war Background War Paragraphs § 2.1 1 source" in shown


def test_a_lesson_without_a_text_has_a_timeline_too(own, tessa):
    own.current_edition = None
    own.save(update_fields=["current_edition"])
    response = tessa.get(at(own, "timeline/"))
    assert titles(response) == ["A treaty is signed", "A long war"]
    assert "No paragraph (2)" in words(response)


def test_an_empty_timeline_says_what_will_be_here(own, tessa):
    own.events.all().delete()
    shown = words(tessa.get(at(own, "timeline/")))
    assert "No events yet" in shown
    assert "Add an event" in shown
    assert "Take out as a table" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=economy", ["A treaty is signed"]),
        ("q=outsiders", ["A treaty is signed"]),
        ("q=ANNA", ["A treaty is signed"]),
        ("q=1939%E2%80%931945", ["A long war"]),
        ("q=april+1922", ["A treaty is signed"]),
        ("q=long&theme=economy", []),
        ("q=%25", []),
        ("q=_", []),
        ("q=%5C", []),
        ("q=%27+OR+1%3D1--", []),
        ("q=%22", []),
        ("theme=nothing", ["A treaty is signed", "A long war"]),
        ("gap=nothing&unknown=1&page=abc", ["A treaty is signed", "A long war"]),
        ("page=-1&page=99999999999999999999", ["A treaty is signed", "A long war"]),
        ("theme=war&theme=economy", ["A treaty is signed"]),
        ("q=" + "x" * 5000, []),
    ],
)
def test_the_list_is_narrowed_by_what_it_offers(own, tessa, query, found):
    response = tessa.get(at(own, f"timeline/?{query}"))
    assert (response.status_code, titles(response)) == (200, found)


def test_nul_is_refused(own, tessa):
    assert tessa.get(at(own, "timeline/?q=a%00b")).status_code == 400


def test_gaps_are_flagged_and_can_be_asked_for(cast, own, tessa):
    add_event(lesson=own, content=said(), by=cast.tessa, at=NOW)
    bare = own.events.create(
        key="bare", date="1950", first_day=711858, last_day=712222, title="Bare", summary="It is."
    )
    shown = words(tessa.get(at(own, "timeline/")))
    assert "Bare No theme No source No paragraph" in shown
    assert "No theme (1) No source (1) No paragraph (2)" in shown
    found = tessa.get(at(own, "timeline/?gap=source"))
    assert (titles(found), "1 of 4 events." in words(found)) == ([bare.title], True)
    assert titles(tessa.get(at(own, "timeline/?gap=paragraph"))) == ["A bridge is built", "Bare"]


@pytest.mark.parametrize("text", EVIL)
def test_markup_is_shown_as_text(cast, own, tessa, text):
    content = said(title=text, summary=text, place=text, note=text, people=(text,))
    event = add_event(lesson=own, content=content, by=cast.tessa, at=NOW)
    own.themes = [*own.themes, {"id": "evil", "title": text}]
    own.title = text
    own.save(update_fields=["themes", "title"])
    for act in ("timeline/", f"events/{event.key}/", f"events/{event.key}/remove/"):
        response = tessa.get(at(own, act))
        raw = response.content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False), act
        assert text in html.unescape(raw), act


def test_a_long_timeline_comes_in_pages(cast, own, tessa, monkeypatch):
    monkeypatch.setattr("lessons.views.event_list.PAGE", 1)
    first = tessa.get(at(own, "timeline/?q=a"))
    assert (titles(first), "Page 1 of 2" in words(first)) == (["A treaty is signed"], True)
    assert "?q=a&amp;page=2" in first.content.decode()
    assert titles(tessa.get(at(own, "timeline/?q=a&page=2"))) == ["A long war"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    lesson = load(PackFiles().with_events(count), school=cast.riverside)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(8):
        response = client.get(at(lesson, "timeline/"))
    assert len(titles(response)) == count
