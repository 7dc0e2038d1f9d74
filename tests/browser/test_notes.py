"""Notes on an answer by the keyboard: on words selected, on a sentence by number, and tags."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assignments.models import AnswerTag, Comment
from tests.assignments.notes_on_answers.conftest import *  # noqa: F403  (its fixtures)
from tests.browser.test_pages import OPTIONS, violations

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000


@pytest.fixture
def marking(watch, desk, work, live_server):
    watched = watch()
    watched.sign_in("tessa")
    watched.open(desk.question_path(work, query=f"?work={work.pk}&show=all"))
    watched.page.wait_for_load_state("networkidle")
    return watched


def said(page):
    return page.locator("[data-marking-said]")


def select(page, start: int, end: int) -> None:
    """Select words of the answer, which is one text before anything is marked."""
    page.evaluate(
        """([start, end]) => {
          const text = document.querySelector("[data-answer]").firstChild;
          getSelection().setBaseAndExtent(text, start, text, end);
        }""",
        [start, end],
    )


def test_words_and_sentences_are_commented_on_and_tagged(marking):
    page = marking.page
    select(page, 4, 8)
    expect(page.locator("[data-part-chosen]")).to_have_text("On “West”")
    page.keyboard.press("a")
    page.keyboard.type("Who?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("mark.passage")).to_have_text("West", timeout=SOON)
    expect(said(page)).to_have_text("Notes saved.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.type("2")
    page.locator("#part-text").fill("How?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator("mark.passage").nth(1)).to_have_text(
        "So Moscow looked elsewhere.", timeout=SOON
    )
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.type("Weighs both sides")
    page.keyboard.press("Enter")
    expect(page.locator(".tag")).to_contain_text("Weighs both sides", timeout=SOON)
    rows = Comment.objects.order_by("start").values_list("exact", "text")
    assert list(rows) == [("West", "Who?"), ("So Moscow looked elsewhere.", "How?")]
    assert list(AnswerTag.objects.values_list("kind", "text")) == [
        ("strength", "Weighs both sides")
    ]
    assert marking.csp_findings() == []
    assert violations(page, OPTIONS) == []


def test_what_is_typed_stays_where_the_connection_is_gone(marking):
    page = marking.page
    select(page, 4, 8)
    page.keyboard.press("a")  # at once: the selection counts
    page.keyboard.type("Who?")
    page.context.set_offline(True)
    page.get_by_role("button", name="Add comment").click()
    expect(said(page)).to_contain_text("Not saved: no connection.", timeout=SOON)
    expect(page.locator("#part-text")).to_have_value("Who?")
    page.context.set_offline(False)
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator("mark.passage")).to_have_text("West", timeout=SOON)
    assert Comment.objects.count() == 1


def test_tags_ticks_and_comments_on_parts_are_undone_one_after_the_other(marking, answer):
    page = marking.page
    page.locator("#tag-strength").fill("Exact dates")
    page.keyboard.press("Enter")
    expect(page.locator(".tags .tag")).to_contain_text(["Exact dates"])
    page.locator("#tick-2").click()
    expect(page.locator("#tick-2")).to_have_attribute("aria-pressed", "true")
    page.locator("#part-first").fill("1")
    page.locator("#part-text").fill("Who did?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".desk-notes .comment")).to_contain_text(["Who did?"])
    page.locator(".part-change summary").click()
    page.locator(".part-change textarea").fill("Which of them?")
    page.locator(".part-change button").click()
    expect(page.locator(".desk-notes .comment")).to_contain_text(["Which of them?"])
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    expect(page.locator(".desk-notes .comment")).to_contain_text(["Who did?"])
    undo.click()
    expect(page.locator(".desk-notes .comment")).to_have_count(0)
    undo.click()
    expect(page.locator("#tick-2")).to_have_attribute("aria-pressed", "false")
    undo.click()
    expect(page.locator(".tags .tag")).to_have_count(0)
    expect(undo).to_be_hidden()
    assert AnswerTag.objects.count() == 0
    assert [row.text for row in Comment.objects.filter(answer=answer)] == [""]
