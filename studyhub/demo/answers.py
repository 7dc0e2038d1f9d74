"""The demo answers, picked by quality."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class DemoAnswer:
    """A text with the points and the comment a teacher gives for it."""

    text: str
    points: Decimal
    comment: str


@cache
def _data() -> dict:
    return json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))


def demo_answer(label: str, quality: float, turn: int = 0) -> DemoAnswer | None:
    """Return an answer to a leaf; ``quality`` runs from 0 (weakest) to 1 (strongest).

    ``turn`` shifts by one place, so that neighbors do not write the same. None for a label that
    the demo holds no answers for.
    """
    answers = _data()["answers"].get(label)
    if not answers:
        return None
    place = round((1 - quality) * (len(answers) - 1)) + turn
    chosen = answers[min(max(place, 0), len(answers) - 1)]
    return DemoAnswer(chosen["text"], Decimal(str(chosen["points"])), chosen["comment"])


def overall_comment(quality: float, turn: int = 0) -> str:
    """Return a comment on the work as a whole."""
    kind = "strong" if quality > 0.66 else "fair" if quality > 0.33 else "weak"  # noqa: PLR2004
    texts = [entry["text"] for entry in _data()["overall"] if entry["for"] == kind]
    return texts[turn % len(texts)]
