"""Bytes of a text file to characters: the right ones, or a refusal."""

import codecs

from lessons.importing.documents.limits import DocumentRefused
from studyhub.web.text import has_forbidden_characters, with_plain_line_breaks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The code pages of Windows in which a western, central European, Turkish or Baltic text may be.
# A byte that means another letter in each of them cannot be read without knowing which it is.
_CODE_PAGES = ("cp1252", "cp1250", "cp1254", "cp1257")
_ASK = (
    "This text file is not UTF-8, and its letters could mean several things. Save it again and "
    "choose UTF-8 (in Windows Notepad: Save as, Encoding, UTF-8)."
)


def decoded(data: bytes) -> tuple[str, bool]:
    """Return the text with plain line breaks, and whether it had to be read as an older encoding.

    Raises ``DocumentRefused`` where the characters are not certain, and for NUL.
    """
    text, is_older = _decoded(data)
    if has_forbidden_characters(text):
        raise DocumentRefused(
            "This is not a text file: it contains NUL characters. Save it as text in UTF-8."
        )
    return with_plain_line_breaks(text).replace("\u2028", "\n").replace("\u2029", "\n"), is_older


def _decoded(data: bytes) -> tuple[str, bool]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.removeprefix(mark).decode(encoding), False
            except UnicodeDecodeError:
                raise DocumentRefused(_ASK) from None
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return _agreed(data), True


def _agreed(data: bytes) -> str:
    readings = set()
    for page in _CODE_PAGES:
        try:
            readings.add(data.decode(page))
        except UnicodeDecodeError:
            raise DocumentRefused(_ASK) from None
    if len(readings) != 1:
        raise DocumentRefused(_ASK)
    return readings.pop()
