import pytest

from lessons.domain.place import place_lesson
from lessons.domain.withdraw import republish_lesson, withdraw_lesson
from lessons.models import Lesson, LessonPlacement
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.writing import begun, published


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a published lesson that class 8A reads."""
    found = begun(cast)
    published(found, by=cast.tessa)
    place_lesson(lesson=found, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return found


def readers(cast, lesson: Lesson) -> dict[str, bool]:
    return {
        name: Lesson.objects.visible_to(getattr(cast, name)).filter(pk=lesson.pk).exists()
        for name in ("alice", "carol", "tessa", "asif", "sana", "fiona", "sue")
    }


def test_withdrawing_takes_the_lesson_from_students_and_not_from_its_school(cast, lesson):
    everybody = {
        "alice": True, "carol": False, "tessa": True, "asif": True, "sana": True, "fiona": False,
        "sue": True,
    }  # fmt: skip
    assert readers(cast, lesson) == everybody
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW, why="A mistake in 1.2")
    assert readers(cast, lesson) == {**everybody, "alice": False}
    lesson.refresh_from_db()
    assert (lesson.state, lesson.withdrawn_at) == ("withdrawn", NOW)
    entry = Entry.objects.get(verb="withdraw_lesson")
    assert (entry.actor_id, entry.tenant_id, entry.why) == (
        cast.tessa.pk,
        cast.riverside.pk,
        "A mistake in 1.2",
    )
    republish_lesson(lesson=lesson, by=cast.theo, at=NOW)
    assert readers(cast, lesson) == everybody
    assert Entry.objects.get(verb="republish_lesson").actor_id == cast.theo.pk
    assert LessonPlacement.objects.count() == 1


def test_what_the_table_of_steps_lacks_is_refused(cast, lesson):
    def refused(verb, **options) -> str:
        with pytest.raises(Refusal) as met:
            verb(lesson=lesson, by=cast.tessa, at=NOW, **options)
        return met.value.code

    assert refused(republish_lesson) == "no_republish"
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW)
    assert refused(withdraw_lesson) == "no_withdraw"
    lesson = begun(cast)
    assert (refused(withdraw_lesson), refused(republish_lesson)) == ("no_withdraw", "no_republish")
    assert Entry.objects.filter(verb="withdraw_lesson").count() == 1


def test_a_withdrawn_lesson_is_put_before_no_class(cast, lesson):
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW)
    lesson.refresh_from_db()
    with pytest.raises(Refusal) as met:
        place_lesson(lesson=lesson, school_class=cast.class_8b, by=cast.theo, at=NOW)
    assert met.value.code == "withdrawn"
    assert not Lesson.objects.placeable_by(cast.theo).exists()
