from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lessons.domain.event_content import stored_contents
from lessons.domain.events import change_event
from studyhub.web.tables import MAX_BYTES
from tests.assignments.question_sets.editor import fields_of
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.conftest import said, written
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import EVIL, at, words

PAGE = "timeline/import/"
HEAD = "EDTF,Headline,Text,Themes,Sources"
BRIDGE = f"{HEAD}\n1930,A bridge,It stands.,war,BOOK\n"


def upload(client, own, content: str | bytes, name: str = "t.csv", **sent):
    data = content.encode() if isinstance(content, str) else content
    return client.post(at(own, PAGE), {"file": SimpleUploadedFile(name, data), **sent})


def confirm(client, own, response, **sent):
    return client.post(
        at(own, PAGE), {**fields_of(response.content.decode()), "apply": "1", **sent}
    )


# Out


def test_the_timeline_is_handed_out(own, tessa):
    response = tessa.get(at(own, "timeline.csv"))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="A small lesson, timeline.csv"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert response.content.startswith(b"\xef\xbb\xbfYear,Month,Day,Time,End Year,")
    assert response.content.count(b"\r\n") == 3


def test_the_files_name_is_clean_whatever_the_lesson_is_called(own, tessa):
    own.title = 'a"b;c/../ü X: y'
    own.save(update_fields=["title"])
    assert tessa.get(at(own, "timeline.csv")).headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''a%20b%20c%20%C3%BC%20X%20y%2C%20timeline.csv"
    )


@pytest.mark.parametrize("text", ['=HYPERLINK("http://e","x")', "+1", "-1", "@x"])
def test_texts_go_out_as_text_and_years_as_numbers(cast, own, tessa, text):
    event = own.events.get(key="long-war")
    content = said(title=text, note=text, place=text, people=(text,), date="-0489")
    change_event(event=event, based_on=1, content=content, by=cast.tessa, at=NOW)
    out = tessa.get(at(own, "timeline.csv")).content.decode("utf-8-sig")
    escaped = text.replace('"', '""')
    assert f"'{escaped}" in out
    assert out.splitlines()[1].startswith("-490,")
    again = upload(tessa, own, out)
    assert "Everything in this table is on the timeline already, just so." in words(again)


# In


def test_a_plan_is_shown_and_nothing_written(own, tessa):
    before = stored_contents(own)
    response = upload(tessa, own, BRIDGE)
    shown = words(response)
    assert "1 added 0 changed 0 as they are 2 not in the table; they stay" in shown
    assert "Line 2 1930 A bridge" in shown
    assert (stored_contents(own), written()) == (before, [])


def test_a_confirmed_plan_is_written(own, tessa):
    response = confirm(tessa, own, upload(tessa, own, BRIDGE))
    assert response["Location"] == at(own, "timeline/")
    assert stored_contents(own)["a-bridge"].title == "A bridge"
    assert "1 event added, 0 events changed." in words(tessa.get(at(own, "timeline/")))


def test_a_change_is_shown_side_by_side(own, tessa):
    text = "Id,EDTF,Headline,Paragraphs\ntreaty-signed,1922-04-17,A treaty,1.2\n"
    shown = words(upload(tessa, own, text))
    assert "Date 1922-04-16: 16 April 1922 1922-04-17: 17 April 1922" in shown
    assert "Title A treaty is signed A treaty" in shown
    assert "Paragraphs 1.1, 2.1 1.2" in shown


def test_faults_are_told_with_their_lines_and_cannot_be_confirmed(own, tessa):
    response = upload(tessa, own, f"{HEAD}\n1930,A,B,war,BOOK\n1930-13,A,B,war,BOOK\n")
    shown = words(response)
    assert '1 thing to mend in the file first Line 3. EDTF: In "1930-13"' in shown
    assert "Write this to the timeline" not in shown
    refused = confirm(tessa, own, response)
    assert (refused.status_code, own.events.count()) == (409, 2)


def test_a_table_of_timelinejs_is_taken_with_a_theme_and_a_source(own, tessa):
    text = (
        "Year,Headline,Text,Media,Type\n1939,My slides,Hello,,title\n-490,Marathon,A battle.,x,\n"
    )
    response = upload(tessa, own, text, theme="war", source="BOOK")
    shown = words(response)
    assert "Line 3 490 BCE Marathon" in shown
    assert "Line 2. A title slide is no event, so it is left out." in shown
    assert "Media is not kept in a timeline here: 1 row has it and it is left out." in shown
    confirm(tessa, own, response)
    assert stored_contents(own)["marathon"].date == "-0489"


