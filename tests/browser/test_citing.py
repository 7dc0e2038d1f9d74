"""Citing in Chromium: from the shelf, a selection, numbers and the timeline; chips in the box."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assignments.models import Citation
from lessons.domain.keep import keep_event
from tests.assignments.citing.citing import TOKENS
from tests.assignments.student.conftest import begin, give

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
SELECT = """() => {
  const words = document.querySelector('#s1-1 > p').firstChild;
  const range = document.createRange();
  range.setStart(words, 7);
  range.setEnd(words, 11);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def work(cast, live_server):
    work = begin(give(cast.class_8a, cast.tessa), cast.alice)
    lesson = work.assignment.edition.lesson
    keep_event(
        lesson=lesson, event=lesson.events.get(), note="", key="k", by=cast.alice,
        at=timezone.now(),
    )  # fmt: skip
    return work


@pytest.fixture
def desk(watch, work):
    """Return a way to open Alice's page."""

    def open_desk(**context):
        watched = watch(**context)
        watched.sign_in("alice")
        watched.open(f"{work.path}#q-1")
        return watched

    return open_desk


def select_a_word(page) -> None:
    page.locator("#s1-1 > p").dblclick(position={"x": 80, "y": 12})


def saved(page) -> None:
    expect(page.locator("#q-1 [data-status]")).to_contain_text("Saved ", timeout=SOON)


def chips(page) -> list[str]:
    return page.locator("#q-1 .answer-back mark").all_text_contents()


def test_citing_in_every_way(desk, work):
    watched = desk()
    page = watched.page
    box = page.locator("#a-1")
    box.press_sequentially("Rivers rise, it says.")
    for _ in range(9):
        box.press("ArrowLeft")  # to behind "rise,"
    select_a_word(page)
    page.locator("[data-mark=cite]").click()
    expect(box).to_have_value("Rivers rise, [1: paragraph 1.1] it says.")
    page.get_by_role("link", name="Shelf 1").click()
    page.get_by_role("button", name="Cite", exact=True).last.click()
    expect(box).to_have_value("Rivers rise, [1: paragraph 1.1] [2: event The flood, 1927] it says.")
    page.get_by_text("Keep or cite a sentence by its number").click()
    page.get_by_label("Paragraph", exact=True).fill("1.1")
    page.get_by_label("Sentence", exact=True).fill("1")
    page.locator("[data-cite-number]").click()
    end = "[2: event The flood, 1927] [3: paragraph 1.1] it says."
    expect(box).to_have_value(f"Rivers rise, [1: paragraph 1.1] {end}")
    page.get_by_role("link", name="Timeline").click()
    page.locator(".event-more > summary").click()
    page.get_by_role("button", name="Cite this event").click()
    expect(page.locator("[data-shelf-said]")).to_contain_text("Cited in answer 1: [2] event")
    assert len(chips(page)) == 4
    page.get_by_role("button", name="Undo").click()
    expect(box).to_have_value(f"Rivers rise, [1: paragraph 1.1] {end}")
    assert chips(page) == ["[1: paragraph 1.1]", "[2: event The flood, 1927]", "[3: paragraph 1.1]"]
    listed = page.locator("#q-1 [data-cited] > li:visible .cited-place")
    assert listed.all_text_contents() == [
        "[1] paragraph 1.1", "[2] event The flood, 1927", "[3] paragraph 1.1",
    ]  # fmt: skip
    saved(page)
    assert work.answer().text == box.input_value()
    assert work.answer().words == 4  # what stands for a citation is no word
    assert page.locator("#q-1 [data-words]").text_content() == "4 words"
    assert Citation.objects.count() == 3
    page.reload()
    expect(listed).to_have_count(3)
    assert chips(page) == ["[1: paragraph 1.1]", "[2: event The flood, 1927]", "[3: paragraph 1.1]"]
    assert watched.csp_findings() == []


def test_a_token_goes_as_a_whole_and_comes_back(desk, work):
    page = desk().page
    box = page.locator("#a-1")
    page.evaluate(SELECT)
    page.locator("[data-mark=cite]").click()
    expect(box).to_have_value("[1: paragraph 1.1]")
    box.press("End")
    box.press("Backspace")
    expect(box).to_have_value("")
    expect(page.locator("#q-1 [data-cited] > li")).to_be_hidden()
    box.press("Control+z")
    expect(box).to_have_value("[1: paragraph 1.1]")
    box.press("End")
    box.press_sequentially(" says so")
    page.locator("#q-1 [data-cited] .cited-place").click()
    assert page.evaluate("location.hash") == "#s1-1"
    page.locator("#q-1 [data-uncite]").click()
    expect(box).to_have_value(" says so")
    assert chips(page) == []
    saved(page)


def test_by_the_keyboard_alone_from_a_paragraphs_number(desk, work):
    page = desk().page
    page.locator("#s1-1 .paragraph-number").focus()
    page.keyboard.press("c")
    expect(page.get_by_label("Sentence", exact=True)).to_be_focused()
    page.locator("[data-cite-number]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#a-1")).to_have_value("[1: paragraph 1.1]")
    saved(page)


