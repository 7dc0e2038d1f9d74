"""Note, questions, taking off and putting back: one's own items only, with a script and without."""

from __future__ import annotations

import pytest
from django.test import Client

from assignments.models import ShelfQuestion
from lessons.domain.shelf import change_note, remove
from lessons.models import ShelfItem
from tests.assignments.student.pages import hidden, texts_in_boxes, words_of
from tests.conftest import NOW, PASSWORD, signed_in

VERBS = ((), ("remove",), ("put-back",))


@pytest.fixture
def item(room) -> ShelfItem:
    return room.keep(note="First.")


def ties(item: ShelfItem) -> list[str]:
    rows = ShelfQuestion.objects.filter(item=item).order_by("question__position")
    return list(rows.values_list("question__label", flat=True))


# Without script ---------------------------------------------------------------------------------


def test_the_open_form_holds_note_version_and_ticks(cast, room, item):
    room.give("1", "2a")
    response = room.open(cast.alice, f"?edit={item.pk}")
    assert texts_in_boxes(response)[0] == "First."
    assert hidden(response, "based_on") == "1"
    assert hidden(response, "seen") is None  # an empty value is written without one
    assert response.content.decode().count('type="checkbox"') == 2


def test_note_and_questions_are_saved_together(cast, room, item):
    room.give("1", "2a")
    one, two = room.question("1").pk, room.question("2a").pk
    response = room.post(
        cast.alice, item.pk, note="Second.", based_on=1, seen="", questions=[one, two]
    )
    assert response["Location"] == f"{room.path()}?item={item.pk}#item-{item.pk}"
    item.refresh_from_db()
    assert (item.note, item.version, ties(item)) == ("Second.", 2, ["1", "2a"])
    room.post(cast.alice, item.pk, note="Second.", based_on=2, seen=f"{one} {two}", questions=[two])
    assert ties(item) == ["2a"]


def test_a_newer_note_is_shown_beside_the_one_in_the_box(cast, room, item):
    change_note(item=item, note="Elsewhere.", based_on=1, by=cast.alice, at=NOW)
    response = room.post(cast.alice, item.pk, note="Mine.", based_on=1, seen="")
    assert response.status_code == 409
    assert "The note was changed elsewhere: choose" in words_of(response)
    assert "Elsewhere." in words_of(response)
    assert texts_in_boxes(response)[0] == "Mine."
    assert ShelfItem.objects.get().note == "Elsewhere."
    based_on = response.context["edit"]["based_on"].value()
    assert room.post(cast.alice, item.pk, note="Mine.", based_on=based_on, seen="").status_code == (
        302
    )
    assert ShelfItem.objects.get().note == "Mine."


def test_a_note_too_long_stays_in_its_box(cast, room, item):
    note = "é" * 2001
    response = room.post(cast.alice, item.pk, note=note, based_on=1, seen="")
    assert response.status_code == 400
    assert "the limit is 2,000" in words_of(response)
    assert texts_in_boxes(response)[0] == note
    assert ShelfItem.objects.get().note == "First."


def test_an_emptied_note_can_be_had_back(cast, room, item):
    client = signed_in(cast.alice)
    note = 'First "line".\nSecond <line>.'
    client.post(room.path(item.pk), {"note": note, "based_on": 1, "seen": ""})
    emptied = client.post(room.path(item.pk), {"note": " ", "based_on": 2, "seen": ""})
    assert ShelfItem.objects.get().note == ""
    assert "The note was emptied; it said:" in words_of(emptied)
    fields = {"note": hidden(emptied, "note"), "based_on": hidden(emptied, "based_on")}
    assert fields == {"note": note, "based_on": "3"}
    client.post(room.path(item.pk), fields)
    assert ShelfItem.objects.get().note == note


