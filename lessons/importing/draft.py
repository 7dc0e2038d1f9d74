"""Read a draft: the essay as a teacher writes it, without anchors, and its glossary.

The form is that of ``essay`` but for the lines ``{#s2-1}``, which are given when the lesson is
published: a paragraph is numbered by its place until then. What cannot stand in an essay is a
finding with its line. A draft may be kept with findings; it cannot be published with them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from markdown_it.token import Token

from lessons.importing.essay import EssayReader, OpenSection, essay_parser
from lessons.importing.findings import MAX_FINDINGS, Findings
from lessons.importing.pack import Essay, Term
from lessons.importing.shape import SLUG, limit
from lessons.models import GlossaryTerm, Lesson
from studyhub.web.text import is_blank, shown_name, validate_shown_name, with_plain_line_breaks

_QUOTED = 60
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class DraftFinding:
    """What keeps a draft from being published. ``line`` is 0 for one in the glossary.

    ``quote`` is the beginning of that line, for who has no line numbers before them.
    """

    line: int
    sentence: str
    quote: str = ""


@dataclass(frozen=True)
class DraftRead:
    """A draft as read. Where there are findings, ``essay`` and ``terms`` are what could be."""

    essay: Essay
    terms: tuple[Term, ...]
    findings: tuple[DraftFinding, ...]


def read_draft(markdown: str, glossary: Sequence[Mapping[str, str]]) -> DraftRead:
    """Return the essay and the terms of a draft, with all that is out of form."""
    text = with_plain_line_breaks(markdown)
    reader = DraftReader()
    essay = reader.read(text)
    terms, in_glossary = read_glossary(glossary)
    known = {term.key for term in terms}
    unknown = [
        DraftFinding(line, f"The glossary has no term “{key}”.")
        for key, line in reader.term_lines.items()
        if key not in known
    ]
    found = sorted([*reader.found, *unknown], key=lambda finding: finding.line)
    lines = text.split("\n")
    quoted = [
        DraftFinding(finding.line, finding.sentence, _quote(lines, finding.line))
        for finding in found
    ]
    return DraftRead(essay, terms, tuple([*quoted, *in_glossary][:MAX_FINDINGS]))


def _quote(lines: list[str], number: int) -> str:
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"{line[:_QUOTED].rstrip()}…" if len(line) > _QUOTED else line


class DraftReader(EssayReader):
    """Reads an essay without anchors. ``term_lines`` tells where each term is first named."""

    def __init__(self) -> None:
        super().__init__("", Findings())
        self.found: list[DraftFinding] = []
        self.term_lines: dict[str, int] = {}

    def _take_anchor(self, name: str) -> None:
        self._find(f"{{#{name}}} is given when the lesson is published. Take this line out.")

    def _expect_nothing_waits(self) -> None:
        if self.heading:
            self._find(
                f"No paragraph follows this heading: “{self.heading[:_QUOTED]}”.",
                line=self.heading_line,
            )
        self._forget_anchor()

    def _take_title(self, text: str) -> None:
        super()._take_title(text)
        self._check_length(text, limit(Lesson, "title"))
        try:
            validate_shown_name(shown_name(text))
        except ValidationError as error:
            if not is_blank(text):
                self._find(error.messages[0])

    def _take_subheading(self, text: str, html: str) -> None:
        self._expect_nothing_waits()
        if not self.sections:
            self._find("This heading stands before the first section.")
        self._hold_heading(text, html)

    def _section_name(self) -> str:
        self._expect_nothing_waits()
        return f"s{len(self.sections) + 1}"

    def _paragraph_name(self, section: OpenSection) -> str:
        return f"{section.name}-{len(section.paragraphs) + 1}"

    def _read(self, content: Token, *, links: bool) -> tuple[str, str]:
        before = set(self.terms)
        read = super()._read(content, links=links)
        self.term_lines |= dict.fromkeys(sorted(self.terms - before), self.line)
        return read

    def _find(self, sentence: str, *, line: int | None = None) -> None:
        if len(self.found) < MAX_FINDINGS:
            self.found.append(DraftFinding(line or self.line, sentence))


def read_glossary(
    rows: Sequence[Mapping[str, str]],
) -> tuple[tuple[Term, ...], list[DraftFinding]]:
    """Return the terms that are whole, and what is out of form; rows are counted from 1."""
    terms: dict[str, Term] = {}
    found: list[DraftFinding] = []
    for number, row in enumerate(rows, start=1):
        term = Term(row["id"], shown_name(row["term"]), row["meaning"].strip())
        faults = list(_faults(term))
        if term.key in terms:
            faults.append(f"The name “{term.key}” stands twice.")
        where = f"“{term.term}”" if term.term else f"row {number}"
        found += [DraftFinding(0, f"Glossary, {where}: {sentence}") for sentence in faults]
        terms.setdefault(term.key, term)
    return tuple(terms.values()), found


def _faults(term: Term) -> Iterable[str]:
    if not SLUG.fullmatch(term.key):
        yield "The name that links go by has small letters, digits and hyphens only."
    if len(term.key) > limit(GlossaryTerm, "key"):
        yield f"The name that links go by has more than {limit(GlossaryTerm, 'key')} characters."
    try:
        validate_shown_name(term.term)
    except ValidationError as error:
        yield error.messages[0]
    if len(term.term) > limit(GlossaryTerm, "term"):
        yield f"The term has more than {limit(GlossaryTerm, 'term')} characters."
    if is_blank(term.meaning):
        yield "It needs a meaning."
    if len(term.meaning) > limit(GlossaryTerm, "meaning"):
        yield f"The meaning has more than {limit(GlossaryTerm, 'meaning')} characters."


def without_anchors(markdown: str) -> str:
    """Return an edition's Markdown as a draft: its anchor lines gone, all else as it is.

    A paragraph that only its anchor line parted from the one above gets a blank line there.
    """
    lines = markdown.split("\n")
    anchors = {
        token.map[0]
        for token in essay_parser().parse(markdown)
        if token.type == "anchor" and token.map
    }
    kept = [
        "" if number in anchors else line
        for number, line in enumerate(lines)
        if number not in anchors or _parts(lines, number)
    ]
    return _BLANK_LINES.sub("\n\n", "\n".join(kept))


def _parts(lines: list[str], number: int) -> bool:
    """Tell whether an anchor line has text directly above it."""
    return number > 0 and bool(lines[number - 1].strip())


def with_anchors(essay: Essay, names: Sequence[str]) -> str:
    """Return a draft's Markdown with its anchor lines: a valid ``essay.md``.

    ``names`` are the anchors of the paragraphs in order; sections are named by place.
    """
    marks = {section.line: section.name for section in essay.sections}
    marks |= {row.line: name for row, name in zip(essay.paragraphs, names, strict=True)}
    lines: list[str] = []
    for number, line in enumerate(essay.markdown.split("\n"), start=1):
        if number in marks:
            lines.append(f"{{#{marks[number]}}}")
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n"
