"""The dates of the timeline, in the reader's language."""

import re

import pytest

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from lessons.views.dates import DateWords
from lessons.views.timeline import timeline_of
from studyhub import edtf
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.test_lesson import address

BATTLES = [
    ("plataea", "-0478-08", "gregorian"),
    ("trebia", "-0217-24", "gregorian"),
    ("ides", "-0043-03-15", "julian"),
    ("uprising", "1917-10-25", "julian"),
    ("armistice", "1918-11-11", "gregorian"),
    ("thaw", "192X", "gregorian"),
]


@pytest.fixture
def lesson(cast, files) -> Lesson:
    lesson = load(with_battles(files))
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return lesson


def with_battles(files: PackFiles) -> PackFiles:
    pattern = files.events["events"][0]
    files.events["events"] = [
        {**pattern, "id": key, "date": date, "calendar": calendar, "title": key.title()}
        for key, date, calendar in BATTLES
    ]
    return files


def page(user, lesson: Lesson, language: str | None):
    headers = {"Accept-Language": language} if language else {}
    response = signed_in(user).get(address(lesson), headers=headers)
    assert response.status_code == 200
    return response


def events(response) -> list[tuple[str, str]]:
    """Return each event's key and the line of its date, tags and all."""
    return re.findall(
        r'id="event-([a-z]+)".*?<p class="event-date">(.*?), Rapallo</p>',
        response.content.decode(),
        re.DOTALL,
    )


def test_dates_are_in_the_readers_language_and_marked_as_such(cast, lesson):
    assert events(page(cast.alice, lesson, "de-AT,de;q=0.9,en;q=0.5")) == [
        (
            "plataea",
            '<span lang="de" dir="ltr"><span aria-hidden="true">August 479 v. Chr.</span>'
            '<span class="visually-hidden">August 479 vor Christus</span></span>',
        ),
        (
            "trebia",
            '<span lang="de" dir="ltr"><span aria-hidden="true">Winter 218/217 v. Chr.</span>'
            '<span class="visually-hidden">Winter 218 auf 217 vor Christus</span></span>',
        ),
        (
            "ides",
            '<span lang="de" dir="ltr"><span aria-hidden="true">'
            "15. März 44 v. Chr. (julianisch)</span>"
            '<span class="visually-hidden">15. März 44 vor Christus (julianisch)</span></span>',
        ),
        ("uprising", '<span lang="de" dir="ltr">25. Oktober 1917 (julianisch)</span>'),
        (
            "armistice",
            '<span lang="de" dir="ltr"><time datetime="1918-11-11">11. November 1918</time></span>',
        ),
        ("thaw", '<span lang="de" dir="ltr">1920er Jahre</span>'),
    ]


@pytest.mark.parametrize("language", [None, "en-GB", "fi,*;q=0.1"])
def test_dates_in_the_lessons_own_language_need_no_mark(cast, lesson, language):
    assert dict(events(page(cast.alice, lesson, language))) == {
        "plataea": "<span>August 479 BCE</span>",
        "trebia": '<span aria-hidden="true">winter 218/217 BCE</span>'
        '<span class="visually-hidden">winter 218 into 217 BCE</span>',
        "ides": "<span>15 March 44 BCE (Julian)</span>",
        "uprising": "<span>25 October 1917 (Julian)</span>",
        "armistice": '<time datetime="1918-11-11">11 November 1918</time>',
        "thaw": "<span>the 1920s</span>",
    }


def test_a_language_from_right_to_left_keeps_its_direction_to_itself(cast, lesson):
    response = page(cast.alice, lesson, "ar")
    assert dict(events(response))["armistice"] == (
        '<span lang="ar" dir="rtl"><time datetime="1918-11-11">11 نوفمبر 1918</time></span>'
    )
    html = response.content.decode()
    assert 'data-year="\u2067479 ق.م\u2069"' in html
    assert 'title="Armistice, \u206711 نوفمبر 1918\u2069"' in html


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar"])
def test_the_order_is_the_same_in_every_language(cast, lesson, language):
    """The uprising was on 7 November 1917 by the calendar of the armistice, and still before it."""
    shown = [key for key, _line in events(page(cast.alice, lesson, language))]
    assert shown == [key for key, _date, _calendar in BATTLES]


def test_the_axis_names_years_in_the_readers_language(cast, lesson):
    html = page(cast.alice, lesson, "fr").content.decode()
    assert re.findall(r'data-year="([^"]*)"', html) == [
        "479 av. J.\u2011C.",
        "218 av. J.\u2011C.",
        "44 av. J.\u2011C.",
        "1917",
        "1918",
        "1920",
    ]


def test_a_kept_page_varies_with_the_language(cast, lesson):
    german = page(cast.alice, lesson, "de")
    assert "Accept-Language" in german.headers["Vary"]
    client = signed_in(cast.alice)
    kept = client.get(address(lesson), headers={"Accept-Language": "de"})
    asked = {"If-None-Match": kept.headers["ETag"]}
    same = client.get(address(lesson), headers={"Accept-Language": "de;q=0.9", **asked})
    other = client.get(address(lesson), headers={"Accept-Language": "fr", **asked})
    assert (same.status_code, other.status_code) == (304, 200)
    assert "Accept-Language" in same.headers["Vary"]


def test_an_unclear_header_is_no_error(cast, lesson):
    for header in ("x" * 5000, ";;;", "de;q=x", "\u00e9", "de,," * 300):
        assert dict(events(page(cast.alice, lesson, header)))["thaw"] == "<span>the 1920s</span>"


def test_timeline_of_speaks_english_unless_it_is_asked(lesson):
    def words(*language: str) -> list[str]:
        entries = timeline_of(lesson, lesson.current_edition, *language).entries
        return [entry.words for entry in entries][-2:]

    assert words() == ["11 November 1918", "the 1920s"]
    assert words("es") == ["11 de noviembre de 1918", "años 1920"]


@pytest.mark.parametrize(
    ("language", "around", "mark", "direction"),
    [
        ("en", "en", "", ""),
        ("en", "en-GB", "", ""),
        ("de", "de-AT", "", ""),
        ("de", "en", "de", "ltr"),
        ("en", "ar", "en", "ltr"),
        ("ar", "en", "ar", "rtl"),
        ("ar", "ar", "", "rtl"),
        ("en", "", "en", "ltr"),
    ],
)
def test_words_are_marked_where_the_text_around_is_of_another_language(
    language, around, mark, direction
):
    words = DateWords(language, around)
    assert (words.mark, words.direction) == (mark, direction)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1939-05-01", "1939"),
        ("1918/1920", "1918"),
        ("../1920", "1920"),
        ("/-0403", "404 BCE"),
        ("0014", "14 CE"),
        ("-0217-24", "218 BCE"),
    ],
)
def test_the_year_on_the_axis_is_the_first_that_is_known(text, year):
    assert DateWords("en", "en").of(edtf.parse(text))[2] == year
