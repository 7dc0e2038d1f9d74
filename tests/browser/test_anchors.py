"""JavaScript's anchors in a real browser: the cases that Python passes, and the map to the page."""

from __future__ import annotations

import random
from dataclasses import asdict

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.domain.place import place_lesson
from lessons.models import Lesson, Paragraph
from studyhub.anchors import describe, graphemes, locate, sentences
from studyhub.anchors.graphemes import MARKS, SPACE
from tests.assignments.shelf.conftest import room  # noqa: F401  (a fixture)
from tests.conftest import built_in_lesson
from tests.studyhub.anchors.test_cases import CASES

RUN = """
async ([kind, cases]) => {
  const {describe, locate} = await import("/static/js/anchors.js");
  const {graphemes} = await import("/static/js/graphemes.js");
  const {sentences} = await import("/static/js/sentences.js");
  const run = {
    graphemes: (one) => graphemes(one.text),
    describe: (one) => describe(one.text, one.start, one.end),
    locate: (one) => locate(one.text, one.selector),
    sentences: (one) => sentences(one.text),
  }[kind];
  return cases.map(run);
}
"""
# Letters that stick together, stops and shorthand, and some that repeat.
ALPHABET = [
    *"ab .ab.!?\u2026\u061f\u3002\"'\u201d\u00bb)[3](\u00e9\u0301\u0302\u200d\u00ad\u00a0\n\r",
    *"\U0001f468\U0001f3fd\U0001f1e6\u0915\u0937\u094d\u1100\uac01\U00020bb7",
    *["J. ", "Dr. ", "War I", "... ", "e.g. ", "No. 5", "1922. "],
]


def run(modules, kind: str, cases: list[dict]) -> list:
    return modules.evaluate(RUN, [kind, cases])


def test_javascript_passes_the_cases_that_python_passes(modules):
    cases = CASES["graphemes"]
    assert run(modules, "graphemes", cases) == [case["graphemes"] for case in cases]
    cases = CASES["describe"]
    assert run(modules, "describe", cases) == [case["selector"] for case in cases]
    cases = CASES["locate"]
    assert run(modules, "locate", cases) == [case["place"] for case in cases]
    cases = CASES["sentences"]
    spans = [[[start, end] for start, end, _words in case["sentences"]] for case in cases]
    assert run(modules, "sentences", cases) == spans


def test_both_languages_agree_on_random_texts(modules):
    chance = random.Random(1917)

    def text(most: int) -> str:
        return "".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, most)))

    cases = []
    for _ in range(1500):
        whole = text(60)
        start = chance.randrange(len(whole))
        end = chance.randint(start + 1, len(whole))
        at = chance.randrange(len(whole))
        edited = whole[:at] + text(5) + whole[at + chance.randint(0, 4) :]
        cases.append({"text": whole, "start": start, "end": end, "edited": edited})
    described = [describe(case["text"], case["start"], case["end"]) for case in cases]
    moved = [
        {"text": case["edited"], "selector": asdict(selector)}
        for case, selector in zip(cases, described, strict=True)
    ]
    places = [locate(case["edited"], one) for case, one in zip(cases, described, strict=True)]
    assert run(modules, "graphemes", cases) == [graphemes(case["text"]) for case in cases]
    assert run(modules, "describe", cases) == [asdict(one) for one in described]
    assert run(modules, "locate", moved) == [list(place) if place else None for place in places]
    assert run(modules, "sentences", cases) == [
        [list(span) for span in sentences(case["text"])] for case in cases
    ]
    assert 500 < sum(place is not None for place in places) < 1500


def test_both_languages_list_the_same_marks_and_spaces(modules):
    script = """async () => {
      const {MARKS, SPACE} = await import("/static/js/graphemes.js");
      return [MARKS.trim().split(/\\s+/), SPACE];
    }"""
    assert modules.evaluate(script) == [MARKS.split(), SPACE]


def test_a_passage_outside_of_the_text_is_refused(modules):
    script = """async () => {
      const {describe} = await import("/static/js/anchors.js");
      return [[0, 0], [2, 1], [-1, 1], [0, 4], [0.5, 2], [0, 1]].map(([start, end]) => {
        try {
          return describe("abc", start, end).exact;
        } catch (error) {
          return error.name;
        }
      });
    }"""
    assert modules.evaluate(script) == [*["RangeError"] * 5, "a"]


MAP = """
async (spans) => {
  const {textOf, offsetsIn, rangeOver} = await import("/static/js/shelf/paragraph-text.js");
  return [...document.querySelectorAll("#essay .paragraph")].map((paragraph) => {
    const text = textOf(paragraph);
    const length = [...text].length;
    return [paragraph.id, text, spans.every(([from, to]) => {
      const start = Math.floor(from * (length - 1));
      const end = start + 1 + Math.floor(to * (length - 1 - start));
      const range = rangeOver(paragraph, start, end);
      const words = [...text].slice(start, end).join("");
      return `${offsetsIn(paragraph, range)}` === `${[start, end]}` && range.toString() === words;
    })];
  });
}
"""


def mapped(watch, lesson: Lesson) -> list:
    chance = random.Random(1939)
    watched = watch()
    watched.sign_in("alice")
    page = watched.open(reverse("lessons:lesson", args=[lesson.pk, lesson.slug]))
    return page.evaluate(MAP, [[chance.random(), chance.random()] for _ in range(40)])


def paragraphs_of(lesson: Lesson) -> list:
    rows = Paragraph.objects.filter(edition=lesson.current_edition_id).order_by("position")
    return [[row.anchor.name, row.text, True] for row in rows.select_related("anchor")]


@pytest.mark.django_db(transaction=True)
def test_the_page_maps_to_the_text_of_every_paragraph(watch, cast):
    lesson = built_in_lesson(timezone.now())
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=timezone.now())
    found = mapped(watch, lesson)
    assert found == paragraphs_of(lesson)
    assert len(found) == 26


@pytest.mark.django_db(transaction=True)
def test_the_page_maps_to_texts_of_any_script_and_shape(watch, room):  # noqa: F811
    room.publish(
        "It begins in *autumn* with a [treaty](term:treaty).",
        "*\U0001f468\u200d\U0001f469\u200d\U0001f467* **A & B < C** \u201cq\u201d &amp; it\u2019s "
        "a\nsoft break, [a\u00a0*nested* link](https://example.org) cafe\u0301 \U00020bb7 "
        "[treaty](term:treaty) مُعاهدة **هنا** שלום मुक्ति \u00ad\u200b end.",
    )
    assert mapped(watch, room.lesson) == paragraphs_of(room.lesson)
