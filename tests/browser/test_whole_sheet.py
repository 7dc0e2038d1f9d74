"""Grading all answers of one student by the keyboard, each saved as it is left."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from assignments.domain.grading.grade import grade_answer
from assignments.models import Comment, Grade
from tests.assignments.grading.conftest import *  # noqa: F403  (its fixtures)
from tests.browser.test_marking import said
from tests.browser.test_pages import OPTIONS, violations
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000


@pytest.fixture
def work(desk, cast, live_server):
    desk.handed_in(cast.bob)
    return desk.handed_in(cast.alice)


@pytest.fixture
def sheet(watch, desk, work):
    watched = watch()
    watched.sign_in("tessa")
    watched.open(desk.path("grade/", work))
    return watched


def section(page, label: str):
    return page.locator(f"[id=q{label}]")


def given(work) -> dict[str, tuple]:
    rows = Grade.objects.filter(answer__attempt__submission=work).select_related("answer__question")
    return {row.answer.question.label: (row.points, row.version) for row in rows}


def test_answers_are_graded_with_keys_and_saved_as_they_are_left(sheet, work):
    page = sheet.page
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(section(page, "2").locator("h2")).to_be_focused()
    expect(said(page)).to_have_text("Saved: Question 1, 3 points.", timeout=SOON)
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.type("Give the date.")
    page.keyboard.press("Control+Enter")
    expect(said(page)).to_have_text("Saved: Question 2, 2 points.", timeout=SOON)
    expect(page.locator(".desk-controls .progress")).to_contain_text("2 of 13 graded, 5 of")
    assert given(work) == {"1": (3, 1), "2": (2, 1)}
    assert Comment.objects.get().text == "Give the date."
    page.keyboard.press("k")
    expect(section(page, "2").locator("h2")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.keyboard.press("j")  # leaving saves, on the token that came back
    expect(said(page)).to_have_text("Saved: Question 2, 1 point.", timeout=SOON)
    assert given(work) == {"1": (3, 1), "2": (1, 2)}
    assert sheet.csp_findings() == []
    assert violations(page, OPTIONS) == []


def test_what_was_given_is_undone(sheet, work):
    page = sheet.page
    for points in ("3", "2"):
        page.keyboard.press(points)
        page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Saved: Question 2, 2 points.", timeout=SOON)
    for label, words in (("2", "Undone: Question 2, not graded."), ("1", "Undone: Question 1")):
        page.keyboard.press("u")
        expect(said(page)).to_contain_text(words, timeout=SOON)
        expect(section(page, label).locator(".points-input")).to_have_value("")
    assert given(work) == {"1": (None, 2), "2": (None, 2)}
    page.keyboard.press("u")
    expect(said(page)).to_have_text("There is nothing to undo.")


def test_a_level_is_given_with_keys(sheet, work):
    page = sheet.page
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(section(page, "1").locator(".points-input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Saved: Question 1, 4 points.", timeout=SOON)
    expect(section(page, "1").locator(".level[aria-current]")).to_contain_text("Points given")


def test_somebody_elses_grade_is_shown_beside_mine_and_the_next_save_wins(sheet, work, desk, cast):
    page = sheet.page
    page.keyboard.press("3")
    grade_answer(
        answer=desk.answer(work), points=Decimal(6), comment="Theirs.", based_on=0,
        seen_answer_version=desk.answer(work).version, by=cast.asif, at=NOW,
    )  # fmt: skip
    section(page, "3").locator(".points-input").fill("1")
    expect(said(page)).to_contain_text("Not saved: Question 1. Somebody else", timeout=SOON)
    page.get_by_role("button", name="Look at question 1").click()
    expect(section(page, "1")).to_contain_text("Theirs.")
    expect(section(page, "1").locator(".points-input")).to_have_value("3")
    expect(said(page)).to_have_text("Saved: Question 3, 1 point.", timeout=SOON)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Saved: Question 1, 3 points.", timeout=SOON)
    assert given(work) == {"1": (3, 2), "3": (1, 1)}


def test_save_and_next_sends_what_is_typed_and_goes_to_the_next_student(sheet, work):
    page = sheet.page
    section(page, "4").locator(".points-input").fill("2")
    page.locator("[id=q-whole] textarea").fill("Well done.")
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("h1")).to_contain_text("Bob", timeout=SOON)
    assert given(work) == {"4": (2, 1)}
    assert Comment.objects.get(answer=None).text == "Well done."


def test_wrong_points_are_said_at_once_and_not_sent(sheet, work):
    page = sheet.page
    section(page, "1").locator(".points-input").fill("99")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Question 1: At most 6 points.")
    assert given(work) == {}


def test_without_script_enter_saves_and_gives_no_level(watch, desk, work):
    watched = watch(java_script_enabled=False)
    watched.sign_in("tessa")
    page = watched.open(desk.path("grade/", work))
    section(page, "2").locator(".points-input").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved for Alice")
    assert given(work) == {"2": (1, 1)}
