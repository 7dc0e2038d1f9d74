"""Put something on the shelf, with a script and without."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import LessonPlacement, ShelfItem
from studyhub.web.ids import new_id
from tests.assignments.student.pages import texts_in_boxes, words_of
from tests.conftest import PASSWORD, signed_in
from tests.lessons.domain.shelves import edition_of, on_shelf

# Marked passages, as JSON -----------------------------------------------------------------------


def test_a_marked_passage_is_kept_and_told(cast, room):
    response = room.send(cast.alice, "passages", **room.passage(note="Why autumn?"))
    item = ShelfItem.objects.get()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.json() == {
        "is_new": True,
        "item": {
            "id": item.pk,
            "kind": "passage",
            "title": "autumn",
            "exact": "autumn",
            "prefix": "It begins in ",
            "suffix": " with a treaty.",
            "start": 13,
            "end": 19,
            "anchor": "s1-1",
            "label": "1.1",
            "edition": 1,
            "older": False,
            "state": "same",
            "date": "",
            "note": "Why autumn?",
            "questions": [],
            "version": 1,
            "removed": False,
            "order": [0, 1, 1, 13],
        },
    }


def test_sent_twice_it_is_answered_as_the_first_time(cast, room):
    body = room.passage()
    first, again = (room.send(cast.alice, "passages", **body).json() for _ in range(2))
    assert first == again
    assert ShelfItem.objects.count() == 1


def test_what_a_body_says_besides_is_ignored(cast, room):
    extra = {"owner": cast.bob.pk, "user_id": cast.bob.pk, "school": "x", "version": 9}
    response = room.send(cast.alice, "passages", **room.passage(), **extra)
    assert response.status_code == 200
    item = ShelfItem.objects.get()
    assert (item.owner, item.version) == (cast.alice, 1)


def test_a_posted_quote_is_never_kept(cast, room):
    response = room.send(cast.alice, "passages", **room.passage(exact="winter"))
    assert (response.status_code, response.json()["code"]) == (409, "other_words")
    assert ShelfItem.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("edition", "2" * 14),
        ("edition", "abc"),
        ("edition", ""),
        ("edition", 7),
        ("paragraph", "s9-9"),
        ("paragraph", None),
        ("start", -1),
        ("start", "1"),
        ("start", 1.5),
        ("start", True),
        ("start", 10**12),
        ("end", None),
        ("exact", ["autumn"]),
        ("key", ""),
        ("key", "k" * 41),
        ("key", 1),
        ("note", 5),
    ],
)
def test_a_wrong_field_is_400_and_keeps_nothing(cast, room, field, value):
    response = room.send(cast.alice, "passages", **room.passage(**{field: value}))
    assert (response.status_code, response.json()["code"]) == (400, "bad_body")
    assert ShelfItem.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/json", 415),  # the client leaves the type of an empty body out
        (b" ", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xef\xbb\xbf{}", "application/json", 400),
        (b'{"a":' * 1000, "application/json", 400),
        (b'{"start":' + b"1" * 5000 + b"}", "application/json", 400),
        (b'{"start":NaN}', "application/json", 400),
        (b'{"key":"a","key":"b"}', "application/json", 400),
        (b'{"note":"\\ud800"}', "application/json", 400),
        (b'{"note":"\\u0000"}', "application/json", 400),
        (b"x" * 200_001, "application/json", 413),
        (b"start=1", "application/x-www-form-urlencoded", 415),
    ],
)
@pytest.mark.parametrize("name", ["passages", "sentences", "events"])
def test_bodies_that_cannot_be_read(cast, room, name, body, content_type, status):
    response = signed_in(cast.alice).post(
        room.path(name), body, content_type=content_type, headers={"Accept": "application/json"}
    )
    assert response.status_code == status
    assert response.json()["code"] == "bad_body"
    assert ShelfItem.objects.count() == 0


def test_a_note_too_long_is_413_with_the_limit(cast, room):
    response = room.send(cast.alice, "passages", **room.passage(note="é" * 2001))
    assert (response.status_code, response.json()) == (
        413,
        {
            "error": "The note has 2,001 characters; the limit is 2,000. Nothing was saved. "
            "Shorten it and save again.",
            "code": "too_long",
        },
    )
    assert room.send(cast.alice, "passages", **room.passage(note="é" * 50_000)).status_code == 413


def test_a_passage_of_an_older_edition_is_kept_there_and_of_another_lesson_nowhere(cast, room):
    body = room.passage()
    room.publish("It begins in", "It began in")
    response = room.send(cast.alice, "passages", **body)
    assert (response.json()["item"]["edition"], response.json()["item"]["older"]) == (1, True)
    own = edition_of(room.lesson)
    room.files.lesson["id"] = "other-lesson"
    room.publish("It began", "It started")
    room.lesson = type(room.lesson).objects.get(slug="small-lesson")
    other = type(room.lesson).objects.get(slug="other-lesson").current_edition
    assert own.lesson_id != other.lesson_id
    assert room.send(cast.alice, "passages", **{**body, "edition": other.pk}).status_code == 400


# Sentences --------------------------------------------------------------------------------------


def test_sentences_are_kept_by_a_form(cast, room):
    response = room.post(
        cast.alice, "sentences", paragraph="1.1", sentences="1", note="From the keyboard."
    )
    item = ShelfItem.objects.get()
    assert (response.status_code, response["Location"]) == (
        302,
        f"{room.path()}?item={item.pk}#item-{item.pk}",
    )
    assert (item.exact, item.note) == ("It begins in autumn with a treaty.", "From the keyboard.")
    page = signed_in(cast.alice).get(room.path())
    assert "It begins in autumn with a treaty." in words_of(page)


def test_the_form_sent_twice_keeps_one(cast, room):
    client = signed_in(cast.alice)
    for _twice in range(2):
        response = client.post(
            room.path("sentences"), {"paragraph": "1.1", "sentences": "1"}, follow=True
        )
    assert "This lay on your shelf already." in words_of(response)
    assert ShelfItem.objects.count() == 1


def test_sentences_are_kept_by_a_script_as_well(cast, room):
    response = room.send(
        cast.alice, "sentences", paragraph="s1-2", sentences=" 1 – 1 ", key=new_id()
    )
    assert response.json()["item"]["label"] == "1.2"
    assert ShelfItem.objects.get().exact == "It goes on, see the archive."


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"paragraph": "9.9", "sentences": "1"}, 400, "There is no paragraph 9.9 in this essay."),
        ({"paragraph": "", "sentences": "1"}, 400, "This field is required."),
        ({"paragraph": "1.1", "sentences": ""}, 400, "This field is required."),
        ({"paragraph": "1.1", "sentences": "one"}, 400, "Type one number, or two with a dash"),
        ({"paragraph": "1.1", "sentences": "1-2-3"}, 400, "Type one number, or two with a dash"),
        ({"paragraph": "1.1", "sentences": "-1"}, 400, "Type one number, or two with a dash"),
        ({"paragraph": "1.1", "sentences": "2"}, 409, "Paragraph 1.1 has 1 sentence."),
        ({"paragraph": "1.1", "sentences": "1", "edition": "x"}, 400, "no longer there. Reload"),
        ({"paragraph": "x" * 50_000, "sentences": "1"}, 400, "at most 20 characters"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_was_typed(cast, room, fields, status, words):
    fields = {**fields, "note": 'A note of mine, with "quotes".'}
    response = room.post(cast.alice, "sentences", **fields)
    assert response.status_code == status
    assert words in words_of(response)
    assert texts_in_boxes(response) == ['A note of mine, with "quotes".']
    assert f'value="{fields["sentences"]}"' in response.content.decode()
    assert ShelfItem.objects.count() == 0
    script = room.send(cast.alice, "sentences", **fields, key="k")
    assert script.status_code == status
    assert len(script.json()["error"]) > 20


def test_a_note_too_long_stays_in_its_box(cast, room):
    note = "é" * 2001
    response = room.post(cast.alice, "sentences", paragraph="1.1", sentences="1", note=note)
    assert response.status_code == 409
    assert "the limit is 2,000" in words_of(response)
    assert texts_in_boxes(response) == [note]


# Events -----------------------------------------------------------------------------------------


def test_an_event_is_kept_by_a_form_and_by_a_script(cast, room):
    response = room.post(cast.alice, "events", event="treaty-signed")
    assert response.status_code == 302
    sent = room.send(cast.alice, "events", event="long-war", note="Long.", key="k")
    assert (sent.json()["item"]["title"], sent.json()["item"]["anchor"]) == (
        "A long war",
        "event-long-war",
    )
    assert on_shelf(cast.alice) == ["A treaty is signed", "A long war"]


@pytest.mark.parametrize("event", ["", "no-such", "1", "-1", "' OR 1=1--", "x" * 50])
def test_an_event_that_is_not_there_is_400(cast, room, event):
    form = room.post(cast.alice, "events", event=event, note="Kept in sight.")
    assert form.status_code == 400
    assert "There is no such event on this timeline." in words_of(form)
    assert "Kept in sight." in texts_in_boxes(form)
    assert room.send(cast.alice, "events", event=event, key="k").status_code == 400
    assert ShelfItem.objects.count() == 0


def test_an_event_with_another_note_is_refused_with_the_note_in_sight(cast, room):
    room.keep_event(note="First.")
    response = room.post(cast.alice, "events", event="treaty-signed", note="Second.")
    assert response.status_code == 409
    assert "on your shelf already, with a note" in words_of(response)
    assert "Second." in texts_in_boxes(response)
    assert ShelfItem.objects.get().note == "First."


# Who may ----------------------------------------------------------------------------------------

POSTS = {
    "passages": {},
    "sentences": {"paragraph": "1.1", "sentences": "1", "key": "k"},
    "events": {"event": "treaty-signed", "key": "k"},
}


@pytest.mark.parametrize("name", POSTS)
def test_who_may_not_read_it_may_not_keep_of_it(cast, room, name):
    body = room.passage() if name == "passages" else POSTS[name]
    for person in (cast.carol, cast.frank):
        assert room.send(person, name, **body).status_code == 404
        assert room.post(person, name, **body).status_code == 404
    assert room.send(cast.tessa, name, **body).status_code == 200
    LessonPlacement.objects.all().delete()
    room.keep()
    assert room.send(cast.alice, name, **body).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_reading_keeps_nothing(cast, room, name):
    client = signed_in(cast.alice)
    for method in ("get", "head", "put", "delete"):
        assert getattr(client, method)(room.path(name)).status_code == 405
    assert ShelfItem.objects.count() == 0


@pytest.mark.parametrize("name", POSTS)
def test_strangers_and_foreign_forms_are_stopped(cast, room, name):
    body = room.passage() if name == "passages" else POSTS[name]
    stranger = Client()
    sent = stranger.post(room.path(name), body, content_type="application/json")
    assert (sent.status_code, "error" in sent.json()) == (401, True)
    assert stranger.post(room.path(name), body).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(username=cast.alice.username, password=PASSWORD)
    assert strict.post(room.path(name), body).status_code == 403
    foreign = strict.post(room.path(name), body, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert ShelfItem.objects.count() == 0
