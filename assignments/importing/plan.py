"""The plan of a load: what would change, found by reading alone. The dry run is this and no more.

The load itself goes by the same plan, made anew within its transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assignments.domain.material.set_reading import read_set
from assignments.exporting.questions import questions_object
from assignments.importing.question_set import (
    is_used,
    links_that_differ,
    loaded_set,
    newest_version,
)
from assignments.importing.questions import PackQuestion, PackQuestions, read_questions
from assignments.importing.reading import Pack
from assignments.models import QuestionSetVersion
from lessons.domain.load import LessonChanges, compare_lesson, find_lesson
from lessons.domain.rows import RowChanges
from lessons.importing.digest import digest_of
from lessons.importing.files import QUESTIONS
from lessons.importing.findings import Findings
from lessons.models import Lesson, LessonDraft, TimelineEvent
from studyhub.people.models import School


class SetOutcome(StrEnum):
    """What becomes of the lesson's question set."""

    NONE = "none"  # there is none, and the pack brings none
    KEPT = "kept"  # the pack brings none, and the one there is stays
    SAME = "same"
    NEW_SET = "new set"
    IN_PLACE = "in place"
    NEW_VERSION = "new version"


_WRITING = {SetOutcome.NEW_SET, SetOutcome.IN_PLACE, SetOutcome.NEW_VERSION}


@dataclass(frozen=True)
class QuestionChanges:
    """What becomes of the questions. ``version`` is the latest that there is now.

    ``labels`` are of questions: another text, worth, line or guide makes one changed.
    """

    outcome: SetOutcome
    version: QuestionSetVersion | None = None
    labels: RowChanges = field(default_factory=RowChanges)

    def __bool__(self) -> bool:
        return self.outcome in _WRITING


