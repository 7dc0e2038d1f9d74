from __future__ import annotations

import html
from dataclasses import replace

import pytest

from lessons.domain.event_content import stored_content
from lessons.domain.events import change_event, remove_event
from lessons.importing.pack import SourceUse
from lessons.models import TimelineEvent
from tests.assignments.question_sets.editor import fields_of, post
from tests.conftest import NOW, signed_in
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import said, written
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import EVIL, NO_IDS, at, words

EVENT = "events/treaty-signed/"


def everything(lesson) -> dict:
    return {
        event.key: (event.version, stored_content(event))
        for event in TimelineEvent.objects.filter(lesson=lesson)
    }


def test_saving_an_untouched_page_changes_nothing(own, tessa):
    before = everything(own)
    response = post(tessa, at(own, EVENT))
    assert response["Location"] == at(own, "timeline/#event-treaty-signed")
    assert (everything(own), written()) == (before, [])


def test_an_event_is_changed(own, tessa):
    response = post(
        tessa, at(own, EVENT),
        **{
            "date": " 1922-04~ ", "calendar": "julian", "title": "A treaty", "summary": "Two.",
            "place": "", "people": "Bo Berg\r\n\r\n Ada  Rask \r\nBo Berg", "main_theme": "economy",
            "other_themes": ["war"], "anchors": ["s1-2"], "note": "", "is_context": "on",
            "sources-0-source": "BOOK", "sources-0-locator": "ch. 1", "sources-1-source": "",
        },
    )  # fmt: skip
    assert response.status_code == 302
    version, content = everything(own)["treaty-signed"]
    assert (version, content) == (
        2,
        said(
            date="1922-04~", calendar="julian", title="A treaty", summary="Two.",
            people=("Bo Berg", "Ada Rask"), themes=("economy", "war"), anchors=("s1-2",),
            sources=(SourceUse("BOOK", "ch. 1"),), is_context=True,
        ),
    )  # fmt: skip
    assert pack_findings(own) == []


def test_other_themes_keep_their_order(own, tessa):
    own.themes = [*own.themes, {"id": "sea", "title": "Sea"}]
    own.save(update_fields=["themes"])
    event = own.events.get(key="treaty-signed")
    event.themes = ["war", "sea", "economy"]
    event.save(update_fields=["themes"])
    post(tessa, at(own, EVENT), title="A treaty")
    assert everything(own)["treaty-signed"][1].themes == ("war", "sea", "economy")


def test_an_event_is_added_with_a_new_source(own, tessa):
    response = post(
        tessa, at(own, "timeline/add/"),
        **{
            "date": "1930-05", "title": "A bridge", "summary": "It stands.", "main_theme": "war",
            "new-title": "Letters of a mason", "new-year": "1931", "new-locator": "fol. 3",
        },
    )  # fmt: skip
    assert response["Location"] == at(own, "timeline/#event-a-bridge")
    content = everything(own)["a-bridge"][1]
    assert content.sources == (SourceUse("letters-of-a-mason", "fol. 3"),)
    shown = tessa.get(at(own, "timeline/"))
    assert "“A bridge” is on the timeline now." in words(shown)