def test_a_note_on_what_was_taken_off_meanwhile_stays_in_sight(cast, room, item):
    remove(item=item, by=cast.alice, at=NOW)
    response = room.post(cast.alice, item.pk, note="Too late.", based_on=1, seen="")
    assert response.status_code == 409
    assert "This was taken off the shelf meanwhile." in words_of(response)
    assert "Too late." in texts_in_boxes(response)


@pytest.mark.parametrize("based_on", ["", "x", "-1", "99999999999", "1.5"])
def test_a_version_that_is_none_saves_nothing(cast, room, item, based_on):
    response = room.post(cast.alice, item.pk, note="Second.", based_on=based_on, seen="")
    assert response.status_code == 400
    assert texts_in_boxes(response)[0] == "Second."
    assert ShelfItem.objects.get().note == "First."


def test_questions_that_are_not_ones_own_are_refused(cast, room, item):
    room.give("1")
    response = room.post(
        cast.alice, item.pk, note="First.", based_on=1, seen="", questions=[room.question("2a").pk]
    )
    assert response.status_code == 400
    assert ties(item) == []


def test_taking_off_offers_to_put_back(cast, room, item):
    client = signed_in(cast.alice)
    response = client.post(room.path(item.pk, "remove"), follow=True)
    assert response.redirect_chain == [(f"{room.path()}?removed={item.pk}", 302)]
    assert "Taken off the shelf: autumn Undo" in words_of(response)
    assert ShelfItem.objects.get().removed_at is not None
    response = client.post(room.path(item.pk, "put-back"), follow=True)
    assert "Back on your shelf." in words_of(response)
    assert ShelfItem.objects.get().removed_at is None
    assert "Taken off" not in words_of(client.get(f"{room.path()}?removed={item.pk}"))


@pytest.mark.parametrize("pk", ["", "abc", "-1", "0", "1.5", "2" * 14, "2" * 99])
def test_an_undo_of_nothing_is_not_offered(cast, room, item, pk):
    response = room.open(cast.alice, f"?removed={pk}")
    assert response.status_code == 200
    assert "Undo" not in words_of(response)


# With script ------------------------------------------------------------------------------------


def test_a_script_changes_a_note_alone_or_the_questions_alone(cast, room, item):
    room.give("1", "2a")
    one = room.question("1").pk
    noted = room.send(cast.alice, item.pk, note="Second.", based_on=1).json()["item"]
    assert (noted["note"], noted["version"], noted["questions"]) == ("Second.", 2, [])
    tied = room.send(cast.alice, item.pk, questions=[one], seen=[]).json()["item"]
    assert (tied["note"], tied["version"], tied["questions"]) == ("Second.", 2, [one])
    assert ties(item) == ["1"]


def test_a_script_is_told_the_item_that_stands(cast, room, item):
    change_note(item=item, note="Elsewhere.", based_on=1, by=cast.alice, at=NOW)
    response = room.send(cast.alice, item.pk, note="Mine.", based_on=1)
    answer = response.json()
    assert (response.status_code, answer["code"]) == (409, "conflict")
    assert (answer["item"]["note"], answer["item"]["version"]) == ("Elsewhere.", 2)


def test_two_windows_do_not_undo_each_others_ticks(cast, room, item):
    room.give("1", "2a")
    one, two = room.question("1").pk, room.question("2a").pk
    room.send(cast.alice, item.pk, questions=[one], seen=[])
    room.send(cast.alice, item.pk, questions=[two], seen=[])
    assert ties(item) == ["1", "2a"]
    for _twice in range(2):
        room.send(cast.alice, item.pk, questions=[two], seen=[one, two])
    assert ties(item) == ["2a"]


def test_a_conflict_of_the_note_leaves_the_questions_as_they_are(cast, room, item):
    room.give("1")
    change_note(item=item, note="Elsewhere.", based_on=1, by=cast.alice, at=NOW)
    response = room.send(
        cast.alice, item.pk, note="Mine.", based_on=1, questions=[room.question("1").pk], seen=[]
    )
    assert (response.status_code, ties(item)) == (409, [])


