"""Returned work in Chromium: marked words and their comments, the next step, replies, the check."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assignments.domain.grading.comment import comment_on_attempt
from assignments.models import QuestionSet
from tests.assignments.after.conftest import remark, tag
from tests.assignments.grading.conftest import Desk, give_all
from tests.conftest import built_in_lesson

from .test_pages import CONTRAST, OPTIONS, violations

ANSWER = (
    "In Moscow the agreement of Munich looked like an invitation. The West had given Hitler what "
    "he asked for, and nobody had asked the Soviet Union. Stalin drew from it that collective "
    "security was dead."
)


@pytest.fixture
def desk(cast, live_server) -> Desk:
    built_in_lesson(timezone.now())
    return Desk(cast, give_all(QuestionSet.objects.get(), cast.class_8a, cast.tessa))


def returned(desk: Desk):
    """Return Alice's work with everything a return can hold, and a correction of it."""
    work = desk.handed_in(desk.cast.alice, {"1": ANSWER, "2": "Peace for a time.", "3": "x"})
    by = desk.cast.tessa
    desk.grade(work, "1", "4", "A clear line. Which date?")
    answer = desk.answer(work, "1")
    remark(answer, "an invitation. The West had given Hitler", "Whose word is this?", by)
    remark(answer, "Hitler what he asked for", "Say what: the Sudetenland.", by)
    remark(answer, "collective security was dead", "Well put.", by)
    tag(answer, "strength", "Sees it from Moscow", by)
    tag(answer, "next_step", "Give the date of what you name", by)
    tag(desk.answer(work, "2"), "next_step", "Name both sides' reasons", by)
    desk.grade(work, "2", "0")
    comment_on_attempt(
        attempt=work.counted_attempt, text="You argue well; dates would make it firm.",
        based_on=0, by=by, at=timezone.now(),
    )  # fmt: skip
    desk.give_back(work)
    desk.grade(work, "1", "4.5", "A clear line. Which date?")
    desk.give_back(work, note="Answer 1 has half a point more.")
    return work


def sound(watched, path: str, name: str) -> list[str]:
    """Look at a page in light and dark; keep a picture where ``SHOTS`` names a folder."""
    page = watched.open(path)
    found = [f"{name}: {line}" for line in violations(page, OPTIONS)]
    width = page.viewport_size["width"]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{name}: scrolls sideways")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{name}, {scheme}: {line}" for line in violations(page, CONTRAST)]
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_after_a_return_are_sound(watch, desk, width):
    work = returned(desk)
    student = watch(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    student.sign_in("alice")
    path = f"/work/{work.pk}/returned/"
    found = sound(student, path, "returned")
    page = student.open(path)
    page.get_by_role("link", name="Comment 2").first.click()
    expect(page).to_have_url(re.compile("#comment-1-2$"))
    assert page.locator(":target").inner_text().endswith("Say what: the Sudetenland.")
    page.get_by_label("Name both sides' reasons").check()
    page.get_by_role("button", name="Keep this step").click()
    assert page.get_by_label("Name both sides' reasons").is_checked()
    page.get_by_role("link", name="Write about this").first.click()
    page.get_by_label("Write to your teacher").fill("I gave the month. Is that not a date?")
    page.get_by_label("I ask to have this marked again").check()
    page.get_by_role("button", name="Send").click()
    found += sound(student, page.url.removeprefix(student.base), "replies")
    following = desk.begun(desk.cast.alice, {"1": "A text."}, desk.given_again())
    found += sound(student, f"/work/{following.pk}/", "writing")
    page.get_by_role("button", name="I have done this").click()
    assert page.get_by_role("button", name="I have done this").count() == 0

    desk.grade(work, "1", "5")
    desk.grade(desk.handed_in(desk.cast.bob), "1", "0", "As Alice says.")
    teacher = watch(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    teacher.sign_in("tessa")
    board = desk.board_path()
    found += sound(teacher, board.replace("change/", "return/"), "confirm")
    found += sound(teacher, desk.path("return/preview/", work), "preview")
    desk.give_back(work, when=timezone.now() + timedelta(days=2), note="Half a point more.")
    found += sound(teacher, desk.path("call-off/", work), "call-off")
    found += sound(teacher, desk.path("print/", work), "print")
    found += sound(teacher, board, "board")
    found += sound(teacher, "/admin/replies/", "list")
    found += sound(teacher, f"/admin/replies/{work.threads.get().pk}/", "reply")
    assert "\n".join(found) == ""
