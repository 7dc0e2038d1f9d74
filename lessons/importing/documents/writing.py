"""Write an essay as ``essay.md`` of a lesson pack, so that text stays text.

Every character that Markdown could take for a mark is escaped. Emphasis and links are written
where reading the result back gives exactly the same text; otherwise the words stand alone.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lessons.importing.documents.blocks import Mark, MarkKind
from lessons.importing.documents.outline import EssayOutline, Part, Passage
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from lessons.importing.readers import is_web_address

_SPECIAL = re.compile(r"([\\`*_\[\]]|\{(?=#)|<(?=[A-Za-z/!?])|&(?=#?\w))")
_AT_START = re.compile(r"^(?:([#+=:>~-])|(\d{1,9})([.)]))")
_SIGNS = {MarkKind.EM: "*", MarkKind.STRONG: "**"}


def essay_markdown(outline: EssayOutline, *, title: str) -> str:
    """Return the whole essay under its title, with the anchors of all sections and paragraphs."""
    blocks = [f"# {escaped(title)}"]
    for part in outline.parts:
        blocks += _part(part)
    return "\n\n".join(blocks) + "\n"


def _part(part: Part) -> Iterable[str]:
    yield f"{{#s{part.number}}}\n## {escaped(part.title)}"
    for passage in part.passages:
        heading = f"### {escaped(passage.heading)}\n\n" if passage.heading else ""
        yield f"{{#{passage.anchor}}}\n{heading}{paragraph_markdown(passage)}"


def paragraph_markdown(passage: Passage) -> str:
    """Return a paragraph's Markdown, with its marks if they can be read back."""
    marked = with_marks(passage.text, passage.marks)
    plain = escaped(passage.text)
    if marked == plain or _reads_as(marked) == passage.text:
        return marked
    return plain


def _reads_as(markdown: str) -> str:
    findings = Findings()
    essay = read_essay(f"# T\n\n{{#s1}}\n## S\n\n{{#s1-1}}\n{markdown}\n", "", findings)
    return essay.paragraphs[0].text if not findings.all and essay.paragraphs else ""


def escaped(text: str) -> str:
    """Return a text of one line so that Markdown reads it as it is."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _AT_START.sub(lambda found: _guarded(*found.groups()), text)


def _guarded(sign: str | None, number: str | None, after: str | None) -> str:
    return f"\\{sign}" if sign else f"{number}\\{after}"


def with_marks(text: str, marks: Sequence[Mark]) -> str:
    """Return the escaped text with its emphasis and its links to web addresses."""
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces: list[str] = []
    for start, end in pairwise(cuts):
        pieces.append(_opened(marks, start) + _SPECIAL.sub(r"\\\1", text[start:end]))
        pieces.append(_closed(marks, end))
    return _AT_START.sub(lambda found: _guarded(*found.groups()), "".join(pieces))


def _opened(marks: Sequence[Mark], at: int) -> str:
    opening = sorted((m for m in marks if m.start == at), key=lambda m: -m.end)
    return "".join(_sign(mark, "[") for mark in opening)


def _closed(marks: Sequence[Mark], at: int) -> str:
    closing = sorted((m for m in reversed(marks) if m.end == at), key=lambda m: -m.start)
    return "".join(_sign(mark, f"]({mark.target})") for mark in closing)


def _sign(mark: Mark, link: str) -> str:
    if mark.kind is not MarkKind.LINK:
        return _SIGNS[mark.kind]
    is_plain = is_web_address(mark.target) and not re.search(r"[\s()<>\\]", mark.target)
    return link if is_plain else ""