def test_questions_of_others_sent_by_a_script_are_skipped(cast, room, item):
    room.give("1")
    sent = [room.question("2a").pk, "2" * 14, "x", room.question("1").pk]
    response = room.send(cast.alice, item.pk, questions=sent, seen=[])
    assert (response.status_code, ties(item)) == (200, ["1"])


def test_taking_off_and_putting_back_twice_answers_alike(cast, room, item):
    for verb, removed in (("remove", True), ("put-back", False)):
        first, again = (room.send(cast.alice, item.pk, verb).json() for _ in range(2))
        assert first == again
        assert first["item"]["removed"] is removed


@pytest.mark.parametrize(
    "body",
    [
        {"note": 5, "based_on": 1},
        {"note": "x"},
        {"note": "x", "based_on": "1"},
        {"note": "x", "based_on": -1},
        {"questions": "all", "seen": []},
        {"questions": [1], "seen": []},
        {"questions": []},
    ],
)
def test_a_wrong_field_is_400_and_changes_nothing(cast, room, item, body):
    assert room.send(cast.alice, item.pk, **body).status_code == 400
    item.refresh_from_db()
    assert (item.note, item.version) == ("First.", 1)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"a":NaN}'])
def test_bodies_that_cannot_be_read_change_nothing(cast, room, item, verb, body):
    response = signed_in(cast.alice).post(
        room.path(item.pk, *verb),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )
    assert response.status_code in {400, 415}
    item.refresh_from_db()
    assert (item.note, item.version, item.removed_at) == ("First.", 1, None)


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_another_persons_item_does_not_exist(cast, room, item, verb):
    missing = item.pk[:-1] + ("2" if item.pk[-1] != "2" else "3")
    body = {"note": "Mine now.", "based_on": 1}
    for person in (cast.bob, cast.carol, cast.frank, cast.tessa, cast.asif, cast.sana, cast.sue):
        foreign = room.send(person, item.pk, *verb, **body)
        absent = room.send(person, missing, *verb, **body)
        assert (foreign.status_code, absent.status_code) == (404, 404)
        assert foreign.content == absent.content
        assert room.post(person, item.pk, *verb, **body).status_code == 404
    item.refresh_from_db()
    assert (item.note, item.version, item.removed_at) == ("First.", 1, None)


def test_an_item_is_not_found_under_another_lesson(cast, room, item):
    room.files.lesson["id"] = "other-lesson"
    room.publish("It begins", "It began")
    other = type(room.lesson).objects.get(slug="other-lesson")
    address = room.path(item.pk, "remove").replace(room.lesson.pk, other.pk)
    assert signed_in(cast.alice).post(address).status_code == 404


@pytest.mark.parametrize("bad", ["abc", "-1", "0", "1.5", "i" * 14, "2" * 13, "2" * 15])
def test_what_is_no_id_is_not_found(cast, room, bad):
    assert room.send(cast.alice, bad, "remove").status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_only_ones_own_post_changes_anything(cast, room, item, verb):
    address = room.path(item.pk, *verb)
    client = signed_in(cast.alice)
    assert [client.get(address).status_code, client.head(address).status_code] == [405, 405]
    assert Client().post(address, "{}", content_type="application/json").status_code == 401
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(username=cast.alice.username, password=PASSWORD)
    assert strict.post(address, "{}", content_type="application/json").status_code == 403
    item.refresh_from_db()
    assert (item.note, item.version, item.removed_at) == ("First.", 1, None)


def test_a_lesson_that_was_taken_away_leaves_the_shelf_to_its_owner(cast, room, item):
    room.lesson.placements.all().delete()
    assert room.open(cast.alice).status_code == 200
    assert room.send(cast.alice, item.pk, note="Still mine.", based_on=1).status_code == 200
    page = room.open(cast.alice)
    assert f'href="/lessons/{room.lesson.pk}/{room.lesson.slug}/"' not in page.content.decode()
    assert room.open(cast.bob).status_code == 404
