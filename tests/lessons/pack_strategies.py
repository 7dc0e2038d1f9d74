"""Packs made up by Hypothesis: every optional key, any text that may stand, any order."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from lessons.importing.pack import PackEvent
from studyhub.web.text import is_blank, validate_shown_name
from tests.lessons.pack_files import PackFiles

HAS_CALENDAR = "calendar" in {field.name for field in fields(PackEvent)}
_LONGEST = 24


def _may_be_shown(text: str) -> bool:
    try:
        validate_shown_name(text)
    except ValidationError:
        return False
    return True


def prose() -> st.SearchStrategy[str]:
    """Any text that a database keeps: line breaks of all kinds, spaces around, invisible marks."""
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
    return text.filter(lambda text: not is_blank(text))


def line() -> st.SearchStrategy[str]:
    """Any text of one line, composed or not."""
    letters = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    text = st.text(letters, min_size=1, max_size=_LONGEST)
    decomposed = text.map(lambda text: unicodedata.normalize("NFD", text))
    return st.one_of(text, decomposed).filter(_may_be_shown)


def keys(count: int, *, capitals: bool = False) -> st.SearchStrategy[list[str]]:
    """Distinct ids, in no order."""
    pattern = (
        r"[A-Za-z0-9]{1,6}(-[A-Za-z0-9]{1,4})?" if capitals else r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?"
    )
    return st.lists(st.from_regex(pattern, fullmatch=True), min_size=1, max_size=count, unique=True)


def some(names: list[str], *, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Some of the names, in any order."""
    return st.permutations(names).flatmap(
        lambda mixed: st.integers(least, len(mixed)).map(lambda count: mixed[:count])
    )


@st.composite
def maybe(draw, **values: st.SearchStrategy) -> dict[str, Any]:
    """Some of the optional keys."""
    return {name: draw(value) for name, value in values.items() if draw(st.booleans())}


_DATES = st.sampled_from(
    [
        *("1939-05-01", "1939-05", "1939", "1939-21", "1918/1920", "1939~", "192X", "-0403"),
        *("1939-05-01/..", "1582-10-05", "0001-01-01", "2000-02-29", "19XX"),
    ]
)
_HALVES = st.integers(1, 20).map(lambda n: n // 2 if n % 2 == 0 else n / 2)


@st.composite
def packs(draw) -> PackFiles:
    """A pack that has no findings."""
    files = PackFiles()
    essay_anchors, files.essay, files.lesson = draw(lessons())
    labels, files.questions = draw(question_files(essay_anchors))
    themes = [theme["id"] for theme in files.lesson["themes"]]
    files.events = draw(event_files(essay_anchors, labels, themes))
    files.readings = {"readings": draw(st.lists(readings(), max_size=3))}
    return files


@st.composite
def lessons(draw) -> tuple[list[str], str, dict[str, Any]]:
    """An essay with its anchors, and what goes with it."""
    title = "Ēssay, „once“ more"
    counts = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))
    anchors: list[str] = []
    blocks = [f"# {title}"]
    for number, count in enumerate(counts, start=1):
        blocks.append(f"{{#s{number}}}\n## Section {number}")
        for place in range(1, count + 1):
            anchors.append(f"s{number}-{place}")
            blocks.append(f"{{#s{number}-{place}}}\nParagraph *{place}* – “naïve” 東京.")
    end = draw(st.sampled_from(["", "\n", "\n\n\n"]))
    glossary = draw(keys(4))
    lesson = {
        "format": "studyhub-lesson-pack/1",
        "id": "made-up",
        "title": title,
        "language": draw(st.sampled_from(["en", "de", "pt-BR"])),
        "themes": [{"id": key, "title": draw(line())} for key in draw(keys(8))],
        "glossary": [
            {"id": key, "term": draw(line()), "meaning": draw(prose())} for key in glossary
        ],
        **draw(maybe(subtitle=line(), summary=prose())),
    }
    return anchors, "\n\n".join(blocks) + end, lesson


