"""Who may change which lesson, and where the way to it is offered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.conftest import signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import at, words

PAGES = [
    "timeline/", "timeline/add/", "timeline/date/", "timeline/import/", "events/long-war/",
    "events/long-war/remove/", "sources/", "sources/add/", "sources/of/BOOK/",
    "sources/of/BOOK/remove/", "readings/", "readings/add/", "themes/", "themes/war/",
    "themes/war/remove/", "details/",
]  # fmt: skip
LIBRARY = (
    "This lesson belongs to the library, which stays as it is. Teachers change the lessons of "
    "their own school."
)


@pytest.mark.parametrize("act", PAGES)
def test_the_schools_teachers_change_its_lessons(cast, own, act):
    names = ["tessa", "theo", "sue", "asif", "sana", "fiona", "sofia", "alice", "frank"]
    found = {name: signed_in(getattr(cast, name)).get(at(own, act)).status_code for name in names}
    assert found == {
        "tessa": 200, "theo": 200, "sue": 200, "asif": 403, "sana": 403, "fiona": 404,
        "sofia": 404, "alice": 404, "frank": 404,
    }  # fmt: skip


@pytest.mark.parametrize("act", PAGES)
def test_the_library_stays_as_it_is(cast, files, act):
    lesson = load(files)
    for method in ("get", "post"):
        if method == "post" and act in {"timeline/", "timeline/date/", "sources/", "readings/"}:
            continue
        response = getattr(signed_in(cast.tessa), method)(at(lesson, act))
        assert (response.status_code, LIBRARY in words(response)) == (403, True)
    assert signed_in(cast.sue).get(at(lesson, act)).status_code == 200


def test_onlookers_are_told_who_may(cast, own):
    shown = words(signed_in(cast.asif).get(at(own, "timeline/")))
    assert "Teachers of this school change its lessons." in shown


def test_the_table_is_handed_to_whoever_sees_the_lesson_on_the_desk(cast, own, files):
    library = load(files)
    for name, expected in {
        "tessa": (200, 200), "asif": (200, 200), "sana": (200, 200), "sue": (200, 200),
        "fiona": (404, 200), "alice": (404, 404),
    }.items():  # fmt: skip
        client = signed_in(getattr(cast, name))
        found = tuple(client.get(at(row, "timeline.csv")).status_code for row in (own, library))
        assert (name, found) == (name, expected)


def test_the_way_to_changing_is_offered_to_those_who_may(cast, own):
    page = reverse("admin:lessons_lesson_change", args=[own.pk])
    offered = {
        name: at(own, "timeline/") in signed_in(getattr(cast, name)).get(page).content.decode()
        for name in ("tessa", "sana", "sue", "asif")
    }
    assert offered == {"tessa": True, "sana": False, "sue": True, "asif": False}


def test_every_page_of_a_part_leads_to_the_others(own, tessa):
    for act in ("timeline/", "sources/", "readings/", "themes/", "details/"):
        raw = tessa.get(at(own, act)).content.decode()
        assert raw.count('aria-current="page"') == 1
        assert all(at(own, part) in raw for part in ("timeline/", "sources/", "themes/"))


def test_the_lessons_page_follows_what_is_changed_here(cast, own, tessa):
    from tests.assignments.question_sets.editor import post

    page = reverse("lessons:lesson", kwargs={"lesson": own.pk, "slug": own.slug})
    post(tessa, at(own, "events/long-war/"), title="A war that lasts", date="1939~/1945")
    post(tessa, at(own, "themes/war/"), title="Strife")
    post(tessa, at(own, "details/"), subtitle="Below the title")
    shown = words(tessa.get(page))
    assert "A war that lasts" in shown
    assert "about 1939 – 1945" in shown
    assert "Strife" in shown
    assert "Below the title" in shown


def test_loading_the_pack_again_brings_its_state_back(cast, own, files, tessa):
    from tests.assignments.question_sets.editor import post

    post(tessa, at(own, "events/long-war/"), title="A war that lasts")
    load(PackFiles(), school=cast.riverside)
    assert own.events.get(key="long-war").title == "A long war"
