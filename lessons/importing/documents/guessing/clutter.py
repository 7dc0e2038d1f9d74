"""Find what a web page left in a copied text, each line in its company.

Some lines are clutter by themselves (``clutter_lines``). Others are only by where they stand: a
title above "1,234 words", a sentence cut off between two such entries. A list of other documents
goes on until a heading or a whole paragraph of the essay's own begins again.
"""

import re
from collections.abc import Callable, Sequence

from lessons.importing.documents.blocks import Block, Kind
from lessons.importing.documents.guessing.asking import is_asking
from lessons.importing.documents.guessing.clutter_lines import Clutter, clutter_of, is_count
from lessons.importing.documents.guessing.headings import (
    begins_questions,
    begins_readings,
    words_in,
)
from lessons.importing.documents.markers import Style, marker_of

_KINDS = {
    Kind.DRAWN: Clutter.RULED,
    Kind.CONTENTS: Clutter.CONTENTS,
    Kind.NOTE: Clutter.NOTE,
    Kind.FURNITURE: Clutter.FURNITURE,
}
_ELLIPSIS = re.compile(
    r"(?:…|\.{3,}|\. \. \.|\[…\]|\[\.{3}\])[\"”’')\]]*"
    r"(?P<more>\s*[\[(]?(?:read|show|see|view|load)?\s*(?:more|on|full)?[\])]?)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!:;,][\"”’)\]]*$")
_SENTENCES = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"‘])")
# Words that no sentence ends with: whoever stops there was cut off.
_CUT = re.compile(
    r"\b(?:the|a|an|of|to|in|on|at|by|for|with|from|into|onto|and|or|but|nor|as|that|which|who|"
    r"whom|whose|than|because|although|while|when|where|if|was|were|is|are|be|been|being|has|"
    r"have|had|its|his|her|their|our|my|your|this|these|those|not|also|such|very|more|most|"
    r"between|among|through|during|after|before|under|over|against|towards?|upon|about)$",
    re.IGNORECASE,
)
# How collections of other people's texts call them: "Cold War Essay", "Rapallo Dbq".
_ESSAY_TITLE = re.compile(
    r".*\b(?:essays?|(?:term|research) papers?|dbq|book report|essay (?:example|sample)s?)\W*",
    re.IGNORECASE,
)
TITLE_WORDS, TEASER_WORDS, TEXT_WORDS, TORN_WORDS = 18, 60, 20, 9
_ENTRY_LINES = 12  # more than an entry of a list has
# What an entry of a list of documents is known by.
_ENTRY = frozenset({Clutter.COUNT, Clutter.TEASER, Clutter.RELATED})


_ELLIPSIS_FIRST = ("…", "...", "[…]", "[...]")


def ends_cut_off(text: str) -> bool:
    """Tell whether a text ends in an ellipsis."""
    return bool(_ELLIPSIS.search(text[-60:]))


def is_torn(text: str) -> bool:
    """Tell whether a text was plainly torn out of another: it stops, or starts, in a sentence."""
    return text.startswith(_ELLIPSIS_FIRST) or (
        words_in(text) >= TORN_WORDS and bool(_CUT.search(text[-16:]))
    )


def find_clutter(blocks: Sequence[Block]) -> dict[int, Clutter]:
    """Return why a block is set aside, for each that is, by its index."""
    return _Finder(blocks).find()


