"""A lesson on paper: who gets which questions, how much room for writing, and never a guide."""

from __future__ import annotations

import gzip
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assignments.domain.material.question_sets import copy_set
from assignments.models import MarkingGuide, QuestionSet
from lessons.domain.place import place_lesson
from lessons.models import Lesson
from studyhub.people.models import User
from tests.conftest import NOW, signed_in


@pytest.fixture
def lesson(desk) -> Lesson:
    """The built-in lesson, put before 8A, whose ten questions were given there."""
    lesson = desk.assignment.edition.lesson
    place_lesson(lesson=lesson, school_class=desk.cast.class_8a, by=desk.cast.tessa, at=NOW)
    return lesson


def address(lesson: Lesson) -> str:
    return reverse("print_lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def page(user: User, lesson: Lesson, **choices) -> str:
    response = signed_in(user).get(address(lesson), choices)
    assert response.status_code == 200
    return response.content.decode()


def parts(markup: str) -> list[str]:
    """Return what the sheet holds."""
    found = {
        "essay": '<section class="essay"',
        "timeline": 'id="paper-timeline"',
        "questions": 'id="paper-questions"',
    }
    return [name for name, sign in found.items() if sign in markup]


def sheets(markup: str) -> list[str]:
    """Return the titles among which one may choose."""
    select = re.search(r'<select name="sheet".*?</select>', markup, re.S)
    if select is None:
        return []
    return [html.unescape(title) for title in re.findall(r"<option[^>]*>([^<]+)<", select.group())]


def questions(markup: str) -> list[tuple[str, int]]:
    """Return (label, writing lines) of each question on the sheet."""
    rows = re.findall(
        r'<div class="paper-question.*?(?=<div class="paper-question|</section>)', markup, re.S
    )
    return [
        (re.search(r'question-number">([^<]+)<', row).group(1), row.count("<i></i>"))  # type: ignore[union-attr]
        for row in rows
    ]


ALL = ["1", "2", "3", "4", "5", "6", "7", "8", "8a", "8b", "8c", "9", "10", "10a", "10b"]


def test_a_student_prints_the_lesson_before_there_are_questions_for_them(cast, lesson):
    markup = page(cast.alice, lesson)
    assert parts(markup) == ["essay", "timeline"]
    assert sheets(markup) == []
    assert "Questions can be printed once you have started" in markup


def test_a_student_prints_the_questions_of_work_begun(desk, cast, lesson):
    desk.begun(cast.alice)
    markup = page(cast.alice, lesson)
    assert parts(markup) == ["essay", "timeline", "questions"]
    assert sheets(markup) == ["Ten questions, 8A"]
    assert [label for label, _lines in questions(markup)] == ALL
    assert parts(page(cast.bob, lesson)) == ["essay", "timeline"]


def test_no_marking_guide_is_on_paper_whoever_prints(desk, cast, lesson):
    desk.begun(cast.alice)
    texts = {
        text
        for guide in MarkingGuide.objects.all()
        for rows in (guide.levels, guide.expected_points, guide.misconceptions)
        for text in rows.values_list("text", flat=True)
    }
    assert len(texts) > 50
    for user in (cast.alice, cast.asif, cast.tessa, cast.sue):
        markup = html.unescape(page(user, lesson))
        assert [text for text in texts if text in markup] == []
        assert markup.count("For full points:") == 13


def test_staff_choose_among_their_assignments_and_the_sets_they_see(desk, cast, lesson):
    copy_set(
        question_set=QuestionSet.objects.get(),
        school=cast.hillside,
        by=cast.fiona,
        at=timezone.now(),
        title="Canary",
    )
    library = QuestionSet.objects.get(school=None).title
    seen = {
        name: sheets(page(getattr(cast, name), lesson))
        for name in ("tessa", "asif", "theo", "fiona", "sana", "sofia", "sue")
    }
    assert seen == {
        "tessa": ["Ten questions, 8A", f"{library}, question set of the library"],
        "asif": ["Ten questions, 8A"],
        "theo": [f"{library}, question set of the library"],
        "fiona": [
            "Canary, question set of Hillside School",
            f"{library}, question set of the library",
        ],
        "sana": [],
        "sofia": [],
        "sue": [
            "Ten questions, 8A",
            "Canary, question set of Hillside School",
            f"{library}, question set of the library",
        ],
    }


def test_a_set_is_printed_in_its_latest_version(desk, cast, lesson):
    version = QuestionSet.objects.get().versions.get()
    markup = page(cast.theo, lesson, sheet=version.pk)
    assert [label for label, _lines in questions(markup)] == ALL


@pytest.mark.parametrize("who", ["theo", "fiona", "alice"])
def test_a_sheet_of_others_is_not_found_like_one_that_is_not(desk, cast, lesson, who):
    client = signed_in(getattr(cast, who))
    for sheet in (desk.assignment.pk, "i" * 14, "-1", "x" * 5000):
        assert client.get(address(lesson), {"sheet": sheet}).status_code == 404


@pytest.mark.parametrize(
    ("lines", "most"), [("few", 5), ("medium", 10), ("many", 20), ("points", 18), ("", 18)]
)
def test_room_for_writing(desk, cast, lesson, lines, most):
    found = dict(questions(page(cast.tessa, lesson, lines=lines)))
    assert (found["1"], found["8"]) == (most, 0)


def test_room_by_points_is_three_lines_each(desk, cast, lesson):
    found = questions(page(cast.tessa, lesson))
    points = dict(desk.assignment.questions.values_list("label", "points"))
    assert found == [(label, int(3 * points.get(label, 0))) for label in ALL]
    assert sum(lines for _label, lines in found) == 195


@pytest.mark.parametrize(
    ("chosen", "printed"),
    [
        (["essay"], ["essay"]),
        (["timeline", "questions"], ["timeline", "questions"]),
        (["questions"], ["questions"]),
        (["essay", "nonsense"], ["essay"]),
        (["nonsense"], ["essay", "timeline", "questions"]),
        ([], ["essay", "timeline", "questions"]),
    ],
)
def test_parts_are_chosen_and_nonsense_is_not(desk, cast, lesson, chosen, printed):
    markup = page(cast.tessa, lesson, part=chosen, lines="nonsense", other="1")
    assert parts(markup) == printed
    ticked = re.findall(r'name="part" value="(\w+)"[^>]* checked', markup)
    assert ticked == printed


def test_work_is_printed_with_the_edition_it_is_pinned_to(desk, cast, lesson):
    desk.begun(cast.alice)
    first = lesson.current_edition
    second = lesson.editions.create(
        number=2, markdown="m", html="<p>A newer text.</p>", digest="1" * 64, words=3,
        published_at=NOW,
    )  # fmt: skip
    lesson.current_edition = second
    lesson.save(update_fields=["current_edition"])
    assert first.html in page(cast.alice, lesson)
    assert "A newer text." in page(cast.alice, lesson, part="essay")
    assert "A newer text." in page(cast.bob, lesson)


def test_every_event_is_on_the_sheet_once(cast, lesson):
    markup = page(cast.alice, lesson)
    assert markup.count('<p class="paper-date">') == lesson.events.count() == 92
    assert "29–30 September 1938, Munich (in" not in markup  # the brackets are drawn, not read
    assert '29–30 September 1938, Munich <span class="paper-places">6.3</span>' in markup


def test_a_lesson_without_a_text_has_nothing_to_print(cast):
    lesson = Lesson.objects.create(school=cast.riverside, slug="draft", title="A draft")
    markup = page(cast.tessa, lesson)
    assert parts(markup) == []
    assert "There is nothing to print here yet." in markup


def test_a_wrong_slug_leads_to_the_right_one(cast, lesson):
    wrong = reverse("print_lesson", kwargs={"lesson": lesson.pk, "slug": "other"})
    response = signed_in(cast.alice).get(wrong)
    assert (response.status_code, response.headers["Location"]) == (302, address(lesson))
    assert signed_in(cast.carol).get(wrong).status_code == 404


def test_a_withdrawn_lesson_is_not_printed_by_students(cast, lesson):
    lesson.withdrawn_at = NOW
    lesson.save(update_fields=["withdrawn_at"])
    assert signed_in(cast.alice).get(address(lesson)).status_code == 404


def test_the_lesson_page_leads_here(cast, lesson):
    lesson_page = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    assert f'href="{address(lesson)}"' in signed_in(cast.alice).get(lesson_page).content.decode()


def test_the_sheet_is_compressed_and_kept_by_nobody(cast, lesson):
    response = signed_in(cast.alice).get(address(lesson), headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert b"paper-title" in gzip.decompress(response.content)


# Session, person, and the two of the person's roles; then the lesson with its edition, three for
# the sheets, the pinned edition, the questions, events with sources, and paragraphs of events.
QUERIES = 4 + 8


@pytest.mark.parametrize("assignments", [1, 3, 30])
def test_the_page_asks_the_same_for_any_number_of_assignments(
    desk, cast, lesson, assignments, django_assert_num_queries
):
    for _again in range(assignments - 1):
        desk.given_again()
    client = signed_in(cast.tessa)
    with django_assert_num_queries(QUERIES):
        markup = client.get(address(lesson)).content.decode()
    assert len(sheets(markup)) == assignments + 1
