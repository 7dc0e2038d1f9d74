import pytest

from lessons.domain.sources import (
    SourceContent,
    add_source,
    change_source,
    content_of_source,
    remove_source,
)
from lessons.models import Source
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.domain.conftest import written

LETTERS = SourceContent("Letters  of a mason", "A press", "1931", "fol. 3", "P")


def add(lesson, by, content=LETTERS):
    return add_source(lesson=lesson, based_on=lesson.version, content=content, by=by, at=NOW)


def test_add_source(cast, lesson):
    source = add(lesson, cast.tessa)
    assert (source.key, source.title) == ("letters-of-a-mason", "Letters of a mason")
    assert add(lesson, cast.tessa).key == "letters-of-a-mason-2"
    assert [entry.verb for entry in written()] == ["add_source", "add_source"]
    assert written()[0].after == {
        "lesson": lesson.pk, "key": "letters-of-a-mason", "title": "Letters of a mason",
        "publisher": "A press", "year": "1931", "reference": "fol. 3", "checked": "P",
    }  # fmt: skip
    lesson.refresh_from_db()
    assert (lesson.version, lesson.pack_digest) == (3, "")
    assert pack_findings(lesson) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"publisher": "x" * 201}, "publisher"),
        ({"year": "x" * 21}, "year"),
        ({"reference": "x" * 301}, "reference"),
        ({"checked": "X"}, "checked"),
    ],
)
def test_what_no_pack_could_hold_is_refused(cast, lesson, changes, code):
    with pytest.raises(Refusal) as refused:
        add(lesson, cast.tessa, SourceContent(**{**vars(LETTERS), **changes}))
    assert (refused.value.code, lesson.sources.count(), written()) == (code, 2, [])
    lesson.refresh_from_db()
    assert lesson.version == 1


def test_change_source_keeps_its_key(cast, lesson):
    source = lesson.sources.get(key="BOOK")
    change_source(source=source, based_on=1, content=LETTERS, by=cast.tessa, at=NOW)
    stored = Source.objects.get(pk=source.pk)
    assert (stored.key, stored.title, stored.checked) == ("BOOK", "Letters of a mason", "P")
    (entry,) = written()
    assert (entry.before["title"], entry.after["title"]) == ("A book", "Letters of a mason")


def test_saving_a_source_as_it_is_writes_nothing(cast, lesson):
    source = lesson.sources.get(key="BOOK")
    same = content_of_source(source)
    change_source(source=source, based_on=1, content=same, by=cast.tessa, at=NOW)
    lesson.refresh_from_db()
    assert (lesson.version, written()) == (1, [])


def test_a_change_based_on_an_older_state_is_refused(cast, lesson):
    add(lesson, cast.theo)
    source = lesson.sources.get(key="BOOK")
    with pytest.raises(Conflict) as met:
        change_source(source=source, based_on=1, content=LETTERS, by=cast.tessa, at=NOW)
    assert met.value.current.version == 2
    assert Source.objects.get(pk=source.pk).title == "A book"


def test_a_source_in_use_stays_and_names_its_events(cast, lesson):
    source = lesson.sources.get(key="BOOK")
    with pytest.raises(Refusal) as refused:
        remove_source(source=source, based_on=1, by=cast.tessa, at=NOW)
    assert str(refused.value) == (
        "Events rest on this source: “A treaty is signed”, “A long war”. "
        "Give them another one first."
    )
    lesson.refresh_from_db()
    assert (lesson.version, lesson.sources.count(), written()) == (1, 2, [])


def test_remove_source(cast, lesson):
    source = add(lesson, cast.tessa)
    remove_source(source=source, based_on=2, by=cast.tessa, at=NOW)
    assert [row.key for row in lesson.sources.all()] == ["ARCH-1", "BOOK"]
    assert [entry.verb for entry in written()] == ["add_source", "remove_source"]
