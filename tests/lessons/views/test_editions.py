import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from lessons.domain.withdraw import withdraw_lesson
from lessons.models import Lesson
from tests.conftest import NOW, signed_in
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.views.desk import page, statuses, words
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TREATY,
    begun,
    essay,
    published,
    rewritten,
)

SECOND = essay(
    [TREATY.replace("two outsiders", "Germany and Russia"), "A new one.", BANK], [HARVEST]
)


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson in its second edition, before class 8A, with events at 1.2 and at 2.1."""
    found = begun(cast)
    published(found, by=cast.tessa)
    for key, anchor in (("inflation", "s1-2"), ("mutiny", "s2-1")):
        event = found.events.create(
            key=key, date="1923", first_day=1, last_day=1, title=key.title(), summary="It was so.",
            themes=[],
        )  # fmt: skip
        event.anchors.add(found.anchors.get(name=anchor))
    rewritten(found, SECOND, by=cast.tessa, note="A paragraph more.")
    place_lesson(lesson=found, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return found


def edition(lesson: Lesson, number: object) -> str:
    return reverse("lessons:lesson", args=[lesson.pk, lesson.slug]) + f"editions/{number}/"


def changes(lesson: Lesson, query: str = "") -> str:
    return reverse("lessons:changes", args=[lesson.pk, lesson.slug]) + query


READERS = {
    "alice": 200, "carol": 404, "frank": 404, "tessa": 200, "theo": 200, "asif": 200,
    "fiona": 404, "sana": 200, "sofia": 404, "sue": 200,
}  # fmt: skip


def test_an_old_edition_is_read_by_whoever_reads_the_lesson(cast, lesson):
    assert statuses(cast, edition(lesson, 1)) == READERS
    assert statuses(cast, changes(lesson)) == READERS
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW)
    for path in (edition(lesson, 1), changes(lesson)):
        assert statuses(cast, path) == {**READERS, "alice": 404}


def test_an_old_edition_says_so_and_has_its_own_words(cast, lesson):
    html = page(signed_in(cast.alice), edition(lesson, 1))
    assert (
        "Edition 1, since replaced The lesson is now edition 2. What was written on this one "
        "keeps it. Read the newest edition What changed"
    ) in words(html)
    assert TREATY in html
    assert "A new one." not in html
    assert f'href="{changes(lesson, "?from=1&amp;to=2")}"' in html


def test_numbers_on_the_screen_are_those_of_the_edition_at_hand(cast, lesson):
    client = signed_in(cast.alice)
    old = page(client, edition(lesson, 1))
    new = page(client, reverse("lessons:lesson", args=[lesson.pk, lesson.slug]))
    assert '<a href="#s1-2" aria-label="Paragraph 1.2">1.2</a>' in old
    assert '<a href="#s1-2" aria-label="Paragraph 1.3">1.3</a>' in new
    assert '<a href="#s2-1" aria-label="Paragraph 2.1">2.1</a>' in old
    assert "#s2-1" not in new


def test_the_present_edition_is_the_lessons_own_page(cast, lesson):
    response = signed_in(cast.alice).get(edition(lesson, 2))
    assert (response.status_code, response.headers["Location"]) == (
        302,
        reverse("lessons:lesson", args=[lesson.pk, lesson.slug]),
    )


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_an_edition_that_is_none_is_not_found(cast, lesson, number):
    assert signed_in(cast.alice).get(edition(lesson, number)).status_code == 404


def test_a_wrong_slug_leads_to_the_right_one_and_only_for_readers(cast, lesson):
    for name, args in (("edition", [1]), ("changes", [])):
        wrong = reverse(f"lessons:{name}", args=[lesson.pk, "other", *args])
        right = reverse(f"lessons:{name}", args=[lesson.pk, lesson.slug, *args])
        response = signed_in(cast.alice).get(wrong)
        assert (response.status_code, response.headers["Location"]) == (302, right)
        assert signed_in(cast.carol).get(wrong).status_code == 404


def test_what_changed_is_told_paragraph_by_paragraph(cast, lesson):
    html = page(signed_in(cast.alice), changes(lesson))
    text = words(html)
    assert "From edition 1 to 2" in text
    assert (
        "1 paragraph was edited, 1 paragraph is new and 1 paragraph is gone. 2 are as before. "
        "A paragraph more."
    ) in text
    assert (
        "1.1 Edited In the spring of 1922 removed: two outsiders ; added: Germany and Russia ; "
        "met at Rapallo and agreed to trade. 1.2 New A new one. 1.3 as before 1.3 before 1.2"
    ) in text
    assert f"Gone, was 2.1 {FLEET}" in text


def test_any_two_editions_are_compared_either_way(cast, lesson):
    rewritten(lesson, ESSAY, by=cast.tessa)
    client = signed_in(cast.alice)
    assert "From edition 2 to 3" in words(page(client, changes(lesson)))
    assert "From edition 3 to 1" in words(page(client, changes(lesson, "?from=3&to=1")))
    assert "From edition 1 to 3 No paragraph changed." in words(
        page(client, changes(lesson, "?from=1&to=3"))
    )
    assert "Choose two different editions." in words(page(client, changes(lesson, "?from=2&to=2")))


def test_a_lesson_with_one_edition_has_nothing_to_compare(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    text = words(page(signed_in(cast.tessa), changes(lesson)))
    assert "This lesson has one edition." in text
    assert signed_in(cast.tessa).get(changes(begun(cast))).status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?from=1&to=2", 200),
        ("?from=2&from=1", 200),
        ("?from=&to=", 200),
        ("?other=%27%20OR%201=1--", 200),
        ("?from=9", 400),
        ("?from=abc", 400),
        ("?to=-1", 400),
        ("?to=1.5", 400),
        ("?to=" + "9" * 30, 400),
        ("?from=%00", 400),
    ],
)
def test_queries(cast, lesson, query, status):
    assert signed_in(cast.alice).get(changes(lesson, query)).status_code == status


def test_texts_are_shown_as_text(cast):
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    lesson = begun(cast, markdown=essay([TREATY + evil], title=f"T {evil}"))
    published(lesson, by=cast.tessa)
    text = essay([BANK, TREATY + " More." + evil], title=f"U {evil}")
    rewritten(lesson, text, by=cast.tessa, note=evil)
    html = page(signed_in(cast.tessa), changes(lesson))
    assert html.count("<script") == 2  # the site's own
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in html


def test_an_essay_of_fifty_thousand_words_is_compared(cast):
    texts = long_essay(500, 100)
    lesson = begun(cast, markdown=essay(*[texts[i : i + 25] for i in range(0, 500, 25)]))
    published(lesson, by=cast.tessa)
    edited = [f"{text} And more." for text in texts]
    rewritten(lesson, essay(*[edited[i : i + 25] for i in range(0, 500, 25)]), by=cast.tessa)
    html = page(signed_in(cast.tessa), changes(lesson))
    assert "500 paragraphs were edited." in words(html)


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_the_pages_take_the_same_queries_for_any_number(
    cast, paragraphs, django_assert_num_queries
):
    lesson = begun(cast, markdown=essay(long_essay(paragraphs, 12)))
    published(lesson, by=cast.tessa)
    rewritten(lesson, essay([*long_essay(paragraphs, 12), "New."]), by=cast.tessa)
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    client = signed_in(cast.alice)
    with django_assert_num_queries(4 + 7):
        client.get(edition(lesson, 1))
    with django_assert_num_queries(4 + 8):
        client.get(changes(lesson))
