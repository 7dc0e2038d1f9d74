import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.domain.load import compare_lesson, load_lesson
from lessons.models import Anchor, Edition, EventSource, Lesson, Paragraph, Reading, Source
from tests.lessons.conftest import load, read

pytestmark = pytest.mark.django_db


def ids(lesson: Lesson) -> dict[str, list]:
    """Return the ids of everything that hangs on a lesson."""
    edition = lesson.current_edition
    return {
        "anchors": list(lesson.anchors.values_list("pk", flat=True)),
        "sources": list(lesson.sources.values_list("pk", flat=True)),
        "events": list(lesson.events.values_list("pk", flat=True)),
        "readings": list(lesson.readings.values_list("pk", flat=True)),
        "sections": list(edition.sections.values_list("pk", flat=True)),
        "paragraphs": list(edition.paragraphs.values_list("pk", flat=True)),
        "glossary": list(edition.glossary.values_list("pk", flat=True)),
        "editions": list(lesson.editions.values_list("pk", flat=True)),
        "uses": list(EventSource.objects.filter(event__lesson=lesson).values_list("pk", flat=True)),
    }


def test_load_lesson_makes_all_of_it(files):
    lesson = load(files)
    assert (lesson.school, lesson.slug, lesson.title) == (None, "small-lesson", "A small lesson")
    assert lesson.themes == [{"id": "war", "title": "War"}, {"id": "economy", "title": "Trade"}]
    edition = lesson.current_edition
    assert (edition.number, edition.words) == (1, 15)
    paragraphs = edition.paragraphs.values_list("position", "anchor__name", "heading", "text")
    assert list(paragraphs) == [
        (1, "s1-1", "", "It begins in autumn with a treaty."),
        (2, "s1-2", "On the way", "It goes on, see the archive."),
        (3, "s2-1", "", "It ends."),
    ]
    assert list(edition.sections.values_list("number", "name", "title")) == [
        (1, "s1", "The first section"),
        (2, "s2", "The second section"),
    ]
    assert list(edition.glossary.values_list("key", "meaning")) == [("treaty", "A written promise")]
    event = lesson.events.get(key="treaty-signed")
    assert [anchor.name for anchor in event.anchors.order_by("name")] == ["s1-1", "s2-1"]
    uses = event.event_sources.values_list("position", "source__key", "locator")
    assert list(uses) == [(1, "ARCH-1", "p. 4"), (2, "BOOK", "")]
    assert list(lesson.readings.values_list("position", "author")) == [
        (1, "Eva Holm"),
        (2, "Ulf Dahl"),
    ]


def test_loading_the_same_twice_writes_nothing(files):
    before = ids(load(files))
    pack = read(files)
    with CaptureQueriesContext(connection) as queries:
        loaded = load_lesson(pack=pack, school=None, at=timezone.now())
    assert loaded.is_changed is False
    assert [query["sql"].split()[0] for query in queries] == [
        "SAVEPOINT",
        "SELECT",
        "SELECT",
        "RELEASE",
    ]
    assert ids(loaded.lesson) == before


def test_a_changed_event_keeps_its_id_and_the_edition(files):
    before = ids(load(files))
    files.events["events"][0]["title"] = "A treaty is signed at Rapallo"
    files.events["events"][0]["anchors"] = ["s1-2"]
    files.events["events"][0]["sources"] = [{"id": "BOOK", "locator": "ch. 2"}]
    lesson = load(files)
    after = ids(lesson)
    assert {name for name in after if after[name] != before[name]} == {"uses"}
    event = lesson.events.get(key="treaty-signed")
    assert event.title == "A treaty is signed at Rapallo"
    assert [anchor.name for anchor in event.anchors.all()] == ["s1-2"]
    assert list(event.event_sources.values_list("source__key", "locator")) == [("BOOK", "ch. 2")]


def test_a_changed_calendar_moves_the_days_and_keeps_the_event(files):
    before = ids(load(files))
    files.events["events"][0] |= {"date": "1917-10-25", "calendar": "julian"}
    lesson = load(files)
    event = lesson.events.get(key="treaty-signed")
    assert (event.date, event.calendar) == ("1917-10-25", "julian")
    assert (event.first_day, event.last_day) == (700_115, 700_115)
    del files.events["events"][0]["calendar"]
    event = load(files).events.get(key="treaty-signed")
    assert (event.date, event.calendar, event.first_day) == ("1917-10-25", "gregorian", 700_102)
    assert ids(lesson) == before


