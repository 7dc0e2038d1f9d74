"""A draft as the page shows it: the essay as it will be numbered, with what is out of form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lessons.domain.draft_text import checked_glossary
from lessons.importing.draft import DraftFinding, DraftRead, read_draft
from lessons.importing.essay import NO_PARAGRAPH
from lessons.importing.html import clean, paragraph_html
from studyhub.access.refusal import Refusal
from studyhub.web.text import count_words


@dataclass(frozen=True)
class ReadThrough:
    """``places`` are lines of the text with the id of what stands there in ``html``."""

    title: str
    html: SafeString
    findings: Sequence[DraftFinding]
    places: Sequence[tuple[int, str]]
    words: int
    paragraphs: int

    @property
    def counted(self) -> str:
        """Say how long it is."""
        paragraphs = "paragraph" if self.paragraphs == 1 else "paragraphs"
        words = "word" if self.words == 1 else "words"
        return f"{self.paragraphs:,} {paragraphs}, {self.words:,} {words}"

    @property
    def place_words(self) -> str:
        """Return the places for an attribute: ``3:s1 5:s1-1``."""
        return " ".join(f"{line}:{name}" for line, name in self.places)

    def as_json(self) -> dict[str, Any]:
        """Return it for the script that shows it while the text is typed."""
        return {
            "title": self.title,
            "html": self.html,
            "findings": [
                {"line": row.line, "sentence": row.sentence, "quote": row.quote}
                for row in self.findings
            ],
            "places": self.place_words,
            "counted": self.counted,
        }


def read_through(markdown: str, glossary: Sequence[Mapping[str, str]]) -> ReadThrough:
    """Read a draft as it stands in the boxes; nothing is written.

    A glossary that cannot be kept is left out here: saving says what is wrong with it.
    """
    try:
        terms = checked_glossary(glossary)
    except Refusal:
        terms = []
    read = read_draft(markdown, terms)
    essay = read.essay
    places = [(section.line, section.name) for section in essay.sections]
    places += [(row.line, row.anchor) for row in essay.paragraphs]
    return ReadThrough(
        title=essay.title,
        html=_html(read),
        findings=read.findings,
        places=sorted(places),
        words=sum(count_words(row.text) for row in essay.paragraphs),
        paragraphs=len(essay.paragraphs),
    )


def _html(read: DraftRead) -> SafeString:
    """Return the essay with each finding where its line stands.

    Safe: the essay is made by ``lessons.importing``, findings are escaped, and ``clean`` lets
    nothing else through.
    """
    notes = _Notes(read.findings)
    parts = [*notes.up_to(1)]
    for section in read.essay.sections:
        parts += notes.up_to(section.line)
        inside: list[str] = []
        for label, row in section.labelled:
            inside += [*notes.up_to(row.line), paragraph_html(label, row)]
        parts.append(
            f'<section class="essay-section" id="{section.name}" '
            f'aria-labelledby="{section.name}-title"><h2 id="{section.name}-title">'
            f'<span class="section-number">{section.number}</span> {escape(section.title)}</h2>'
            f"{''.join(inside)}</section>"
        )
    parts += notes.up_to(None)
    return mark_safe(clean("\n".join(parts)))  # noqa: S308  (nh3 has the last word)


class _Notes:
    """Hands out the findings in the order of their lines, each once.

    That there is nothing to read yet is said by the page itself.
    """

    def __init__(self, findings: Sequence[DraftFinding]) -> None:
        self.left = [
            (number, row)
            for number, row in enumerate(findings, start=1)
            if row.line and row.sentence != NO_PARAGRAPH
        ]

    def up_to(self, line: int | None) -> Iterator[str]:
        """Yield those at or above a line; all that are left for None."""
        while self.left and (line is None or self.left[0][1].line <= line):
            number, row = self.left.pop(0)
            quote = f"<p>{escape(row.quote)}</p>" if row.quote else ""
            yield (
                f'<div class="finding" id="finding-{number}"><p><strong>Line {row.line}.</strong> '
                f"{escape(row.sentence)}</p>{quote}</div>"
            )
