"""Writing a lesson in a real browser: the live preview, the saving by itself, two at once."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from lessons.models import LessonDraft
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.writing import BANK, ESSAY, FLEET, TERM, TREATY, begun, essay, published, saved

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def lesson(cast, live_server):
    """Return the lesson that Tessa has begun."""
    return begun(cast, glossary=[TERM])


def write_path(lesson) -> str:
    return f"/admin/lessons/lesson/{lesson.pk}/write/"


@pytest.fixture
def desk(watch, lesson):
    """Return Tessa's page."""
    watched = watch()
    watched.sign_in("tessa")
    watched.open(write_path(lesson))
    return watched


def stored(lesson) -> str:
    return LessonDraft.objects.get(lesson=lesson).markdown


def text(page):
    return page.locator("#markdown")


def status(page):
    return page.locator("#status")


def add(page, words: str) -> None:
    """Type at the end of the text."""
    text(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def choose(page, word: str) -> None:
    """Select a word of the text."""
    start = text(page).input_value().index(word)
    act = "(box, at) => { box.focus(); box.setSelectionRange(...at); }"
    text(page).evaluate(act, [start, start + len(word)])


def test_what_is_typed_is_read_beside_it_and_saved_by_itself(desk, lesson):
    page = desk.page
    add(page, "\nA *new* one.\n\n- a list\n")
    new = page.locator("[data-preview] #s2-3")
    expect(new).to_have_text("2.3A new one.", timeout=SOON)
    expect(new.locator("em")).to_have_text("new")
    expect(page.locator("[data-preview] .finding")).to_contain_text("A list cannot stand here.")
    expect(page.locator("[data-findings] summary")).to_have_text(
        "1 thing to mend before this can be published"
    )
    expect(page.locator("[data-counted]")).to_have_text("5 paragraphs, 55 words")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert stored(lesson).endswith("\nA *new* one.\n\n- a list\n")
    assert (desk.csp_findings(), desk.foreign, desk.console) == ([], [], [])


def test_the_line_of_a_finding_and_a_paragraphs_number_lead_into_the_text(desk, lesson):
    page = desk.page
    add(page, "\n- a list\n")
    page.locator("[data-findings] summary").click(timeout=SOON)
    page.locator("[data-findings-list] a").click()
    assert page.evaluate("document.activeElement.id") == "markdown"
    assert page.evaluate("markdown.value.slice(markdown.selectionStart)") == "- a list\n"
    page.locator("[data-preview] #s1-2 .paragraph-number").click()
    assert page.evaluate("markdown.value.slice(markdown.selectionStart)").startswith(BANK)
    expect(page.locator("[data-preview] .is-here")).to_have_id("s1-2")


def test_buttons_and_keys_set_the_few_marks_and_can_be_undone(desk, lesson):
    page = desk.page
    choose(page, "spring")
    page.keyboard.press("Control+b")
    expect(text(page)).to_have_value(re.compile(r"In the \*\*spring\*\* of"))
    page.keyboard.press("Control+z")
    expect(text(page)).to_have_value(ESSAY)
    choose(page, "Rapallo")
    page.get_by_role("button", name="Glossary", exact=True).click()
    expect(text(page)).to_have_value(re.compile(r"\[Rapallo\]\(term:rapallo\)"))
    page.locator(".writing-desk .tabs a[href='#terms']").click()
    row = page.locator("#term-rapallo")
    expect(row.locator("[name=term_term]")).to_have_value("Rapallo")
    row.locator("[name=term_meaning]").fill("A town by the sea.")
    expect(page.locator("[data-preview] a.term")).to_have_text("Rapallo", timeout=SOON)
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert {"id": "rapallo", "term": "Rapallo", "meaning": "A town by the sea."} in (
        LessonDraft.objects.get().glossary
    )


def test_saving_by_key_is_in_the_history_at_once(desk, lesson):
    page = desk.page
    add(page, "\nKept.\n")
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert lesson.draft_revisions.count() == 2


def test_no_connection_is_said_and_tried_again(desk, lesson):
    page = desk.page
    page.context.set_offline(True)
    add(page, "\nOn the bus.\n")
    expect(status(page)).to_have_text("Not saved yet: no connection. Trying again.", timeout=SOON)
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert stored(lesson).endswith("\nOn the bus.\n")


def test_a_save_whose_answer_was_lost_is_no_conflict(desk, lesson):
    page = desk.page
    lost = []

    def lose_the_answer(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/write/", lose_the_answer)
    add(page, "\nFirst.\n")
    expect(status(page)).to_contain_text("Not saved yet", timeout=SOON)
    add(page, "\nSecond.\n")
    expect(status(page)).to_contain_text("Saved ", timeout=2 * SOON)
    assert lost == [200]
    assert stored(lesson).endswith("\nFirst.\n\nSecond.\n")


def test_the_second_of_two_sees_both_texts_and_puts_them_in_one(desk, cast, lesson):
    page = desk.page
    saved(lesson, ESSAY + "\nTheo's.\n", by=cast.theo, at=timezone.now(), glossary=[TERM])
    page.evaluate("markdown.focus(); markdown.setSelectionRange(2, 2)")
    page.keyboard.type("The ")
    expect(status(page)).to_contain_text(
        re.compile(r"Theo Of Riverside School saved another text at \d\d:\d\d\. Yours is not"),
        timeout=SOON,
    )
    page.get_by_role("button", name="Compare both").click()
    expect(page.get_by_role("heading", name="Two texts: choose")).to_be_visible()
    assert stored(lesson) == ESSAY + "\nTheo's.\n"
    page.get_by_role("button", name="Put both into one and edit").click()
    expect(text(page)).to_have_value(ESSAY.replace("# Hard", "# The Hard") + "\nTheo's.\n")
    expect(status(page)).to_have_text("Not saved yet")
    page.locator("[data-save]").click()
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert stored(lesson) == ESSAY.replace("# Hard", "# The Hard") + "\nTheo's.\n"
    assert lesson.draft_revisions.filter(is_aside=True).count() == 1


def test_leaving_with_text_unsaved_is_asked_about(desk, lesson):
    page = desk.page
    page.route("**/write/", lambda route: route.abort())
    add(page, "\nNot yet.\n")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")
    assert asked == ["beforeunload"]


def test_signing_in_again_in_another_tab_saves_what_waits(desk, lesson):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    add(page, "\nWaiting.\n")
    expect(status(page)).to_contain_text("you are signed out", timeout=SOON)
    expect(text(page)).to_have_value(re.compile("Waiting"))
    other = page.context.new_page()
    other.goto(desk.base + "/sign-in/")
    if other.locator("select[name=school]").count():
        other.select_option("select[name=school]", "riverside")
    other.fill("input[name=login]", "tessa")
    other.fill("input[name=password]", "river stone candle")
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url(lambda url: "/sign-in/" not in url)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(page)).to_contain_text("Saved ", timeout=2 * SOON)
    assert stored(lesson).endswith("\nWaiting.\n")


def test_publishing_from_the_text_takes_what_was_typed_along(desk, lesson):
    page = desk.page
    published(lesson, by=lesson.draft.saved_by)
    page.reload()
    page.evaluate("markdown.focus(); markdown.setSelectionRange(0, markdown.value.length)")
    page.keyboard.insert_text(essay([f"{TREATY} So they did.", FLEET]))
    page.get_by_role("button", name="Publish…").click()
    expect(page.get_by_role("heading", name="Publish edition 2")).to_be_visible()
    page.get_by_label("What is new").fill("Shorter.")
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.locator(".messagelist")).to_contain_text("Edition 2 is published.")
    lesson.refresh_from_db()
    assert [row.anchor.name for row in lesson.current_edition.paragraphs.all()] == ["s1-1", "s2-1"]