def test_a_stale_plan_is_refused_and_shown_as_it_is_now(cast, own, tessa):
    response = upload(tessa, own, BRIDGE)
    event = own.events.get(key="long-war")
    change_event(event=event, based_on=1, content=said(), by=cast.theo, at=NOW)
    refused = confirm(tessa, own, response)
    assert (refused.status_code, own.events.count()) == (409, 2)
    assert "The timeline or the table is not what you confirmed." in words(refused)
    assert confirm(tessa, own, refused).status_code == 302
    assert own.events.count() == 3


@pytest.mark.parametrize("token", ["", "abc", "0" * 64])
def test_a_token_that_is_none_writes_nothing(own, tessa, token):
    refused = confirm(tessa, own, upload(tessa, own, BRIDGE), token=token)
    assert (refused.status_code, own.events.count()) == (409, 2)


def test_another_table_than_the_confirmed_one_is_refused(own, tessa):
    response = upload(tessa, own, BRIDGE)
    refused = confirm(tessa, own, response, sheet=BRIDGE.replace("A bridge", "A tower"))
    assert (refused.status_code, own.events.count()) == (409, 2)


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 400, "This file is empty."),
        (b" \r\n", 400, "This file is empty."),
        (b"PK\x03\x04\xff\xfe", 400, "This file is not in UTF-8."),
        ("Kürzel".encode("cp1252"), 400, "This file is not in UTF-8."),
        (b"A,B\n1,\x00", 400, "This file contains a NUL character"),
        (b'A,B\n1,"open', 400, "a quotation mark is not closed"),
        (b"A\n" + b"x\n" * 50_000, 400, "This table has more than 5,000 rows."),
        (b'A\n"' + b"x" * 200_000 + b'"', 400, "a cell is far too long"),
        (b"A\n" + b"x" * MAX_BYTES, 413, "This file is larger than 2 MB."),
    ],
)
def test_what_is_no_table_is_refused(own, tessa, content, status, sentence):
    response = upload(tessa, own, content)
    assert (response.status_code, sentence in words(response)) == (status, True)
    assert own.events.count() == 2


def test_no_file_is_asked_for(own, tessa):
    response = tessa.post(at(own, PAGE), {})
    assert (response.status_code, "Choose a file." in words(response)) == (400, True)


def test_choices_of_another_lesson_are_refused(cast, own, tessa):
    files = PackFiles()
    files.lesson |= {"id": "other", "themes": [{"id": "secret", "title": "Secret"}]}
    files.events = {"sources": [{"id": "SECRET", "title": "S", "checked": "K"}], "events": []}
    load(files, school=cast.hillside)
    for sent in ({"theme": "secret"}, {"source": "SECRET"}):
        response = upload(tessa, own, "Year,Headline,Text\n1930,A,B\n", **sent)
        assert "of this lesson." in words(response)
        assert "Line 2" not in words(response)


@pytest.mark.parametrize("text", EVIL)
def test_what_a_table_says_is_shown_as_text(own, tessa, text):
    cell = text.replace('"', '""')
    table = f'{HEAD},"{cell}",People\n1930,"{cell}","{cell}",war,BOOK,,"{cell}"\nx,"{cell}",,,,,\n'
    response = upload(tessa, own, table)
    raw = response.content.decode()
    assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False)
    assert text in html.unescape(raw)
    good = f'{HEAD}\n1930,"{cell}","{cell}",war,BOOK\n'
    confirm(tessa, own, upload(tessa, own, good))
    assert text in {content.title for content in stored_contents(own).values()}


def test_a_long_plan_shows_its_beginning_and_counts_the_rest(own, tessa, monkeypatch):
    monkeypatch.setattr("lessons.views.sheet_pages.SHOWN", 2)
    rows = "".join(f"{1900 + i},Event {i},It is.,war,BOOK\n" for i in range(5))
    shown = words(upload(tessa, own, f"{HEAD}\n{rows}"))
    assert "5 added" in shown
    assert "Event 1 And 3 more." in shown


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_plan_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    lesson = load(PackFiles().with_events(count), school=cast.riverside)
    client = signed_in(cast.tessa)
    text = client.get(at(lesson, "timeline.csv")).content
    with django_assert_num_queries(15):
        assert upload(client, lesson, text).status_code == 200
