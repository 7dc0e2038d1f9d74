"""The main job, from one end to the other, as each of the three people: with and without script.

A student reads, answers and hands in; the teacher grades and returns in the admin; the student
reads what came back; the school admin pastes a name, whose card opens a first sign-in.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from assignments.domain.giving.give import ClassTimes, give
from assignments.models import Assignment, QuestionSet
from tests.conftest import built_in_lesson

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = "One direction was revolution, led by the Comintern; the other was trade and treaties."


@pytest.fixture
def assignment(cast) -> Assignment:
    """The first two questions of the built-in lesson, given to 8A."""
    at = timezone.now()
    lesson = built_in_lesson(at)
    version = QuestionSet.objects.get(lesson=lesson, school__isnull=True).versions.get()
    times = ClassTimes(school_class=cast.class_8a, opens_at=at, due_at=at + timedelta(days=2))
    (given,) = give(
        version=version,
        questions=list(version.questions.filter(label__in=["1", "2"])),
        classes=[times],
        title="Two aims",
        by=cast.tessa,
        at=at,
    )
    return given


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_read_answer_grade_return_read(watch, assignment, script):
    student = watch(java_script_enabled=script)
    student.sign_in_by_hand("alice")
    write_and_hand_in(student.page, script=script)

    teacher = watch(java_script_enabled=script)
    teacher.sign_in_by_hand("tessa")
    grade(teacher)

    student.open("/")
    expect(student.page.get_by_text("of 10 points")).to_have_count(0)
    return_to_students(teacher.page)

    student.open("/")
    student.page.locator("main").get_by_role("link", name="Read").first.click()
    expect(student.page.locator(".total")).to_contain_text("5")
    expect(student.page.get_by_text("Say what Lenin wrote.")).to_be_visible()
    expect(student.page.get_by_text(ANSWER)).to_be_visible()
    assert student.foreign == teacher.foreign == []


def write_and_hand_in(page: Page, *, script: bool) -> None:
    """Start from home, read a paragraph of the source, answer question 1, hand in."""
    page.get_by_role("link", name=re.compile("Start")).first.click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Brest-Litovsk (3 March 1918)").first).to_be_attached()
    page.get_by_label(re.compile("answer.*1", re.I)).first.fill(ANSWER)
    if script:
        expect(page.locator("[data-status]").first).to_contain_text("Saved", timeout=10_000)
    page.get_by_role("button", name=re.compile("Review")).first.click()
    expect(page.get_by_role("heading", name="Look through it once more")).to_be_visible()
    page.get_by_label(re.compile("Hand in without answer 2")).check()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("On time").first).to_be_visible()


def grade(teacher) -> None:
    """Grade both answers, question by question, from the desk."""
    page = teacher.open("/admin/")
    page.get_by_role("link", name=re.compile("^Grade")).first.click()
    page.get_by_role("link", name=re.compile("Grade by student")).click()
    boxes = page.locator("input.points-input")
    boxes.nth(0).fill("5")
    page.locator("textarea").nth(0).fill("Say what Lenin wrote.")
    boxes.nth(1).fill("0")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text(re.compile("^Saved[: ]")).first).to_be_visible()
    expect(page.get_by_text(re.compile("2 of 2 graded"))).to_be_visible()
    expect(page.locator("input.points-input").nth(0)).to_have_value("5")
    expect(page.locator("input.points-input").nth(1)).to_have_value("0")


def return_to_students(page: Page) -> None:
    """Return the work, after the page that says what is still ungraded."""
    page.get_by_role("link", name=re.compile("Two aims")).first.click()
    page.get_by_role("link", name="Return to students").click()
    page.get_by_role("button", name="Return to students").click()
    expect(page.get_by_text("Returned").first).to_be_visible()


def test_a_pasted_name_signs_in_with_its_card(watch, cast):
    admin = watch()
    admin.sign_in_by_hand("sana")
    page = admin.open(f"/admin/people/schoolclass/{cast.class_8a.pk}/paste/")
    page.locator("textarea").fill("Nadia Newcomer")
    page.get_by_role("button").last.click()
    page.get_by_role("button", name=re.compile("account", re.I)).first.click()
    card = page.locator(".card").first
    expect(card).to_contain_text("Nadia Newcomer")
    name, code = card.locator(".card-code").all_inner_texts()

    newcomer = watch()
    page = newcomer.open("/s/riverside/sign-in/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/password/")
    page.fill("input[name=oldpassword]", code)
    page.fill("input[name=password1]", "a meadow in winter")
    page.fill("input[name=password2]", "a meadow in winter")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nadia")
    assert (newcomer.csp_findings(), newcomer.foreign) == ([], [])
