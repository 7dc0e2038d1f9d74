"""Two markers at one answer see each other, and neither is kept out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assignments.models import GradingPlace
from tests.assignments.places.conftest import *  # noqa: F403  (its fixtures)

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000


def test_who_else_is_there_is_said_and_follows_the_page(watch, desk, cast, nora, live_server):
    for student in (cast.alice, cast.bob):
        desk.handed_in(student, {"1": f"The answer of {student.given_name}."})
    question = desk.assignment.asked.get(question__label="1").question_id
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/question/{question}/"
    pages = []
    for name in ("tessa", "nora"):
        watched = watch()
        watched.sign_in(name)
        pages.append(watched.open(path))
    line = pages[1].locator(".being-graded")
    expect(line).to_have_text("Being graded by Tessa Of Riverside School", timeout=SOON)
    pages[1].locator("#student").click()
    pages[1].keyboard.press("j")
    expect(pages[1].locator("#student")).to_have_text("Bob Of Riverside School", timeout=SOON)
    expect(line).to_be_hidden()
    pages[1].wait_for_load_state("networkidle")
    place = GradingPlace.objects.get(marker=nora)
    assert place.submission.student == cast.bob
