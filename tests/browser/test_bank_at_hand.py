"""The comment bank while grading: offered as one types, taken in by few keys, kept from there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assignments.models import Assignment, BankComment, Comment
from tests.assignments.bank.conftest import keep
from tests.assignments.grading.conftest import *  # noqa: F403  (its fixtures)
from tests.browser.test_pages import CONTRAST, OPTIONS, violations

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
DATE = "{name}, give the date of each treaty."
PLACE = "Say where it happened."


class Keys:
    """A keyboard that counts what is pressed; letters are typed apart."""

    def __init__(self, page) -> None:
        self.page = page
        self.pressed: list[str] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)


@pytest.fixture
def handed_in(desk, cast, live_server):
    return [desk.handed_in(one, {"1": f"Of {one.given_name}."}) for one in (cast.alice, cast.bob)]


@pytest.fixture
def kept(cast):
    return [keep(cast.tessa, text) for text in (DATE, PLACE)]


@pytest.fixture
def opened(watch, desk, handed_in):
    """Return a function that opens question 1 as Tessa."""

    def at(**context):
        watched = watch(**context)
        watched.sign_in("tessa")
        watched.open(desk.question_path(handed_in[0]))
        if context.get("java_script_enabled", True):
            watched.page.wait_for_load_state("networkidle")
        return watched

    return at


def box(page):
    return page.locator(".desk-comment textarea")


def options(page):
    return page.get_by_role("option")


def said(page):
    return page.locator("[data-marking-said]")


def written() -> dict[str, str]:
    rows = Comment.objects.select_related("attempt__submission__student")
    return {row.attempt.submission.student.given_name: row.text for row in rows}


def test_points_and_a_kept_comment_take_three_keys_and_the_letters(opened, kept):
    """Even the slash is counted; Ctrl+Enter takes in what is chosen, saves and goes on."""
    page = opened().page
    keys = Keys(page)
    keys.press("3", "/")
    page.keyboard.type("dat")
    expect(options(page)).to_have_text(["Alice, give the date of each treaty."])
    keys.press("Control+Enter")
    expect(page.locator("#student")).to_contain_text("Bob")
    keys.press("2", "/")
    page.keyboard.type("dat")
    expect(options(page)).to_have_text(["Bob, give the date of each treaty."])
    keys.press("Control+Enter")
    expect(page.locator(".desk-where")).to_contain_text("2 of 2 graded", timeout=SOON)
    assert len(keys.pressed) == 2 * 3
    assert written() == {name: DATE.replace("{name}", name) for name in ("Alice", "Bob")}
    kept[0].refresh_from_db()
    assert kept[0].uses == 2


def test_letters_alone_need_two_keys_and_what_is_taken_in_can_be_edited_and_undone(opened, kept):
    watched = opened()
    page = watched.page
    page.keyboard.press("c")
    page.keyboard.type("Good. whe")
    expect(options(page)).to_have_text([PLACE])
    expect(page.locator(".marking > [role=status].visually-hidden")).to_have_text(
        "1 comment offered"
    )
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")  # nothing is chosen yet: a new line, as in any box
    assert box(page).input_value() == "Good. whe\n"
    page.keyboard.press("Backspace")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") == "bank-option-0"
    page.keyboard.press("Enter")
    expect(options(page)).to_have_count(0)
    assert box(page).input_value() == f"Good. {PLACE}"
    page.keyboard.type(" Thank you.")
    assert box(page).input_value() == f"Good. {PLACE} Thank you."
    for _more in range(30):
        if box(page).input_value() == "Good. whe":
            break
        page.keyboard.press("Control+z")
    assert box(page).input_value() == "Good. whe"
    assert watched.csp_findings() == []


def test_escape_leaves_what_was_typed_and_a_second_one_leaves_the_box(opened, kept):
    page = opened().page
    page.keyboard.press("c")
    page.keyboard.type("/sa")
    expect(options(page)).to_have_text([PLACE])
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    page.keyboard.type("y")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    assert box(page).input_value() == "/say"
    page.keyboard.press("Escape")
    expect(box(page)).not_to_be_focused()
    assert box(page).input_value() == "/say"


def test_a_slash_alone_offers_the_first_and_the_arrows_go_round(opened, kept):
    page = opened().page
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(options(page)).to_have_count(2)
    chosen = page.locator("[role=option][aria-selected=true]")
    first = chosen.text_content()
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_text(first)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    second = chosen.text_content()
    assert second != first
    page.keyboard.press("Enter")
    assert box(page).input_value() == second


def test_words_of_ones_own_are_not_disturbed(opened, kept):
    page = opened().page
    page.keyboard.press("c")
    for text in ("You give dates, and/or places", "It is 24/7 and wh", "both / sa", "sa"):
        box(page).fill("")
        page.keyboard.type(text)
        expect(options(page)).to_have_count(0)


def test_the_mouse_takes_one_in_as_well(opened, kept):
    page = opened().page
    page.keyboard.press("/")
    options(page).filter(has_text=PLACE).click()
    assert box(page).input_value() == PLACE
    expect(box(page)).to_be_focused()


def test_it_is_offered_for_a_part_and_says_whose_it_is(opened, cast, kept):
    keep(cast.tessa, "Weigh both sides.", skill="Balance")
    page = opened().page
    page.keyboard.press("a")
    page.keyboard.type("1")
    page.locator("#part-text").focus()
    page.keyboard.type("/wei")
    expect(options(page)).to_have_text(["Weigh both sides. Balance"])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator("summary.as-typed")).to_have_text("Weigh both sides.", timeout=SOON)
    assert Comment.objects.get().text == "Weigh both sides."
    assert BankComment.objects.get(skill="Balance").uses == 1


def test_no_name_is_filled_in_where_names_are_hidden(opened, kept):
    Assignment.objects.update(is_blind=True)
    page = opened().page
    page.keyboard.press("/")
    nameless = [PLACE, "Give the date of each treaty."]
    expect(options(page)).to_have_text(nameless)
    expect(page.locator("[data-bank-text]")).to_have_text(nameless)


def test_the_open_list_has_no_findings_in_any_light(opened, kept, cast):
    watched = opened(reduced_motion="reduce", color_scheme="light")
    page = watched.page
    page.keyboard.press("/")
    expect(options(page)).to_have_count(2)
    assert watched.csp_findings() == []
    found = violations(page, OPTIONS)
    page.emulate_media(color_scheme="dark")
    found += violations(page, CONTRAST)
    assert found == []


def test_what_was_written_before_is_kept_by_one_key(opened, desk, cast, handed_in):
    desk.grade(handed_in[1], comment="Name the Comintern.")
    watched = opened()
    page = watched.page
    page.keyboard.press("c")
    page.keyboard.type("Name the Comintern.")
    page.keyboard.press("Control+s")
    asks = page.locator("[data-marking-asks]")
    expect(asks).to_contain_text("You have written this before: Name the Comintern.", timeout=SOON)
    expect(box(page)).to_be_focused()
    assert violations(page, OPTIONS) == []
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(said(page)).to_have_text("Kept in your comment bank.", timeout=SOON)
    expect(asks).to_be_hidden()
    row = BankComment.objects.get()
    assert (row.text, row.owner, row.question.label) == ("Name the Comintern.", cast.tessa, "1")
    expect(page.locator("[data-bank] li")).to_have_count(1, timeout=SOON)
    box(page).fill("")
    page.keyboard.type("/com")
    expect(options(page)).to_have_text(["Name the Comintern."])


def test_what_is_kept_on_a_sheet_is_offered_there_at_once(watch, desk, handed_in):
    desk.grade(handed_in[1], comment="Name the Comintern.")
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open(desk.path("grade/", handed_in[0]))
    page.locator("#q2 textarea").focus()
    page.keyboard.type("Name the Comintern.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-marking-asks]")).to_contain_text("before", timeout=SOON)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(said(page)).to_have_text("Kept in your comment bank.", timeout=SOON)
    page.locator("#q3 textarea").focus()
    page.keyboard.type("/com")
    expect(options(page)).to_have_text(["Name the Comintern."])


def test_not_now_puts_it_off(opened, desk, handed_in):
    desk.grade(handed_in[1], comment="Name the Comintern.")
    page = opened().page
    page.keyboard.press("c")
    page.keyboard.type("Name the Comintern.")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Not now").click(timeout=SOON)
    expect(page.locator("[data-marking-asks]")).to_be_hidden()
    page.keyboard.press("b")
    expect(said(page)).to_have_text("There is no comment to keep.")
    assert BankComment.objects.count() == 0


def test_a_saved_comment_is_kept_from_the_list_and_the_list_stays_open(opened, desk, handed_in):
    desk.grade(handed_in[0], points=None, comment="Once.")
    watched = opened()
    page = watched.page
    page.locator(".bank > summary").click()
    assert violations(page, OPTIONS) == []
    page.locator("[data-bank-keep] button").click()
    expect(page.locator(".bank-offered")).to_have_text("Once.", timeout=SOON)
    expect(page.locator(".bank")).to_have_attribute("open", "")
    expect(page.locator("[data-bank-keep]")).to_have_count(0)
    expect(said(page)).to_have_text("Kept in your comment bank.")
    assert BankComment.objects.get().text == "Once."


def test_without_script_the_list_is_there_to_copy_and_keeping_is_a_button(
    opened, desk, cast, handed_in
):
    keep(cast.tessa, DATE)
    desk.grade(handed_in[1], comment="Name the Comintern.")
    page = opened(java_script_enabled=False).page
    page.locator(".bank > summary").click()
    expect(page.locator(".bank-offered")).to_have_text("Alice, give the date of each treaty.")
    box(page).fill("Name the Comintern.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".messagelist")).to_contain_text("Kept in your comment bank.")
    expect(page.locator(".bank-asks")).to_have_count(0)
    page.locator(".bank > summary").click()
    expect(page.locator(".bank-offered")).to_contain_text("Name the Comintern.")


def test_on_all_answers_of_a_student_a_questions_own_come_first(watch, desk, cast, handed_in):
    question = desk.answer(handed_in[0], "2").question
    keep(cast.tessa, "Any of them.", skill="Dates")
    keep(cast.tessa, "Of the second.", question=question)
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open(desk.path("grade/", handed_in[0]))
    page.locator("#q1 textarea").focus()
    page.keyboard.type("/")
    expect(options(page)).to_have_text(["Any of them. Dates", "Of the second."])
    page.keyboard.press("Enter")
    page.locator("#q2 textarea").focus()
    page.keyboard.type("/")
    expect(options(page)).to_have_text(["Of the second.", "Any of them. Dates"])
    page.keyboard.press("Enter")
    page.get_by_label("Comment on the whole").focus()
    page.keyboard.type("ofthe")
    page.locator(".desk-save").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-marking-said]")).to_have_text(
        "Saved: On the whole, the comment.", timeout=SOON
    )
    texts = set(Comment.objects.values_list("text", flat=True))
    assert texts == {"Any of them.", "Of the second.", "ofthe"}
    assert violations(page, OPTIONS) == []
