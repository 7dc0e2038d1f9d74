"""What publishing a draft would do: which paragraph is which, what is new and what goes.

Reads only. The page shows a plan, and ``publish_lesson`` makes the same plan again from what is
stored by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lessons.domain.draft_text import says_the_same
from lessons.domain.drafts import stored_draft
from lessons.domain.matching import Kind, Match, fresh_anchors, match_paragraphs
from lessons.importing.draft import DraftRead, read_draft
from lessons.importing.pack import EssayParagraph
from lessons.models import Edition, Lesson, LessonDraft, Paragraph

MOST_OFFERED = 12  # old paragraphs that any new one may be chosen to be


@dataclass(frozen=True)
class OldParagraph:
    """A paragraph of the edition that is published now."""

    anchor: str
    label: str
    heading: str
    text: str


@dataclass(frozen=True)
class PlannedParagraph:
    """A paragraph of the draft: where it will stand, and what it was before.

    ``number`` counts from 1 through the whole essay. ``old`` is the paragraph it is, or the one
    suggested where that is unclear; ``candidates`` are all that it may be chosen to be.
    """

    number: int
    section: int
    label: str
    paragraph: EssayParagraph
    match: Match
    old: OldParagraph | None
    candidates: tuple[OldParagraph, ...]

    @property
    def choices(self) -> set[str]:
        """Return what may be decided: an old anchor, or "" for a new paragraph."""
        if self.match.kind == Kind.SAME:
            return {self.match.anchor}
        return {"", *(row.anchor for row in self.candidates)}

    @property
    def is_unclear(self) -> bool:
        """Tell whether a person has to decide."""
        return self.match.kind == Kind.UNCLEAR


@dataclass(frozen=True)
class Plan:
    """What publishing would do. ``edition`` is the present one; ``draft`` what is stored.

    ``is_behind`` tells that another edition was published after the draft was begun.
    """

    lesson: Lesson
    draft: LessonDraft
    edition: Edition | None
    read: DraftRead
    rows: Sequence[PlannedParagraph]
    old: Sequence[OldParagraph]
    is_unchanged: bool

    @property
    def is_behind(self) -> bool:
        """Tell whether the draft was begun from an older edition than the present one."""
        return self.edition is not None and self.draft.based_on_id != self.edition.pk

    @cached_property
    def kinds(self) -> Mapping[Kind, Sequence[PlannedParagraph]]:
        """Return the paragraphs by how sure it is what they were."""
        return {kind: [row for row in self.rows if row.match.kind == kind] for kind in Kind}

    @property
    def suggestion(self) -> dict[int, str]:
        """Return the anchor that each paragraph has, or would get unasked; empty for new ones."""
        return {row.number: row.match.anchor for row in self.rows}

    def gone(self, chosen: Mapping[int, str] | None = None) -> list[OldParagraph]:
        """Return the old paragraphs that no paragraph of the draft is."""
        kept = set((self.suggestion if chosen is None else chosen).values())
        return [row for row in self.old if row.anchor not in kept]

    def anchors(self, chosen: Mapping[int, str]) -> list[str]:
        """Return the anchor of every paragraph, with fresh ones for those chosen to be new."""
        new = [row for row in self.rows if not chosen[row.number]]
        taken = self.lesson.anchors.values_list("name", flat=True)
        names = iter(fresh_anchors([row.section for row in new], taken))
        return [chosen[row.number] or next(names) for row in self.rows]


def plan_publishing(lesson: Lesson) -> Plan | None:
    """Return what publishing the stored draft would do; None where there is no draft."""
    draft = stored_draft(lesson)
    return _plan(lesson, draft) if draft is not None else None


def _plan(lesson: Lesson, draft: LessonDraft) -> Plan:
    edition = lesson.current_edition
    read = read_draft(draft.markdown, draft.glossary)
    old = _old_paragraphs(edition) if edition else []
    return Plan(
        lesson=lesson,
        draft=draft,
        edition=edition,
        read=read,
        rows=planned(lesson, read, old),
        old=old,
        is_unchanged=edition is not None and says_the_same(draft.markdown, draft.glossary, edition),
    )


def _old_paragraphs(edition: Edition) -> list[OldParagraph]:
    rows = edition.paragraphs.order_by("position").values_list(
        "anchor__name", "label", "heading", "text"
    )
    return [OldParagraph(*row) for row in rows]


def planned(lesson: Lesson, read: DraftRead, old: Sequence[OldParagraph]) -> list[PlannedParagraph]:
    """Match the paragraphs of a draft with those of an edition."""
    placed = [
        (section.number, label, paragraph)
        for section in read.essay.sections
        for label, paragraph in section.labelled
    ]
    texts = [paragraph.text for _section, _label, paragraph in placed]
    before = [(row.anchor, row.text) for row in old]
    matches = match_paragraphs(before, texts, earlier=_earlier(lesson, before, texts))
    by_anchor = {row.anchor: row for row in old}
    free = _free(old, matches)
    return [
        PlannedParagraph(
            number, *place, match, by_anchor.get(match.anchor), _candidates(match, by_anchor, free)
        )
        for number, (place, match) in enumerate(zip(placed, matches, strict=True), start=1)
    ]


def _free(old: Sequence[OldParagraph], matches: Sequence[Match]) -> list[OldParagraph]:
    """Return the old paragraphs that nothing clearly is, if they are few enough to choose from."""
    taken = {match.anchor for match in matches if match.kind in {Kind.SAME, Kind.EDITED}}
    free = [row for row in old if row.anchor not in taken]
    return free if len(free) <= MOST_OFFERED else []


def _candidates(
    match: Match, by_anchor: Mapping[str, OldParagraph], free: Sequence[OldParagraph]
) -> tuple[OldParagraph, ...]:
    named = [by_anchor[anchor] for anchor in match.candidates]
    if match.kind in {Kind.NEW, Kind.UNCLEAR}:
        named += [row for row in free if row not in named]
    return tuple(named)


def _earlier(
    lesson: Lesson, before: Sequence[tuple[str, str]], texts: Sequence[str]
) -> list[tuple[str, str]]:
    """Return what stood last at places that only older editions have, if anything is new."""
    if not before or set(texts) <= {text for _anchor, text in before}:
        return []
    rows = (
        Paragraph.objects.filter(edition__lesson=lesson)
        .exclude(anchor__name__in=[anchor for anchor, _text in before])
        .order_by("edition__number", "position")
        .values_list("anchor__name", "text")
    )
    return list(dict(rows).items())
