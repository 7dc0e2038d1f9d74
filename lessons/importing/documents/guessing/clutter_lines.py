"""Lines that a web page leaves in a copied text, known by themselves alone.

Each wording must fit the whole of a short line, so that a paragraph which speaks of pages, of
essays or of cookies is never taken for one.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from lessons.importing.documents.guessing import clutter_phrases as phrases
from lessons.importing.documents.markers import Style, marker_of


class Clutter(StrEnum):
    """Why a line is no part of the lesson, in the words of its finding."""

    COUNT = "a count of words or pages"
    RELATED = "a list of other documents"
    TEASER = "a cut-off teaser of another document"
    NAVIGATION = "something to press on a web page"
    PAGE_NUMBER = "a page number"
    TRAIL = "the trail of a web page"
    BYLINE = "a line about who wrote it or handed it in"
    RULED = "a drawn line"
    CONTENTS = "a table of contents"
    NOTE = "a footnote"
    FURNITURE = "a line that stands on every page"
    REPEATED = "the title once more"
    STRAY = "a line among the questions that belongs to none of them"


# In words, and for a line as a whole in characters; whatever is longer is text.
_LINE, _LINE_CHARACTERS = 60, 400
_COUNTED_LINE, _COUNTED_TITLE = 30, 14
_LIST_HEAD, _LIST_SENTENCE = 16, 6
_BUTTON, _BUTTON_SENTENCE = 25, 12
_BYLINE = 12
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def folded(text: str) -> str:
    """Return a text for comparing: small letters, plain quotes, no closing punctuation."""
    plain = text.casefold().translate(_QUOTES)
    return plain.strip(" \t.:;,!*_>›»-–—|…#")


def is_count(text: str) -> bool:
    """Tell whether a line holds counts and nothing else: "1,234 words · 5 pages"."""
    rest, count = phrases.COUNT.subn(" ", folded(text))
    return count > 0 and not phrases.FILLING.sub(" ", rest).strip()


def is_titled_count(text: str) -> bool:
    """Tell whether a line is a title with its counts: "The Weimar Years - 912 words, 4 pages"."""
    plain = folded(text)
    if not phrases.COUNT.search(plain[-40:]) or len(plain.split()) > _COUNTED_LINE:
        return False
    found = phrases.TITLE_AND_COUNTS.fullmatch(plain)
    return found is not None and _is_title_of_counts(text, found)


def _is_title_of_counts(text: str, found: re.Match[str]) -> bool:
    title, marker = found["title"], marker_of(found["title"])
    words = len(title.split())
    if phrases.COMMAND.match(marker.rest if marker else title) or re.search(r"[.!;]\s", title):
        return False
    # A sentence may happen to end in a count.
    if text.rstrip().endswith(".") and words > 3 and "(" not in text:
        return False
    if len(phrases.COUNT.findall(found["counts"])) > 1:
        return True
    return bool(found["between"].strip()) and marker is None and words <= _COUNTED_TITLE


def is_related(text: str) -> bool:
    """Tell whether a line heads a list of other documents: "Best essays", "You may also like"."""
    plain, marker = folded(text), marker_of(text)
    words = len(plain.split())
    if words > _LIST_HEAD or (marker is not None and marker.style is not Style.BULLET):
        return False
    if phrases.ALSO_LIKE.match(plain):
        return True
    if text.rstrip().endswith((".", "?")) and words > _LIST_SENTENCE:
        return False
    listed = phrases.LIST_OF.fullmatch(plain)
    if listed and words <= _COUNTED_TITLE and not phrases.VERB.search(listed["after"]):
        return True
    return bool(phrases.INVITING.fullmatch(plain))


def is_navigation(text: str) -> bool:
    """Tell whether a line is a button, a banner or an offer of a web page."""
    plain = folded(text)
    words = len(plain.split())
    if words > _BUTTON or not plain:
        return False
    if phrases.ADDRESS.fullmatch(text.strip()):
        return True
    is_selling = bool(phrases.SELLING.search(plain))
    is_sentence = words > _BUTTON_SENTENCE and text.rstrip().endswith(".")
    if phrases.PRESSED.fullmatch(plain) and (not is_sentence or is_selling or "cookie" in plain):
        return True
    return is_selling and bool(phrases.OFFERING.match(plain))


def is_trail(text: str) -> bool:
    """Tell whether a line is the way to a page: "Home > History > Essays"."""
    if not phrases.TRAIL.fullmatch(text.strip()) or text.rstrip().endswith((".", "?", "!", ":")):
        return False
    signs = re.findall(r"\s([>›»→/|])\s", text)
    is_from_home = folded(text).startswith(("home", "start"))
    return is_from_home or (len(signs) > 1 and signs[0] in ">›»→")


def is_byline(text: str) -> bool:
    """Tell whether a short line names who wrote, taught or handed it in, or when."""
    plain = " ".join(text.casefold().split())
    return len(plain.split()) <= _BYLINE and bool(phrases.BYLINE.fullmatch(plain))


_TESTS: tuple[tuple[Clutter, Callable[[str], object]], ...] = (
    (Clutter.RULED, lambda text: not re.search(r"\w", folded(text))),
    (Clutter.PAGE_NUMBER, lambda text: phrases.PAGE.fullmatch(folded(text))),
    (Clutter.COUNT, lambda text: is_count(text) or is_titled_count(text)),
    (Clutter.RELATED, is_related),
    (Clutter.NAVIGATION, is_navigation),
    (Clutter.BYLINE, lambda text: phrases.HANDED_IN.fullmatch(folded(text))),
    (Clutter.TRAIL, is_trail),
)


def clutter_of(text: str) -> Clutter | None:
    """Return why a line by itself is no part of a lesson; None for what may be."""
    if len(text) > _LINE_CHARACTERS or len(text.split()) > _LINE:
        return None
    return next((why for why, is_it in _TESTS if is_it(text)), None)
