"""The evidence shelf in a real browser: keep by mouse, by keys and without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from lessons.domain.shelf import change_note
from lessons.models import ShelfItem
from tests.assignments.shelf.conftest import room  # noqa: F401  (a fixture)
from tests.browser.test_pages import OPTIONS
from tests.conftest import NOW
from tests.lessons.domain.shelves import on_shelf

pytestmark = pytest.mark.django_db(transaction=True)

expect.set_options(timeout=10_000)  # a slow machine is no fault
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HIGHLIGHTED = '() => [...(CSS.highlights.get("shelf") ?? [])].map((range) => range.toString())'
SPOT = """
([paragraph, words]) => {
  const inside = document.querySelector(`#${paragraph} > p`);
  const text = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
  for (let node = text.nextNode(); node; node = text.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    document.querySelector(`#${paragraph}`).scrollIntoView({block: "center"});
    const {left, right, top, bottom} = range.getBoundingClientRect();
    return {left, right, middle: (top + bottom) / 2};
  }
  return null;
}
"""
SELECT = """
([from, start, to, end]) => {
  const node = (id) => document.querySelector(`#${id} > p`).firstChild;
  getSelection().setBaseAndExtent(node(from), start, node(to), end);
}
"""


def address(room) -> str:  # noqa: F811
    return reverse("lessons:lesson", args=[room.lesson.pk, room.lesson.slug])


@pytest.fixture
def desk(watch, room):  # noqa: F811
    """Return Alice's lesson page, its shelf fetched."""
    watched = watch()
    watched.sign_in("alice")
    open_lesson(watched, room)
    return watched


def open_lesson(watched, room) -> Page:  # noqa: F811
    with watched.page.expect_response("**/shelf/items/"):
        watched.open(address(room))
    return watched.page


def drag_over(page: Page, paragraph: str, words: str) -> None:
    """Select words with the mouse, as a reader does."""
    spot = page.evaluate(SPOT, [paragraph, words])
    page.mouse.move(spot["left"] + 1, spot["middle"])
    page.mouse.down()
    page.mouse.move(spot["right"] - 4, spot["middle"], steps=5)
    page.mouse.move(spot["right"], spot["middle"])
    page.mouse.up()


def expect_drawn(page: Page, *words: str) -> None:
    """Wait until exactly these words are drawn into the essay, whatever their order."""
    drawn = f"(words) => `${{({HIGHLIGHTED})().sort()}}` === words"
    page.wait_for_function(drawn, arg=",".join(sorted(words)))


def said(page: Page):
    return page.locator("[data-shelf-said] [role=status]")


def keep_button(page: Page):
    return page.get_by_role("button", name="Keep", exact=True).first


def is_sound(watched) -> bool:
    return (watched.csp_findings(), watched.foreign, watched.console) == ([], [], [])


def test_words_marked_with_the_mouse_are_kept_and_drawn_again_after_a_reload(desk, room, cast):  # noqa: F811
    page = desk.page
    drag_over(page, "s1-1", "It begins in ")
    keep_button(page).click()
    expect(said(page)).to_have_text("Kept from 1.1.")
    assert on_shelf(cast.alice) == ["It begins in"]
    expect_drawn(page, "It begins in")
    expect(page.locator("[data-shelf-count]")).to_have_text("1")
    open_lesson(desk, room)
    expect(page.locator("[data-shelf-count]")).to_have_text("1")
    expect_drawn(page, "It begins in")
    assert is_sound(desk)


def test_a_selection_over_two_paragraphs_is_cut_to_the_first_and_says_so(desk, cast):
    page = desk.page
    page.evaluate(SELECT, ["s1-1", 3, "s1-2", 5])
    keep_button(page).click()
    expect(said(page)).to_have_text("A passage lies within one paragraph: kept as far as 1.1 goes.")
    assert on_shelf(cast.alice) == ["begins in autumn with a treaty."]