def test_the_first_event_of_an_empty_lesson(cast, own, tessa):
    own.events.all().delete()
    own.sources.all().delete()
    own.themes, own.current_edition = [], None
    own.save(update_fields=["themes", "current_edition"])
    page = words(tessa.get(at(own, "timeline/add/")))
    assert ("Main theme" in page, "The essay has no published text yet." in page) == (False, True)
    sent = {"date": "1930", "title": "A", "summary": "B", "new-title": "C"}
    assert post(tessa, at(own, "timeline/add/"), **sent).status_code == 302
    assert pack_findings(own) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"date": ""}, "This field is required."),
        ({"date": "1 May"}, "A date has no spaces, before, inside or after it."),
        ({"date": "1939-02-30"}, "is not a day that exists."),
        ({"date": "9" * 50_000}, "A date has at most 64 characters, and this has 50000."),
        ({"calendar": "maya"}, "Choose the Gregorian or the Julian calendar."),
        ({"title": ""}, "This field is required."),
        ({"title": " \u200b "}, "Type at least one visible character."),
        ({"title": "a\u202eb"}, "This contains a character that cannot be shown"),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"summary": "\u2800"}, "Write something here."),
        ({"summary": "x" * 1001}, "at most 1000 characters"),
        ({"place": "x" * 50_000}, "at most 160 characters"),
        ({"people": "x" * 121}, "A name has 120 characters at most."),
        ({"people": "a\u2066b"}, "This contains a character that cannot be shown"),
        ({"note": "x" * 1001}, "at most 1000 characters"),
        ({"main_theme": ""}, "This field is required."),
        ({"main_theme": "peace"}, "Choose from the themes of this lesson."),
        ({"other_themes": ["peace"]}, "Choose from the themes of this lesson."),
        ({"anchors": ["s9-9"]}, "Choose from the paragraphs of this lesson."),
        ({"sources-0-source": "NONE"}, "Choose from the sources of this lesson."),
        ({"sources-0-source": "BOOK"}, "A source stands twice. Put both places into one line."),
        ({"sources-0-source": ""}, "Choose the source this place is in."),
        ({"sources-0-source": "", "sources-0-locator": "", "sources-1-source": ""},
         "Say where this is known from: choose a source, or add one."),
        ({"sources-TOTAL_FORMS": "abc"}, "ManagementForm data is missing"),
        ({"sources-TOTAL_FORMS": "100000"}, "Please submit at most 60 forms."),
        ({"new-year": "1931"}, "Give the new source its title."),
        ({"new-title": "x" * 301}, "at most 300 characters"),
        ({"new-title": "A", "new-checked": "X"}, "Select a valid choice."),
    ],
)  # fmt: skip
def test_a_fault_stands_beside_its_field_and_nothing_is_written(own, tessa, typed, sentence):
    before = everything(own)
    kept = {"note": "Kept"} if "note" not in typed else {"place": "Kept"}
    response = post(tessa, at(own, EVENT), **kept, **typed)
    assert response.status_code == 200
    assert sentence in words(response)
    assert fields_of(response.content.decode())[next(iter(kept))] == ["Kept"]
    assert (everything(own), own.sources.count(), written()) == (before, 2, [])


@pytest.mark.parametrize(
    ("field", "most"), [("title", 160), ("summary", 1000), ("place", 160), ("note", 1000)]
)
def test_every_text_is_taken_up_to_its_limit(own, tessa, field, most):
    assert post(tessa, at(own, EVENT), **{field: "y" * most}).status_code == 302
    assert getattr(everything(own)["treaty-signed"][1], field) == "y" * most


def test_nothing_of_another_lesson_is_a_choice(cast, own, tessa):
    files = PackFiles()
    files.lesson |= {"id": "other", "themes": [{"id": "secret", "title": "Secret theme"}]}
    files.events["sources"] = [{"id": "SECRET", "title": "Secret source", "checked": "K"}]
    files.events["events"] = []
    other = load(files, school=cast.hillside)
    other.anchors.create(name="s7-7")
    before = everything(own)
    shown = tessa.get(at(own, EVENT)).content.decode()
    assert ("Secret" in shown, "s7-7" in shown) == (False, False)
    for typed in (
        {"sources-1-source": "SECRET"},
        {"anchors": ["s1-1", "s7-7"]},
        {"main_theme": "secret"},
        {"other_themes": ["economy", "secret"]},
    ):
        response = post(tessa, at(own, EVENT), **typed)
        assert (response.status_code, "Secret" in words(response)) == (200, False)
        assert everything(own) == before


def test_rows_are_no_objects_to_delete_or_to_move(own, tessa):
    before = everything(own)
    other = own.events.get(key="long-war")
    post(
        tessa, at(own, EVENT),
        **{"sources-0-id": "1", "sources-0-DELETE": "on", "sources-0-event": other.pk,
           "lesson": "x", "key": "mine", "version": "9", "first_day": "0"},
    )  # fmt: skip
    assert everything(own) == before