@dataclass(frozen=True)
class EventNames:
    """Events by their titles. ``kept`` are gone from the pack; a class works with them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadPlan:
    """What loading a pack would come to.

    ``lesson`` is the one there is; ``changes`` is None where there is none, or where it was
    loaded from this very pack last. ``relinked`` are labels of questions that stay but for their
    events. ``token`` names this plan over this state of the lesson.
    """

    lesson: Lesson | None
    changes: LessonChanges | None
    events: EventNames
    kept_keys: frozenset[str]
    questions: QuestionChanges
    relinked: tuple[str, ...]
    has_draft: bool
    token: str

    @property
    def is_new(self) -> bool:
        """Tell whether the lesson would be made."""
        return self.lesson is None

    @property
    def writes(self) -> bool:
        """Tell whether anything would be written at all."""
        return bool(self.is_new or self.changes or self.questions or self.relinked)


def plan_load(*, pack: Pack, school: School | None, is_held: bool = False) -> LoadPlan:
    """Return the plan for loading a pack into a school, or into the library. Reads only."""
    lesson = find_lesson(slug=pack.lesson.slug, school=school, is_held=is_held)
    rows = {row.key: row for row in lesson.events.all()} if lesson else {}
    kept = _events_in_use(lesson) - {event.key for event in pack.lesson.events}
    changes = _lesson_changes(lesson, pack, kept)
    questions = compare_questions(
        lesson=lesson, questions=pack.questions, anchors=pack.lesson.essay.anchors
    )
    relinked = _relinked(questions, pack)
    return LoadPlan(
        lesson=lesson,
        changes=changes,
        events=_event_names(changes, pack, rows, kept),
        kept_keys=frozenset(kept),
        questions=questions,
        relinked=relinked,
        has_draft=lesson is not None and LessonDraft.objects.filter(lesson=lesson).exists(),
        token=_token(lesson, changes, questions, relinked, rows, kept),
    )


def compare_questions(
    *, lesson: Lesson | None, questions: PackQuestions, anchors: Iterable[str]
) -> QuestionChanges:
    """Tell what becomes of the set that came with the lesson.

    Content is compared and not a digest: the set may have been edited since. ``anchors`` are
    those of the pack's essay; of others a pack says nothing.
    """
    question_set = loaded_set(lesson) if lesson else None
    if question_set is None:
        outcome = SetOutcome.NEW_SET if questions.questions else SetOutcome.NONE
        return QuestionChanges(outcome, labels=RowChanges(added=tuple(_contents(questions))))
    latest = newest_version(question_set)
    if not questions.questions:
        return QuestionChanges(SetOutcome.KEPT, latest)
    if latest is None:
        return QuestionChanges(SetOutcome.IN_PLACE)
    present = _read_back(latest, anchors)
    labels = _compared(_contents(present), _contents(questions))
    if not labels and _frame(present) == _frame(questions):
        return QuestionChanges(SetOutcome.SAME, latest)
    outcome = SetOutcome.NEW_VERSION if is_used(latest) else SetOutcome.IN_PLACE
    return QuestionChanges(outcome, latest, labels)


def _lesson_changes(lesson: Lesson | None, pack: Pack, kept: set[str]) -> LessonChanges | None:
    if lesson is None or (lesson.current_edition and lesson.pack_digest == pack.lesson.digest):
        return None
    return compare_lesson(lesson=lesson, pack=pack.lesson, kept_events=kept)


def _events_in_use(lesson: Lesson | None) -> set[str]:
    """Return the keys of events that questions of a pinned or frozen version point to.

    The latest version of the pack's own set is left out unless it is pinned: its links are
    written anew with the pack.
    """
    if lesson is None:
        return set()
    in_use = QuestionSetVersion.objects.filter(question_set__lesson=lesson)
    in_use = in_use.filter(assignments__isnull=False) | in_use.filter(frozen_at__isnull=False)
    rows = lesson.events.filter(questions__version__in=in_use.values("pk"))
    return set(rows.values_list("key", flat=True))


def _event_names(
    changes: LessonChanges | None, pack: Pack, rows: Mapping[str, TimelineEvent], kept: set[str]
) -> EventNames:
    events = changes.timeline.events if changes else RowChanges()
    in_pack = {event.key: event.title for event in pack.lesson.events}
    there = {key: row.title for key, row in rows.items()}
    return EventNames(
        added=tuple(in_pack[key] for key in in_pack if key in events.added),
        changed=tuple(in_pack[key] for key in in_pack if key in events.changed),
        removed=tuple(there[key] for key in there if key in events.removed),
        kept=tuple(there[key] for key in there if key in kept),
    )


def _relinked(questions: QuestionChanges, pack: Pack) -> tuple[str, ...]:
    if questions.outcome != SetOutcome.SAME or questions.version is None:
        return ()
    found = links_that_differ(questions.version, pack.lesson)
    return tuple(question.label for question, _keys in found)


def _read_back(version: QuestionSetVersion, anchors: Iterable[str]) -> PackQuestions:
    places = {name: place for place, name in enumerate(anchors)}
    value = questions_object(read_set(version), places=places)
    return read_questions(value, QUESTIONS, Findings())


def _frame(questions: PackQuestions) -> tuple:
    return questions.title, questions.introduction, tuple(_contents(questions))


def _contents(questions: PackQuestions) -> dict[str, tuple]:
    return {question.label: _content(question) for question in questions.walk()}


def _content(question: PackQuestion) -> tuple:
    """Return all of a question but its parts, anchors without an order: they have none."""
    guide = question.guide
    return (
        question.depth,
        question.text,
        question.points,
        question.full_points,
        question.takes_whole_points,
        guide.levels,
        [(point.text, set(point.anchors)) for point in guide.expected],
        guide.misconceptions,
        guide.context,
        set(guide.main_anchors),
        set(guide.also_anchors),
    )


def _compared(present: Mapping[str, tuple], wanted: Mapping[str, tuple]) -> RowChanges:
    return RowChanges(
        added=tuple(label for label in wanted if label not in present),
        changed=tuple(
            label for label in wanted if label in present and wanted[label] != present[label]
        ),
        removed=tuple(label for label in present if label not in wanted),
    )


def _token(
    lesson: Lesson | None,
    changes: LessonChanges | None,
    questions: QuestionChanges,
    relinked: tuple[str, ...],
    rows: Mapping[str, TimelineEvent],
    kept: set[str],
) -> str:
    """Return a digest of what the plan says, and of the versions of all that it would touch."""
    timeline = changes.timeline if changes else None
    touched = [*timeline.events.changed, *timeline.events.removed] if timeline else []
    version = questions.version
    return digest_of(
        [
            [lesson.pk, lesson.version, lesson.current_edition_id] if lesson else [],
            [list(changes.columns), changes.is_new_edition] if changes else [],
            _keys(timeline.events if timeline else RowChanges()),
            _keys(timeline.sources if timeline else RowChanges()),
            _keys(changes.readings if changes else RowChanges()),
            [[key, rows[key].version] for key in touched],
            sorted(kept),
            [questions.outcome, version.pk, version.token] if version else questions.outcome,
            _keys(questions.labels),
            list(relinked),
        ]
    )


def _keys(changes: RowChanges) -> list:
    return [list(changes.added), list(changes.changed), list(changes.removed)]