def test_a_selection_of_white_space_or_of_a_heading_offers_nothing(desk):
    page = desk.page
    page.evaluate(SELECT, ["s1-1", 2, "s1-1", 3])
    page.wait_for_timeout(400)
    expect(page.locator("[data-shelf-mark]")).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#s1-2 > h3'))")
    page.wait_for_timeout(400)
    expect(page.locator("[data-shelf-mark]")).to_be_hidden()


def test_the_keyboard_alone_keeps_a_sentence_and_comes_back(desk, cast):
    page = desk.page
    number = page.get_by_role("link", name="Paragraph 1.2").first
    number.focus()
    page.keyboard.press("k")
    sentence = page.get_by_label("Sentence", exact=True)
    expect(sentence).to_be_focused()
    expect(page.locator("[data-keep-preview]")).to_have_text("It goes on, see the archive.")
    page.keyboard.type("7")
    expect(page.locator("[data-keep-preview]")).to_have_text("Paragraph 1.2 has 1 sentence.")
    page.keyboard.press("Backspace")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen from the keyboard.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Kept from 1.2.")
    assert on_shelf(cast.alice) == ["It goes on, see the archive."]
    assert ShelfItem.objects.get().note == "Seen from the keyboard."
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(page.locator("dialog.shelf-panel")).to_be_hidden()


def test_an_event_is_kept_taken_off_and_brought_back(desk, cast):
    page = desk.page
    page.get_by_role("heading", name="A treaty is signed").click()
    button = page.locator("#event-treaty-signed .event-keep")
    button.click()
    expect(button).to_have_text("Kept: take it off")
    assert on_shelf(cast.alice) == ["A treaty is signed"]
    button.click()
    expect(said(page)).to_have_text("Taken off the shelf.")
    expect(button).to_have_text("Keep this event")
    assert on_shelf(cast.alice) == []
    page.get_by_role("button", name="Undo").click()
    expect(said(page)).to_have_text("Back on the shelf.")
    expect(button).to_have_text("Kept: take it off")
    assert on_shelf(cast.alice) == ["A treaty is signed"]
    assert is_sound(desk)


def test_a_note_is_written_in_the_panel_and_a_newer_one_is_shown(desk, room, cast):  # noqa: F811
    page = desk.page
    room.give("1", "2a")
    room.keep("autumn")
    open_lesson(desk, room)
    page.get_by_role("button", name="Shelf 1").click()
    page.get_by_role("button", name="Add a note").click()
    note = page.get_by_label("Note", exact=True).last
    expect(note).to_be_focused()
    note.fill("Why autumn?")
    page.get_by_role("checkbox", name="2a").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("dialog .shelf-note")).to_have_text("Why autumn?")
    expect(page.locator("dialog .shelf-tied")).to_have_text("For 2a")
    item = ShelfItem.objects.get()
    assert (item.note, item.version) == ("Why autumn?", 2)

    page.get_by_role("button", name="Edit", exact=True).click()
    change_note(item=item, note="Elsewhere.", based_on=2, by=cast.alice, at=NOW)
    note.fill("Mine.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-form-newer] .answer-text")).to_have_text("Elsewhere.")
    expect(note).to_have_value("Mine.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("dialog .shelf-note")).to_have_text("Mine.")
    assert ShelfItem.objects.get().note == "Mine."

    page.get_by_role("button", name="Edit", exact=True).click()
    note.fill("")
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("The note was emptied.")
    assert ShelfItem.objects.get().note == ""
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("dialog .shelf-note")).to_have_text("Mine.")
    assert ShelfItem.objects.get().note == "Mine."


def test_taking_off_in_the_panel_moves_the_focus_on_and_can_be_undone(desk, room, cast):  # noqa: F811
    page = desk.page
    room.keep("autumn", note="First.")
    room.keep("ends", label="2.1")
    open_lesson(desk, room)
    page.get_by_role("button", name="Shelf 2").click()
    first = page.locator("dialog .shelf-entry").first
    first.get_by_role("button", name="Remove").click()
    expect(said(page)).to_have_text("Taken off the shelf, with its note.")
    expect(page.locator("dialog .shelf-entry")).to_have_count(1)
    expect(page.locator("dialog .shelf-entry [data-entry-remove]")).to_be_focused()
    expect_drawn(page, "ends")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("dialog .shelf-quote").first).to_have_text("autumn")
    expect_drawn(page, "autumn", "ends")
    assert on_shelf(cast.alice) == ["autumn", "ends"]