def test_more_rows_are_asked_for_without_saving_or_losing(own, tessa):
    before = everything(own)
    response = post(tessa, at(own, EVENT), title="", date="abc", ask="sources")
    sent = fields_of(response.content.decode())
    assert sent["sources-TOTAL_FORMS"] == ["6"]
    assert (sent["title"], sent["date"], sent["sources-5-source"]) == ([""], ["abc"], [""])
    assert 'class="errorlist"' not in response.content.decode()
    assert everything(own) == before


def test_without_script_a_button_says_what_the_date_means(own, tessa):
    before = everything(own)
    response = post(tessa, at(own, EVENT), date="1939-24", title="", ask="date")
    assert "winter 1939/1940 1 December 1939 to 29 February 1940" in words(response)
    wrong = post(tessa, at(own, EVENT), date="1939-13", ask="date")
    assert 'In "1939-13" there is no month 13.' in words(wrong)
    assert everything(own) == before


def test_the_meaning_stands_there_when_the_page_is_opened(own, tessa):
    assert "16 April 1922" in words(tessa.get(at(own, EVENT)))


def test_a_paragraph_that_left_the_essay_is_kept(own, tessa):
    gone = own.anchors.create(name="s9-1")
    own.events.get(key="treaty-signed").anchors.add(gone)
    assert "9.1 (no longer in the essay)" in words(tessa.get(at(own, EVENT)))
    assert "no longer in the essay" not in words(tessa.get(at(own, "events/long-war/")))
    post(tessa, at(own, EVENT), title="A treaty")
    assert everything(own)["treaty-signed"][1].anchors == ("s1-1", "s2-1", "s9-1")


@pytest.mark.parametrize("field", ["title", "summary", "people", "date", "new-title"])
def test_nul_is_refused(own, tessa, field):
    before = everything(own)
    assert post(tessa, at(own, EVENT), **{field: "a\x00b"}).status_code == 400
    assert everything(own) == before


# Two teachers at once


def test_a_conflict_shows_both_and_can_be_settled(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, EVENT)).content.decode())
    event = own.events.get(key="treaty-signed")
    theirs = replace(stored_content(event), title="Theo's treaty", note="Theo's note")
    change_event(event=event, based_on=1, content=theirs, by=cast.theo, at=NOW)
    response = tessa.post(at(own, EVENT), {**sent, "title": ["Tessa's treaty"]})
    assert response.status_code == 409
    shown = words(response)
    assert "Title Theo's treaty Tessa's treaty" in shown
    assert "Note Theo's note Dated by the newspapers." in shown
    again = fields_of(response.content.decode())
    assert again["title"] == ["Tessa's treaty"]
    assert everything(own)["treaty-signed"] == (2, theirs)
    assert tessa.post(at(own, EVENT), again).status_code == 302
    assert everything(own)["treaty-signed"][1].title == "Tessa's treaty"


@pytest.mark.parametrize("token", ["", "abc", "-1", "9" * 30, "1.5", "7"])
def test_a_token_that_is_none_saves_nothing(own, tessa, token):
    before = everything(own)
    response = post(tessa, at(own, EVENT), based_on=token, title="Mine")
    assert (response.status_code, everything(own)) == (409 if token == "7" else 200, before)


def test_an_event_that_was_removed_meanwhile_can_be_saved_as_new(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, EVENT)).content.decode())
    event = own.events.get(key="treaty-signed")
    remove_event(event=event, based_on=1, by=cast.theo, at=NOW)
    response = tessa.post(at(own, EVENT), {**sent, "title": ["Tessa's treaty"]})
    assert (response.status_code, "Removed meanwhile" in words(response)) == (409, True)
    again = fields_of(response.content.decode())
    assert again["title"] == ["Tessa's treaty"]
    assert f'action="{at(own, "timeline/add/")}"' in response.content.decode()
    assert tessa.post(at(own, "timeline/add/"), again).status_code == 302
    assert "tessas-treaty" in everything(own)


# Removing


def test_removing_asks_first(own, tessa):
    shown = tessa.get(at(own, f"{EVENT}remove/"))
    assert (shown.status_code, own.events.count()) == (200, 2)
    response = tessa.post(at(own, f"{EVENT}remove/"), {"based_on": "1"})
    assert (response["Location"], own.events.count()) == (at(own, "timeline/"), 1)