def test_without_a_connection_nothing_is_lost_or_cited(desk, work):
    page = desk().page
    page.locator("#a-1").press_sequentially("Mine.")
    saved(page)
    page.context.set_offline(True)
    select_a_word(page)
    page.locator("[data-mark=cite]").click()
    expect(page.locator("[data-shelf-said] > p")).to_have_text(
        "Not cited. There is no connection to school. Your text is safe; cite again when there is.",
        timeout=SOON,
    )
    expect(page.locator("#a-1")).to_have_value("Mine.")
    page.context.set_offline(False)
    select_a_word(page)
    page.locator("[data-mark=cite]").click()
    expect(page.locator("#a-1")).to_have_value("Mine. [1: paragraph 1.1]")
    saved(page)


def test_on_a_phone_the_source_keeps_its_tab_and_the_question_stays_in_view(desk, work):
    page = desk(viewport={"width": 390, "height": 780}, has_touch=True).page
    page.locator('.jumpbar a[href="#source"]').click()
    pinned = page.locator(".pinned")
    expect(pinned).to_contain_text("1 Where do rivers rise?")
    expect(pinned).to_contain_text("For full points: Everything about 1.")
    page.mouse.wheel(0, 4000)
    expect(pinned).to_be_in_viewport(ratio=1)
    page.evaluate(SELECT)
    page.locator("[data-mark=cite]").click()
    expect(page.locator("[data-shelf-said]")).to_contain_text("Cited in answer 1")
    expect(page.locator("#source")).to_be_visible()
    page.locator('.jumpbar a[href="#answers"]').click()
    expect(page.locator("#a-1")).to_have_value("[1: paragraph 1.1]")
    saved(page)


def test_without_script_the_page_does_it(desk, work):
    page = desk(java_script_enabled=False).page
    page.fill("#a-1", "Typed first.")
    page.get_by_role("button", name="Cite in answer 1").click()
    page.get_by_role("button", name="Cite The flood").click()
    expect(page.locator("#a-1")).to_have_value("Typed first. [1: event The flood, 1927]")


def test_the_line_between_the_panes_moves_and_stays(desk, work):
    page = desk().page
    line = page.get_by_role("separator", name="Width of the source")
    width = "document.querySelector('#source').getBoundingClientRect().width"
    before = page.evaluate(width)
    line.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert line.get_attribute("aria-valuenow") == "50"
    assert page.evaluate(width) > before + 30
    box = line.bounding_box()
    page.mouse.move(box["x"] + 6, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] - 200, box["y"] + 300)
    page.mouse.up()
    moved = page.evaluate(width)
    assert moved < before - 80
    page.reload()
    assert abs(page.evaluate(width) - moved) < 2
    line.press("Home")
    assert line.get_attribute("aria-valuenow") == "25"
    line.dblclick()
    assert line.get_attribute("aria-valuenow") == "46"


def test_both_languages_find_the_same_tokens(desk):
    page = desk().page
    found = page.evaluate(
        """async (texts) => {
          const {tokensIn} = await import("/static/js/citing/tokens.js");
          return texts.map((text) => tokensIn(text).map(({number}) => number));
        }""",
        [text for text, _ in TOKENS],
    )
    assert found == [numbers for _, numbers in TOKENS]
