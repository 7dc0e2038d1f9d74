"""A timeline as a table, out and in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from assignments.importing.pack import load_pack
from lessons.domain.event_content import stored_contents
from lessons.domain.events import add_event, change_event
from lessons.domain.sheet_apply import AppliedSheet, apply_sheet
from lessons.domain.sheet_cells import Defaults
from lessons.domain.sheet_export import timeline_csv
from lessons.domain.sheet_plan import SheetPlan, plan_sheet
from lessons.importing.pack import SourceUse
from lessons.importing.sheet_columns import COLUMNS
from lessons.importing.sheet_reading import read_sheet
from lessons.models import Lesson, TimelineEvent
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.domain.conftest import said, written
from tests.lessons.domain.test_events import ANYTHING

PACK = django_settings.BASE_DIR / "lessons" / "packs" / "soviet-foreign-policy"
HEAD = "EDTF,Headline,Text,Themes,Sources"


def plan(lesson: Lesson, text: str, **defaults) -> SheetPlan:
    lesson = Lesson.objects.get(pk=lesson.pk)
    return plan_sheet(lesson, read_sheet(text), Defaults(**defaults))


def out(lesson: Lesson) -> str:
    return timeline_csv(Lesson.objects.get(pk=lesson.pk)).decode("utf-8-sig")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def said_of(planned: SheetPlan) -> tuple[int, int, int, int, list[str]]:
    """Return added, changed, unchanged, left alone, and the faults with their lines."""
    faults = [f"{fault.line}: {fault.sentence}" for fault in planned.faults]
    counts = (len(planned.added), len(planned.changed), planned.unchanged_count)
    return (*counts, planned.left_alone, faults)


# Out


def test_a_timeline_goes_out_in_timelinejs_columns_and_ours(cast, lesson):
    add_event(
        lesson=lesson, by=cast.tessa, at=NOW,
        content=said(date="-0489~", title="=cmd", calendar="julian", place="+1"),
    )  # fmt: skip
    first, second, third = table(out(lesson))
    assert tuple(first) == COLUMNS
    assert {name: cell for name, cell in first.items() if cell} == {
        "Year": "-490", "Display Date": "about 490 BCE (Julian)", "Headline": "'=cmd",
        "Text": "It crosses the river.", "Group": "War", "EDTF": "'-0489~", "Calendar": "Julian",
        "Place": "'+1", "Themes": "war", "Sources": "BOOK", "Id": "cmd",
    }  # fmt: skip
    assert {name: cell for name, cell in second.items() if cell} == {
        "Year": "1922", "Month": "4", "Day": "16", "Display Date": "16 April 1922",
        "Headline": "A treaty is signed", "Text": "Two outsiders agree.", "Group": "War",
        "EDTF": "1922-04-16", "Calendar": "Gregorian", "Place": "Rapallo",
        "People": "Anna Lind; Bo Berg", "Themes": "war; economy", "Paragraphs": "s1-1; s2-1",
        "Sources": "ARCH-1, p. 4; BOOK", "Note": "Dated by the newspapers.", "Id": "treaty-signed",
    }  # fmt: skip
    assert (third["Year"], third["End Year"], third["Context"]) == ("1939", "1945", "yes")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_going_out_takes_three_queries(cast, files, count, django_assert_num_queries):
    from tests.lessons.conftest import load

    lesson = load(files.with_events(count))
    with django_assert_num_queries(3):
        content = timeline_csv(lesson)
    assert content.count(b"\r\n") == count + 1


# There and back


def test_the_built_in_lesson_comes_back_unchanged(cast):
    lesson = load_pack(PACK, at=NOW).lesson
    assert said_of(plan(lesson, out(lesson))) == (0, 0, 92, 0, [])
    assert plan(lesson, out(lesson)).findings == []


def test_the_built_in_lesson_comes_back_whole_where_it_is_gone(cast):
    lesson = load_pack(PACK, at=NOW).lesson
    before, text = stored_contents(lesson), out(lesson)
    lesson.events.all().delete()
    planned = plan(lesson, text)
    assert said_of(planned) == (92, 0, 0, 0, [])
    apply_sheet(plan=planned, token=planned.token, by=cast.sue, at=NOW)
    assert stored_contents(lesson) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=ANYTHING)
def test_any_event_comes_back_as_it_went(cast, lesson, changes):
    try:
        add_event(lesson=lesson, content=said(**changes), by=cast.tessa, at=NOW)
    except Refusal:
        return
    planned = plan(lesson, out(lesson))
    assert (len(planned.added), planned.changed, planned.findings) == (0, [], [])


# In


def test_a_dry_run_writes_nothing(cast, lesson):
    with CaptureQueriesContext(connection) as queries:
        planned = plan(lesson, f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n")
    assert [query["sql"].split()[0] for query in queries] == ["SELECT"] * 6
    assert said_of(planned) == (1, 0, 0, 2, [])
    assert (lesson.events.count(), written()) == (2, [])


def test_rows_are_added_changed_and_left_alone(cast, lesson):
    text = (
        f"{HEAD},Id,People\n"
        "1930-05,A bridge,It stands.,Trade;war,A book,,Ann; Bo\n"
        '1922-04-16,A treaty,Two outsiders agree.,war;economy,"ARCH-1, p. 4; BOOK",'
        "treaty-signed,Anna Lind\n"
    )
    planned = plan(lesson, text)
    assert said_of(planned) == (1, 1, 0, 1, [])
    assert planned.changed[0].changed == ["title", "people"]
    applied = apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    assert applied == AppliedSheet(added=1, changed=1)
    stored = stored_contents(lesson)
    assert list(stored) == ["treaty-signed", "a-bridge", "long-war"]
    assert stored["a-bridge"] == said(
        date="1930-05", title="A bridge", summary="It stands.", themes=("economy", "war"),
        people=("Ann", "Bo"),
    )  # fmt: skip
    assert stored["treaty-signed"].anchors == ("s1-1", "s2-1")
    versions = dict(TimelineEvent.objects.values_list("key", "version"))
    assert versions == {"treaty-signed": 2, "a-bridge": 1, "long-war": 1}
    lesson.refresh_from_db()
    assert (lesson.version, lesson.pack_digest, pack_findings(lesson)) == (2, "", [])


def test_what_was_taken_in_leaves_one_entry(cast, lesson):
    rows = "1930,A bridge,It stands.,war,BOOK,\n1939/1945,A war,It lasts.,war,BOOK,long-war\n"
    text = f"{HEAD},Id\n{rows}"
    planned = plan(lesson, text)
    apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    (entry,) = written()
    assert (entry.verb, entry.tenant_id) == ("import_timeline", cast.riverside.pk)
    assert entry.before == {"changed": {"long-war": {"title": "A long war"}}}
    assert entry.after == {"added": ["a-bridge"], "changed": {"long-war": {"title": "A war"}}}


def test_the_same_table_twice_changes_nothing(cast, lesson):
    text = f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n"
    planned = plan(lesson, text)
    apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    again = plan(lesson, text)
    assert (said_of(again), again.is_ready) == ((0, 0, 1, 2, []), False)


def test_a_column_that_is_not_there_changes_nothing(cast, lesson):
    before = stored_contents(lesson)
    planned = plan(lesson, "Id,EDTF,Headline\ntreaty-signed,1922-04-17,A treaty is signed\n")
    apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    assert stored_contents(lesson)["treaty-signed"] == replace(
        before["treaty-signed"], date="1922-04-17"
    )


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1930-13,A,B,war,BOOK", 'EDTF: In "1930-13" there is no month 13. Months are 01 to 12 and '
         'seasons 21 (spring) to 24 (winter), as in "1939-05"; an interval of years has a slash, '
         'as in "1918/1920".'),
        (",A,B,war,BOOK", "There is no date, neither in EDTF nor in Year."),
        ("1930,,B,war,BOOK", "Headline: Write something here."),
        ("1930,A,,war,BOOK", "Text: Write something here."),
        ("1930,a\u202eb,B,war,BOOK", "Headline: This contains a character that cannot be shown, "
         "such as a line break or a text-direction mark. Type it again without it."),
        (f"1930,{'x' * 161},B,war,BOOK", "Headline: This has 161 characters; the limit is 160."),
        ("1930,A,B,peace,BOOK", "Themes: there is no theme “peace” in this lesson."),
        ("1930,A,B,,BOOK", "Themes: Choose the theme this event belongs to."),
        ("1930,A,B,war,NONE", "Sources: there is no source “NONE” in this lesson."),
        ("1930,A,B,war,", "Sources: Say where this is known from: choose a source, or add one."),
        ("1930,A,B,war,BOOK;BOOK", "Sources: A source stands twice. Put both places into one "
         "line."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why_and_stops_all(cast, lesson, row, fault):
    planned = plan(lesson, f"{HEAD}\n{row}\n1931,Right,It is.,war,BOOK\n")
    assert said_of(planned) == (1, 0, 0, 2, [f"2: {fault}"])
    with pytest.raises(Refusal) as refused:
        apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    assert (refused.value.code, lesson.events.count(), written()) == ("not_ready", 2, [])


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        ("Calendar", "Maya", "Calendar: “Maya” is neither Gregorian nor Julian."),
        ("Context", "perhaps", "Context: write yes, or leave it empty, not “perhaps”."),
        ("Paragraphs", "9.9", "Paragraphs: there is no paragraph “9.9” in this lesson."),
        ("Id", "Not An Id", "Id: “Not An Id” is none. Use small letters, digits and hyphens, 60 at "
         "most, or leave it empty."),
        ("Group", "Peace", None),
        ("People", "x" * 121, "People: This has 121 characters; the limit is 120."),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_taken(cast, lesson, column, cell, fault):
    planned = plan(lesson, f"{HEAD},{column}\n1930,A,B,war,BOOK,{cell}\n")
    assert [finding.sentence for finding in planned.faults] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("column", "cell", "name", "value"),
    [
        ("Calendar", "JULIAN", "calendar", "julian"),
        ("Context", "x", "is_context", True),
        ("Context", "no", "is_context", False),
        ("Paragraphs", "1.2; s2-1", "anchors", ("s1-2", "s2-1")),
        ("Id", "my-own-id", "title", "A"),
        ("Note", "'=1", "note", "=1"),
    ],
)
def test_cells_are_taken_as_people_write_them(cast, lesson, column, cell, name, value):
    planned = plan(lesson, f"{HEAD},{column}\n1930,A,B,war,BOOK,{cell}\n")
    assert planned.faults == []
    assert getattr(planned.added[0].content, name) == value


def test_edtf_wins_over_the_year_and_says_so(cast, lesson):
    planned = plan(lesson, f"Year,Month,{HEAD}\n1931,2,1930-05,A,B,war,BOOK\n")
    assert planned.added[0].content.date == "1930-05"
    assert [(finding.line, finding.sentence) for finding in planned.findings] == [
        (2, "EDTF counts: it says 1930-05, and Year and the rest another date.")
    ]


def test_a_date_that_a_spreadsheet_rewrote_is_told(cast, lesson):
    planned = plan(lesson, f"Year,{HEAD}\n1939,May-39,A,B,war,BOOK\n")
    assert planned.faults[0].sentence == (
        'EDTF: The character "M" cannot stand in a date. Use the digits 0 to 9 and plain hyphens, '
        'as in "1939-05-01" or "1918/1920". A spreadsheet may have rewritten it: empty the cell, '
        "and Year counts."
    )
    mended = plan(lesson, f"Year,{HEAD}\n1939,,A,B,war,BOOK\n")
    assert (mended.faults, mended.added[0].content.date) == ([], "1939")


def test_a_row_that_stands_twice_is_a_fault(cast, lesson):
    line = "1930,A,B,war,BOOK"
    assert said_of(plan(lesson, f"{HEAD}\n{line}\n{line}\n"))[4] == [
        "3: The same headline and date stand on line 2. Take one out."
    ]
    twice = f"{HEAD},Id\n{line},one\n{line},one\n"
    assert said_of(plan(lesson, twice))[4] == ["3: Line 2 speaks of the same event. Take one out."]


def test_a_table_of_timelinejs_needs_a_theme_and_a_source(cast, lesson):
    text = "Year,Headline,Text,Group\n-490,Marathon,A battle.,War\n1930,Bridge,It stands.,\n"
    assert said_of(plan(lesson, text))[4] == [
        "2: Sources: Say where this is known from: choose a source, or add one.",
        "3: Themes: Choose the theme this event belongs to.",
    ]
    planned = plan(lesson, text, theme="economy", source="BOOK")
    assert said_of(planned) == (2, 0, 0, 2, [])
    contents = [row.content for row in planned.added]
    assert [(content.date, content.themes, content.sources) for content in contents] == [
        ("-0489", ("war",), (SourceUse("BOOK", ""),)),
        ("1930", ("economy",), (SourceUse("BOOK", ""),)),
    ]


def test_a_group_that_is_no_theme_is_told(cast, lesson):
    text = "Year,Headline,Text,Group\n1930,Bridge,It stands.,Rivers\n"
    assert said_of(plan(lesson, text, source="BOOK"))[4] == [
        "2: Group: there is no theme “Rivers” in this lesson."
    ]
    planned = plan(lesson, text, theme="war", source="BOOK")
    assert [finding.sentence for finding in planned.findings] == [
        "The group “Rivers” is no theme of this lesson, so it is left out."
    ]


# Confirmed late


def test_a_stale_plan_is_refused(cast, lesson):
    text = f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n"
    seen = plan(lesson, text).token
    event = lesson.events.get(key="long-war")
    change_event(event=event, based_on=1, content=said(), by=cast.theo, at=NOW)
    planned = plan(lesson, text)
    with pytest.raises(Refusal) as refused:
        apply_sheet(plan=planned, token=seen, by=cast.tessa, at=NOW)
    assert (refused.value.code, lesson.events.count()) == ("stale", 2)


def test_a_change_between_planning_and_writing_is_a_conflict(cast, lesson):
    planned = plan(lesson, f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n")
    event = lesson.events.get(key="long-war")
    change_event(event=event, based_on=1, content=said(), by=cast.theo, at=NOW)
    with pytest.raises(Conflict):
        apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    assert lesson.events.count() == 2


def test_a_table_that_overfills_the_lesson_is_a_fault(cast, lesson, monkeypatch):
    monkeypatch.setattr("lessons.domain.events.MAX_ITEMS", 2)
    planned = plan(lesson, f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n")
    assert said_of(planned)[4] == ["0: A lesson has 2 events at most."]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_taking_in_takes_the_same_queries_however_long(cast, lesson, count):
    rows = "".join(f"{1900 + i},Event {i},It is.,war,BOOK\n" for i in range(count))
    planned = plan(lesson, f"{HEAD}\n{rows}")
    with CaptureQueriesContext(connection) as queries:
        apply_sheet(plan=planned, token=planned.token, by=cast.tessa, at=NOW)
    assert len(queries) == 9
    assert lesson.events.count() == count + 2