@st.composite
def event_files(draw, anchors: list[str], labels: list[str], themes: list[str]) -> dict[str, Any]:
    """Sources and events in no order."""
    sources = draw(keys(5, capitals=True))
    return {
        "sources": [
            {
                "id": key,
                "title": draw(line()),
                "checked": draw(st.sampled_from("LPK")),
                **draw(
                    maybe(
                        publisher=line(),
                        year=line().map(lambda t: t[:8].strip() or "x"),
                        reference=line(),
                    )
                ),
            }
            for key in sources
        ],
        "events": [draw(events(key, sources, anchors, labels, themes)) for key in draw(keys(6))],
    }


@st.composite
def events(draw, key, sources, anchors, labels, themes) -> dict[str, Any]:
    """One event with some of what it may have."""
    calendar = {"calendar": st.sampled_from(["julian", "gregorian"])} if HAS_CALENDAR else {}
    uses = draw(some(sources, least=1))
    return {
        "id": key,
        "date": draw(_DATES),
        "title": draw(line()),
        "summary": draw(prose()),
        "themes": draw(some(themes, least=1)),
        "sources": [{"id": use, **draw(maybe(locator=line()))} for use in uses],
        **draw(
            maybe(
                place=line(),
                people=st.lists(line(), max_size=3, unique_by=_shown),
                anchors=some(anchors),
                questions=some(labels),
                note=prose(),
                context=st.booleans(),
                **calendar,
            )
        ),
    }


def _shown(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@st.composite
def readings(draw) -> dict[str, Any]:
    """One entry of the reading list."""
    return {
        "author": draw(line()),
        "title": draw(line()),
        "year": draw(st.sampled_from(["1998", "c. 1640", "2003–05"])),
        "level": draw(st.sampled_from(["school", "university"])),
        **draw(maybe(publisher=line(), note=prose(), url=st.just("https://example.org/a?b=ü"))),
    }


@st.composite
def question_files(draw, anchors: list[str]) -> tuple[list[str], dict[str, Any]]:
    """A set with parts down to the third level, or none; and the labels of its leaves."""
    if draw(st.integers(0, 4)) == 0:
        return [], {"questions": []}
    questions = [
        draw(questions_of(str(number), 1, anchors)) for number in range(1, draw(st.integers(2, 4)))
    ]
    value = {"title": draw(line()), "questions": questions, **draw(maybe(introduction=prose()))}
    return [label for question in questions for label in _leaves(question, "")], value


def _leaves(question: dict[str, Any], above: str) -> list[str]:
    label = above + question["number"]
    below = [leaf for part in question.get("parts", []) for leaf in _leaves(part, label)]
    return below or [label]


@st.composite
def questions_of(draw, number: str, depth: int, anchors: list[str]) -> dict[str, Any]:
    """A question with its parts, or a leaf."""
    names = [["a", "b"], ["-i", "-ii"]][depth - 1] if depth < 3 else []
    question: dict[str, Any] = {"number": number, "text": draw(prose())}
    if names and draw(st.booleans()):
        question["parts"] = [draw(questions_of(name, depth + 1, anchors)) for name in names]
        return question | draw(maybe(guide=guides(anchors, None)))
    points = draw(_HALVES)
    question |= {"points": points, "full_points": draw(prose())}
    question |= draw(maybe(guide=guides(anchors, points)))
    ends = [end for level in question.get("guide", {}).get("levels", []) for end in level["points"]]
    are_whole = all(end % 1 == 0 for end in [points, *ends])
    return question | (draw(maybe(whole_points=st.just(True))) if are_whole else {})


@st.composite
def guides(draw, anchors: list[str], points: float | None) -> dict[str, Any]:
    """A marking guide, or parts of one."""
    expected = st.fixed_dictionaries({"text": prose()}, optional={"anchors": some(anchors)})
    return draw(
        maybe(
            levels=st.just([]) if points is None else levels(points),
            expected=st.lists(expected, max_size=3),
            misconceptions=st.lists(prose(), max_size=3),
            context=prose(),
            paragraphs=maybe(main=some(anchors), also=some(anchors)),
        )
    )


@st.composite
def levels(draw, points: float) -> list[dict[str, Any]]:
    """Levels that run upwards, with a gap now and then."""
    steps = sorted(draw(st.sets(st.integers(0, int(points * 2)), max_size=4)))
    ends = [step // 2 if step % 2 == 0 else step / 2 for step in steps]
    return [
        {"level": number, "points": [end, end], "text": draw(prose())}
        for number, end in enumerate(ends, start=1)
    ]
