"""The shelf's page and its JSON: what lies there, in order, found, and nobody else's."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from assignments.domain.answering.shelf import edit_item
from assignments.models import ShelfQuestion
from lessons.models import ShelfItem, TimelineEvent
from tests.assignments.student.pages import words_of
from tests.conftest import NOW, signed_in
from tests.lessons.domain.shelves import paragraph_of


def shown(response) -> list[str]:
    """Return the words of the entries on a page, in order."""
    html = response.content.decode()
    found = re.findall(
        r"<mark>(.*?)</mark></blockquote>|<p class=\"shelf-event\"[^>]*>(.*?)</p>", html
    )
    return [passage or event for passage, event in found]


def tie(room, item: ShelfItem, label: str) -> None:
    pk = room.question(label).pk
    edit_item(
        item=item, note=None, based_on=0, tied=[pk], seen_tied=[], choices=[pk],
        by=item.owner, at=NOW,
    )  # fmt: skip


def test_an_empty_shelf_says_what_will_be_here(cast, room):
    words = words_of(room.open(cast.alice))
    assert "Nothing here yet" in words
    assert "Nobody but you sees it, not even your teacher." in words
    assert "Keep a sentence" in words


def test_entries_stand_in_the_order_of_the_text_then_events_by_date(cast, room):
    room.keep_event("long-war")
    room.keep("ends", label="2.1")
    room.keep("treaty")
    room.keep_event("treaty-signed")
    room.keep("autumn")
    room.keep("goes on", label="1.2")
    response = room.open(cast.alice)
    assert shown(response) == [
        "autumn", "treaty", "goes on", "ends", "A treaty is signed", "A long war",
    ]  # fmt: skip
    words = words_of(response)
    assert "4 passages and 2 events of this lesson." in words
    assert "1939–1945" in words


def test_an_entry_leads_to_its_place_and_says_what_it_is_for(cast, room):
    room.give("1", "2a")
    item = room.keep("ends", label="2.1", note="The end.\nOf all.")
    tie(room, item, "2a")
    room.keep_event("treaty-signed")
    html = room.open(cast.alice).content.decode()
    lesson = reverse("lessons:lesson", args=[room.lesson.pk, room.lesson.slug])
    assert f'<a href="{lesson}#s2-1" aria-label="Paragraph 2.1">2.1</a>' in html
    assert f'<a href="{lesson}#event-treaty-signed">16 April 1922</a>' in html
    assert '<p class="shelf-note" dir="auto">The end.\nOf all.</p>' in html
    assert f'<a href="?question={room.question("2a").pk}" title="Part a">2a</a>' in html


# Editions ---------------------------------------------------------------------------------------


def test_a_passage_of_an_older_edition_says_what_became_of_it(cast, room):
    for words in ("begins in autumn", "with a treaty", "treaty."):
        room.keep(words)
    room.keep("goes on", label="1.2")
    room.publish("It begins in *autumn*", "It begins late in *autumn*")
    words = words_of(room.open(cast.alice))
    assert "From edition 1. Edition 2 says: begins late in autumn" in words
    assert words.count("From edition 1; it stands unchanged in edition 2.") == 3
    states = {item["exact"]: item["state"] for item in room.items(cast.alice)["items"]}
    assert states == {
        "begins in autumn": "reworded",
        "with a treaty": "same",
        "treaty.": "same",
        "goes on": "same",
    }


def test_a_passage_that_is_gone_says_so_and_stays_readable(cast, room):
    room.keep("autumn")
    room.keep("goes on", label="1.2")
    room.publish("It begins in *autumn* with a", "Nothing of it is left but a")
    gone = room.files.essay
    room.publish(gone[gone.index("{#s1-2}") : gone.index("{#s2}")], "")
    response = room.open(cast.alice)
    assert shown(response) == ["autumn", "goes on"]
    words = words_of(response)
    assert words.count("From edition 1; it no longer stands in edition 3.") == 2
    html = response.content.decode()
    assert ('#s1-1" aria-label' in html, '#s1-2" aria-label' in html) == (True, False)


def test_what_is_of_the_current_edition_says_nothing_of_editions(cast, room):
    room.keep("autumn")
    assert "edition" not in words_of(room.open(cast.alice))


def test_an_event_that_went_says_so(cast, room):
    room.keep_event("long-war")
    TimelineEvent.objects.filter(key="long-war").delete()
    response = room.open(cast.alice)
    assert shown(response) == ["A long war"]
    assert "No longer on the timeline." in words_of(response)


# Finding ----------------------------------------------------------------------------------------


@pytest.fixture
def four(room) -> None:
    """Keep four things, two of them noted."""
    room.give("1", "2a")
    tie(room, room.keep("autumn", note="100 % sure_or not? \\ \" '"), "1")
    tie(room, room.keep("ends", label="2.1", note="Cafe\u0301 STRASSE"), "2a")
    room.keep("treaty")
    tie(room, room.keep_event("treaty-signed"), "1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["autumn", "treaty", "ends", "A treaty is signed"]),
        ("?q=TREATY", ["treaty", "A treaty is signed"]),
        ("?q=%20treaty%20", ["treaty", "A treaty is signed"]),
        ("?q=" + quote("CAFÉ straße"), ["ends"]),
        ("?q=100%20%25", ["autumn"]),
        ("?q=%25", ["autumn"]),
        ("?q=_", ["autumn"]),
        ("?q=%5C", ["autumn"]),
        ("?q=%22", ["autumn"]),
        ("?q=a_tumn", []),
        ("?q=' OR 1=1--", []),
        ("?q=nothing", []),
        ("?kind=passage", ["autumn", "treaty", "ends"]),
        ("?kind=event", ["A treaty is signed"]),
        ("?kind=event&kind=passage", ["autumn", "treaty", "ends"]),
        ("?kind=x&question=x&page=x&y=1", ["autumn", "treaty", "ends", "A treaty is signed"]),
        ("?q=autumn&kind=event", []),
        ("?page=99999999999", ["autumn", "treaty", "ends", "A treaty is signed"]),
    ],
)  # fmt: skip
def test_words_are_taken_literally_and_the_unknown_is_ignored(cast, room, four, query, expected):
    response = room.open(cast.alice, query)
    assert response.status_code == 200
    assert shown(response) == expected


def test_a_question_leaves_what_is_tied_to_it(cast, room, four):
    response = room.open(cast.alice, f"?question={room.question('1').pk}")
    assert shown(response) == ["autumn", "A treaty is signed"]
    assert "2 found. Show all" in words_of(response)


def test_nul_in_the_words_is_400(cast, room, four):
    assert room.open(cast.alice, "?q=%00").status_code == 400


def test_questions_are_those_one_was_given_and_that_are_open(cast, room):
    room.give("1")
    room.give("2b", opens_in_days=2)
    room.keep()

    def offered(user) -> list[str]:
        return [one["label"] for one in room.items(user)["questions"]]

    assert offered(cast.alice) == ["1"]
    assert offered(cast.tessa) == []
    assert "Part b" not in room.open(cast.alice).content.decode()


def test_an_open_form_is_found_on_whichever_page_it_is(cast, room):
    text = paragraph_of(room.lesson).text
    items = [
        ShelfItem(
            owner=cast.alice, lesson=room.lesson, kind="passage", key=str(i), exact=text[: i + 1],
            edition=room.lesson.current_edition, paragraph=paragraph_of(room.lesson),
            start=i, end=i + 1_000,
        )
        for i in range(101)
    ]  # fmt: skip
    ShelfItem.objects.bulk_create(items)
    assert len(shown(room.open(cast.alice))) == 100
    assert "Page 1 of 2" in words_of(room.open(cast.alice))
    assert len(shown(room.open(cast.alice, "?page=2"))) == 1
    assert len(shown(room.open(cast.alice, f"?edit={items[-1].pk}"))) == 1
    assert len(shown(room.open(cast.alice, f"?item={items[-1].pk}"))) == 1


# What is told, and to whom ----------------------------------------------------------------------


def test_everything_typed_is_shown_as_text(cast, room):
    evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>{{ 7*7 }}'
    item = room.keep("autumn", note=evil)
    TimelineEvent.objects.filter(key="long-war").update(title=evil)
    room.keep_event("long-war")
    for query in ("", f"?edit={item.pk}", f"?q={quote(evil)}"):
        html = room.open(cast.alice, query).content.decode()
        assert html.count("<script") == 2  # the site's own
        assert "<img" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html


def test_nobody_is_shown_another_persons_shelf(cast, room):
    item = room.keep("autumn", note="canary-of-alice")
    readers = ("bob", "tessa", "theo", "asif", "fiona", "sana", "sofia", "sue")
    for name in readers:
        user = getattr(cast, name)
        for query in ("", f"?edit={item.pk}", f"?removed={item.pk}", f"?item={item.pk}"):
            page = room.open(user, query)
            assert (page.status_code, shown(page)) == (200, [])
            assert "canary" not in page.content.decode()
        assert room.items(user)["items"] == []
    for name in ("carol", "frank"):
        assert room.open(getattr(cast, name)).status_code == 404
        assert signed_in(getattr(cast, name)).get(room.path("items")).status_code == 404
    assert shown(room.open(cast.alice)) == ["autumn"]


def test_the_lessons_own_page_holds_nobodys_shelf(cast, room):
    room.keep("begins in autumn", note="canary-of-alice")
    address = reverse("lessons:lesson", args=[room.lesson.pk, room.lesson.slug])
    first = signed_in(cast.alice).get(address)
    assert "canary" not in first.content.decode()
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert room.path("items").removesuffix("items/") in first.content.decode()


def test_strangers_are_asked_to_sign_in(room):
    assert Client().get(room.path()).status_code == 302
    script = Client().get(room.path("items"), headers={"Accept": "application/json"})
    assert script.status_code == 401


def test_a_wrong_slug_leads_to_the_right_one(cast, room):
    wrong = room.path().replace("small-lesson", "other")
    response = signed_in(cast.alice).get(wrong)
    assert (response.status_code, response["Location"]) == (302, room.path())
    assert signed_in(cast.carol).get(wrong).status_code == 404


def test_a_question_that_goes_takes_only_its_tie(cast, room):
    room.give("1")
    item = room.keep("autumn")
    tie(room, item, "1")
    ShelfQuestion.objects.all().delete()
    assert shown(room.open(cast.alice)) == ["autumn"]


# Session and person, the two of the person's roles; the lesson, whether it may be read still; the
# items, their ties, the paragraphs of today, the questions to tie to.
PAGE = 4 + 6
# The same without whether it may be read.
JSON = 4 + 5


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_and_json_take_the_same_queries_for_any_number(
    cast, room, count, django_assert_num_queries
):
    room.give("1", "2a")
    text = "".join(f"Sentence number {i} stands here. " for i in range(count)).strip()
    room.publish("It begins in *autumn*", f"{text} It begins in *autumn*")
    for i in range(count):
        tie(room, room.keep(f"number {i} stands"), "1")
    room.publish("stands here", "stood here")
    client = signed_in(cast.alice)
    with django_assert_num_queries(PAGE):
        page = client.get(room.path())
    with django_assert_num_queries(JSON):
        items = client.get(room.path("items")).json()["items"]
    assert (len(shown(page)), len(items)) == (count, count)
