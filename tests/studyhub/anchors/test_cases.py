"""The rules of anchors, case by case. ``tests/browser/test_anchors.py`` holds JavaScript to the
same file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from studyhub.anchors import Selector, describe, graphemes, locate, sentences

CASES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "cases.json").read_text(encoding="utf-8")
)


def cases(kind: str) -> Any:
    return pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES[kind]])


@cases("graphemes")
def test_a_grapheme_is_what_a_reader_takes_for_one_character(case):
    assert graphemes(case["text"]) == case["graphemes"]


@cases("describe")
def test_a_passage_is_described_by_whole_graphemes(case):
    found = describe(case["text"], case["start"], case["end"])
    assert asdict(found) == case["selector"]


@cases("locate")
def test_a_passage_is_found_again_or_known_to_be_gone(case):
    place = locate(case["text"], Selector(**case["selector"]))
    assert (list(place) if place else None) == case["place"]
    assert (case["text"][slice(*place)] if place else None) == case["words"]


@cases("sentences")
def test_a_text_is_cut_into_sentences(case):
    text = case["text"]
    found = [[start, end, text[start:end]] for start, end in sentences(text)]
    assert found == case["sentences"]


def test_there_are_enough_cases():
    counts = {kind: len(found) for kind, found in CASES.items()}
    assert counts == {"graphemes": 19, "describe": 15, "locate": 48, "sentences": 44}
    for found in CASES.values():
        assert len({case["name"] for case in found}) == len(found)
