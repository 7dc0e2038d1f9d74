"""What the review page points out, dismissed and shown again without a script of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lessons.models import TimelineEvent
from studyhub import edtf
from tests.assignments.student.conftest import begin, give

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(cast, live_server):
    """Return Alice's work, with an uncited quote and a wrong year in answer 1."""
    work = begin(give(cast.class_8a, cast.tessa), cast.alice)
    date = edtf.parse("1922-04-16")
    TimelineEvent.objects.create(
        lesson=work.assignment.edition.lesson, key="delta-treaty", date=date.text,
        first_day=date.first_day, last_day=date.last_day, title="Delta Treaty shares the river",
        summary="A day of peace.",
    )  # fmt: skip
    work.write(
        "1", "The essay says \u201cRivers rise in hills\u201d. The Delta Treaty was signed in 1919."
    )
    return work


@pytest.mark.parametrize("has_script", [True, False])
def test_dismiss_and_show_again(watch, work, has_script):
    watched = watch(java_script_enabled=has_script)
    watched.sign_in("alice")
    page = watched.open(f"{work.path}review/")
    top = page.get_by_role("region", name="Before you hand in")
    beside = page.get_by_role("region", name="To look at in answer 1")
    expect(top).to_contain_text("1 quote without a citation, 1 date to check")
    top.get_by_role("link", name="Answer 1").click()
    expect(beside).to_be_in_viewport()
    beside.get_by_role("button", name="Dismiss").first.click()
    page.wait_for_url("**/review/#look-1")
    expect(top).to_contain_text("Answer 1: 1 date to check")
    expect(beside).not_to_contain_text("stands in quotation marks")
    expect(beside).to_contain_text("You write 1919; the event you may mean")
    beside.get_by_role("button", name="Dismiss").click()
    expect(beside).to_contain_text("2 dismissed.")
    expect(top).to_have_count(0)
    beside.get_by_role("button", name="Show them again").click()
    expect(top).to_contain_text("1 quote without a citation, 1 date to check")
    expect(beside.get_by_role("button", name="Dismiss")).to_have_count(2)
    beside.get_by_role("link", name="Delta Treaty shares the river").click()
    expect(page.locator("#event-delta-treaty")).to_be_visible()
    if has_script:
        assert (watched.csp_findings(), watched.console) == ([], [])
    assert watched.foreign == []
