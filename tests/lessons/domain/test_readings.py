import pytest

from lessons.domain.readings import (
    ReadingContent,
    add_reading,
    change_reading,
    content_of_reading,
    move_reading,
    remove_reading,
)
from lessons.models import Lesson, Reading
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import written

BRIDGES = ReadingContent(
    "Ada Rask", "On bridges", "1931", "A press", "university", "Long.", "https://example.org/b"
)


def order(lesson) -> list[tuple[int, str]]:
    return list(lesson.readings.values_list("position", "author"))


def version(lesson) -> int:
    return Lesson.objects.get(pk=lesson.pk).version


def test_add_reading_at_the_end(cast, lesson):
    add_reading(lesson=lesson, based_on=1, content=BRIDGES, by=cast.tessa, at=NOW)
    assert order(lesson) == [(1, "Eva Holm"), (2, "Ulf Dahl"), (3, "Ada Rask")]
    (entry,) = written()
    assert (entry.verb, entry.after["url"]) == ("add_reading", "https://example.org/b")
    lesson.refresh_from_db()
    assert (lesson.version, lesson.pack_digest, pack_findings(lesson)) == (2, "", [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"author": " "}, "author"),
        ({"author": "x" * 201}, "author"),
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"year": ""}, "year"),
        ({"year": "x" * 21}, "year"),
        ({"publisher": "x" * 201}, "publisher"),
        ({"level": "kindergarten"}, "level"),
        ({"note": "x" * 601}, "note"),
        ({"note": "a\x00b"}, "note"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "https://example.org/" + "x" * 300}, "url"),
    ],
)
def test_what_no_pack_could_hold_is_refused(cast, lesson, changes, code):
    content = ReadingContent(**{**vars(BRIDGES), **changes})
    with pytest.raises(Refusal) as refused:
        add_reading(lesson=lesson, based_on=1, content=content, by=cast.tessa, at=NOW)
    assert (refused.value.code, lesson.readings.count(), version(lesson)) == (code, 2, 1)


def test_change_reading(cast, lesson):
    reading = lesson.readings.get(position=2)
    change_reading(reading=reading, based_on=1, content=BRIDGES, by=cast.tessa, at=NOW)
    stored = Reading.objects.get(pk=reading.pk)
    assert (content_of_reading(stored), stored.key, stored.position) == (BRIDGES, reading.key, 2)
    assert [entry.before["author"] for entry in written()] == ["Ulf Dahl"]


def test_saving_a_reading_as_it_is_writes_nothing(cast, lesson):
    reading = lesson.readings.get(position=2)
    same = content_of_reading(reading)
    change_reading(reading=reading, based_on=1, content=same, by=cast.tessa, at=NOW)
    assert (version(lesson), written()) == (1, [])


def test_a_change_based_on_an_older_state_is_refused(cast, lesson):
    add_reading(lesson=lesson, based_on=1, content=BRIDGES, by=cast.theo, at=NOW)
    with pytest.raises(Conflict):
        change_reading(
            reading=lesson.readings.get(position=1), based_on=1, content=BRIDGES, by=cast.tessa,
            at=NOW,
        )  # fmt: skip
    assert order(lesson)[0] == (1, "Eva Holm")


def test_move_reading(cast, lesson):
    add_reading(lesson=lesson, based_on=1, content=BRIDGES, by=cast.tessa, at=NOW)
    last = lesson.readings.get(position=3)
    move_reading(reading=last, based_on=2, step=-1, by=cast.tessa, at=NOW)
    assert order(lesson) == [(1, "Eva Holm"), (2, "Ada Rask"), (3, "Ulf Dahl")]
    first = lesson.readings.get(position=1)
    move_reading(reading=first, based_on=3, step=1, by=cast.tessa, at=NOW)
    assert order(lesson) == [(1, "Ada Rask"), (2, "Eva Holm"), (3, "Ulf Dahl")]
    assert (written()[-1].before, written()[-1].after) == (
        {"position": 1}, {"lesson": lesson.pk, "position": 2},
    )  # fmt: skip


@pytest.mark.parametrize(("position", "step"), [(1, -1), (2, 1)])
def test_moving_past_an_end_writes_nothing(cast, lesson, position, step):
    reading = lesson.readings.get(position=position)
    move_reading(reading=reading, based_on=1, step=step, by=cast.tessa, at=NOW)
    assert (order(lesson), version(lesson), written()) == (
        [(1, "Eva Holm"), (2, "Ulf Dahl")], 1, [],
    )  # fmt: skip


def test_remove_reading_closes_the_gap(cast, lesson):
    first = lesson.readings.get(position=1)
    remove_reading(reading=first, based_on=1, by=cast.tessa, at=NOW)
    assert order(lesson) == [(1, "Ulf Dahl")]
    assert written()[0].before["author"] == "Eva Holm"


def test_each_reading_has_a_key_of_its_own(cast, lesson, files):
    load(files)
    keys = list(Reading.objects.values_list("key", flat=True))
    assert (len(keys), len(set(keys))) == (4, 4)
