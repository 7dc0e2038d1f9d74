"""What people write who do not know EDTF yet, and the sentence that helps each of them on.

Nothing is decided here: what is asked about was refused already.
"""

import re
from typing import Final

# In the order in which they are looked for.
_USUAL_MISTAKES: Final = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r".*\..*", 'Dots only stand for an open end of an interval, as in "1939-05-01/..".'),
        (
            r".*[~?%].*",
            "The signs ~ (about), ? (possibly) and % (both) stand once, at the end of a date, "
            'as in "1919?" or "1918~/1920".',
        ),
        (r"[0-9]{8}", 'Put hyphens between year, month and day, as in "1939-05-01".'),
        (
            r"-?[0-9]{5,}.*",
            'A year has four digits; a longer one stands alone and begins with Y, as in "Y-12000".',
        ),
        (
            r"-?[0-9]{4}-[0-9]{4}",
            'A slash stands between the two ends of an interval, as in "1918/1920".',
        ),
        (
            r"-?[0-9]{4}-[0-9]{1,2}(-[0-9])?",
            'Month and day have two digits each, as in "1939-05-01".',
        ),
        (r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", 'The year comes first, as in "1939-05-01".'),
        (
            r"-?[0-9X]{1,3}(-.*)?",
            'A year has four digits, as in "0490" for 490 CE or "-0489" for 490 BCE; '
            "both sides of an interval are written in full.",
        ),
    )
)


def about_form(text: str, plain: str) -> str:
    """``plain`` is the text without the sign of doubt at its end."""
    for pattern, sentence in _USUAL_MISTAKES:
        if pattern.fullmatch(plain):
            return f'"{text}" is not written as a date. {sentence}'
    return (
        f'"{text}" is not written as a date. Write year, month and day with hyphens, '
        'as in "1939-05-01", or less of it, as in "1939-05" or "1939".'
    )


def about_character(character: str) -> str:
    """Return the sentence about a character that no date has."""
    if character.isspace():
        return 'A date has no spaces, before, inside or after it. Write it as in "1939-05-01".'
    if character == "x":
        return 'A digit that nobody knows is a capital X, as in "192X".'
    if character in "T:":
        return 'A date has no time of day. Write the day alone, as in "1939-05-01".'
    return (
        f"The character {_shown(character)} cannot stand in a date. "
        'Use the digits 0 to 9 and plain hyphens, as in "1939-05-01" or "1918/1920".'
    )


def _shown(character: str) -> str:
    """Control characters and lone surrogates as U+0000, so that the sentence can be printed."""
    return f'"{character}"' if character.isprintable() else f"U+{ord(character):04X}"
