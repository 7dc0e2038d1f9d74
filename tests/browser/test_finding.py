"""Searching a lesson in a real browser: the hits of the server, marked without a new element."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lessons.models import Lesson
from lessons.views.search import search_lesson
from lessons.views.timeline import timeline_of

pytestmark = pytest.mark.django_db(transaction=True)

SHARED = json.loads((Path(__file__).parents[1] / "lessons" / "search_cases.json").read_text())
QUERIES = [
    "Munich",
    "1937",
    "stalin's",
    "League of Nations",
    "comintern",
    "1930s",
    "prag",
    "zz",
    "e",
]

CASES = """
async (shared) => {
  const matching = await import("/static/js/search/matching.js");
  const {fold, liesIn, needleOf, occurrences, yearsAsked} = matching;
  return {
    cases: shared.cases.map(({text, query}) =>
      occurrences(fold(text), needleOf(query)).map(([start, end]) => text.slice(start, end))),
    years: shared.years.map(({query}) => yearsAsked(needleOf(query))),
    spans: shared.spans.map(({asked, years}) => liesIn(yearsAsked(needleOf(asked)), years)),
  };
}
"""
MARKED = """
() => ({
  hits: [...(CSS.highlights.get("hit") ?? [])].map(String),
  current: [...(CSS.highlights.get("hit-current") ?? [])].map(String),
})
"""


@pytest.fixture
def path(lesson_path) -> str:
    return lesson_path


def opened(watch, path: str, **context):
    watched = watch(**context)
    watched.sign_in("alice")
    watched.open(path)
    return watched


def look_for(page, query: str) -> None:
    page.locator("#find-q").fill(query)
    page.locator("#find-q").press("Enter")


def test_the_browser_passes_the_shared_cases(watch, path):
    found = opened(watch, path).page.evaluate(CASES, SHARED)
    for kind, key in (("cases", "hits"), ("years", "asked"), ("spans", "lies")):
        assert found[kind] == [case[key] for case in SHARED[kind]], kind


def test_it_finds_what_the_server_finds(watch, path):
    page = opened(watch, path).page
    lesson = Lesson.objects.select_related("current_edition").get()
    edition = lesson.current_edition
    timeline = timeline_of(lesson, edition)
    for query in QUERIES:
        found = search_lesson(query, edition, timeline)
        page.locator("#find-q").fill(query)
        events = found.event_count
        said = f"{found.essay.count} in the essay, {events} event{'' if events == 1 else 's'}"
        nothing = f"Nothing in this lesson holds “{query}”."
        expect(page.locator("[data-count]")).to_have_text(said if found.total else nothing)
        marked = page.locator(".event[data-hit]").evaluate_all("all => all.map((one) => one.id)")
        assert marked == [f"event-{row.key}" for row in found.entries if row.is_hit], query
        places = page.locator("#essay [data-hit]").evaluate_all("all => all.map((one) => one.id)")
        assert sorted(places) == sorted(place.name for place in found.essay.places), query


def test_hits_are_marked_without_touching_the_text(watch, path):
    page = opened(watch, path).page
    before = page.locator("#essay").inner_html()
    page.locator("#find-q").fill("Prague")
    expect(page.locator("[data-count]")).to_have_text("2 in the essay, 4 events")
    assert set(page.evaluate(MARKED)["hits"]) == {"Prague"}
    after = page.locator("#essay").inner_html()
    assert (after.replace(' data-hit=""', ""), after.count("<mark")) == (before, 0)
    page.locator("#find-q").fill("")
    expect(page.locator("[data-count]")).to_be_empty()
    assert page.evaluate(MARKED) == {"hits": [], "current": []}
    assert page.locator("[data-hit]").count() == 0


def test_enter_walks_on_and_back_and_round(watch, path):
    page = opened(watch, path).page
    count = page.locator("[data-count]")
    look_for(page, "Prague")
    expect(count).to_have_text("1 of 6: 6.3")
    assert page.evaluate(MARKED)["current"] == ["Prague"]
    expect(page.locator("#s6-3")).to_be_in_viewport()
    page.keyboard.press("Shift+Enter")
    expect(count).to_contain_text("6 of 6: ")
    expect(page.locator('.event[data-hit="current"]')).to_have_count(1)
    expect(page.locator('.event[data-hit="current"] .event-title')).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(count).to_have_text("1 of 6: 6.3")
    page.get_by_role("button", name="Next hit").click()
    expect(count).to_have_text("2 of 6: 7.1")
    page.get_by_role("button", name="Previous hit").click()
    expect(count).to_have_text("1 of 6: 6.3")


def test_the_first_step_begins_where_the_reader_is(watch, path):
    page = opened(watch, f"{path}#s7-1").page
    page.keyboard.press("/")
    look_for(page, "Prague")
    expect(page.locator("[data-count]")).to_have_text("2 of 6: 7.1")


def test_the_field_comes_along_and_escape_leaves_one_at_the_hit(watch, path):
    page = opened(watch, f"{path}#s9-1").page
    page.keyboard.press("/")
    field = page.locator("#find-q")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    look_for(page, "Munich")
    page.keyboard.press("Escape")
    expect(page.locator("#s6-3 .paragraph-number")).to_be_focused()
    expect(page.locator(".find")).not_to_have_class("find is-floating")
    assert page.locator("[data-hit]").count() == 0
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#s6-3 .paragraph-number")).to_be_focused()


def test_an_event_that_the_key_hides_is_shown_when_it_is_walked_to(watch, path):
    page = opened(watch, path).page
    page.get_by_label("Trade and the economy").check()
    expect(page.locator("#event-munich-agreement")).to_be_hidden()
    look_for(page, "Four powers give")
    expect(page.locator("#event-munich-agreement .event-title")).to_be_in_viewport()
    expect(page.get_by_label("Trade and the economy")).not_to_be_checked()


def test_a_hit_that_is_folded_away_is_opened(watch, path):
    page = opened(watch, path).page
    look_for(page, "plainly worthless")
    event = page.locator('.event[data-hit="current"]')
    expect(event.locator(".event-summary")).to_be_in_viewport()


def test_a_search_of_the_address_is_marked_and_its_list_goes_when_another_begins(watch, path):
    watched = opened(watch, f"{path}?q=Prague")
    page = watched.page
    expect(page.locator("#found-title")).to_have_text("6 hits for “Prague”")
    expect(page.locator("[data-count]")).to_have_text("2 in the essay, 4 events")
    assert page.locator("#essay mark, #timeline mark").count() == 0
    assert len(page.evaluate(MARKED)["hits"]) >= 6
    page.locator("#find-q").fill("Munich")
    expect(page.locator("#found")).to_have_count(0)
    page.locator(".find-go").click()
    expect(page.locator("#found-title")).to_have_text("4 hits for “Munich”")
    assert (watched.csp_findings(), watched.console, watched.foreign) == ([], [], [])


def test_without_script_the_server_lists_and_marks(watch, path):
    page = opened(watch, path, java_script_enabled=False).page
    page.get_by_role("link", name="Search", exact=True).click()
    page.locator("#find-q").fill("Prague")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found-title")).to_have_text("6 hits for “Prague”")
    expect(page.locator("#essay mark")).to_have_count(2)
    expect(page.locator(".event[data-hit]")).to_have_count(4)
    page.locator("#found").get_by_role("link", name="Paragraph 7.1").click()
    expect(page.locator("#s7-1")).to_be_in_viewport()
    page.get_by_role("link", name="End the search").click()
    expect(page.locator("mark")).to_have_count(0)


def test_the_phone_has_room_for_it(watch, path):
    watched = opened(watch, f"{path}#s6-1", viewport={"width": 390, "height": 844}, has_touch=True)
    page = watched.page
    page.get_by_role("link", name="Search", exact=True).click()
    look_for(page, "Prague")
    expect(page.locator("[data-count]")).to_have_text("1 of 6: 6.3")
    expect(page.locator(".find.is-floating")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
