"""The values that a lesson pack holds, as read and found right."""

from dataclasses import dataclass

FORMAT = "studyhub-lesson-pack/1"


@dataclass(frozen=True)
class Theme:
    """A thread of the timeline."""

    key: str
    title: str


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    key: str
    term: str
    meaning: str


@dataclass(frozen=True)
class EssayParagraph:
    """``html`` is what stands at the anchor, heading included, without number or frame.

    ``line`` is where it begins in the Markdown, with its heading if it has one.
    """

    anchor: str
    heading: str
    text: str
    html: str
    line: int = 0


@dataclass(frozen=True)
class EssaySection:
    """``number`` counts from 1; ``name`` is ``s1``; ``line`` is where its heading stands."""

    number: int
    name: str
    title: str
    paragraphs: tuple[EssayParagraph, ...]
    line: int = 0

    @property
    def labelled(self) -> list[tuple[str, EssayParagraph]]:
        """Return the paragraphs, each with the number it has on the screen, "6.3"."""
        return [(f"{self.number}.{i}", row) for i, row in enumerate(self.paragraphs, start=1)]


@dataclass(frozen=True)
class Essay:
    """The Markdown and what was made of it. ``terms`` are the glossary ids its links name."""

    markdown: str
    title: str
    sections: tuple[EssaySection, ...]
    terms: frozenset[str]

    @property
    def paragraphs(self) -> list[EssayParagraph]:
        """Return all paragraphs in reading order."""
        return [paragraph for section in self.sections for paragraph in section.paragraphs]

    @property
    def anchors(self) -> frozenset[str]:
        """Return the names of all paragraphs' places."""
        return frozenset(paragraph.anchor for paragraph in self.paragraphs)


@dataclass(frozen=True)
class PackSource:
    """Where something is known from."""

    key: str
    title: str
    publisher: str
    year: str
    reference: str
    checked: str


@dataclass(frozen=True)
class SourceUse:
    """That an event rests on a source, and where in it."""

    key: str
    locator: str


@dataclass(frozen=True)
class PackEvent:
    """``questions`` are labels such as ``8b``; the floor above checks and links them."""

    key: str
    date: str
    first_day: int
    last_day: int
    title: str
    summary: str
    place: str
    people: tuple[str, ...]
    themes: tuple[str, ...]
    anchors: tuple[str, ...]
    questions: tuple[str, ...]
    sources: tuple[SourceUse, ...]
    note: str
    is_context: bool


@dataclass(frozen=True)
class PackReading:
    """A book or document that leads further."""

    author: str
    title: str
    year: str
    publisher: str
    level: str
    note: str
    url: str


@dataclass(frozen=True)
class LessonPack:
    """All that the lessons floor keeps of a pack.

    ``digest`` is the SHA-256 of the content, so that other spacing in a file is no change.
    """

    slug: str
    title: str
    subtitle: str
    summary: str
    language: str
    themes: tuple[Theme, ...]
    glossary: tuple[Term, ...]
    essay: Essay
    sources: tuple[PackSource, ...]
    events: tuple[PackEvent, ...]
    readings: tuple[PackReading, ...]
    digest: str
