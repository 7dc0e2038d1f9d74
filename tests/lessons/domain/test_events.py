import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.domain.event_content import stored_content
from lessons.domain.events import NewSource, add_event, change_event, remove_event
from lessons.domain.sources import SourceContent
from lessons.domain.uses import Use, _tellers, tells_uses
from lessons.enums import ShelfKind
from lessons.importing.pack import SourceUse
from lessons.models import Lesson, ShelfItem, TimelineEvent
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import said, written
from tests.lessons.pack_files import PackFiles

FULL = said(
    calendar="julian",
    place="Ulm",
    people=("Anna Lind", "Bo Berg"),
    themes=("economy", "war"),
    anchors=("s1-2", "s2-1"),
    sources=(SourceUse("BOOK", "ch. 2"), SourceUse("ARCH-1", "")),
    note="Dated by a plaque.",
    is_context=True,
)


def token(lesson: Lesson) -> int:
    return Lesson.objects.get(pk=lesson.pk).version


def test_add_event_makes_all_of_it(cast, lesson):
    event = add_event(lesson=lesson, content=FULL, by=cast.tessa, at=NOW)
    event = TimelineEvent.objects.get(pk=event.pk)
    assert (event.key, event.version) == ("a-bridge-is-built", 1)
    assert stored_content(event) == FULL
    lesson.refresh_from_db()
    assert (lesson.version, lesson.pack_digest) == (2, "")
    assert pack_findings(lesson) == []


def test_add_event_reckons_the_bounds(cast, lesson):
    event = add_event(lesson=lesson, content=said(date="1930-05"), by=cast.tessa, at=NOW)
    assert (event.first_day, event.last_day) == (704673, 704703)


def test_add_event_leaves_one_entry(cast, lesson):
    event = add_event(lesson=lesson, content=said(), by=cast.tessa, at=NOW)
    (entry,) = written()
    assert (entry.verb, entry.actor_id, entry.tenant_id, entry.target_id) == (
        "add_event",
        cast.tessa.pk,
        cast.riverside.pk,
        str(event.pk),
    )
    assert entry.after == {
        "lesson": lesson.pk, "key": "a-bridge-is-built", "date": "1930-05",
        "title": "A bridge is built", "summary": "It crosses the river.",
        "calendar": "gregorian", "place": "", "people": [], "themes": ["war"], "anchors": [],
        "sources": [["BOOK", ""]], "note": "", "is_context": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (["A bridge", "A bridge", "A bridge!"], ["a-bridge", "a-bridge-2", "a-bridge-3"]),
        (["Падение", "落城"], ["event", "event-2"]),
        (["Köln_Rhein 1930"], ["koln-rhein-1930"]),
        (["x" * 160, "x" * 160], ["x" * 60, "x" * 58 + "-2"]),
        (["word " * 30], ["-".join(["word"] * 12)]),
    ],
)
def test_keys_are_made_from_titles(cast, lesson, titles, keys):
    made = [
        add_event(lesson=lesson, content=said(title=title), by=cast.tessa, at=NOW).key
        for title in titles
    ]
    assert made == keys
    assert pack_findings(lesson) == []


