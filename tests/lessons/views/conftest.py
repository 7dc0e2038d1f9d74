"""Riverside's own small lesson on the desk."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from lessons.models import Lesson
from tests.conftest import signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles

EVIL = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}{% debug %}${7*7}"]
NO_IDS = ["abc", "-1", "0", "9" * 30, "1.5"]


@pytest.fixture
def own(cast) -> Lesson:
    """Return the small lesson as Riverside's own."""
    return load(PackFiles(), school=cast.riverside)


@pytest.fixture
def tessa(cast) -> Client:
    """Return Tessa's browser."""
    return signed_in(cast.tessa)


def at(lesson: Lesson, act: str) -> str:
    """Return the address of a page where a lesson is changed."""
    return f"/admin/lessons/lesson/{lesson.pk}/{act}"


def words(response) -> str:
    """Return the words of a page, entities and spaces made plain."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def again(lesson: Lesson) -> Lesson:
    """Return the lesson as it is stored now."""
    lesson.refresh_from_db()
    return lesson
