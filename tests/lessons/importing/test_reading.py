import pytest

from lessons.importing.pack import PackEvent, PackReading, PackSource, SourceUse, Term, Theme
from studyhub import edtf
from tests.lessons.conftest import found_in, read


def test_read_lesson_pack_reads_every_value(files):
    pack = read(files)
    assert (pack.slug, pack.title, pack.subtitle) == ("small-lesson", "A small lesson", "For tests")
    assert (pack.summary, pack.language) == ("Three paragraphs and two events.", "en")
    assert pack.themes == (Theme("war", "War"), Theme("economy", "Trade"))
    assert pack.glossary == (Term("treaty", "treaty", "A written promise"),)
    assert pack.sources[1] == PackSource("BOOK", "A book", "", "", "", "K")
    assert pack.events[0] == PackEvent(
        key="treaty-signed",
        date="1922-04-16",
        first_day=701736,
        last_day=701736,
        title="A treaty is signed",
        summary="Two outsiders agree.",
        place="Rapallo",
        people=("Anna Lind", "Bo Berg"),
        themes=("war", "economy"),
        anchors=("s1-1", "s2-1"),
        questions=("1",),
        sources=(SourceUse("ARCH-1", "p. 4"), SourceUse("BOOK", "")),
        note="Dated by the newspapers.",
        is_context=False,
    )
    assert pack.readings[1] == PackReading(
        "Ulf Dahl", "A hard book", "1998", "", "university", "", ""
    )


def test_the_days_of_an_event_are_counted_in_its_calendar(files):
    files.events["events"][0] |= {"date": "1900-02-29", "calendar": "julian"}
    files.events["events"][1]["calendar"] = "gregorian"
    first, second = read(files).events
    assert (first.calendar, first.date) == ("julian", "1900-02-29")
    assert first.first_day == first.last_day == edtf.parse("1900-03-13").first_day
    assert second.calendar == "gregorian"


def test_the_digest_is_of_the_content_and_not_of_the_spacing(files):
    before = read(files)
    files.lesson = dict(reversed(files.lesson.items()))
    assert read(files).digest == before.digest
    files.lesson["subtitle"] = "Changed"
    assert read(files).digest != before.digest


def change(path: str, value):
    """Return a change of one value: "events.events.0.date" names the file and the way in."""

    def apply(files) -> None:
        file, *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        inside = getattr(files, file)
        for key in way:
            inside = inside[key]
        if value is DELETED:
            del inside[last]
        else:
            inside[last] = value

    return apply


DELETED = object()


