"""?q= on the lesson page: what is listed, what is marked, and that nothing else is meant by it."""

import html
import re

import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles


@pytest.fixture
def lesson(cast, files) -> Lesson:
    """Load the small lesson and put it before 8A."""
    return placed(cast, load(files))


def placed(cast, lesson: Lesson) -> Lesson:
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return lesson


def page(cast, lesson: Lesson, query: str | None = None) -> str:
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    data = {} if query is None else {"q": query}
    response = signed_in(cast.alice).get(address, data)
    assert response.status_code == 200
    return response.content.decode()


def text(markup: str) -> str:
    bare = re.sub(r"<[^>]+>", " ", markup)
    return re.sub(r"\s+", " ", html.unescape(bare)).strip()


def found(markup: str) -> list[str]:
    """Return the lines of the list above the essay."""
    section = re.search(r'<section class="found".*?</section>', markup, re.S)
    if section is None:
        return []
    return [text(row) for row in re.findall(r"<h2.*?</h2>|<li>.*?</li>", section.group(), re.S)]


def marks(markup: str, part: str) -> list[str]:
    """Return what is marked in the essay or on the timeline."""
    tag, name = {"essay": ("article", "essay"), "timeline": ("aside", "timeline")}[part]
    section = re.search(rf'<{tag} [^>]*id="{name}".*?</{tag}>', markup, re.S)
    assert section is not None
    return [text(mark) for mark in re.findall(r"<mark>(.*?)</mark>", section.group(), re.S)]


def events_hit(markup: str) -> list[str]:
    return re.findall(r'id="event-([^"]+)"[^>]* data-hit>', markup)


def test_without_a_query_nothing_is_listed_or_marked(cast, lesson):
    for query in (None, "", "   ", "\u200b"):
        markup = page(cast, lesson, query)
        assert (found(markup), marks(markup, "essay"), events_hit(markup)) == ([], [], [])


def test_hits_are_listed_and_marked_in_both_views(cast, lesson):
    markup = page(cast, lesson, "a TREATY")
    assert found(markup) == [
        "2 hits for “a TREATY”",
        "1.1 It begins in autumn with a treaty .",
        "16 April 1922, Rapallo A treaty is signed",
    ]
    assert marks(markup, "essay") == ["a", "treaty"]  # over the edge of a link
    assert marks(markup, "timeline") == ["A treaty"] * 2  # the title, and the name of its sources
    assert events_hit(markup) == ["treaty-signed"]
    assert 'value="a TREATY"' in markup


def test_a_hit_over_markup_keeps_the_markup(cast, lesson):
    markup = page(cast, lesson, "in autumn with")
    assert (
        'It begins <mark>in </mark><em><mark>autumn</mark></em><mark> with</mark> a <a class="term"'
        in markup
    )


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("rapallo", ["treaty-signed"]),
        ("Bo Berg", ["treaty-signed"]),
        ("Lind, Bo", ["treaty-signed"]),
        ("two outsiders", ["treaty-signed"]),
        ("newspapers", ["treaty-signed"]),
        ("16 April 1922", ["treaty-signed"]),
        ("1922", ["treaty-signed"]),
        ("1939-1945", ["long-war"]),
        ("1942", ["long-war"]),
        ("1940s", ["long-war"]),
        ("1946", []),
        ("archive", []),  # a source, not the event
    ],
)
def test_events_are_found_by_text_person_place_and_date(cast, lesson, query, events):
    assert events_hit(page(cast, lesson, query)) == events


def test_a_year_is_found_by_the_bounds_of_an_event_that_does_not_name_it(cast, lesson):
    markup = page(cast, lesson, "1942")
    assert found(markup) == ["1 hit for “1942”", "1939–1945 A long war"]
    assert marks(markup, "timeline") == []


@pytest.mark.parametrize(
    ("date", "query", "hit"),
    [
        ("1936-24", "1937", True),  # a winter ends in the next year
        ("1936-23", "1937", False),
        ("193X", "1934", True),
        ("1936/..", "1999", True),
        ("1936/", "1999", True),
        ("../1936", "1066", True),
        ("-0403", "404 BCE", True),
        ("-0430/-0403", "410 BCE", True),
    ],
)
def test_bounds_of_all_kinds_of_dates(cast, files, date, query, hit):
    files.events["events"] = [{**files.events["events"][1], "date": date}]
    markup = page(cast, placed(cast, load(files)), query)
    assert events_hit(markup) == (["long-war"] if hit else [])


