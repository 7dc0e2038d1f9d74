from __future__ import annotations

import html

import pytest

from tests.assignments.question_sets.editor import fields_of, post
from tests.conftest import signed_in
from tests.lessons.as_pack import pack_findings
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.conftest import EVIL, NO_IDS, again, at, words


def titles(own) -> list[str]:
    return [theme["title"] for theme in again(own).themes]


def test_the_themes_stand_in_the_order_of_the_key(own, tessa):
    shown = words(tessa.get(at(own, "themes/")))
    assert "War 2 events" in shown
    assert "Trade 1 event" in shown


def test_a_lesson_without_themes_says_what_the_first_one_does(own, tessa):
    own.themes = []
    own.save(update_fields=["themes"])
    shown = words(tessa.get(at(own, "themes/")))
    assert "No themes yet" in shown
    assert "The first one becomes the theme of all 2 events." in shown


def test_a_theme_is_added_renamed_moved_and_removed(own, tessa):
    post(tessa, at(own, "themes/"), title="Sea trade")
    assert titles(own) == ["War", "Trade", "Sea trade"]
    post(tessa, at(own, "themes/sea-trade/"), title="The sea")
    page = tessa.get(at(own, "themes/")).content.decode()
    tokens = {name: fields_of(page)[name] for name in ("based_on", "seen")}
    tessa.post(at(own, "themes/sea-trade/move/"), {**tokens, "step": "-1"})
    assert titles(own) == ["War", "The sea", "Trade"]
    assert post(tessa, at(own, "themes/war/remove/"), into="economy").status_code == 302
    assert titles(own) == ["The sea", "Trade"]
    assert {event.key: event.themes for event in own.events.all()} == {
        "treaty-signed": ["economy"],
        "long-war": ["economy"],
    }
    assert pack_findings(own) == []


@pytest.mark.parametrize("into", ["", "war", "nothing"])
def test_a_theme_in_use_asks_where_its_events_go(own, tessa, into):
    response = post(tessa, at(own, "themes/war/remove/"), into=into)
    assert (response.status_code, titles(own)) == (200, ["War", "Trade"])
    assert 'class="errorlist"' in response.content.decode()


def test_the_last_theme_can_go(own, tessa):
    post(tessa, at(own, "themes/war/remove/"), into="economy")
    assert "It is the last one" in words(tessa.get(at(own, "themes/economy/remove/")))
    assert post(tessa, at(own, "themes/economy/remove/")).status_code == 302
    assert (titles(own), pack_findings(own)) == ([], [])


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "This field is required."),
        ("\u200b", "Type at least one visible character."),
        ("a\u202eb", "This contains a character that cannot be shown"),
        ("a\nb", "This contains a character that cannot be shown"),
        ("x" * 81, "at most 80 characters"),
        ("TRADE", "Another theme has this title."),
    ],
)
def test_a_fault_stands_beside_its_field(own, tessa, title, sentence):
    for act in ("themes/", "themes/war/"):
        response = post(tessa, at(own, act), title=title)
        assert (response.status_code, sentence in words(response)) == (200, True)
    assert titles(own) == ["War", "Trade"]


def test_eight_are_the_most(own, tessa):
    for number in range(6):
        post(tessa, at(own, "themes/"), title=f"Theme {number}")
    page = tessa.get(at(own, "themes/"))
    assert "These are 8 themes, as many as there are marks." in words(page)
    assert "Add the theme" not in words(page)


def test_two_at_once_lose_nothing(cast, own, tessa):
    page = tessa.get(at(own, "themes/")).content.decode()
    sent = fields_of(page)
    post(signed_in(cast.theo), at(own, "themes/"), title="Theo's theme")
    response = tessa.post(at(own, "themes/"), {**sent, "title": ["Tessa's theme"]})
    assert response.status_code == 409
    assert ("Theo's theme" in words(response), titles(own)[2:]) == (True, ["Theo's theme"])
    again = fields_of(response.content.decode())
    assert again["title"] == ["Tessa's theme"]
    tessa.post(at(own, "themes/"), again)
    assert titles(own)[2:] == ["Theo's theme", "Tessa's theme"]


def test_a_renaming_shows_both(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, "themes/war/")).content.decode())
    post(signed_in(cast.theo), at(own, "themes/war/"), title="Theo's war")
    response = tessa.post(at(own, "themes/war/"), {**sent, "title": ["Tessa's war"]})
    assert (response.status_code, titles(own)[0]) == (409, "Theo's war")
    assert "Title Theo's war Tessa's war" in words(response)
    tessa.post(at(own, "themes/war/"), fields_of(response.content.decode()))
    assert titles(own)[0] == "Tessa's war"


def test_a_renaming_goes_on_when_another_theme_changed(cast, own, tessa):
    sent = fields_of(tessa.get(at(own, "themes/war/")).content.decode())
    post(signed_in(cast.theo), at(own, "themes/economy/"), title="Theirs")
    tessa.post(at(own, "themes/war/"), {**sent, "title": ["Mine"]})
    assert titles(own) == ["Mine", "Theirs"]


def test_removing_and_moving_in_a_changed_key_are_refused(cast, own, tessa):
    move = fields_of(tessa.get(at(own, "themes/")).content.decode())
    removal = fields_of(tessa.get(at(own, "themes/war/remove/")).content.decode())
    post(signed_in(cast.theo), at(own, "themes/"), title="Theirs")
    for act, sent in (
        ("move/", {**move, "step": "1"}),
        ("remove/", {**removal, "into": "economy"}),
    ):
        response = tessa.post(at(own, f"themes/war/{act}"), sent, follow=True)
        assert "Somebody changed the themes meanwhile." in words(response)
    assert titles(own) == ["War", "Trade", "Theirs"]


@pytest.mark.parametrize("wrong", [*NO_IDS, "nothing"])
def test_ids_that_are_none_are_not_found(own, tessa, wrong):
    for act in ("", "remove/"):
        assert tessa.get(at(own, f"themes/{wrong}/{act}")).status_code == 404
    assert tessa.post(at(own, f"themes/{wrong}/move/"), {"step": "1"}).status_code == 404


@pytest.mark.parametrize("text", EVIL)
def test_markup_is_shown_as_text(own, tessa, text):
    post(tessa, at(own, "themes/war/"), title=text)
    for act in ("themes/", "themes/war/", "themes/war/remove/", "timeline/", "events/long-war/"):
        raw = tessa.get(at(own, act)).content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False), act
        assert text in html.unescape(raw), act


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_at_any_number_of_events(
    cast, count, django_assert_num_queries
):
    lesson = load(PackFiles().with_events(count), school=cast.riverside)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(7):
        assert client.get(at(lesson, "themes/")).status_code == 200