def test_a_new_source_comes_with_its_event(cast, lesson):
    new = NewSource(SourceContent("Letters of a mason", year="1931", checked="P"), "fol. 3")
    content = said(sources=())
    event = add_event(lesson=lesson, content=content, new_source=new, by=cast.tessa, at=NOW)
    assert stored_content(event).sources == (SourceUse("letters-of-a-mason", "fol. 3"),)
    assert lesson.sources.get(key="letters-of-a-mason").year == "1931"
    assert [entry.verb for entry in written()] == ["add_event"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"date": ""}, "date"),
        ({"date": "1930-13"}, "date"),
        ({"date": "x" * 50_000}, "date"),
        ({"calendar": "maya"}, "calendar"),
        ({"title": ""}, "title"),
        ({"title": "\u200b\u2800"}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"summary": "\u200b"}, "summary"),
        ({"summary": "x" * 1001}, "summary"),
        ({"summary": "a\x00b"}, "summary"),
        ({"summary": "a\ud800b"}, "summary"),
        ({"place": "x" * 161}, "place"),
        ({"people": ("x" * 121,)}, "people"),
        ({"people": ("a\u2066b",)}, "people"),
        ({"themes": ()}, "themes"),
        ({"themes": ("peace",)}, "themes"),
        ({"anchors": ("s9-9",)}, "anchors"),
        ({"sources": ()}, "sources"),
        ({"sources": (SourceUse("NONE", ""),)}, "sources"),
        ({"sources": (SourceUse("BOOK", "1"), SourceUse("BOOK", "2"))}, "sources"),
        ({"sources": (SourceUse("BOOK", "x" * 161),)}, "locator"),
        ({"note": "x" * 1001}, "note"),
    ],
)
def test_what_no_pack_could_hold_is_refused(cast, lesson, changes, code):
    with pytest.raises(Refusal) as refused:
        add_event(lesson=lesson, content=said(**changes), by=cast.tessa, at=NOW)
    assert refused.value.code == code
    assert (lesson.events.count(), len(written())) == (2, 0)


@pytest.mark.parametrize(
    ("field", "most"), [("title", 160), ("summary", 1000), ("place", 160), ("note", 1000)]
)
def test_every_text_is_taken_up_to_its_limit(cast, lesson, field, most):
    event = add_event(lesson=lesson, content=said(**{field: "y" * most}), by=cast.tessa, at=NOW)
    assert len(getattr(event, field)) == most


def test_an_anchor_or_source_of_another_lesson_is_unknown(cast, lesson):
    files = PackFiles()
    files.lesson["id"] = "other"
    files.events["sources"].append({"id": "THEIRS", "title": "Theirs", "checked": "K"})
    other = load(files, school=cast.riverside)
    other.anchors.create(name="s7-7")
    for wrong in ({"anchors": ("s7-7",)}, {"sources": (SourceUse("THEIRS", ""),)}):
        with pytest.raises(Refusal):
            add_event(lesson=lesson, content=said(**wrong), by=cast.tessa, at=NOW)
    assert lesson.events.count() == 2


def test_a_lesson_without_themes_wants_none_of_an_event(cast, lesson):
    lesson.events.all().delete()
    lesson.themes = []
    lesson.save(update_fields=["themes"])
    event = add_event(lesson=lesson, content=said(themes=()), by=cast.tessa, at=NOW)
    assert stored_content(event).themes == ()
    assert pack_findings(lesson) == []


def test_change_event_writes_what_differs(cast, lesson):
    event = lesson.events.get(key="treaty-signed")
    change_event(event=event, based_on=1, content=FULL, by=cast.tessa, at=NOW)
    event = TimelineEvent.objects.get(pk=event.pk)
    assert (event.key, event.version, token(lesson)) == ("treaty-signed", 2, 2)
    assert stored_content(event) == FULL
    assert pack_findings(lesson) == []


def test_change_event_records_only_the_fields_that_differ(cast, lesson):
    event = lesson.events.get(key="long-war")
    content = stored_content(event)
    new = type(content)(**{**vars(content), "place": "Bonn", "date": "1939/1944"})
    change_event(event=event, based_on=1, content=new, by=cast.tessa, at=NOW)
    (entry,) = written()
    assert entry.before == {"date": "1939/1945", "place": ""}
    assert entry.after == {
        "lesson": lesson.pk, "key": "long-war", "date": "1939/1944", "place": "Bonn",
    }  # fmt: skip


def test_saving_an_event_as_it_is_writes_nothing(cast, lesson):
    event = lesson.events.get(key="treaty-signed")
    with CaptureQueriesContext(connection) as queries:
        change_event(event=event, based_on=1, content=stored_content(event), by=cast.tessa, at=NOW)
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert (token(lesson), len(written())) == (1, 0)


