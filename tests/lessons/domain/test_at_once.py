"""Two teachers at once: real threads on PostgreSQL; SQLite lets one writer in at a time anyway."""

import pytest

from lessons.domain.drafts import save_draft
from lessons.domain.publish_lesson import publish_lesson
from lessons.models import DraftRevision, Edition, LessonDraft
from studyhub.access.refusal import Conflict
from tests.assignments.grading.test_at_once import at_once
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.writing import begun, essay

pytestmark = pytest.mark.django_db(transaction=True)


def save(lesson, by, place: int, *, based_on: int):
    return save_draft(
        lesson=lesson,
        markdown=essay([f"Text {place}."]),
        glossary=[],
        based_on=based_on,
        edition=lesson.current_edition,
        by=by,
        at=NOW,
    )


def kept_and_refused(came) -> tuple[int, int]:
    return (
        sum(not isinstance(result, Conflict) for result in came),
        sum(isinstance(result, Conflict) for result in came),
    )


def test_one_of_eight_saves_over_one_version_is_kept(cast):
    lesson = begun(cast)
    came = at_once(8, lambda place: save(lesson, cast.tessa, place, based_on=1))
    assert kept_and_refused(came) == (1, 7)
    assert LessonDraft.objects.get().version == 2
    assert DraftRevision.objects.count() == 2


def test_one_of_eight_first_saves_of_an_edition_is_kept(cast, files):
    lesson = load(files, school=cast.riverside)
    came = at_once(8, lambda place: save(lesson, cast.tessa, place, based_on=0))
    assert kept_and_refused(came) == (1, 7)
    assert (LessonDraft.objects.get().version, DraftRevision.objects.count()) == (1, 1)


def test_publishing_eight_times_at_once_makes_one_edition(cast):
    lesson = begun(cast)
    came = at_once(
        8,
        lambda _place: publish_lesson(lesson=lesson, based_on=1, edition="", by=cast.tessa, at=NOW),
    )
    assert kept_and_refused(came) == (1, 7)
    assert list(Edition.objects.values_list("number", flat=True)) == [1]
