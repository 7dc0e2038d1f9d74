"""The plan of a load in words, for the page that asks and for the dry run."""

from collections.abc import Iterable
from dataclasses import dataclass

from assignments.importing.plan import LoadPlan, SetOutcome
from assignments.importing.reading import Pack
from lessons.domain.rows import RowChanges

_COLUMNS = {
    "title": "the title",
    "subtitle": "the subtitle",
    "summary": "the summary",
    "language": "the language",
    "themes": "the themes of the timeline",
}


@dataclass(frozen=True)
class Told:
    """One part of the plan: a sentence, and names under headings of their own.

    ``is_list`` says that the names are long, and each wants a line.
    """

    heading: str
    sentence: str = ""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_list: bool = False


def told(plan: LoadPlan, pack: Pack) -> list[Told]:
    """Return the parts in which anything would change, or stay against the pack."""
    parts = [
        _about(plan),
        _essay(plan),
        _timeline(plan),
        _counts("Sources", "source", plan.changes.timeline.sources if plan.changes else None),
        _counts("Reading list", "entry", plan.changes.readings if plan.changes else None),
        _questions(plan, pack),
    ]
    return [part for part in parts if part is not None]


def plan_in_words(plan: LoadPlan, pack: Pack) -> list[str]:
    """Return the plan as lines of text."""
    if plan.is_new:
        return [f"This makes a lesson: {pack.lesson.title}, {holdings(pack)}."]
    if not plan.writes:
        return ["Nothing would change."]
    lines = []
    for part in told(plan, pack):
        lines.append(f"{part.heading}: {part.sentence}".rstrip(": "))
        lines += [f"  {heading}: {'; '.join(names)}" for heading, names in part.names]
    return lines


def holdings(pack: Pack) -> str:
    """Count what a pack holds."""
    lesson = pack.lesson
    return ", ".join(
        [
            counted(len(lesson.essay.paragraphs), "paragraph"),
            counted(len(lesson.events), "event"),
            counted(len(lesson.readings), "entry") + " on the reading list",
            counted(len(pack.questions.leaves), "question"),
        ]
    )


def counted(number: int, noun: str) -> str:
    """Return "1 event", "2 events", "2 entries"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


def _about(plan: LoadPlan) -> Told | None:
    if not plan.changes or not plan.changes.columns:
        return None
    names = _joined([_COLUMNS[name] for name in plan.changes.columns])
    return Told("About the lesson", f"The pack changes {names}.")


def _essay(plan: LoadPlan) -> Told | None:
    if not plan.changes or not plan.changes.is_new_edition:
        return None
    sentence = "The text is a new edition. Work that was given keeps the edition it has."
    if plan.has_draft:
        sentence += " A draft of this lesson is being written; it stays as it is."
    return Told("Essay", sentence)


def _timeline(plan: LoadPlan) -> Told | None:
    events = plan.events
    names = _named(
        ("Added", events.added),
        ("Changed", events.changed),
        ("Removed", events.removed),
        ("Not in the pack, kept because a class works with it", events.kept),
    )
    return Told("Timeline", names=names, is_list=True) if names else None


def _counts(heading: str, noun: str, changes: RowChanges | None) -> Told | None:
    if not changes:
        return None
    numbers = [
        (len(changes.added), "added"),
        (len(changes.changed), "changed"),
        (len(changes.removed), "removed"),
    ]
    words = [f"{counted(number, noun)} {what}" for number, what in numbers if number]
    return Told(heading, f"{_joined(words)}.")


def _questions(plan: LoadPlan, pack: Pack) -> Told | None:
    changes = plan.questions
    names = _named(
        ("Added", changes.labels.added),
        ("Changed", changes.labels.changed),
        ("Removed", changes.labels.removed),
        ("With other events", plan.relinked),
    )
    title = changes.version.question_set.title if changes.version else pack.questions.title
    match changes.outcome:
        case SetOutcome.KEPT:
            return Told("Questions", f"The pack has none. “{title}” stays as it is.")
        case SetOutcome.NEW_SET:
            return Told("Questions", f"“{title}” is a new question set.", names)
        case SetOutcome.IN_PLACE:
            sentence = f"“{title}” is written anew in place: no class was given it."
            return Told("Questions", sentence, names)
        case SetOutcome.NEW_VERSION:
            sentence = f"“{title}” gets a new version. Work that was given keeps the one it has."
            return Told("Questions", sentence, names)
    return Told("Questions", names=names) if names else None


def _named(*groups: tuple[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((heading, names) for heading, names in groups if names)


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
