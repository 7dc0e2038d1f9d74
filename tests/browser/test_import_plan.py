"""Correcting a plan in a real browser: with script, by keys, and without any script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assignments.domain.material.document_imports import correct_import, decisions_of
from assignments.models import DocumentImport
from lessons.models import Lesson
from tests.assignments.document_imports.uploads import SMALL, plan_address, roles

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/admin/assignments/documentimport/new/"


def bring_in(watched, name: str = "league.txt") -> DocumentImport:
    page = watched.open(NEW)
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": SMALL.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/plan/")
    return DocumentImport.objects.latest("made_at")


def test_a_teacher_brings_a_document_in_corrects_it_and_makes_the_lesson(watch, cast):
    watched = watch()
    watched.sign_in("tessa")
    row = bring_in(watched)
    page = watched.page
    page.select_option("#id_role-7", "aside")
    expect(page.locator("[data-plan=status]")).to_have_text("Updated")
    expect(page.locator("#b7")).to_have_class("bring-row bring-aside")
    assert page.locator("[data-plan=outline]").get_by_text("Genoa").count() == 0
    assert page.evaluate("document.activeElement.id") in {"id_role-7", ""}
    assert roles(row)[7] == "aside"

    page.locator("#b1 summary").click()
    page.fill("#b1 [name^=name-]", "The League meets")
    page.locator("#b1 [name^=name-]").blur()
    expect(page.locator("#b1 [name^=take-]")).to_be_checked()
    expect(page.locator(".plan-sum")).to_contain_text("Events1")
    page.get_by_role("button", name="Make the lesson").click()
    page.wait_for_url("**/lessons/lesson/**")
    lesson = Lesson.objects.get(title="The League")
    assert [event.title for event in lesson.events.all()] == ["The League meets"]
    assert watched.csp_findings() == []
    assert watched.foreign == []


def test_keys_choose_while_a_box_has_the_focus(watch, cast):
    watched = watch()
    watched.sign_in("tessa")
    row = bring_in(watched)
    page = watched.page
    page.focus("#id_role-4")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "id_role-6"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "id_role-5"
    page.keyboard.press("x")
    expect(page.locator("#b5")).to_have_class("bring-row bring-aside")
    assert page.evaluate("document.activeElement.id") == "id_role-5"
    page.keyboard.press("m")
    expect(page.locator("#b5")).to_have_class("bring-row bring-more")
    assert roles(row)[5] == "more"
    page.focus("#id_title")
    page.keyboard.press("x")
    assert roles(row)[5] == "more"


def test_a_change_in_another_window_is_told(watch, cast):
    from django.utils import timezone

    watched = watch(viewport={"width": 390, "height": 800})
    watched.sign_in("tessa")
    row = bring_in(watched)
    correct_import(
        row=row,
        based_on=1,
        title="Elsewhere",
        decisions=decisions_of(row),
        by=cast.tessa,
        at=timezone.now(),
    )
    page = watched.page
    page.select_option("#id_role-7", "aside")
    expect(page.locator("[data-plan=status]")).to_contain_text("out of date")
    watched.console.clear()  # the browser notes the 409
    page.get_by_role("button", name="Update", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("You had chosen")
    expect(page.locator("#id_title")).to_have_value("Elsewhere")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.csp_findings() == []


def test_without_script_the_buttons_do_the_same(watch, cast):
    watched = watch(java_script_enabled=False)
    watched.sign_in("tessa")
    row = bring_in(watched)
    page = watched.page
    assert page.locator("[data-plan=keys]").is_hidden()
    page.select_option("#id_role-4", "from:aside")
    page.get_by_role("button", name="Update", exact=True).last.click()
    assert roles(row)[4:] == ["aside"] * 4
    page.select_option("#id_role-4", "from:questions")
    page.get_by_role("button", name="Make the lesson").click()
    page.wait_for_url("**/lessons/lesson/**")
    assert Lesson.objects.get(title="The League").current_edition.number == 1


def test_everything_can_be_reached_by_the_tab_key(watch, cast):
    watched = watch(viewport={"width": 390, "height": 800})
    watched.sign_in("tessa")
    row = bring_in(watched)
    page = watched.open(plan_address(row))
    reached = []
    for _press in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.name || document.activeElement.tagName")
        )
    boxes = list(dict.fromkeys(name for name in reached if name.startswith("role-")))
    assert boxes == [f"role-{i}" for i in range(8)]
    assert {"title", "points-4", "act"} <= set(reached)