def test_a_press_on_kept_words_shows_their_entry(desk, room):  # noqa: F811
    page = desk.page
    room.keep("autumn")
    open_lesson(desk, room)
    expect_drawn(page, "autumn")
    spot = page.evaluate(SPOT, ["s1-1", "autumn"])
    page.mouse.click((spot["left"] + spot["right"]) / 2, spot["middle"])
    expect(page.locator("dialog .shelf-entry.is-pointed .shelf-quote")).to_have_text("autumn")


def test_a_passage_of_an_older_edition_is_drawn_where_its_words_stand_now(desk, room):  # noqa: F811
    page = desk.page
    room.keep("with a treaty")
    room.publish("It begins in *autumn*", "Long ago, in a wet *autumn*, it began")
    open_lesson(desk, room)
    expect(page.locator("[data-shelf-count]")).to_have_text("1")
    expect_drawn(page, "with a treaty")
    page.get_by_role("button", name="Shelf 1").click()
    expect(page.locator("dialog .shelf-edition")).to_have_text("From edition 1, unchanged since.")


def test_right_to_left_words_are_kept(desk, room, cast):  # noqa: F811
    page = desk.page
    words = "وقعت المعاهدة في رابالو"
    room.publish(
        "It begins in *autumn* with a [treaty](term:treaty).", f"{words}. ولم يتوقعها أحد."
    )
    open_lesson(desk, room)
    page.evaluate(SELECT, ["s1-1", 0, "s1-1", len(words)])
    keep_button(page).click()
    expect(said(page)).to_have_text("Kept from 1.1.")
    assert on_shelf(cast.alice) == [words]
    expect_drawn(page, words)


def test_no_answer_from_school_is_never_called_kept(desk, cast):
    page = desk.page
    page.route("**/shelf/passages/", lambda route: route.fulfill(status=503, body="{"))
    page.evaluate(SELECT, ["s1-1", 0, "s1-1", 8])
    keep_button(page).click()
    expect(said(page)).to_have_text("Not kept. The school's server did not answer. Try again.")
    expect_drawn(page)
    assert on_shelf(cast.alice) == []


def test_an_answer_that_was_lost_is_asked_for_again_and_keeps_one(desk, cast):
    page = desk.page
    lost = []

    def lose_the_first(route) -> None:
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/shelf/passages/", lose_the_first)
    page.evaluate(SELECT, ["s1-1", 0, "s1-1", 9])
    keep_button(page).click()
    expect(said(page)).to_have_text("Kept from 1.1.")
    assert (lost, on_shelf(cast.alice)) == ([200], ["It begins"])


def test_the_session_that_ended_is_said_with_a_way_to_sign_in(desk, cast):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.evaluate(SELECT, ["s1-1", 0, "s1-1", 9])
    keep_button(page).click()
    expect(said(page)).to_contain_text("Not kept. You are signed out.")
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()
    assert on_shelf(cast.alice) == []


def test_a_page_left_open_by_somebody_else_keeps_nothing(desk, cast):
    page = desk.page
    other = page.context.new_page()
    other.goto(f"{desk.base}/sign-out/")
    other.get_by_role("button", name="Sign out").last.click()
    other.wait_for_url("**/sign-in/**")
    desk.page = other
    desk.sign_in_by_hand("bob")
    page.evaluate(SELECT, ["s1-1", 0, "s1-1", 9])
    page.bring_to_front()
    keep_button(page).click()
    expect(said(page)).to_have_text("Not kept. Somebody else is signed in now. Reload the page.")
    assert (on_shelf(cast.alice), on_shelf(cast.bob)) == ([], [])