def test_a_change_based_on_an_older_state_is_refused(cast, lesson):
    event = lesson.events.get(key="treaty-signed")
    change_event(event=event, based_on=1, content=said(title="First"), by=cast.theo, at=NOW)
    with pytest.raises(Conflict) as met:
        change_event(event=event, based_on=1, content=said(title="Second"), by=cast.tessa, at=NOW)
    assert (met.value.current.title, met.value.current.version) == ("First", 2)
    assert TimelineEvent.objects.get(pk=event.pk).title == "First"
    assert (token(lesson), len(written())) == (2, 1)


def test_a_change_of_an_event_that_is_gone_is_refused(cast, lesson):
    event = lesson.events.get(key="treaty-signed")
    remove_event(event=lesson.events.get(pk=event.pk), based_on=1, by=cast.theo, at=NOW)
    with pytest.raises(Refusal) as refused:
        change_event(event=event, based_on=1, content=said(), by=cast.tessa, at=NOW)
    assert refused.value.code == "removed"


def test_remove_event_keeps_what_lies_on_a_shelf(cast, lesson):
    event = lesson.events.get(key="treaty-signed")
    item = ShelfItem.objects.create(
        owner=cast.alice, lesson=lesson, kind=ShelfKind.EVENT, event=event, exact=event.title,
        key="k",
    )  # fmt: skip
    remove_event(event=event, based_on=1, by=cast.tessa, at=NOW)
    item.refresh_from_db()
    assert (item.event_id, item.exact) == (None, "A treaty is signed")
    assert [row.key for row in lesson.events.all()] == ["long-war"]
    (entry,) = written()
    assert (entry.verb, entry.before["title"]) == ("remove_event", "A treaty is signed")
    assert token(lesson) == 2


def test_an_event_that_work_rests_on_stays(cast, lesson):
    event = lesson.events.get(key="treaty-signed")

    @tells_uses
    def teller(row):
        return [Use("A drawing points to it.", is_fixed=True)] if row == event else []

    try:
        with pytest.raises(Refusal) as refused:
            remove_event(event=event, based_on=1, by=cast.tessa, at=NOW)
    finally:
        _tellers.remove(teller)
    assert str(refused.value) == "This event stays. A drawing points to it."
    assert (lesson.events.count(), token(lesson), len(written())) == (2, 1, 0)


def test_a_lesson_holds_so_many_events(cast, lesson, monkeypatch):
    monkeypatch.setattr("lessons.domain.events.MAX_ITEMS", 2)
    with pytest.raises(Refusal) as refused:
        add_event(lesson=lesson, content=said(), by=cast.tessa, at=NOW)
    assert str(refused.value) == "A lesson has 2 events at most."


LINES = st.text(max_size=170) | st.sampled_from(["=1+1", "'=x", "a;b", "\u200b", " x ", "a\r\nb"])
ANYTHING = st.fixed_dictionaries(
    {
        "title": LINES,
        "summary": LINES,
        "place": LINES,
        "note": LINES,
        "people": st.lists(LINES, max_size=4).map(tuple),
        "date": st.sampled_from(["1930", "-0489", "192X", "1930-21", "1930~/..", "", "1930-02-30"]),
        "themes": st.lists(st.sampled_from(["war", "economy", "x"]), max_size=3).map(tuple),
        "anchors": st.lists(st.sampled_from(["s1-1", "s2-1", "s3-1"]), max_size=3).map(tuple),
        "sources": LINES.map(lambda locator: (SourceUse("BOOK", locator),)),
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=ANYTHING)
def test_whatever_is_let_in_is_a_valid_pack(cast, lesson, changes):
    try:
        event = add_event(lesson=lesson, content=said(**changes), by=cast.tessa, at=NOW)
    except Refusal:
        return
    assert pack_findings(lesson) == []
    again = lesson.events.get(pk=event.pk)
    change_event(event=again, based_on=1, content=stored_content(again), by=cast.tessa, at=NOW)
    assert lesson.events.get(pk=event.pk).version == 1