@pytest.mark.parametrize(
    ("path", "value", "findings"),
    [
        (
            "lesson.format",
            "studyhub-lesson-pack/2",
            ["lesson.json: format: This must be one of: studyhub-lesson-pack/1."],
        ),
        ("lesson.format", DELETED, ["lesson.json: format: This is required."]),
        (
            "lesson.id",
            "Small Lesson",
            [
                'lesson.json: id: "Small Lesson" is not an id: '
                "use small letters, digits and hyphens."
            ],
        ),
        ("lesson.title", "", ["lesson.json: title: This is required, and it is empty."]),
        ("lesson.title", "\u200b", ["lesson.json: title: This is required, and it is empty."]),
        ("lesson.title", 5, ["lesson.json: title: This must be a text, in quotes."]),
        (
            "lesson.title",
            "a" * 161,
            ["lesson.json: title: This has 161 characters; 160 are the most."],
        ),
        (
            "lesson.title",
            "A\u202esmall",
            ["lesson.json: title: This must be one visible line, without control characters."],
        ),
        (
            "lesson.title",
            "Another",
            ['essay.md: line 1: The title is not the one in lesson.json, "Another".'],
        ),
        ("lesson.subtitle", None, ["lesson.json: subtitle: This may not be null."]),
        ("lesson.price", 5, ["lesson.json: price: There is no such key in this form."]),
        ("lesson.summary", [], ["lesson.json: summary: This must be a text, in quotes."]),
        (
            "lesson.glossary",
            {},
            [
                "lesson.json: glossary: This must be a list, in brackets.",
                "essay.md: term:treaty: The glossary has no such term.",
            ],
        ),
        (
            "lesson.themes.1",
            "economy",
            [
                "lesson.json: themes[1]: This must be an object, in braces.",
                'events.json: events[0].themes: There is no theme "economy".',
            ],
        ),
        (
            "lesson.themes.1.id",
            "war",
            [
                'lesson.json: themes: The id "war" stands twice.',
                'events.json: events[0].themes: There is no theme "economy".',
            ],
        ),
        (
            "lesson.themes",
            [{"id": f"t{number}", "title": "T"} for number in range(9)],
            [
                "lesson.json: themes: There are 9 themes; 8 are the most.",
                'events.json: events[0].themes: There is no theme "war".',
                'events.json: events[0].themes: There is no theme "economy".',
                'events.json: events[1].themes: There is no theme "war".',
            ],
        ),
        ("lesson.glossary", [], ["essay.md: term:treaty: The glossary has no such term."]),
        (
            "events.events.1.id",
            "treaty-signed",
            ['events.json: events: The id "treaty-signed" stands twice.'],
        ),
        (
            "events.sources.1.id",
            "ARCH-1",
            [
                'events.json: sources: The id "ARCH-1" stands twice.',
                'events.json: events[0].sources: There is no source "BOOK".',
                'events.json: events[1].sources: There is no source "BOOK".',
            ],
        ),
        (
            "events.events.0.date",
            "1939-02-30",
            [
                'events.json: events[0].date: "1939-02-30" is not a day that exists. '
                'That month has the days "1939-02-01" to "1939-02-28".'
            ],
        ),
        (
            "events.events.0.date",
            "1900-02-29",
            [
                'events.json: events[0].date: "1900-02-29" is not a day that exists. '
                'That month has the days "1900-02-01" to "1900-02-28". '
                "The Julian calendar has this day."
            ],
        ),
        (
            "events.events.0.calendar",
            "mayan",
            ["events.json: events[0].calendar: This must be one of: gregorian, julian."],
        ),
        (
            "events.events.0.calendar",
            "Julian",
            ["events.json: events[0].calendar: This must be one of: gregorian, julian."],
        ),
        (
            "events.events.0.calendar",
            ["julian"],
            ["events.json: events[0].calendar: This must be one of: gregorian, julian."],
        ),
        (
            "events.events.0.calendar",
            None,
            ["events.json: events[0].calendar: This may not be null."],
        ),
        (
            "events.events.0.anchors",
            ["s1-1", "s9-9"],
            ['events.json: events[0].anchors: There is no paragraph "s9-9".'],
        ),
        (
            "events.events.0.anchors",
            ["s1-1", "s1-1"],
            ['events.json: events[0].anchors: "s1-1" stands twice in this list.'],
        ),
        (
            "events.events.0.people.1",
            7,
            ["events.json: events[0].people[1]: This must be a text, in quotes."],
        ),
        (
            "events.events.0.context",
            "yes",
            ["events.json: events[0].context: This must be true or false."],
        ),
        (
            "events.events.0.sources.0.id",
            "NONE",
            ['events.json: events[0].sources: There is no source "NONE".'],
        ),
        (
            "events.events.0.sources",
            [],
            ["events.json: events[0].sources: An event needs a source."],
        ),
        ("events.events.0.themes", [], ["events.json: events[0].themes: An event needs a theme."]),
        (
            "events.sources.0.checked",
            "X",
            ["events.json: sources[0].checked: This must be one of: L, P, K."],
        ),
        (
            "readings.readings.0.url",
            "javascript:alert(1)",
            [
                "readings.json: readings[0].url: "
                "A link begins with http:// or https:// and names a site."
            ],
        ),
        (
            "readings.readings.0.level",
            "expert",
            ["readings.json: readings[0].level: This must be one of: school, university."],
        ),
    ],
)
def test_each_fault_is_found_with_its_place(files, path, value, findings):
    change(path, value)(files)
    assert found_in(files) == findings


def test_all_findings_are_listed_and_not_the_first_alone(files):
    files.lesson["title"] = 1
    files.essay = files.essay.replace("{#s2-1}\n", "")
    files.events["events"][0]["date"] = "soon"
    files.readings["readings"][1]["title"] = ""
    found = found_in(files)
    assert [line.split(": ")[0] for line in found] == [
        "essay.md",
        "lesson.json",
        "events.json",
        "readings.json",
    ]


def test_a_file_that_cannot_be_read_leaves_the_findings_of_the_others(files):
    files.essay = files.essay.replace("{#s1-1}", "")
    broken = files.bytes() | {"events.json": b"{"}
    files.bytes = lambda: broken
    assert [line.split(": ")[0] for line in found_in(files)] == [
        "events.json",
        "essay.md",
    ]


@pytest.mark.parametrize("text", ["a" * 2_000_001, "#\n" * 40_001])
def test_an_essay_that_would_stall_a_worker_is_refused_unread(files, text, monkeypatch):
    monkeypatch.setattr("lessons.importing.reading.read_essay", None)
    files.essay = text
    assert found_in(files) == [
        "essay.md: An essay has 2,000,000 characters in 40,000 lines at most."
    ]


def test_a_line_is_measured_as_it_is_kept(files):
    """One precomposed letter may become two that do not compose."""
    files.lesson["subtitle"] = "\u0958" * 200
    assert found_in(files) == ["lesson.json: subtitle: This has 400 characters; 200 are the most."]
    files.lesson["subtitle"] = "\u0958" * 100
    assert read(files).subtitle == "\u0915\u093c" * 100


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\r\n"])
def test_an_essay_ends_in_one_line_break_however_its_file_does(files, end):
    before = read(files).essay.markdown
    files.essay = files.essay.rstrip("\n") + end
    assert read(files).essay.markdown == before