def test_headings_are_searched_and_numbers_are_not(cast, lesson):
    assert found(page(cast, lesson, "section")) == [
        "2 hits for “section”",
        "1 The first section",
        "2 The second section",
    ]
    assert found(page(cast, lesson, "on the way")) == [
        "1 hit for “on the way”",
        "1.2 On the way",
    ]
    assert found(page(cast, lesson, "1.2"))[0] == "Nothing in this lesson holds “1.2”."


def test_several_hits_of_a_paragraph_are_one_line(cast, lesson):
    rows = found(page(cast, lesson, "it"))
    assert rows[0] == "5 hits for “it”"
    assert rows[1:] == [
        "1.1 It begins in autumn w it h a treaty. 2 hits",
        "1.2 It goes on, see the archive.",
        "2.1 It ends.",
        "1939–1945 A long war It lasts.",
    ]


def test_nothing_found_says_so_and_what_was_looked_for(cast, lesson):
    markup = page(cast, lesson, "Genoa")
    assert found(markup) == ["Nothing in this lesson holds “Genoa”."]
    assert marks(markup, "essay") == []


@pytest.mark.parametrize("query", ["' OR 1=1--", "%", "_", "\\", '"', "(a+)+$", "["])
def test_matching_is_literal(cast, files, query):
    assert len(found(page(cast, placed(cast, load(files)), query))) == 1
    files.events["events"][1]["note"] = f"Holds {query} here."
    assert events_hit(page(cast, load(files), query)) == ["long-war"]


def test_a_query_is_shown_as_text(cast, lesson):
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    markup = page(cast, lesson, evil)
    assert markup.count("<script") == 2  # the site's own
    assert markup.count("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}") == 2


def test_markup_in_an_event_is_marked_as_text(cast, files):
    files.events["events"][0]["title"] = 'A <b>bold</b> & "treaty"'
    markup = page(cast, placed(cast, load(files)), "<b>bold</b> &")
    assert "A <mark>&lt;b&gt;bold&lt;/b&gt; &amp;</mark> &quot;treaty&quot;" in markup
    assert "<b>" not in markup


def test_a_long_query_is_cut_and_says_so(cast, lesson):
    markup = page(cast, lesson, "treaty " * 10_000)
    assert "only its first 200 characters were looked for" in markup
    assert len(found(markup)[0]) < 260
    assert "were looked for" not in page(cast, lesson, "t" * 200)


def test_nul_is_a_bad_request(cast, lesson):
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    assert signed_in(cast.alice).get(f"{address}?q=%00").status_code == 400


def test_the_last_of_several_counts_and_others_are_ignored(cast, lesson):
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    markup = signed_in(cast.alice).get(f"{address}?q=Genoa&x=1&q=Rapallo").content.decode()
    assert found(markup)[0] == "1 hit for “Rapallo”"


def test_more_than_a_hundred_are_marked_but_not_listed(cast, db):
    markup = page(cast, placed(cast, load(PackFiles().with_events(130))), "Rapallo")
    rows = found(markup)
    assert (rows[0], len(rows)) == ("130 hits for “Rapallo”", 101)
    assert "30 more are marked below." in markup
    assert len(events_hit(markup)) == 130


def test_hits_beyond_all_use_are_counted_and_not_marked(cast, files):
    words = " ".join(["again"] * 90)
    files.essay += "".join(f"\n{{#s2-{number}}}\n{words}\n" for number in range(2, 17))
    markup = page(cast, placed(cast, load(files)), "again")
    assert found(markup)[0] == "1350 hits for “again”"
    assert len(marks(markup, "essay")) == 1080  # whole paragraphs, until a thousand is passed
    assert "That is too much to mark" in markup


def test_each_query_has_a_tag_of_its_own(cast, lesson):
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    client = signed_in(cast.alice)
    tags = {
        client.get(address, {"q": query}).headers["ETag"] for query in ("", "treaty", "war", "war ")
    }
    assert len(tags) == 3
    last = client.get(address, {"q": "war"}).headers["ETag"]
    again = client.get(address, {"q": "war"}, headers={"If-None-Match": last})
    assert again.status_code == 304


@pytest.mark.parametrize("events", [1, 3, 30, 500])
def test_a_search_takes_no_query_more(cast, events, django_assert_num_queries):
    lesson = placed(cast, load(PackFiles().with_events(events)))
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    client = signed_in(cast.alice)
    with django_assert_num_queries(4 + 6):
        markup = client.get(address, {"q": "Rapallo"}).content.decode()
    assert len(events_hit(markup)) == events
