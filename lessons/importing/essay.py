"""Read ``essay.md``: sections of numbered paragraphs, and nothing else.

The form is narrow on purpose (FORMAT.md): a title, and then for every section and paragraph a
line ``{#s2}`` or ``{#s2-1}`` before it. What Markdown has besides - lists, quotations, images,
code, raw HTML - is not lost in silence and not rendered by chance: each is a finding.

A paragraph's anchor lasts from edition to edition, so its numbers need not be those of the place
where it stands now; the number on the screen is by place. ``draft`` reads the same without
anchors.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from lessons.importing.findings import Findings
from lessons.importing.inline import read_inline
from lessons.importing.pack import Essay, EssayParagraph, EssaySection
from lessons.importing.shape import limit
from lessons.models import Paragraph, Section
from studyhub.web.text import is_blank

# An essay of 50,000 words, the paragraphs of one or two lines each as they come out of a document.
MAX_PARAGRAPHS = 3_000
MAX_PARAGRAPH = 10_000
# Of the Markdown, measured before its marks are read: their worst cases grow with the square.
MAX_BLOCK = 12_000

NO_PARAGRAPH = "The essay has no paragraph."
_ANCHOR_LINE = re.compile(r"\{#([^{}\s]{1,60})\}\s*")
_SECTION = re.compile(r"s[1-9][0-9]{0,3}")
_PARAGRAPH = re.compile(r"s[1-9][0-9]{0,3}-[1-9][0-9]{0,4}")
_KINDS = {
    "bullet_list_open": "A list",
    "ordered_list_open": "A list",
    "blockquote_open": "A quotation block",
    "fence": "A code block",
    "code_block": "A code block (a line that begins with four spaces)",
    "hr": "A rule",
}


def _anchor_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line that holds ``{#name}`` alone. It also ends a paragraph above it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _ANCHOR_LINE.fullmatch(line)
    if not found or state.is_code_block(start):
        return False
    if not silent:
        state.line = start + 1
        token = state.push("anchor", "", 0)
        token.content, token.map = found.group(1), [start, start + 1]
    return True


def essay_parser() -> MarkdownIt:
    """Blocks alone are read at first; the reader reads the inside of those that are short enough.

    Links are judged in ``inline``, where each bad one becomes a finding, so any passes here.
    """
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["reference", "lheading", "autolink"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.before("paragraph", "anchor", _anchor_line, {"alt": ["paragraph"]})
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def read_essay(text: str, file: str, findings: Findings) -> Essay:
    """Return the essay; whatever is out of form is a finding with its line."""
    return EssayReader(file, findings).read(text)


def _blocks(tokens: Sequence[Token]) -> list[tuple[Token, Token | None]]:
    """Pair each outermost block with its inline content."""
    return [
        (token, tokens[i + 1] if token.type in {"heading_open", "paragraph_open"} else None)
        for i, token in enumerate(tokens)
        if token.level == 0 and token.nesting >= 0
    ]


@dataclass
class OpenSection:
    """A section that is being read."""

    name: str
    title: str
    line: int
    paragraphs: list[EssayParagraph] = field(default_factory=list)


class EssayReader:
    """Walks the blocks in order, holding the anchor and heading that wait for their paragraph."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.parser, self.file, self.findings = essay_parser(), file, findings
        self.title = ""
        self.sections: list[OpenSection] = []
        self.anchor = ""
        self.heading = ""
        self.heading_html = ""
        self.heading_line = 0
        self.terms: set[str] = set()
        self.names: set[str] = set()
        self.line = 1

    def read(self, text: str) -> Essay:
        """Return the essay; call it once."""
        for token, content in _blocks(self.parser.parse(text)):
            self.take(token, content)
        return self.finish(text)

    def take(self, token: Token, content: Token | None) -> None:
        """Read one block."""
        self.line = token.map[0] + 1 if token.map else self.line
        if token.type == "anchor":
            self._take_anchor(token.content)
        elif token.type == "heading_open" and content is not None:
            self._take_heading(token.tag, content)
        elif token.type == "paragraph_open" and content is not None:
            self._take_paragraph(content)
        elif token.type != "inline":
            self._refuse_block(token)

    def _refuse_block(self, token: Token) -> None:
        kind = _KINDS.get(token.type, "This")
        self._find(f"{kind} cannot stand here. An essay has headings and paragraphs only.")

    def finish(self, text: str) -> Essay:
        """Return what was read, after the checks of the whole."""
        self._expect_nothing_waits()
        if not self.title:
            self._find("The essay has no title: begin with a line such as “# Two aims”.", line=1)
        if not any(section.paragraphs for section in self.sections):
            self._find(NO_PARAGRAPH)
        sections = tuple(
            EssaySection(
                number, section.name, section.title, tuple(section.paragraphs), section.line
            )
            for number, section in enumerate(self.sections, start=1)
        )
        essay = Essay(text, self.title, sections, frozenset(self.terms))
        if len(essay.paragraphs) > MAX_PARAGRAPHS:
            self._find(f"The essay has more than {MAX_PARAGRAPHS:,} paragraphs.")
        return essay

    def _take_anchor(self, name: str) -> None:
        self._expect_nothing_waits()
        if name in self.names:
            self._find(f"The anchor {name} stands twice.")
        if not (_SECTION.fullmatch(name) or _PARAGRAPH.fullmatch(name)):
            self._find(f'"{name}" is not an anchor. Write {{#s2}} or {{#s2-1}}.')
        self.names.add(name)
        self.anchor = name

    def _expect_nothing_waits(self) -> None:
        if self.anchor:
            self._find(f"Nothing follows the anchor {self.anchor}.")
        self._forget_anchor()

    def _forget_anchor(self) -> None:
        self.anchor = self.heading = self.heading_html = ""
        self.heading_line = 0

    def _take_heading(self, tag: str, content: Token) -> None:
        text, html = self._read(content, links=False)
        if tag == "h1":
            self._take_title(text)
        elif tag == "h2":
            self._take_section(text)
        elif tag == "h3":
            self._take_subheading(text, html)
        else:
            self._find("Headings are #, ## and ###, no deeper.")

    def _take_title(self, text: str) -> None:
        if self.title or self.sections:
            self._find("The title, with one #, stands once, at the beginning.")
        self.title = text

    def _take_section(self, title: str) -> None:
        name = self._section_name()
        self._check_length(title, limit(Section, "title"))
        if self.sections and not self.sections[-1].paragraphs:
            self._find(f"Section {self.sections[-1].name} has no paragraph.")
        self.sections.append(OpenSection(name, title, self.line))
        self._forget_anchor()

    def _take_subheading(self, text: str, html: str) -> None:
        if not self._may_head_a_paragraph():
            self._find("A ### heading stands between a paragraph's anchor and its text.")
        self._hold_heading(text, html)

    def _hold_heading(self, text: str, html: str) -> None:
        self._check_length(text, limit(Paragraph, "heading"))
        self.heading, self.heading_html = text, f"<h3>{html}</h3>"
        self.heading_line = self.line

    def _may_head_a_paragraph(self) -> bool:
        return bool(_PARAGRAPH.fullmatch(self.anchor)) and not self.heading

    def _take_paragraph(self, content: Token) -> None:
        text, html = self._read(content, links=True)
        self._check_length(text, MAX_PARAGRAPH)
        if not self.sections:
            self._find("This paragraph stands before the first section.")
            return self._forget_anchor()
        section = self.sections[-1]
        section.paragraphs.append(
            EssayParagraph(
                anchor=self._paragraph_name(section),
                heading=self.heading,
                text=text,
                html=f"{self.heading_html}<p>{html}</p>",
                line=self.heading_line or self.line,
            )
        )
        return self._forget_anchor()

    def _section_name(self) -> str:
        """Return the name of the section that begins; it is by place."""
        expected = f"s{len(self.sections) + 1}"
        if self.anchor != expected:
            self._find(f"Before this section stands {self._shown_anchor()}, not {{#{expected}}}.")
        return expected

    def _paragraph_name(self, section: OpenSection) -> str:
        """Return the anchor of the paragraph that begins."""
        if _PARAGRAPH.fullmatch(self.anchor):
            return self.anchor
        example = f"{section.name}-{len(section.paragraphs) + 1}"
        self._find(
            f"Before this paragraph stands {self._shown_anchor()}. "
            f"It needs one such as {{#{example}}}."
        )
        return example

    def _shown_anchor(self) -> str:
        return f"{{#{self.anchor}}}" if self.anchor else "no anchor"

    def _read(self, content: Token, *, links: bool) -> tuple[str, str]:
        if len(content.content) > MAX_BLOCK:
            self._check_length(content.content, MAX_BLOCK)
            return "(too long)", ""
        tokens: list[Token] = []
        self.parser.inline.parse(content.content, self.parser, {}, tokens)
        inline = read_inline(tokens, links=links)
        for sentence in inline.faults:
            self._find(sentence)
        self.terms |= inline.terms
        return inline.text, inline.html

    def _check_length(self, text: str, most: int) -> None:
        if is_blank(text):
            self._find("This is empty.")
        if len(text) > most:
            self._find(f"This has {len(text):,} characters; {most:,} are the most.")

    def _find(self, sentence: str, *, line: int | None = None) -> None:
        self.findings.add(self.file, f"line {line or self.line}", sentence)
