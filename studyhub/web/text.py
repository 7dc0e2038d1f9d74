r"""The one text policy at the edge.

Answers are kept exactly as typed, save that line breaks are counted and stored as ``\n`` (a
browser sends CRLF for the same text). Shown names are NFC and free of control and bidi
characters. Sign-in names are compared after NFKC and casefold. NUL and lone surrogates are
refused everywhere.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

# White space, and characters that print nothing: zero-width ones, the BOM, the braille blank,
# Hangul fillers. A text of only these is blank.
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_blank(text: str) -> bool:
    """Tell whether a reader would see nothing at all."""
    return not _INVISIBLE.sub("", text)


def count_words(text: str) -> int:
    """Count runs of visible text between white space; the same rule runs in the browser.

    A dash alone between spaces is no word. Line breaks of any kind and doubled spaces do not
    change the count.
    """
    return sum(1 for run in text.split() if re.search(r"\w", run))


def with_plain_line_breaks(text: str) -> str:
    """Return the text with CRLF and CR as LF, and nothing else changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def has_forbidden_characters(text: str) -> bool:
    """Tell whether a text holds NUL or a lone surrogate, which no database here can keep."""
    return bool(_FORBIDDEN.search(text))


def sign_in_key(name: str) -> str:
    """Return the form in which sign-in names are compared: NFKC, casefold, no outer spaces."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def shown_name(value: str) -> str:
    """Return a name in NFC with single spaces; see ``validate_shown_name`` for what is refused."""
    return " ".join(filter(None, unicodedata.normalize("NFC", value).split(" "))).strip()


def validate_shown_name(value: str) -> None:
    """Refuse control, bidi and line-breaking characters, and names that show nothing."""
    if any(
        character in _BIDI or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        for character in value
    ):
        raise ValidationError(
            "This contains a character that cannot be shown, such as a line break or a "
            "text-direction mark. Type it again without it.",
            code="unshowable",
        )
    if is_blank(value):
        raise ValidationError("Type at least one visible character.", code="blank")
