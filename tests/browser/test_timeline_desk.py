"""The pages where a timeline is changed, in Chromium: a date, picking, two at once, a table."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lessons.models import Lesson
from tests.browser.test_pages import OPTIONS
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles

TABLE = (
    "Id,EDTF,Headline,Text,Themes,Sources\n"
    "long-war,1939/1944,A long war,It lasts.,war,BOOK\n"
    ",1950-05,A bridge,It stands.,economy,BOOK\n"
)


@pytest.fixture
def own(cast) -> Lesson:
    return load(PackFiles(), school=cast.riverside)


def at(lesson: Lesson, act: str) -> str:
    return f"/admin/lessons/lesson/{lesson.pk}/{act}"


def flaws(watched, page: Page) -> list[str]:
    """Return what the policy, the page's width and axe find on the page as it stands."""
    found = watched.csp_findings()
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return found + [f"{item['id']} {item['nodes'][0]['html'][:100]}" for item in violations]


def save(page: Page) -> None:
    page.locator(".editor-actions").get_by_role("button", name="Save").click()


def test_a_date_is_worded_while_it_is_typed(watch, own):
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open(at(own, "events/long-war/"))
    meaning = page.locator("[data-meaning]")
    expect(page.get_by_role("button", name="Say what this date means")).to_be_hidden()
    for typed, said in {
        "1939-24": "winter 1939/1940 1 December 1939 to 29 February 1940",
        "-0489~": "about 490 BCE 1 January 490 BCE to 31 December 490 BCE",
        "1939-05-01": "1 May 1939 ",
    }.items():
        page.get_by_label("Date").fill(typed)
        expect(meaning).to_have_text(said)
    page.get_by_label("Date").fill("1939-13")
    expect(meaning).to_contain_text("there is no month 13")
    assert flaws(watched, page) == []
    page.get_by_label("Date").fill("1917-10-25")
    page.get_by_label("Calendar").select_option("julian")
    expect(meaning).to_contain_text("25 October 1917 (Julian)")
    page.get_by_label("Date").fill("")
    expect(meaning).to_have_text("")


def test_paragraphs_are_found_and_picked_from_the_keyboard(watch, own):
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open(at(own, "events/long-war/"))
    find = page.get_by_label("Find in the list")
    find.fill("archive")
    expect(page.locator(".pick-list label:visible")).to_have_count(1)
    find.press("Enter")
    find.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-ticked]")).to_have_text("Chosen: 1.2, 2.1")
    find.fill("")
    save(page)
    page.wait_for_url("**/timeline/**")
    event = own.events.get(key="long-war")
    assert sorted(event.anchors.values_list("name", flat=True)) == ["s1-2", "s2-1"]


def test_two_teachers_at_once_lose_nothing(watch, own):
    mine, theirs = watch(viewport={"width": 390, "height": 800}), watch()
    mine.sign_in("tessa")
    theirs.sign_in("theo")
    page, other = (watched.open(at(own, "events/long-war/")) for watched in (mine, theirs))
    other.get_by_label("Title").first.fill("Theo's war")
    save(other)
    other.wait_for_url("**/timeline/**")
    page.get_by_label("Title").first.fill("Tessa's war")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Changed meanwhile")
    expect(page.locator(".pairs tbody td")).to_have_text(["Theo's war", "Tessa's war"])
    assert flaws(mine, page) == []
    expect(page.get_by_label("Title").first).to_have_value("Tessa's war")
    save(page)
    page.wait_for_url("**/timeline/**")
    assert own.events.get(key="long-war").title == "Tessa's war"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_table_is_planned_and_written(watch, own, width, scheme):
    watched = watch(viewport={"width": width, "height": 800}, color_scheme=scheme)
    watched.sign_in("tessa")
    page = watched.open(at(own, "timeline/import/"))
    file = {"name": "t.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("input[type=file]", files=[file])
    page.get_by_role("button", name="Show the plan").click()
    expect(page.get_by_role("heading", name="The plan")).to_be_visible()
    assert flaws(watched, page) == []
    page.get_by_role("button", name="Write this to the timeline").click()
    page.wait_for_url("**/timeline/")
    assert flaws(watched, page) == []
    assert own.events.get(key="long-war").date == "1939/1944"
    assert own.events.get(title="A bridge").themes == ["economy"]


def test_everything_can_be_done_without_script(watch, own):
    watched = watch(java_script_enabled=False)
    watched.open("/sign-in/")
    page = watched.page
    page.select_option("select[name=school]", "riverside")
    page.fill("input[name=login]", "tessa")
    page.fill("input[name=password]", "river stone candle")
    page.get_by_role("button", name="Sign in").click()
    watched.open(at(own, "events/long-war/"))
    page.get_by_label("Date").fill("1939-24")
    page.get_by_role("button", name="Say what this date means").click()
    expect(page.locator("[data-meaning]")).to_contain_text("winter 1939/1940")
    page.get_by_role("button", name="More rows").click()
    expect(page.locator(".source-row")).to_have_count(5)
    page.locator(".pick-list label").filter(has_text="1.2").locator("input").check()
    save(page)
    page.wait_for_url("**/timeline/**")
    assert own.events.get(key="long-war").date == "1939-24"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_an_empty_lesson_is_sound_everywhere(watch, own, width, scheme):
    for rows in (own.events, own.sources, own.readings):
        rows.all().delete()
    Lesson.objects.filter(pk=own.pk).update(themes=[], current_edition=None)
    watched = watch(viewport={"width": width, "height": 800}, color_scheme=scheme)
    watched.sign_in("tessa")
    found = []
    for act in ("timeline/", "timeline/add/", "sources/", "readings/", "themes/", "details/"):
        page = watched.open(at(own, act))
        found += [f"{act}: {flaw}" for flaw in flaws(watched, page)]
    assert found == []
