"""The inside of a paragraph: emphasis, links and glossary marks, as plain text and as HTML.

Every character of text is escaped here, and the only tags are the ones written here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from markdown_it.token import Token

from lessons.importing.readers import is_web_address

_TERM = re.compile(r"term:([a-z0-9]+(?:-[a-z0-9]+)*)")
_MARKS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}
_TEXTS = {"text", "text_special"}
_NOT_HERE = {
    "code_inline": "Code (between backticks) cannot stand in an essay.",
    "hardbreak": "A forced line break cannot stand in a paragraph.",
    "image": "A picture cannot stand in an essay.",
}


@dataclass
class Inline:
    """What was read. ``faults`` are sentences; ``terms`` the glossary ids that links name."""

    text: str = ""
    html: str = ""
    terms: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def read_inline(tokens: Sequence[Token], *, links: bool) -> Inline:
    """Render the children of an inline token. ``links`` says whether any may stand here."""
    inline = Inline()
    for token in tokens:
        if token.type in _TEXTS:
            _add_text(inline, token.content)
        elif token.type == "softbreak":
            _add_text(inline, " ")
        elif token.type in _MARKS:
            inline.html += _MARKS[token.type]
        elif token.type == "link_open":
            inline.html += _opened_link(inline, token, links=links)
        elif token.type == "link_close":
            inline.html += "</a>"
        else:
            inline.faults.append(_NOT_HERE.get(token.type, f"“{token.type}” cannot stand here."))
    return inline


def _add_text(inline: Inline, text: str) -> None:
    inline.text += text
    inline.html += escape(text)


def _opened_link(inline: Inline, token: Token, *, links: bool) -> str:
    target = str(token.attrGet("href") or "")
    if not links:
        inline.faults.append("A link cannot stand in a heading.")
    if token.attrGet("title"):
        inline.faults.append("A link has no title here: write [words](address).")
    found = _TERM.fullmatch(target)
    if found:
        inline.terms.add(found.group(1))
        return f'<a class="term" href="#term-{found.group(1)}">'
    if not is_web_address(target):
        shown = target[:60]
        inline.faults.append(
            f"“{shown}” is not a link that may stand here: only http:// or "
            "https:// with a site, or term: with a glossary id."
        )
        return "<a>"
    return f'<a href="{escape(target)}">'
