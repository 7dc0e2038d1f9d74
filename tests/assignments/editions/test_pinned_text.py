import re
from html import unescape

import pytest
from django.urls import reverse

from lessons.domain.withdraw import withdraw_lesson
from tests.assignments.editions.conftest import NEW
from tests.conftest import NOW, signed_in


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))).strip()


def page(user, path: str, *, status: int = 200) -> str:
    response = signed_in(user).get(path)
    assert response.status_code == status
    return response.content.decode()


def text_address(pinned) -> str:
    return reverse("assignment_text", args=[pinned.assignment.pk])


def changes(pinned) -> str:
    address = reverse("lessons:changes", args=[pinned.lesson.pk, pinned.lesson.slug])
    return f'href="{address}?from=1&amp;to=2"'


def work_page(pinned) -> str:
    return reverse("work", args=[pinned.work.pk])


def board(pinned) -> str:
    return reverse("admin:assignments_assignment_change", args=[pinned.assignment.pk])


def test_the_answering_page_keeps_its_edition_and_says_so(cast, pinned):
    html = page(cast.alice, work_page(pinned))
    assert "This work is on edition 1; the lesson is now edition 2. What changed" in words(html)
    assert changes(pinned) in html
    assert "It <strong>ends</strong>." in html
    assert NEW not in html


def test_the_board_says_so_too(cast, pinned):
    html = page(cast.tessa, board(pinned))
    assert "Given on edition 1; the lesson is now edition 2. What changed" in words(html)
    assert changes(pinned) in html


def test_work_on_the_newest_edition_says_nothing(cast, pinned):
    type(pinned.assignment).objects.update(edition=pinned.lesson.current_edition)
    assert "lesson is now edition" not in page(cast.alice, work_page(pinned))
    assert "lesson is now edition" not in page(cast.tessa, board(pinned))


def test_the_text_of_the_work_is_read_by_whoever_may_open_it(cast, pinned):
    names = ["alice", "bob", "carol", "frank", "tessa", "theo", "asif", "fiona", "sana", "sue"]
    found = {
        name: signed_in(getattr(cast, name)).get(text_address(pinned)).status_code for name in names
    }
    assert found == {
        "alice": 200, "bob": 200, "carol": 404, "frank": 404, "tessa": 200, "theo": 404,
        "asif": 200, "fiona": 404, "sana": 404, "sue": 200,
    }  # fmt: skip
    html = page(cast.alice, text_address(pinned))
    assert (
        "Edition 1 This work is on this text. The lesson is now edition 2. Small questions "
        "What changed"
    ) in words(html)
    assert NEW not in html


def test_pages_of_the_work_lead_to_its_text(cast, pinned):
    link = f'href="{text_address(pinned)}"'
    assert link in page(cast.bob, reverse("assignment", args=[pinned.assignment.pk]))
    assert link in page(cast.tessa, board(pinned))
    pinned.handed_in()
    assert link in page(cast.alice, work_page(pinned))


def test_work_on_a_withdrawn_lesson_goes_on_with_its_text(cast, pinned):
    withdraw_lesson(lesson=pinned.lesson, by=cast.tessa, at=NOW)
    assert signed_in(cast.alice).get(
        reverse("lessons:lesson", args=[pinned.lesson.pk, pinned.lesson.slug])
    ).status_code == 404  # fmt: skip
    html = page(cast.alice, work_page(pinned))
    assert "It <strong>ends</strong>." in html
    assert "the lesson is now edition 2." in words(html)
    assert "What changed" not in html
    assert "It <strong>ends</strong>." in page(cast.alice, text_address(pinned))


def test_a_withdrawn_lesson_on_its_newest_edition_is_read_there_too(cast, pinned):
    type(pinned.assignment).objects.update(edition=pinned.lesson.current_edition)
    withdraw_lesson(lesson=pinned.lesson, by=cast.tessa, at=NOW)
    assert "Withdrawn The lesson is withdrawn. The work on it goes on. Small questions" in words(
        page(cast.alice, text_address(pinned))
    )


def test_a_withdrawn_lesson_is_not_given_again(cast, pinned):
    question_set = pinned.assignment.set_version.question_set
    address = reverse("admin:assignments_questionset_give", args=[question_set.pk])
    withdraw_lesson(lesson=pinned.lesson, by=cast.tessa, at=NOW)
    assert "The lesson is withdrawn" in words(page(cast.tessa, address))
    set_page = page(
        cast.tessa, reverse("admin:assignments_questionset_change", args=[question_set.pk])
    )
    assert address not in set_page


@pytest.mark.parametrize("path", ["text/"])
def test_what_is_no_id_is_not_found(cast, path):
    for bad in ("abc", "-1", "1.5", "2" * 13):
        assert signed_in(cast.alice).get(f"/assignments/{bad}/{path}").status_code == 404


def test_grading_shows_the_numbers_of_the_works_own_edition(cast, pinned):
    work = pinned.handed_in()
    grading = page(cast.tessa, reverse("admin:assignments_submission_grade", args=[work.pk]))
    assert f'href="{text_address(pinned)}#s2-1" aria-label="Paragraph 2.1">2.1</a>' in grading
    assert "<summary>1.1 <span" in grading
    assert "formerly" not in grading


def test_the_set_shows_the_numbers_of_the_lessons_newest_edition(cast, pinned):
    question_set = pinned.assignment.set_version.question_set
    html = page(cast.tessa, reverse("admin:assignments_questionset_change", args=[question_set.pk]))
    text = words(html)
    assert "Answered in 1.2 . Helped by formerly 2.1." in text
    assert "It ends. formerly 2.1" in text


def test_paragraphs_to_tick_have_their_newest_numbers_and_order(cast, pinned):
    question = pinned.assignment.set_version.questions.get(label="1")
    type(pinned.assignment.set_version).objects.update(frozen_at=None)
    html = page(cast.tessa, reverse("admin:assignments_questionset_question", args=[question.pk]))
    text = words(html)
    ticks = [
        "1.1 A new paragraph, which stands before all…",
        "1.2 It begins in autumn with a treaty.",
        "1.3 It goes on, see the archive.",
        "formerly 2.1, no longer in the essay",
    ]
    places = [text.index(tick) for tick in ticks]
    assert places == sorted(places)
