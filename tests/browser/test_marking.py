"""Grading answer after answer by the keyboard, without a new page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from assignments.models import Grade
from tests.assignments.grading.conftest import *  # noqa: F403  (its fixtures)

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
STUDENTS = 8


@pytest.fixture
def handed_in(desk, cast, live_server):
    """Return the work of eight students, in class order, each with an answer to question 1."""
    people = [cast.alice, cast.bob, *desk.new_students(STUDENTS - 2)]
    for person in people:
        desk.handed_in(person, {"1": f"The answer of {person.given_name}."})
    return people


@pytest.fixture
def marking(watch, desk, cast, handed_in):
    watched = watch()
    watched.sign_in("tessa")
    question = desk.assignment.asked.get(question__label="1").question_id
    watched.open(f"/admin/assignments/assignment/{desk.assignment.pk}/question/{question}/")
    watched.page.wait_for_load_state("networkidle")
    return watched


def said(page):
    return page.locator("[data-marking-said]")


def name(page) -> str:
    return page.locator("#student").text_content()


def saved(page, count: int) -> None:
    expect(page.locator(".desk-where")).to_contain_text(
        f"{count} of {STUDENTS} graded", timeout=SOON
    )


def graded() -> dict[str, tuple]:
    rows = Grade.objects.select_related("answer__attempt__submission__student")
    return {
        row.answer.attempt.submission.student.given_name: row.points
        for row in rows.filter(answer__question__label="1")
    }


def test_a_class_is_marked_by_the_keyboard_without_a_new_page(marking):
    page = marking.page
    page.evaluate("window.isStillThere = true")
    seen = []
    for place in range(STUDENTS):
        seen.append(name(page))
        page.keyboard.press(str(place % 5))
        page.keyboard.press("Enter")
        if place < STUDENTS - 1:
            expect(page.locator("#student")).not_to_have_text(seen[-1])
    saved(page, STUDENTS)
    assert len(set(seen)) == STUDENTS
    assert sorted(graded().values()) == [0, 0, 1, 1, 2, 2, 3, 4]
    assert page.evaluate("window.isStillThere") is True
    times = page.evaluate("performance.getEntriesByName('next answer').map((one) => one.duration)")
    assert len(times) == STUDENTS - 1
    assert marking.csp_findings() == []


def test_points_and_a_comment_take_four_keys_and_what_is_typed_is_kept(marking):
    page = marking.page
    first = name(page)
    page.keyboard.press("3")
    page.keyboard.press("Tab")
    page.keyboard.type("Give the date.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#student")).not_to_have_text(first)
    expect(said(page)).to_have_text(f"Saved: {first}, 3 points.", timeout=SOON)
    assert graded() == {first.split()[0]: 3}
    page.keyboard.press("k")
    expect(page.locator("#student")).to_have_text(first)
    assert page.locator(".desk-comment textarea").input_value() == "Give the date."


def test_twenty_acts_can_be_undone(marking):
    page = marking.page
    first = name(page)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    saved(page, 1)
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    saved(page, 2)
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("Undone", timeout=SOON)
    saved(page, 1)
    page.keyboard.press("u")
    expect(said(page)).to_have_text(f"Undone: {first}, not graded.", timeout=SOON)
    assert list(graded().values()) == [None, None]
    expect(page.locator("#student")).to_have_text(first)
    page.keyboard.press("u")
    expect(said(page)).to_have_text("There is nothing to undo.")


def test_wrong_points_are_said_at_once_and_not_sent(marking):
    page = marking.page
    first = name(page)
    page.locator(".points-input").fill("99")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(re.compile(r"^At most [0-9.]+ points\.$"))
    expect(page.locator("#student")).to_have_text(first)
    page.locator(".points-input").fill("1.3")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Points are whole or half numbers.")
    assert graded() == {}


def test_a_second_teacher_was_faster_and_both_are_shown(marking, desk, handed_in):
    page = marking.page
    first = name(page)
    student = next(one for one in handed_in if one.full_name == first)
    work = student.submissions.get()
    desk.grade(work, "1", "1", "Mine came first.")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text(f"Not saved: {first}.", timeout=SOON)
    assert graded()[student.given_name] == 1
    page.get_by_role("button", name=f"Look at {first}").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator(".points-input")).to_have_value("4")
    page.locator(".points-input").press("Enter")
    expect(said(page)).to_have_text(f"Saved: {first}, 4 points.", timeout=SOON)
    assert graded()[student.given_name] == 4


def test_a_cut_line_is_waited_out_and_nothing_is_lost(marking):
    page = marking.page
    first = name(page)
    page.context.set_offline(True)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("#student")).not_to_have_text(first)
    expect(said(page)).to_have_text(
        f"{first} is not saved yet: no connection. Trying again.", timeout=SOON
    )
    page.context.set_offline(False)
    expect(said(page)).to_have_text(f"Saved: {first}, 2 points.", timeout=SOON)
    assert graded() == {first.split()[0]: 2}


def test_the_keys_are_told_and_do_nothing_while_somebody_types(marking):
    page = marking.page
    first = name(page)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("jku? 5")
    assert page.locator(".desk-comment textarea").input_value() == "jku? 5"
    expect(page.locator("#student")).to_have_text(first)


def test_points_are_given_by_level_with_the_keys(marking):
    page = marking.page
    first = name(page)
    page.keyboard.press("l")
    expect(page.locator(".level .level-give").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box = page.locator(".points-input")
    expect(box).to_be_focused()
    expect(box).to_have_value("4")  # of "4–5": the same again goes up, and round
    give = page.locator(".level .level-give").nth(1)
    for points in ("5", "4"):
        give.click()
        expect(box).to_have_value(points)
    page.keyboard.press("Enter")
    saved(page, 1)
    assert graded() == {first.split()[0]: 4}


def test_points_made_are_ticked_by_their_numbers_and_add_up_in_the_box(marking):
    page = marking.page
    first = name(page)
    box = page.locator(".points-input")
    page.keyboard.press("e")
    for number, sum_of in ((2, "1"), (3, "2"), (2, "1")):
        page.keyboard.press(str(number))
        expect(box).to_have_value(sum_of, timeout=SOON)
        expect(page.locator(f"#tick-{number}")).to_be_focused()
    expect(page.locator(".tick[aria-pressed=true]")).to_have_id("tick-3")
    assert graded() == {}  # a tick saves itself, and no points
    page.keyboard.press("Control+Enter")
    saved(page, 1)
    assert graded() == {first.split()[0]: 1}
    expect(page.locator("#student")).not_to_have_text(first)
    assert marking.csp_findings() == []


def test_points_typed_by_hand_are_left_alone_by_ticks(marking):
    page = marking.page
    page.locator(".points-input").fill("5")
    page.locator("#tick-1").click()
    expect(page.locator(".tick-sum")).to_have_text(re.compile("1 of 6 made"))
    expect(page.locator(".points-input")).to_have_value("5")


def test_in_a_narrow_window_panes_are_tabs_that_keep_their_place(watch, desk, handed_in):
    watched = watch(viewport={"width": 390, "height": 700})
    watched.sign_in("tessa")
    question = desk.assignment.asked.get(question__label="1").question_id
    page = watched.open(f"/admin/assignments/assignment/{desk.assignment.pk}/question/{question}/")
    answer, guide, source = (
        page.locator(f".desk-{pane}") for pane in ("answer", "guide", "source")
    )
    expect(answer).to_be_visible()
    expect(guide).to_be_hidden()
    page.get_by_role("button", name="Source").click()
    expect(source).to_be_visible()
    expect(answer).to_be_hidden()
    page.evaluate("window.scrollTo(0, 900)")
    expect(page.locator(".desk-tabs-question")).to_be_visible()
    place = page.evaluate("window.scrollY")
    page.get_by_role("button", name="Guide", exact=True).click()
    expect(guide).to_be_visible()
    page.get_by_role("button", name="Source").click()
    assert place > 800
    assert page.evaluate("window.scrollY") == place
    page.keyboard.press("l")
    expect(page.locator(".level .level-give").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".points-input")).to_be_focused()
    page.locator(".desk-guide a[href^='#1-']").first.evaluate("(link) => link.click()")
    expect(source).to_be_visible()
    page.keyboard.press("j")
    expect(answer).to_be_visible()
    expect(source).to_be_hidden()
    saved(page, 1)
    assert watched.csp_findings() == []


def test_a_passage_opened_from_the_guide_leaves_what_is_typed(marking):
    page = marking.page
    page.locator(".points-input").fill("4")
    page.get_by_label("Comment on 1", exact=True).fill("Half of it.")
    page.locator(".desk-guide a[href^='#1-']").first.click()
    page.wait_for_function("() => location.hash.startsWith('#1-')")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".points-input")).to_have_value("4")
    expect(page.get_by_label("Comment on 1", exact=True)).to_have_value("Half of it.")
    page.go_back()
    page.wait_for_function("() => location.hash === ''")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".points-input")).to_have_value("4")


def test_going_back_saves_what_is_typed_and_stays_where_it_cannot(marking):
    page = marking.page
    first = page.url
    page.keyboard.press("j")
    expect(page.locator("#student")).to_have_text("Bob Of Riverside School")
    second = page.url
    page.locator(".points-input").fill("70")
    page.go_back()
    expect(said(page)).to_have_text("At most 6 points.")
    expect(page.locator("#student")).to_have_text("Bob Of Riverside School")
    assert page.url == second
    page.locator(".points-input").fill("5")
    page.go_back()
    saved(page, 1)
    expect(page.locator("#student")).to_have_text("Alice Of Riverside School")
    assert page.url == first
    assert graded() == {"Bob": 5}


def test_the_question_at_hand_is_in_sight_among_the_others(watch, desk, handed_in):
    watched = watch(viewport={"width": 390, "height": 700})
    watched.sign_in("tessa")
    question = desk.assignment.asked.get(question__label="10b").question_id
    page = watched.open(f"/admin/assignments/assignment/{desk.assignment.pk}/question/{question}/")
    expect(page.locator(".question-links [aria-current]")).to_be_in_viewport(ratio=0.9)


def test_in_a_wide_window_all_panes_are_in_view(marking):
    for pane in ("answer", "guide", "source"):
        expect(marking.page.locator(f".desk-{pane}")).to_be_visible()
    expect(marking.page.locator(".desk-tabs")).to_be_hidden()