class _Finder:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.texts = [block.written for block in blocks]
        self.found: dict[int, Clutter] = {}
        for i, block in enumerate(blocks):
            why = _KINDS.get(block.kind)
            if why is None and block.kind is not Kind.TITLE:
                why = None if self._is_barrier(i) else clutter_of(block.written)
            if why is not None:
                self.found[i] = why
        self.is_heading = [block.kind in (Kind.HEADING, Kind.TITLE) for block in blocks]
        # Those that say of which text they count the words are an entry by themselves.
        self.bare_counts = {i for i, why in self.found.items() if self._is_bare_count(i, why)}
        self.own_title = self._own_title()
        self.own = self._own_counts()

    def find(self) -> dict[int, Clutter]:
        """Mark titles above counts, then walk each list to its end, then look for teasers."""
        self._mark(Clutter.RELATED, self._is_entry_title)
        end = 0
        for i in sorted(self.found):
            is_head = self.found[i] in (Clutter.RELATED, Clutter.COUNT) and i not in self.own
            if is_head and i >= end:
                end = self._walk(i + 1)
        self._mark(Clutter.TEASER, self._is_teaser)
        self._mark(Clutter.RELATED, self._is_between)
        return self.found

    def _mark(self, why: Clutter, is_it: Callable[[int], bool]) -> None:
        for i in range(len(self.texts)):
            if i not in self.found and is_it(i):
                self.found[i] = why

    def _is_bare_count(self, i: int, why: Clutter) -> bool:
        return why is Clutter.COUNT and is_count(self.texts[i])

    def _own_title(self) -> int:
        """Return the index of the document's own title, which may stand above its own counts."""
        i = 0
        while i < len(self.texts) and (i in self.found or not self._is_title(i)):
            if i not in self.found:
                return -1
            if self.found[i] is Clutter.RELATED:
                return -1
            i += 1
        after = i + 1
        while self.found.get(after) in (Clutter.COUNT, Clutter.NAVIGATION):
            after += 1
        leads_on = self._is_title(after) and self.found.get(after + 1) is Clutter.COUNT
        return -1 if leads_on else i

    def _own_counts(self) -> set[int]:
        """Return the counts that stand directly under the document's own title."""
        i, own = self.own_title + 1, set()
        while self.own_title >= 0 and self.found.get(i) in (Clutter.COUNT, Clutter.NAVIGATION):
            own.add(i)
            i += 1
        return own

    def _is_barrier(self, i: int) -> bool:
        """Tell whether a line begins questions or readings, which ends any list."""
        return begins_questions(self.texts[i]) or begins_readings(self.texts[i])

    def _is_question(self, i: int) -> bool:
        marker = marker_of(self.texts[i])
        return marker is not None and marker.style is not Style.BULLET

    def _is_asked(self, i: int) -> bool:
        """Tell whether a line with a number or letter asks something."""
        return self._is_question(i) and is_asking(self.texts[i])

    def _is_title(self, i: int) -> bool:
        if not 0 <= i < len(self.texts) or i in self.found or self._is_barrier(i):
            return False
        text = self.texts[i]
        marker = marker_of(text)
        bare = marker.rest if marker is not None and marker.style is Style.BULLET else text
        is_short = 0 < words_in(bare) <= TITLE_WORDS and len(bare) <= 160
        is_ended = _STOP.search(bare) or ends_cut_off(bare) or is_torn(bare)
        return is_short and not is_ended

    def _is_text(self, i: int) -> bool:
        """Tell whether a block is a whole paragraph: long enough, and ended as sentences are."""
        if not 0 <= i < len(self.texts) or i in self.found:
            return False
        text = self.texts[i]
        return words_in(text) >= TEXT_WORDS and not ends_cut_off(text) and not is_torn(text)

    def _is_cut(self, i: int) -> bool:
        if not 0 <= i < len(self.texts) or i in self.found:
            return False
        text = self.texts[i]
        return (ends_cut_off(text) or is_torn(text)) and words_in(text) <= TEASER_WORDS

    def _is_entry_title(self, i: int) -> bool:
        if i == self.own_title or not self._is_title(i) or self._is_asked(i):
            return False
        if i + 1 in self.bare_counts or self._is_essay_title(i):
            return True
        return self._is_cut(i + 1) and self.found.get(i + 2) in _ENTRY | {Clutter.NAVIGATION}

    def _is_essay_title(self, i: int) -> bool:
        """Tell whether a title below the document's own calls itself an essay."""
        is_below = 0 <= self.own_title < i
        return is_below and bool(_ESSAY_TITLE.fullmatch(self.texts[i])) and not self._is_question(i)

    def _walk(self, i: int) -> int:
        """Mark what belongs to a list of other documents, from ``i``; return where it ends."""
        has_counts = self.found.get(i - 1) is Clutter.COUNT
        while i < len(self.texts) and not self._is_barrier(i):
            if i in self.found:
                has_counts = has_counts or self.found[i] is Clutter.COUNT
            elif why := self._entry_at(i, has_counts=has_counts):
                self.found[i] = why
            else:
                break
            i += 1
        return i

    def _entry_at(self, i: int, *, has_counts: bool) -> Clutter | None:
        """Return what a line is within a list of documents; None where the list is over."""
        if self._is_cut(i):
            return None if self._has_teaser(i) else Clutter.TEASER
        if i + 1 in self.bare_counts and words_in(self.texts[i]) <= TEASER_WORDS:
            return Clutter.RELATED
        if self._is_question(i) or self.is_heading[i]:
            return None
        if self._is_title(i):
            is_heading = self._is_text(i + 1) and (has_counts or self.texts[i].isupper())
            return None if is_heading else Clutter.RELATED
        return Clutter.TEASER if self._is_described(i) else None

    def _is_described(self, i: int) -> bool:
        """Tell whether a whole sentence tells of an entry rather than of the essay's matter."""
        text = self.texts[i]
        if words_in(text) > TEASER_WORDS or self._has_teaser(i):
            return False
        if self.found.get(i + 1) is Clutter.NAVIGATION:
            return True
        is_one = not _SENTENCES.search(text) and words_in(text) < TEXT_WORDS
        return is_one and i - 1 in self.bare_counts and self._is_found_title(i + 1)

    def _is_found_title(self, i: int) -> bool:
        """Tell whether a line is the title of an entry, and not what heads a whole list."""
        is_found = self.found.get(i) is Clutter.RELATED
        return is_found and clutter_of(self.texts[i]) is not Clutter.RELATED

    def _has_teaser(self, i: int) -> bool:
        """Tell whether the entry above a cut-off text has its teaser already.

        Then the text is none of the list's. Teasers without titles follow on one another.
        """
        has_one = False
        for before in range(i - 1, max(-1, i - _ENTRY_LINES), -1):
            why = self.found.get(before)
            has_one = has_one or why is Clutter.TEASER
            if why is Clutter.RELATED:
                return has_one and self._is_found_title(before)
            if why not in (Clutter.COUNT, Clutter.TEASER, Clutter.NAVIGATION):
                return False
        return False

    def _is_teaser(self, i: int) -> bool:
        """Tell whether a text that ends in an ellipsis was cut off rather than left open."""
        if not self._is_cut(i) or self._is_question(i):
            return False
        text = self.texts[i]
        ending = _ELLIPSIS.search(text)
        stem = text[: ending.start()].rstrip() if ending else text
        if (ending and ending["more"].strip()) or _CUT.search(stem[-16:]) or stem[:1] in "….":
            return True
        if stem[:1].islower() and not self._follows_colon(i):
            return True
        is_one = len(_SENTENCES.findall(stem)) <= 1
        return is_one and (self._follows_entry(i) or self._leads_on(i))

    def _follows_entry(self, i: int) -> bool:
        """Tell whether the line before belongs to a list, whose entry still lacks a teaser."""
        is_entry = self.found.get(i - 1) in _ENTRY and i - 1 not in self.own
        return is_entry and not self._has_teaser(i)

    def _leads_on(self, i: int) -> bool:
        """Tell whether what follows offers the rest, or is cut off as well."""
        if i + 1 in self.bare_counts or self.found.get(i + 1) is Clutter.NAVIGATION:
            return True
        return self._is_cut(i + 1) or self.found.get(i + 1) is Clutter.TEASER

    def _follows_colon(self, i: int) -> bool:
        return i > 0 and self.texts[i - 1].rstrip().endswith((":", ",", ";"))

    def _is_between(self, i: int) -> bool:
        """Tell whether a title stands between two entries of a list."""
        is_title = self._is_title(i) and not self._is_question(i) and i != self.own_title
        return is_title and self.found.get(i - 1) in _ENTRY and self.found.get(i + 1) in _ENTRY
