"""A lesson open in Chromium, and its timeline as a drawing."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from tests.conftest import built_in_lesson
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles


def built_in(cast) -> str:
    """Put the built-in lesson before Alice's class; return its address."""
    return placed(cast, built_in_lesson(timezone.now()))


def made_of(cast, files: PackFiles) -> str:
    """Put a lesson made of these files before Alice's class; return its address."""
    return placed(cast, load(files))


def with_dates(*dates: str) -> PackFiles:
    """Return a small pack with an event for each date, all of them told in 1.1."""
    files = PackFiles()
    files.with_events(len(dates))
    for event, date in zip(files.events["events"], dates, strict=True):
        event.update(date=date, anchors=["s1-1"])
    return files


def placed(cast, lesson: Lesson) -> str:
    """Return the address of a lesson that is now before class 8A."""
    at = timezone.now()
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=at)
    return reverse("lessons:lesson", args=[lesson.pk, lesson.slug])


def show_drawing(page: Page) -> None:
    """Turn the drawing on and wait until it stands."""
    page.get_by_role("button", name="Drawing", exact=True).click()
    page.locator(".drawing-events [role=option]").first.wait_for()


def press(page: Page, name: str) -> None:
    """Press one of the drawing's buttons, unless it says that it has nothing to do."""
    button = page.get_by_role("button", name=name)
    if button.get_attribute("aria-disabled") != "true":
        button.click()


def zoomed(page: Page) -> float:
    """Return how long the drawing is, in pixels."""
    return page.evaluate(
        "Math.max(...['Width', 'Height'].map((side) =>"
        " document.querySelector('.drawing-canvas')[`client${side}`]))"
    )


def start(page: Page) -> float:
    """Return how far the drawing is scrolled."""
    return page.evaluate(
        "(({scrollTop, scrollLeft}) => scrollTop + scrollLeft)"
        "(document.querySelector('.drawing-view'))"
    )


def settled(page: Page) -> None:
    """Wait until what was scrolled or changed is painted."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def option(page: Page, title: str) -> Locator:
    """Return an event of the drawing by the beginning of its name."""
    return page.locator(f'[role=option][aria-label^="{title}"]')


def shown_titles(page: Page) -> list[str]:
    """Return the titles of the list's events that no filter hides."""
    return page.locator("#events > .event:not([hidden]) .event-title").all_text_contents()