def test_a_second_student_sees_nothing_of_it(watch, room, cast):  # noqa: F811
    room.keep("autumn", note="canary")
    room.keep_event()
    watched = watch()
    watched.sign_in("bob")
    page = open_lesson(watched, room)
    page.get_by_role("button", name="Shelf").click()
    expect(page.locator("[data-shelf-none]")).to_be_visible()
    expect(page.locator("dialog .shelf-entry")).to_have_count(0)
    expect(page.locator(".event-keep[data-kept]")).to_have_count(0)
    expect_drawn(page)
    assert "canary" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_open_panel_is_sound(watch, room, width, scheme):  # noqa: F811
    room.give("1", "2a")
    room.keep("autumn", note="A note.")
    room.keep_event()
    watched = watch(viewport={"width": width, "height": 844}, color_scheme=scheme)
    watched.sign_in("alice")
    page = open_lesson(watched, room)
    page.get_by_role("button", name="Shelf 2").click()
    page.locator(".shelf-by-number summary").click()
    page.get_by_label("Paragraph", exact=True).fill("1.1")
    page.get_by_label("Sentence", exact=True).fill("1")
    page.get_by_role("button", name="Edit", exact=True).click()
    assert is_sound(watched)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, context="dialog.shelf-panel", options=OPTIONS)
    violations = found.response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []


def test_on_a_phone_the_panel_takes_the_window_and_gives_it_back(watch, room, cast):  # noqa: F811
    room.keep("autumn")
    watched = watch(**PHONE)
    watched.sign_in("alice")
    page = open_lesson(watched, room)
    page.evaluate(SELECT, ["s2-1", 0, "s2-1", 2])
    keep_button(page).tap()
    page.get_by_role("button", name="Add a note").tap()
    expect(page.locator("dialog.shelf-panel")).to_be_visible()
    assert page.evaluate("document.querySelector('dialog').matches(':modal')")
    page.get_by_label("Note", exact=True).last.fill("From the phone.")
    page.get_by_role("button", name="Save").tap()
    expect(page.locator("dialog .shelf-note").last).to_have_text("From the phone.")
    page.get_by_role("link", name="Paragraph 2.1").last.tap()
    expect(page.locator("dialog.shelf-panel")).to_be_hidden()
    expect(page).to_have_url(re.compile("#s2-1$"))
    assert on_shelf(cast.alice) == ["autumn", "It"]


def test_without_script_everything_can_be_done(watch, room, cast):  # noqa: F811
    room.give("1")
    watched = watch(java_script_enabled=False)
    watched.sign_in("alice")
    page = watched.open(address(room))
    page.get_by_label("Paragraph", exact=True).fill("1.1")
    page.get_by_label("Sentence", exact=True).fill("1")
    page.get_by_label("Note", exact=True).fill("By hand.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".message")).to_contain_text("Kept on your shelf.")
    expect(page.locator(".shelf-quote")).to_have_text("It begins in autumn with a treaty.")

    page.get_by_role("link", name="A small lesson").click()
    page.get_by_role("heading", name="A long war").click()
    page.locator("#event-long-war").get_by_role("button", name="Keep this event").click()
    expect(page.locator(".shelf-event")).to_have_text("A long war")

    page.get_by_role("link", name="Edit the note on: It begins").click()
    page.get_by_label("Note").first.fill("By hand, changed.")
    page.get_by_role("checkbox", name="1").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".shelf-note")).to_have_text("By hand, changed.")
    expect(page.locator(".shelf-tied")).to_have_text("For 1")

    page.get_by_role("button", name="Remove A long war").click()
    expect(page.locator(".shelf-removed")).to_contain_text("A long war")
    assert on_shelf(cast.alice) == ["It begins in autumn with a treaty."]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".message")).to_contain_text("Back on your shelf.")

    page.get_by_role("link", name="A small lesson").click()
    page.get_by_role("link", name="Shelf", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence shelf")
    page.get_by_label("What").select_option("event")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".shelf-entry")).to_have_count(1)
