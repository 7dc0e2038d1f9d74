"""Labels of questions and parts: 1, 2, 8a, 8b, 8a-i."""

from collections.abc import Iterable

MAX_DEPTH = 3
MAX_PARTS = 26
MAX_QUESTIONS = 200
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def label_of(numbers: Iterable[int]) -> str:
    """Return the label for the places in a set: (8, 1, 2) is "8a-ii"."""
    first, *rest = numbers
    label = str(first)
    if rest:
        label += chr(ord("a") + rest[0] - 1)
    if len(rest) > 1:
        label += f"-{_roman(rest[1])}"
    return label


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters += sign
            number -= value
    return letters