def test_a_changed_essay_is_a_new_edition_and_the_old_one_stays(files):
    first = load(files).current_edition
    files.essay = files.essay.replace("It **ends**.", "It ends well.\n\n{#s2-2}\nAnd is over.")
    lesson = load(files)
    assert lesson.current_edition.number == 2
    assert [p.text for p in first.paragraphs.all()][2] == "It ends."
    assert Edition.objects.get(pk=first.pk).html == first.html
    assert list(lesson.anchors.values_list("name", flat=True)) == ["s1-1", "s1-2", "s2-1", "s2-2"]
    anchor = lesson.anchors.get(name="s2-1")
    assert [p.text for p in anchor.paragraphs.order_by("edition__number")] == [
        "It ends.",
        "It ends well.",
    ]


def test_a_paragraph_that_is_gone_leaves_its_anchor_to_the_old_edition(files):
    load(files)
    files.essay = files.essay.replace(
        "{#s1-2}\n### On the way\n\nIt goes on, see [the archive](https://example.org/a?b=1&c=2).\n",
        "",
    )
    lesson = load(files)
    assert lesson.current_edition.paragraphs.count() == 2
    assert Anchor.objects.filter(lesson=lesson).count() == 3
    assert Paragraph.objects.filter(anchor__name="s1-2").count() == 1


def test_a_changed_glossary_is_a_new_edition(files):
    load(files)
    files.lesson["glossary"][0]["meaning"] = "A promise in writing"
    assert load(files).current_edition.number == 2


def test_what_is_gone_from_the_pack_is_deleted(files):
    lesson = load(files)
    del files.events["events"][0]
    del files.events["sources"][0]
    del files.readings["readings"][0]
    load(files)
    assert [event.key for event in lesson.events.all()] == ["long-war"]
    assert [source.key for source in Source.objects.all()] == ["BOOK"]
    assert [reading.author for reading in Reading.objects.all()] == ["Ulf Dahl"]


def test_an_event_in_use_stays_with_its_sources(files):
    lesson = load(files)
    del files.events["events"][0]
    del files.events["sources"][0]
    pack = read(files)
    loaded = load_lesson(
        pack=pack, school=None, at=timezone.now(), kept_events={"treaty-signed", "long-war"}
    )
    assert [event.key for event in loaded.kept_events] == ["treaty-signed"]
    event = lesson.events.get(key="treaty-signed")
    assert [source.key for source in event.sources.order_by("key")] == ["ARCH-1", "BOOK"]


def test_the_library_and_a_school_hold_lessons_of_their_own(files, cast):
    library = load(files)
    own = load(files, school=cast.riverside)
    assert library.pk != own.pk
    assert {lesson.school for lesson in Lesson.objects.filter(slug="small-lesson")} == {
        None,
        cast.riverside,
    }


def test_what_a_load_changes_gets_the_next_version(files):
    lesson = load(files)
    files.events["events"][0]["anchors"] = ["s1-2"]
    files.events["events"][1]["title"] = "A longer war"
    changed = load(files)
    assert (lesson.version, changed.version) == (1, 2)
    assert list(lesson.events.order_by("key").values_list("key", "version")) == [
        ("long-war", 2),
        ("treaty-signed", 2),
    ]
    files.essay = files.essay.replace("It **ends**.", "It ends well.")
    assert load(files).version == 2


def test_a_place_that_the_essay_no_longer_has_stays_with_the_event(files):
    load(files)
    files.essay = files.essay.split("\n{#s2}")[0]
    for event in files.events["events"]:
        event["anchors"] = [name for name in event["anchors"] if name != "s2-1"]
    lesson = load(files)
    tied = lesson.events.order_by("key").values_list("key", "anchors__name")
    assert sorted(tied) == [
        ("long-war", "s2-1"),
        ("treaty-signed", "s1-1"),
        ("treaty-signed", "s2-1"),
    ]
    assert set(lesson.events.values_list("version", flat=True)) == {1}


def test_a_pack_that_differs_in_its_spelling_alone_changes_nothing(files):
    lesson = load(files)
    del files.events["events"][0]["context"]
    files.readings["readings"][0]["publisher"] += " "
    changes = compare_lesson(lesson=lesson, pack=read(files))
    assert bool(changes) is False
    files.readings["readings"][0]["publisher"] += "x"
    assert compare_lesson(lesson=lesson, pack=read(files)).readings.changed == (1,)
