"""What a draft's text and glossary must be before they are kept, and when they say the same."""

from collections.abc import Mapping, Sequence

from lessons.domain.slugs import slug_of
from lessons.importing.draft import read_draft, without_anchors
from lessons.importing.pack import Essay
from lessons.models import Edition
from studyhub.access.refusal import Refusal
from studyhub.web.text import has_forbidden_characters, shown_name, with_plain_line_breaks

MAX_ESSAY = 500_000  # characters: 50,000 words are about 350,000
MAX_TERMS = 300
MAX_CELL = 2_000  # characters of a row's part, which may be too long to publish but not for ever

Glossary = list[dict[str, str]]
Rows = Sequence[Mapping[str, str]]


def checked_text(markdown: str) -> str:
    """Return the text as it is kept; refuses what no database keeps, and more than the limit."""
    text = with_plain_line_breaks(markdown)
    if has_forbidden_characters(text):
        raise Refusal("This text contains a character that cannot be kept.", code="markdown")
    if len(text) > MAX_ESSAY:
        raise Refusal(
            f"The essay has {len(text):,} characters; the limit is {MAX_ESSAY:,}. Nothing was "
            "saved. Shorten it and save again.",
            code="markdown",
        )
    return text


def checked_glossary(rows: Rows) -> Glossary:
    """Return the rows that hold anything; a term without a name for links is given one."""
    kept = [row for row in map(_checked_row, rows) if any(row.values())]
    if len(kept) > MAX_TERMS:
        raise Refusal(f"A glossary has at most {MAX_TERMS} terms.", code="glossary")
    names = {row["id"] for row in kept}
    for row in kept:
        if not row["id"]:
            row["id"] = _free_name(row["term"], names)
            names.add(row["id"])
    return kept


def _checked_row(row: Mapping[str, str]) -> dict[str, str]:
    cells = {
        "id": row.get("id", "").strip(),
        "term": shown_name(row.get("term", "")),
        "meaning": with_plain_line_breaks(row.get("meaning", "")).strip(),
    }
    if any(map(has_forbidden_characters, cells.values())):
        raise Refusal("The glossary has a character that cannot be kept.", code="glossary")
    if any(len(cell) > MAX_CELL for cell in cells.values()):
        raise Refusal(
            f"A part of the glossary has more than {MAX_CELL:,} characters.", code="glossary"
        )
    return cells


def _free_name(term: str, names: set[str]) -> str:
    stem = slug_of(term, "term")[:50].rstrip("-")
    name, number = stem, 2
    while name in names:
        name, number = f"{stem}-{number}", number + 1
    return name


def glossary_of(edition: Edition) -> Glossary:
    """Return an edition's terms as a draft holds them."""
    rows = sorted(edition.glossary.all(), key=lambda row: row.term.casefold())
    return [{"id": row.key, "term": row.term, "meaning": row.meaning} for row in rows]


def says_the_same(markdown: str, glossary: Rows, edition: Edition) -> bool:
    """Tell whether a draft would be published as the edition is, however it is spaced."""
    published, terms = without_anchors(edition.markdown), glossary_of(edition)
    if _by_name(glossary) != _by_name(terms):
        return False
    if markdown == published:
        return True
    read = read_draft(markdown, glossary)
    return not read.findings and shape_of(read.essay) == shape_of(
        read_draft(published, terms).essay
    )


def shape_of(essay: Essay) -> tuple:
    """Return what a reader gets to see of an essay."""
    sections = tuple(
        (section.title, tuple((row.heading, row.html) for row in section.paragraphs))
        for section in essay.sections
    )
    return essay.title, sections


def _by_name(glossary: Rows) -> list[tuple[str, ...]]:
    return sorted((row["id"], row["term"], row["meaning"]) for row in glossary)