def test_the_desk_on_a_phone_has_the_preview_on_a_tab_that_keeps_its_place(watch, lesson):
    watched = watch(**PHONE)
    watched.sign_in("tessa")
    page = watched.open(write_path(lesson))
    expect(page.locator("#reading")).to_be_hidden()
    page.locator(".writing-jumpbar a[href='#reading']").click()
    expect(text(page)).to_be_hidden()
    expect(page.locator("[data-preview] #s1-1")).to_be_visible()
    page.locator("[data-preview] #s1-2 .paragraph-number").click()
    expect(text(page)).to_be_focused()


def test_without_script_the_whole_job_is_done_by_forms(watch, cast, lesson):
    watched = watch(java_script_enabled=False)
    watched.sign_in("tessa")
    page = watched.open(write_path(lesson))
    text(page).fill(essay([TREATY, "By hand."]))
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("[data-preview] #s1-2")).to_have_text("1.2By hand.")
    assert stored(lesson) == ESSAY
    saved(lesson, essay([TREATY, "Theo's."]), by=cast.theo, glossary=[TERM])
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("button", name="Keep mine").click()
    expect(text(page)).to_have_value(essay([TREATY, "By hand."]))
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish edition 1").click()
    lesson.refresh_from_db()
    assert lesson.current_edition.number == 1


def test_an_essay_of_fifty_thousand_words_is_typed_into(watch, cast, live_server):
    texts = long_essay(500, 100)
    sections = [texts[i : i + 25] for i in range(0, 500, 25)]
    lesson = begun(cast, markdown=essay(*sections))
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open(write_path(lesson))
    add(page, "\nAnd one more.\n")
    expect(page.locator("[data-preview] #s20-26")).to_have_text("20.26And one more.", timeout=SOON)
    expect(page.locator("[data-preview] #s20-26")).to_be_in_viewport()
    expect(page.locator("[data-preview] .is-here")).to_have_id("s20-26")
    expect(status(page)).to_contain_text("Saved ", timeout=2 * SOON)
    assert stored(lesson).endswith("\nAnd one more.\n")
