"""What a question rests on, on the desk: its paragraphs and its events, leading into the lesson."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from assignments.models import Question, QuestionSet
from assignments.views.lesson_address import lesson_address
from lessons.models import TimelineEvent
from tests.conftest import signed_in


def links(html: str, lesson_url: str, to: str) -> list[tuple[str, str]]:
    """Return (place, words) of the links into the lesson whose place begins with ``to``."""
    found = re.findall(rf'<a href="{re.escape(lesson_url)}#({to}[^"]*)"[^>]*>(.*?)</a>', html)
    return [(place, unescape(words)) for place, words in found]


def dates(html: str) -> list[str]:
    shown = re.findall(r'<span class="guide-date">(.*?)</span> <a', html)
    return [unescape(re.sub(r"<[^>]+>", "|", words)) for words in shown]


@pytest.fixture
def question(desk) -> Question:
    """Question 8a, tied to one event, its question 8 to another that is earlier."""
    part = desk.assignment.questions.get(label="8a")
    lesson = desk.assignment.edition.lesson
    part.events.set([lesson.events.get(key="munich-agreement")])
    part.parent.events.set([lesson.events.get(key="comintern-founded")])
    return part


@pytest.fixture
def lesson_url(desk) -> str:
    return lesson_address(desk.assignment.edition.lesson)


def test_grading_by_question_shows_the_events_of_a_part_and_of_its_question(
    desk, cast, teacher: Client, question, lesson_url
):
    work = desk.handed_in(cast.alice)
    html = teacher.get(desk.question_path(work, "8a")).content.decode()
    assert [place for place, _title in links(html, lesson_url, "event-")] == [
        "event-comintern-founded",
        "event-munich-agreement",
    ]
    assert dates(html) == [
        "|2–6 March 1919||2 to 6 March 1919|",
        "|29–30 September 1938||29 to 30 September 1938|",
    ]
    assert links(html, lesson_url, "s")[0] == ("s9-1", "9.1")


def test_grading_by_student_shows_them_beside_each_answer(
    desk, cast, teacher: Client, question, lesson_url
):
    work = desk.handed_in(cast.alice)
    html = teacher.get(desk.path("grade/", work)).content.decode()
    leaf = html[html.index('id="q8a"') : html.index('id="q8b"')]
    assert [place for place, _title in links(leaf, lesson_url, "event-")] == [
        "event-comintern-founded",
        "event-munich-agreement",
    ]
    assert ("s9-1", "Open 9.1 in the lesson") in links(leaf, lesson_url, "s")


def test_a_set_leads_from_its_guides_into_the_lesson(desk, teacher: Client, question, lesson_url):
    shown = teacher.get(f"/admin/assignments/questionset/{QuestionSet.objects.get().pk}/change/")
    html = shown.content.decode()
    row = html[html.index('id="q8a"') : html.index('id="q8b"')]
    assert links(row, lesson_url, "event-") == [
        ("event-munich-agreement", TimelineEvent.objects.get(key="munich-agreement").title)
    ]
    assert ("s9-1", "9.1") in links(row, lesson_url, "s")


def test_a_place_that_the_edition_lacks_is_named_but_leads_nowhere(
    desk, cast, teacher: Client, question, lesson_url
):
    gone = desk.assignment.edition.lesson.anchors.create(name="s9-9")
    question.guide.main_anchors.add(gone)
    work = desk.handed_in(cast.alice)
    for path in (
        desk.question_path(work, "8a"),
        f"/admin/assignments/questionset/{QuestionSet.objects.get().pk}/change/",
    ):
        html = teacher.get(path).content.decode()
        assert "9.9" in html
        assert links(html, lesson_url, "s9-9") == []


def test_students_see_nothing_of_it(desk, cast, question):
    work = desk.begun(cast.alice)
    html = signed_in(cast.alice).get(f"/work/{work.pk}/").content.decode()
    assert "event-munich-agreement" in html  # on the timeline
    assert "guide-date" not in html
