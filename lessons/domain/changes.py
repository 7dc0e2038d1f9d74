"""What changed from one edition to another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lessons.domain.weave import Fate, Strand, woven
from lessons.domain.word_diff import Piece, word_diff
from lessons.models import Edition, Paragraph

_OPENING = 10  # words by which a paragraph that did not change is known again


@dataclass(frozen=True)
class ParagraphChange:
    """A paragraph: its numbers in both editions, and its words told as one text.

    ``is_form_only`` where the words stayed and only emphasis or a link changed.
    """

    fate: Fate
    old_label: str
    label: str
    anchor: str
    heading: Sequence[Piece]
    pieces: Sequence[Piece]
    opening: str
    is_moved: bool = False
    is_form_only: bool = False


@dataclass(frozen=True)
class SectionChange:
    """A section of the newer edition; ``runs`` keep together what did not change."""

    number: int
    title: Sequence[Piece]
    is_new: bool
    runs: Sequence[Sequence[ParagraphChange]]


@dataclass(frozen=True)
class TermChange:
    """A glossary entry that is new, gone or explained otherwise."""

    fate: Fate
    term: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Changes:
    """All that changed; ``counts`` by the fate of a paragraph, and of those that moved."""

    old: Edition
    new: Edition
    title: Sequence[Piece]
    sections: Sequence[SectionChange]
    terms: Sequence[TermChange]
    counts: Counter = field(default_factory=Counter)

    @property
    def is_renamed(self) -> bool:
        """Tell whether the lesson has another title."""
        return any(piece.kind != "same" for piece in self.title)

    @property
    def summary(self) -> str:
        """Return it in a sentence."""
        parts = [_counted(self.counts[key], one, many) for key, one, many in _SENTENCES]
        told = [part for part in parts if part]
        if not told:
            return "No paragraph changed."
        same = self.counts["same"]
        rest = f" {same} {'is' if same == 1 else 'are'} as before." if same else ""
        return f"{_listed(told)}.{rest}"


_SENTENCES = (
    ("edited", "paragraph was edited", "paragraphs were edited"),
    ("new", "paragraph is new", "paragraphs are new"),
    ("gone", "paragraph is gone", "paragraphs are gone"),
    ("moved", "paragraph moved", "paragraphs moved"),
)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if parts[1:] else parts[0]


def changes_between(old: Edition, new: Edition) -> Changes:
    """Return what changed, paragraph by paragraph, in six queries.

    Which paragraph is which was decided when each edition was published: their anchors tell.
    """
    olds, news = _paragraphs(old), _paragraphs(new)
    places = {row.anchor_id: index for index, row in enumerate(olds)}
    strands = woven(len(olds), [places.get(row.anchor_id) for row in news])
    told = [(strand, _told(strand, olds, news)) for strand in strands]
    counts = Counter(change.fate.value for _strand, change in told)
    counts["moved"] = sum(change.is_moved for _strand, change in told)
    return Changes(
        old=old,
        new=new,
        title=word_diff(_title(old), _title(new)),
        sections=_sections(old, new, olds, news, told),
        terms=_terms(old, new),
        counts=counts,
    )


def _title(edition: Edition) -> str:
    first = edition.markdown.lstrip().split("\n", 1)[0]
    return first.removeprefix("#").strip()


def _paragraphs(edition: Edition) -> list[Paragraph]:
    return list(edition.paragraphs.select_related("section", "anchor").order_by("position"))


def _told(strand: Strand, olds: list[Paragraph], news: list[Paragraph]) -> ParagraphChange:
    old = olds[strand.old] if strand.old is not None else None
    new = news[strand.new] if strand.new is not None else None
    shown = new or old
    assert shown is not None  # noqa: S101  (a strand has one of the two)
    before = (old.heading, old.text) if old else ("", "")
    after = (new.heading, new.text) if new else ("", "")
    return ParagraphChange(
        fate=_fate(old, new),
        old_label=old.label if old else "",
        label=new.label if new else "",
        anchor=shown.anchor.name,
        heading=word_diff(before[0], after[0]),
        pieces=word_diff(before[1], after[1]) if old is None or new is None or old.text != new.text
        else [Piece("same", new.text)],
        opening=_opening(shown.text),
        is_moved=strand.is_moved,
        is_form_only=before == after and _fate(old, new) == Fate.EDITED,
    )  # fmt: skip


def _fate(old: Paragraph | None, new: Paragraph | None) -> Fate:
    if old is None:
        return Fate.NEW
    if new is None:
        return Fate.GONE
    return Fate.SAME if old.html == new.html else Fate.EDITED


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_OPENING]) + ("…" if len(words) > _OPENING else "")


def _sections(old, new, olds, news, told) -> list[SectionChange]:
    """Put the paragraphs under the headings of the newer edition; what is gone stays in place."""
    titles = {row.pk: row.title for row in old.sections.all()}
    grouped: dict[int, list[ParagraphChange]] = {}
    origins: dict[int, Counter] = {}
    rows = list(new.sections.all())
    at = rows[0].pk if rows else 0
    for strand, change in told:
        at = news[strand.new].section_id if strand.new is not None else at
        grouped.setdefault(at, []).append(change)
        if strand.old is not None and strand.new is not None:
            origins.setdefault(at, Counter())[olds[strand.old].section_id] += 1
    return [
        SectionChange(
            number=row.number,
            title=_heading(row, titles, origins),
            is_new=row.pk not in origins,
            runs=_runs(grouped.get(row.pk, [])),
        )
        for row in rows
    ]


def _heading(row, titles: dict[int, str], origins: dict[int, Counter]) -> list[Piece]:
    """Hold a section's title against that of the section most of its paragraphs were in."""
    if row.pk not in origins:
        return [Piece("same", row.title)]
    ((section, _count),) = origins[row.pk].most_common(1)
    return word_diff(titles[section], row.title)


def _runs(changes: list[ParagraphChange]) -> list[list[ParagraphChange]]:
    """Keep neighbors together that did not change; each other paragraph stands alone."""
    runs: list[list[ParagraphChange]] = []
    for is_quiet, found in groupby(changes, key=_is_quiet):
        together = list(found)
        runs += [together] if is_quiet else [[change] for change in together]
    return runs


def _is_quiet(change: ParagraphChange) -> bool:
    return change.fate == Fate.SAME and not change.is_moved


def _terms(old: Edition, new: Edition) -> list[TermChange]:
    before = {row.key: row for row in old.glossary.all()}
    after = {row.key: row for row in new.glossary.all()}
    changed = []
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        words = [f"{row.term}: {row.meaning}" if row else "" for row in (one, other)]
        if words[0] == words[1]:
            continue
        fate = Fate.NEW if one is None else Fate.GONE if other is None else Fate.EDITED
        shown = other or one
        assert shown is not None  # noqa: S101  (the key came from one of them)
        changed.append(TermChange(fate, shown.term, word_diff(*words)))
    return changed
