"""The small lesson before class 8A, with its questions given, and Alice's shelf."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from assignments.domain.giving.give import ClassTimes, give
from assignments.importing.pack import load_pack
from assignments.models import Assignment, Question
from lessons.domain.place import place_lesson
from lessons.models import Lesson, ShelfItem
from studyhub.people.models import User
from studyhub.web.ids import new_id
from tests.conftest import Cast, signed_in
from tests.lessons.domain.shelves import edition_of, keep, keep_named, paragraph_of
from tests.lessons.pack_files import PackFiles


@dataclass
class Room:
    """The lesson with short ways to open its shelf, post to it, and publish it anew."""

    cast: Cast
    files: PackFiles
    folder: Path
    lesson: Lesson

    def path(self, *parts: str) -> str:
        rest = "".join(f"{part}/" for part in parts)
        return f"/lessons/{self.lesson.pk}/{self.lesson.slug}/shelf/{rest}"

    def open(self, user: User, query: str = "") -> HttpResponse:
        return signed_in(user).get(self.path() + query)

    def items(self, user: User) -> dict:
        response = signed_in(user).get(self.path("items"))
        assert response.status_code == 200
        return response.json()

    def send(self, user: User, *parts: str, **body) -> HttpResponse:
        """Post JSON, as a script does."""
        return signed_in(user).post(
            self.path(*parts), json.dumps(body), content_type="application/json"
        )

    def post(self, user: User, *parts: str, **fields) -> HttpResponse:
        """Post a form, as a browser without script does."""
        return signed_in(user).post(self.path(*parts), fields)

    def passage(self, words: str = "autumn", **fields) -> dict:
        """Return the JSON of a marked passage in 1.1."""
        start = paragraph_of(self.lesson).text.index(words)
        return {
            "edition": edition_of(self.lesson).pk,
            "paragraph": "s1-1",
            "start": start,
            "end": start + len(words),
            "exact": words,
            "key": new_id(),
            **fields,
        }

    def keep(self, words: str = "autumn", *, by: User | None = None, **options) -> ShelfItem:
        return keep(self.lesson, by or self.cast.alice, words, **options).item

    def keep_event(self, name: str = "treaty-signed", **options) -> ShelfItem:
        return keep_named(self.lesson, self.cast.alice, name, **options).item

    def publish(self, old: str, new: str) -> None:
        """Publish the essay with ``old`` replaced."""
        assert old in self.files.essay
        self.files.essay = self.files.essay.replace(old, new)
        load_pack(self.files.write(self.folder), at=timezone.now())
        self.lesson.refresh_from_db()

    def give(self, *labels: str, opens_in_days: int = -1) -> Assignment:
        """Give questions of the lesson to 8A."""
        version = self.lesson.question_sets.get().versions.get()
        opens = timezone.now() + timedelta(days=opens_in_days)
        (assignment,) = give(
            version=version,
            questions=list(version.questions.filter(label__in=labels)),
            classes=[ClassTimes(school_class=self.cast.class_8a, opens_at=opens)],
            title=f"Questions {labels}",
            by=self.cast.tessa,
            at=timezone.now(),
        )
        return assignment

    def question(self, label: str) -> Question:
        return Question.objects.get(version__question_set__lesson=self.lesson, label=label)


@pytest.fixture
def room(cast: Cast, tmp_path: Path) -> Room:
    """Load the small pack into the library and put it before class 8A."""
    files = PackFiles()
    lesson = load_pack(files.write(tmp_path / "pack"), at=timezone.now()).lesson
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=timezone.now())
    return Room(cast, files, tmp_path / "pack", lesson)


@pytest.fixture
def alice(cast: Cast) -> Client:
    """Return Alice's browser."""
    return signed_in(cast.alice)
