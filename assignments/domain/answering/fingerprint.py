"""The fingerprint of handed-in texts: equal texts, equal digits. It makes a receipt checkable."""

import hashlib
import json
import re
from collections.abc import Iterable

from assignments.models import Answer
from studyhub.access.refusal import Refusal

SHOWN_DIGITS = 12
FEWEST_DIGITS = 8
ALL_DIGITS = 64
# White space and every kind of dash, as digits are written in groups.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_HEXADECIMAL = re.compile(r"[0-9a-f]+")


def fingerprint_of(answers: Iterable[Answer]) -> str:
    """Return the SHA-256 of the texts, as hexadecimal digits.

    Made over the JSON list of ``[label, text]`` pairs, UTF-8, without spaces. The answers must
    come in reading order, with ``question``.
    """
    pairs = [[answer.question.label, answer.text] for answer in answers]
    canonical = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_digits(typed: str) -> str:
    """Return the digits that somebody copied from a receipt, which may be in groups.

    Raises ``Refusal`` for what is no fingerprint, and for too few digits to tell one by.
    """
    digits = _BETWEEN.sub("", typed).lower()
    if not _HEXADECIMAL.fullmatch(digits) or len(digits) > ALL_DIGITS:
        raise Refusal("A fingerprint has only digits and the letters a to f.", code="digits")
    if len(digits) < FEWEST_DIGITS:
        raise Refusal(
            f"Type at least {FEWEST_DIGITS} of its {SHOWN_DIGITS} digits, from the first on.",
            code="digits",
        )
    return digits