@pytest.mark.parametrize("token", ["", "abc", "-1", "9" * 30, "7"])
def test_removing_what_was_changed_meanwhile_is_refused(own, tessa, token):
    response = tessa.post(at(own, f"{EVENT}remove/"), {"based_on": token})
    assert (response.status_code, own.events.count()) == (409, 2)
    assert "Somebody changed this event meanwhile." in words(response)


def test_removing_tells_what_points_to_it(cast):
    from tests.access.world import build_world

    world = build_world(cast)
    url = at(world.lesson, "events/october-revolution/remove/")
    client = signed_in(cast.sue)
    sentence = "Question 1 of “Ten analysis questions”, version 1, points to it."
    assert sentence in words(client.get(url))
    response = client.post(url, {"based_on": "1"})
    assert response.status_code == 409
    assert f"This event stays. {sentence} A class was given these questions." in words(response)
    assert world.lesson.events.filter(key="october-revolution").exists()


# The meaning of a date


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            "date=1939-21",
            {"error": "", "words": "spring 1939", "spoken": "spring 1939",
             "span": "1 March 1939 to 31 May 1939"},
        ),
        (
            "date=1918/1920&calendar=julian",
            {"error": "", "words": "1918–1920 (Julian)", "spoken": "1918 to 1920 (Julian)"},
        ),
        ("date=1939-13", {"error": 'In "1939-13" there is no month 13. Months are 01 to 12 and '
                          'seasons 21 (spring) to 24 (winter), as in "1939-05"; an interval of '
                          'years has a slash, as in "1918/1920".'}),
        ("", {"error": 'The date is empty. Write one such as "1939-05-01", "1939-05" or "1939".'}),
        ("date=1939&calendar=maya", {"error": "Choose the Gregorian or the Julian calendar."}),
        ("date=1938&date=1939&other=1", {"error": "", "words": "1939"}),
    ],
)  # fmt: skip
def test_a_date_is_worded_while_it_is_typed(own, tessa, query, answer):
    response = tessa.get(at(own, f"timeline/date/?{query}"), headers={"Accept": "application/json"})
    assert response.status_code == 200
    said_back = response.json()
    assert {name: said_back[name] for name in answer} == answer


def test_the_meaning_of_a_very_long_date_is_a_sentence(own, tessa):
    response = tessa.get(at(own, "timeline/date/"), {"date": "1" * 5000})
    assert response.json() == {
        "error": "A date has at most 64 characters, and this has 5000. "
        'Write one such as "1939-05-01" or "1918/1920".'
    }
    assert tessa.get(at(own, "timeline/date/?date=%00")).status_code == 400


# Ids and markup


@pytest.mark.parametrize("wrong", [*NO_IDS, "no-such-event"])
def test_ids_that_are_none_are_not_found(own, tessa, wrong):
    for act in (f"events/{wrong}/", f"events/{wrong}/remove/"):
        assert tessa.get(at(own, act)).status_code == 404, act
        assert tessa.post(at(own, act), {}).status_code == 404, act
    assert tessa.get(f"/admin/lessons/lesson/{wrong}/timeline/").status_code == 404


def test_an_event_of_another_lesson_is_not_found_here(cast, own, tessa):
    files = PackFiles()
    files.lesson["id"] = "other"
    files.events["events"][0]["id"] = "theirs"
    load(files, school=cast.riverside)
    assert tessa.get(at(own, "events/theirs/")).status_code == 404


@pytest.mark.parametrize("text", EVIL)
def test_what_is_typed_comes_back_as_text(own, tessa, text):
    post(
        tessa, at(own, EVENT), title=text, summary=text, place=text, people=text, note=text,
        **{"new-title": text, "new-reference": text, "sources-0-locator": text},
    )  # fmt: skip
    for act in (EVENT, "timeline/", "sources/", f"{EVENT}remove/"):
        raw = tessa.get(at(own, act)).content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False), act
        assert text in html.unescape(raw), act
    assert everything(own)["treaty-signed"][1].people == (text,)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_many_events(
    cast, count, django_assert_num_queries
):
    lesson = load(PackFiles().with_events(count), school=cast.riverside)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(11):
        assert client.get(at(lesson, "events/event-0/")).status_code == 200
