"""The page of a question: what it rests on, by number and date, leading into the lesson."""

from __future__ import annotations

import re

from assignments.views.lesson_address import lesson_address
from tests.assignments.question_sets.editor import BASE
from tests.conftest import signed_in


def test_a_questions_page_leads_to_its_paragraphs_and_events(cast, sets):
    first = sets.own.questions.get(label="1")
    html = signed_in(cast.tessa).get(f"{BASE}questions/{first.pk}/").content.decode()
    lesson_url = lesson_address(sets.own.question_set.lesson)
    assert re.findall(rf'href="{lesson_url}#([^"]+)"', html) == ["s1-1", "s1-2", "event-flood"]
    assert "<span>1927: The flood</span>" in html


def test_paragraphs_go_by_the_number_they_have_now(cast, sets):
    """A paragraph was put before the first: its lasting name stays, its number does not."""
    lesson = sets.own.question_set.lesson
    edition = lesson.editions.create(
        number=2, markdown="m", html="h", digest="1" * 64, words=7, published_at="2026-11-23T12:00Z"
    )
    section = edition.sections.create(number=1, name="s1", title="Source")
    for position, name in enumerate(["s1-2", "s1-1"], start=1):
        edition.paragraphs.create(
            section=section, anchor=lesson.anchors.get(name=name), position=position,
            label=f"1.{position}", text=f"Text of {name}.", html="<p></p>",
        )  # fmt: skip
    lesson.current_edition = edition
    lesson.save(update_fields=["current_edition"])
    client = signed_in(cast.tessa)
    first = sets.own.questions.get(label="1")
    page = client.get(f"{BASE}questions/{first.pk}/").content.decode()
    assert "Paragraphs that answer the question: <strong>1.2</strong>" in page
    assert re.findall(r"<span>(1\.[12] [^<]+)</span>", page)[:2] == [
        "1.1 Text of s1-2.",
        "1.2 Text of s1-1.",
    ]
    page = client.get(f"{BASE}{sets.own.question_set_id}/change/").content.decode()
    assert re.findall(r'#(s1-[12])" aria-label="Paragraph ([0-9.]+)"', page) == [
        ("s1-2", "1.1"),
        ("s1-1", "1.2"),
        ("s1-1", "1.2"),
        ("s1-2", "1.1"),
    ]
