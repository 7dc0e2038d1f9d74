from datetime import timedelta

import pytest
from django.utils import timezone

from lessons.domain.drafts import draft_of, set_aside
from lessons.models import DraftRevision, Lesson
from tests.conftest import NOW, signed_in
from tests.lessons.views.desk import address, hidden, page, statuses, words
from tests.lessons.writing import ESSAY, TERM, TREATY, begun, essay, published, rewritten, saved

ONE, TWO = essay([TREATY, "One."]), essay([TREATY, "Two."])


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa began and Theo wrote on."""
    found = begun(cast, markdown=ONE, glossary=[TERM])
    saved(found, TWO, by=cast.theo, at=NOW + timedelta(minutes=5))
    return found


def state(lesson: Lesson, version: int) -> DraftRevision:
    return lesson.draft_revisions.get(version=version)


def test_the_history_lists_editions_and_states_the_newest_first(cast, lesson):
    published(lesson, by=cast.tessa, note="The first.")
    set_aside(
        lesson=lesson, markdown="Mine.", glossary=[], based_on=2, by=cast.tessa,
        at=NOW + timedelta(minutes=9),
    )  # fmt: skip
    text = words(page(signed_in(cast.theo), address("history", lesson)))
    assert "Edition 1 Published by Tessa Of Riverside School, Monday 23 November, 14:00." in text
    assert "The first. What students read" in text
    rows = text.partition("Saved By Characters ")[2].strip()
    assert rows.startswith(
        "Monday 23 November, 14:09 Tessa Of Riverside School 5 Set aside "
        f"Monday 23 November, 14:05 you {len(TWO)} "
        f"Monday 23 November, 14:00 Tessa Of Riverside School {len(ONE)} Back to the text"
    )


def test_a_lesson_nobody_wrote_on_says_so(cast):
    lesson = Lesson.objects.create(school=cast.riverside, slug="bare", title="Bare")
    assert "Nothing was written here yet." in words(
        page(signed_in(cast.tessa), address("history", lesson))
    )


def test_a_state_is_shown_beside_the_text_of_now_and_brought_back(cast, lesson):
    client = signed_in(cast.tessa)
    path = address("state", lesson, state(lesson, 1).pk)
    html = page(client, path)
    assert "What you saved on Monday 23 November, 14:00" in words(html)
    assert "removed: Two" in words(html)
    response = client.post(path, {"based_on": hidden(html, "based_on")}, follow=True)
    assert "It is back. What it replaced is in the history." in words(response.content.decode())
    now = draft_of(lesson)
    assert (now.markdown, now.glossary, now.version) == (ONE, [TERM], 3)
    assert set(lesson.draft_revisions.values_list("version", flat=True)) == {1, 2, 3}


def test_what_a_bringing_back_replaces_is_kept_even_if_just_typed(cast, lesson):
    saved(lesson, essay(["Just typed."]), by=cast.tessa, at=timezone.now(), is_deliberate=False)
    signed_in(cast.tessa).post(address("state", lesson, state(lesson, 1).pk), {"based_on": 3})
    assert essay(["Just typed."]) in set(lesson.draft_revisions.values_list("markdown", flat=True))


def test_bringing_back_over_a_newer_text_is_refused_and_shows_it(cast, lesson):
    path = address("state", lesson, state(lesson, 1).pk)
    saved(lesson, essay([TREATY, "Three."]), by=cast.theo)
    response = signed_in(cast.tessa).post(path, {"based_on": 2})
    assert response.status_code == 409
    assert "removed: Three" in words(response.content.decode())
    assert draft_of(lesson).markdown == essay([TREATY, "Three."])


@pytest.mark.parametrize("based_on", ["", "abc", "-1", "1.5"])
def test_a_version_that_is_none_is_a_400(cast, lesson, based_on):
    path = address("state", lesson, state(lesson, 1).pk)
    assert signed_in(cast.tessa).post(path, {"based_on": based_on}).status_code == 400


def test_the_state_of_now_has_nothing_to_bring_back(cast, lesson):
    html = page(signed_in(cast.tessa), address("state", lesson, state(lesson, 2).pk))
    assert "This is the text as it is now." in words(html)
    assert "Bring it back" not in words(html)


def test_an_edition_is_brought_back_as_the_draft(cast, lesson):
    published(lesson, by=cast.tessa)
    rewritten(lesson, ESSAY, by=cast.tessa)
    client = signed_in(cast.theo)
    path = address("old_edition", lesson, 1)
    assert "Edition 1" in words(page(client, path))
    client.post(path, {"based_on": 3})
    assert draft_of(lesson).markdown == TWO
    assert client.get(address("old_edition", lesson, 9)).status_code == 404
    assert client.get(address("old_edition", lesson, 10**30)).status_code == 404


def test_a_state_of_another_lesson_is_not_found(cast, lesson):
    other = begun(cast, markdown=ONE)
    for method in ("get", "post"):
        path = address("state", lesson, state(other, 1).pk)
        assert getattr(signed_in(cast.tessa), method)(path, {"based_on": 1}).status_code == 404


def test_who_reads_the_history(cast, lesson):
    expected = {
        "alice": 404, "carol": 404, "frank": 404, "tessa": 200, "theo": 200, "asif": 403,
        "fiona": 404, "sana": 403, "sofia": 404, "sue": 200,
    }  # fmt: skip
    assert statuses(cast, address("history", lesson)) == expected
    assert statuses(cast, address("state", lesson, state(lesson, 1).pk)) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [("?p=1", 200), ("?p=9999", 200), ("?p=0", 400), ("?p=x", 400), ("?p=-1", 400),
     ("?p=1&p=2", 200), ("?q=%27%20OR%201=1--", 200), ("?p=99999999999", 400)],
)  # fmt: skip
def test_pages_are_numbers_and_the_rest_is_ignored(cast, lesson, query, status):
    assert signed_in(cast.tessa).get(address("history", lesson) + query).status_code == status


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_history_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    lesson = begun(cast, markdown=ONE)
    for number in range(count - 1):
        saved(lesson, essay([f"State {number}."]), by=cast.theo)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(9):
        html = client.get(address("history", lesson)).content.decode()
    assert html.count("/history/") >= count


def test_long_histories_have_pages(cast, lesson):
    for number in range(60):
        saved(lesson, essay([f"State {number}."]), by=cast.theo)
    client = signed_in(cast.tessa)
    assert "Page 1 of 2" in words(page(client, address("history", lesson)))
    assert "Page 2 of 2" in words(page(client, address("history", lesson) + "?p=2"))
