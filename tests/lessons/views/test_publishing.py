import re

import pytest
from django.urls import reverse

from assignments.importing.pack import load_pack
from lessons.domain.drafts import draft_of
from lessons.domain.withdraw import withdraw_lesson
from lessons.models import Edition, Lesson, ShelfItem
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.views.desk import address, hidden, page, words
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TREATY,
    begun,
    essay,
    placed,
    published,
    saved,
)


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa has published once."""
    found = begun(cast)
    published(found, by=cast.tessa)
    return found


def chosen(html: str) -> dict[str, str]:
    """Return what the page would send: tokens, note, and every choice as it is preset."""
    sent = {name: hidden(html, name) for name in ("based_on", "edition")}
    for tag in re.findall(r"<input[^>]*>", html):
        if 'type="radio"' in tag and " checked" in tag:
            sent[re.search(r'name="([^"]*)"', tag).group(1)] = re.search(
                r'value="([^"]*)"', tag
            ).group(1)
    for name, options in re.findall(r'<select id="(p\d+)".*?>(.*?)</select>', html, re.S):
        picked = re.search(r'value="([^"]*)" selected', options)
        sent[name] = picked.group(1) if picked else "new"
    return sent


def publish(client, lesson: Lesson, **values):
    """Open the page and press the button, with some choices made otherwise."""
    sent = chosen(page(client, address("publish", lesson)))
    return client.post(address("publish", lesson), {**sent, **values}, follow=True)


def test_the_first_edition_needs_no_decision(cast):
    lesson = begun(cast)
    client = signed_in(cast.tessa)
    html = page(client, address("publish", lesson))
    assert "Publish edition 1" in words(html)
    assert "4 paragraphs in 2 sections." in words(html)
    response = publish(client, lesson, note="The first.")
    assert "Edition 1 is published." in words(response.content.decode())
    assert response.redirect_chain == [
        (reverse("admin:lessons_lesson_change", args=[lesson.pk]), 302)
    ]
    assert lesson.editions.get().note == "The first."


def test_the_page_counts_what_changes(cast, lesson):
    saved(
        lesson,
        essay([TREATY.replace("two outsiders", "Germany and Russia"), "New.", BANK], [HARVEST]),
        by=cast.theo,
    )
    text = words(page(signed_in(cast.tessa), address("publish", lesson)))
    assert "The draft that Theo Of Riverside School saved on Monday 23 November, 14:00." in text
    assert "1 edited 1 new 1 gone 2 as before" in text
    assert "1 edited, clear 1.1 In the spring of 1922 removed: two outsiders" in text


def test_what_is_unclear_is_asked_with_the_suggestion_preset(cast):
    lesson = begun(cast, markdown=essay([f"{TREATY} {BANK}", FLEET]))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY, BANK, FLEET]), by=cast.tessa)
    client = signed_in(cast.tessa)
    html = page(client, address("publish", lesson))
    assert "1.1 is … 1.1, edited 1.1 before" in words(html)
    assert {k: v for k, v in chosen(html).items() if k.startswith("p")} == {
        "p1": "new",
        "p2": "s1-1",
    }
    publish(client, lesson, p1="s1-1", p2="new")
    lesson.refresh_from_db()
    assert placed(lesson.current_edition) == [("1.1", "s1-1"), ("1.2", "s1-3"), ("1.3", "s1-2")]


def test_one_old_paragraph_chosen_twice_is_refused_and_the_choices_stay(cast):
    lesson = begun(cast, markdown=essay([f"{TREATY} {BANK}", FLEET]))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY, BANK, FLEET]), by=cast.tessa)
    response = publish(signed_in(cast.tessa), lesson, p1="s1-1", p2="s1-1", note="Kept.")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Paragraph 1.1 was chosen twice. Only one can be it; the other is new." in words(html)
    assert (chosen(html)["p1"], chosen(html)["p2"]) == ("s1-1", "s1-1")
    assert 'value="Kept."' in html
    assert lesson.editions.count() == 1


def test_a_new_paragraph_may_take_the_place_of_a_gone_one(cast, lesson):
    saved(lesson, essay([TREATY, BANK], [HARVEST, "The price of bread."]), by=cast.tessa)
    client = signed_in(cast.tessa)
    html = page(client, address("publish", lesson))
    assert '<option value="s2-1">2.1 Sailors of the northern fleet refused to leave' in html
    publish(client, lesson, p4="s2-1")
    lesson.refresh_from_db()
    assert placed(lesson.current_edition)[2:] == [("2.1", "s2-2"), ("2.2", "s2-1")]


def test_a_clear_one_may_be_called_new(cast, lesson):
    saved(lesson, ESSAY.replace("two outsiders", "Germany and Russia"), by=cast.tessa)
    publish(signed_in(cast.tessa), lesson, p1="new")
    lesson.refresh_from_db()
    assert placed(lesson.current_edition)[0] == ("1.1", "s1-3")


@pytest.mark.parametrize(
    "sent",
    [{"p1": "s9-9"}, {"p1": "'; DROP"}, {"p999999999999": "new"}, {"p-1": "new"}, {"px": "new"},
     {"p1": ""}],
)  # fmt: skip
def test_choices_that_are_none_publish_nothing_wrong(cast, lesson, sent):
    saved(lesson, ESSAY.replace("two outsiders", "Germany and Russia"), by=cast.tessa)
    response = publish(signed_in(cast.tessa), lesson, **sent)
    assert response.status_code == 200
    lesson.refresh_from_db()
    anchors = [anchor for _label, anchor in placed(lesson.current_edition)]
    assert anchors[1:] == ["s1-2", "s2-1", "s2-2"]
    assert anchors[0] in {"s1-1", "s1-3"}


def test_gone_paragraphs_are_listed_with_what_points_there(cast, files, tmp_path):
    lesson = load_pack(files.write(tmp_path / "pack"), at=NOW, school=cast.riverside).lesson
    paragraph = lesson.current_edition.paragraphs.get(anchor__name="s2-1")
    ShelfItem.objects.create(
        owner=cast.alice, lesson=lesson, kind="passage", edition=lesson.current_edition,
        paragraph=paragraph, exact="It", start=0, end=2, key="k", note="My secret note",
    )  # fmt: skip
    state = draft_of(lesson)
    saved(
        lesson, state.markdown.replace("It **ends**.", "Quite another thing happened in the end "
        "and nobody had thought of it."), by=cast.tessa, glossary=state.glossary,
    )  # fmt: skip
    html = page(signed_in(cast.tessa), address("publish", lesson))
    assert (
        "2.1 It ends. Told by: A treaty is signed; A long war. 6 places in marking guides. "
        "1 note on a shelf."
    ) in words(html)
    assert "secret" not in html
    assert "Alice" not in html


def test_a_page_of_an_older_draft_is_refused_and_shows_the_newer(cast, lesson):
    saved(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    client = signed_in(cast.tessa)
    sent = chosen(page(client, address("publish", lesson)))
    saved(lesson, ESSAY + "\nMore by Theo.\n", by=cast.theo)
    response = client.post(address("publish", lesson), {**sent, "note": "Kept."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "The lesson was changed after you opened this page" in words(html)
    assert "The draft that Theo Of Riverside School saved" in words(html)
    assert 'value="Kept."' in html
    assert lesson.editions.count() == 1
    assert publish(client, lesson).status_code == 200
    assert lesson.editions.count() == 2


def test_a_page_of_an_older_edition_is_refused(cast, lesson):
    saved(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    client = signed_in(cast.theo)
    sent = chosen(page(client, address("publish", lesson)))
    publish(signed_in(cast.tessa), lesson)
    assert client.post(address("publish", lesson), sent).status_code == 409
    assert lesson.editions.count() == 2


@pytest.mark.parametrize("based_on", ["", "abc", "-1", "1.5", "9" * 40])
def test_tokens_that_are_none_are_stale(cast, based_on):
    lesson = begun(cast)
    client = signed_in(cast.tessa)
    response = client.post(address("publish", lesson), {"based_on": based_on, "edition": "x"})
    assert response.status_code == 409
    assert Edition.objects.count() == 0


def test_findings_are_listed_and_nothing_can_be_pressed(cast, lesson):
    saved(lesson, ESSAY + "\n- a list\n\n> quoted\n", by=cast.tessa)
    html = page(signed_in(cast.tessa), address("publish", lesson))
    assert "2 things to mend first Line 15. A list cannot stand here." in words(html)
    assert '<form method="post" class="publish"' not in html


def test_nothing_changed_says_so(cast, lesson, files):
    other = load(files, school=cast.riverside)
    for found in (lesson, other):
        text = words(page(signed_in(cast.tessa), address("publish", found)))
        assert "Nothing to publish The draft says what students read already." in text


def test_a_withdrawn_lesson_stays_so_and_the_page_says_it(cast, lesson):
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW)
    saved(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    client = signed_in(cast.tessa)
    assert "The lesson stays withdrawn" in words(page(client, address("publish", lesson)))
    response = publish(client, lesson)
    assert "The lesson is still withdrawn" in words(response.content.decode())
    lesson.refresh_from_db()
    assert lesson.state == "withdrawn"


def test_an_edition_that_came_between_is_told(cast, files):
    lesson = load(files, school=cast.riverside)
    saved(lesson, essay(["Mine."]), by=cast.tessa)
    files.essay = files.essay.replace("It **ends**.", "It is over.")
    load(files, school=cast.riverside)
    text = words(page(signed_in(cast.tessa), address("publish", lesson)))
    assert "Edition 2 came between This draft was begun from edition 1." in text


def test_texts_of_both_editions_are_shown_as_text(cast):
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    lesson = begun(cast, markdown=essay([f"{TREATY} {BANK} {evil}", FLEET + evil]))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY + evil, BANK + evil, HARVEST + evil]), by=cast.tessa)
    html = page(signed_in(cast.tessa), address("publish", lesson))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "alert" in html


def test_a_note_of_the_longest_and_one_more(cast):
    lesson = begun(cast)
    client = signed_in(cast.tessa)
    response = publish(client, lesson, note="x" * 301)
    assert "The note has 301 characters; 300 are the most." in words(response.content.decode())
    publish(client, lesson, note="x" * 300)
    assert lesson.editions.get().note == "x" * 300


def test_fifty_thousand_words_with_everything_edited_can_be_published(cast):
    texts = long_essay(500, 100)
    lesson = begun(cast, markdown=essay(*[texts[i : i + 25] for i in range(0, 500, 25)]))
    published(lesson, by=cast.tessa)
    edited = [f"{text} And more." for text in texts]
    saved(lesson, essay(*[edited[i : i + 25] for i in range(0, 500, 25)]), by=cast.tessa)
    client = signed_in(cast.tessa)
    html = page(client, address("publish", lesson))
    assert "500 edited" in words(html)
    publish(client, lesson)
    lesson.refresh_from_db()
    assert (lesson.current_edition.number, lesson.current_edition.words) == (2, 51_000)


def test_more_unclear_ones_than_anybody_decides_go_as_suggested(cast):
    halves = [
        (f"{text} ", f"And {text[:60].lower()} again, {number}.")
        for number, text in enumerate(long_essay(450, 16))
    ]
    lesson = begun(cast, markdown=essay([first + second for first, second in halves]))
    published(lesson, by=cast.tessa)
    parts = [part.strip() for pair in halves for part in pair]
    saved(lesson, essay(parts), by=cast.tessa)
    client = signed_in(cast.tessa)
    html = page(client, address("publish", lesson))
    unclear = int(re.search(r"<strong>(\d+)</strong> to decide", html).group(1))
    assert unclear > 400
    assert html.count("<fieldset") == 400
    assert f"{unclear - 400} more are unclear, too many to decide one by one." in words(html)
    publish(client, lesson)
    lesson.refresh_from_db()
    anchors = [anchor for _label, anchor in placed(lesson.current_edition)]
    assert (len(anchors), len(set(anchors))) == (900, 900)


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_the_page_takes_the_same_queries_for_any_number(
    cast, paragraphs, django_assert_num_queries
):
    texts = long_essay(paragraphs, 12)
    lesson = begun(cast, markdown=essay(["First of all.", *texts], [FLEET], title="T"))
    published(lesson, by=cast.tessa)
    saved(lesson, essay(["First of all.", *[f"{text} More." for text in texts]]), by=cast.tessa)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(16):
        client.get(address("publish", lesson))
