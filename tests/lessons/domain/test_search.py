"""The rule of the search; the browser passes the same cases in tests/browser/test_finding.py."""

import json
from pathlib import Path

import pytest

from lessons.domain.search import (
    EXCERPT,
    Years,
    excerpt,
    lies_in,
    needle_of,
    pieces,
    years_asked,
)

SHARED = json.loads((Path(__file__).parents[1] / "search_cases.json").read_text())


def hits(text: str, query: str) -> list[str]:
    return [piece for piece, is_hit in pieces(text, needle_of(query)) if is_hit]


def span(years: str) -> Years:
    first, last = (int(year) if year else None for year in years.split("/"))
    return first, last


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["why"])
def test_hits(case):
    assert hits(case["text"], case["query"]) == case["hits"]


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["why"])
def test_pieces_put_together_are_the_text(case):
    cut = pieces(case["text"], needle_of(case["query"]))
    assert "".join(piece for piece, _is_hit in cut) == case["text"]
    assert all(piece for piece, _is_hit in cut)


@pytest.mark.parametrize("case", SHARED["years"], ids=lambda case: case["query"] or "nothing")
def test_years_asked(case):
    asked = years_asked(needle_of(case["query"]))
    assert (list(asked) if asked else None) == case["asked"]


@pytest.mark.parametrize("case", SHARED["spans"], ids=str)
def test_years_lie_in_a_span(case):
    assert lies_in(years_asked(needle_of(case["asked"])), span(case["years"])) is case["lies"]


def test_an_excerpt_of_a_short_text_is_all_of_it():
    assert excerpt("At Munich it ended.", "munich") == [
        ("At ", False),
        ("Munich", True),
        (" it ended.", False),
    ]


def test_an_excerpt_of_a_long_text_says_that_there_is_more():
    text = f"{'before ' * 40}Munich{' after' * 60}"
    cut = excerpt(text, "munich")
    assert cut[0] == ("… ", False)
    assert cut[-1] == (" …", False)
    assert [piece for piece, is_hit in cut if is_hit] == ["Munich"]
    words = "".join(piece for piece, _is_hit in cut[1:-1])
    assert words.startswith("before ")
    assert words.endswith("after")
    assert len(words) <= EXCERPT


def test_an_excerpt_is_never_without_its_hit():
    needle = "x" * 150
    for text in (needle * 3, f"{'a' * 300}{needle}{'b' * 300}", f"a {needle} b"):
        assert any(is_hit for _piece, is_hit in excerpt(text, needle))
    assert excerpt("Nothing of it", "munich") == []
