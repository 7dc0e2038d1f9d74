"""The writing pages as a person uses them: addresses, forms, and what a page says."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from lessons.domain.drafts import draft_of
from lessons.models import Lesson, LessonDraft
from studyhub.people.models import User
from tests.conftest import signed_in

# What must not stand on a page as markup, whatever was typed.
HOSTILE = [
    "<script>alert", "<svg onload", "<iframe", "<style", "<img", 'href="javascript', 'href="data:',
]  # fmt: skip
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% debug %}'


def address(name: str, lesson: Lesson, *more: object) -> str:
    return reverse(f"admin:lessons_lesson_{name}", args=[lesson.pk, *more])


def words(html: str) -> str:
    """Return a page's text in one line, without scripts and tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))).strip()


def page(client: Client, path: str, *, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def typed(lesson: Lesson, markdown: str, /, *, glossary=(), **values) -> dict:
    """Return what the writing page sends, over the text as it is stored."""
    state = draft_of(lesson)
    return {
        "markdown": markdown,
        "based_on": state.version,
        "edition": state.edition.pk if state.edition else "",
        "term_id": [row["id"] for row in glossary],
        "term_term": [row["term"] for row in glossary],
        "term_meaning": [row["meaning"] for row in glossary],
        **values,
    }


def write(user: User | Client, lesson: Lesson, markdown: str, *, json: bool = False, **values):
    """Send the writing page's form and return the response."""
    client = user if isinstance(user, Client) else signed_in(user)
    headers = {"Accept": "application/json"} if json else {}
    return client.post(address("write", lesson), typed(lesson, markdown, **values), headers=headers)


def hidden(html: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None
    return found.group(1)


def box(html: str) -> str:
    """Return what stands in the text's box."""
    found = re.search(r'<textarea[^>]*name="markdown"[^>]*>\n?(.*?)</textarea>', html, re.S)
    assert found is not None
    return unescape(found.group(1))


def statuses(cast, path: str, method: str = "get", **options) -> dict[str, int]:
    """Return how the page answers each of the cast."""
    names = ["alice", "carol", "frank", "tessa", "theo", "asif", "fiona", "sana", "sofia", "sue"]
    return {
        name: getattr(signed_in(getattr(cast, name)), method)(path, **options).status_code
        for name in names
    }


def stored(lesson: Lesson) -> str:
    """Return the draft's text as it is kept."""
    return LessonDraft.objects.get(lesson=lesson).markdown


def read(user: User, lesson: Lesson, markdown: str, **values):
    """Ask how a text would be read."""
    return signed_in(user).post(address("read", lesson), typed(lesson, markdown, **values))
