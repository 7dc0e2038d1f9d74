"""Take a whole lesson out as the files of a pack."""

from assignments.domain.material.question_sets import latest_version
from assignments.domain.material.set_reading import SetRead, read_set
from assignments.exporting.questions import NO_QUESTIONS, labels_by_event, questions_object
from assignments.importing.question_set import loaded_set
from assignments.importing.reading import Pack, read_files
from assignments.models import QuestionSet
from lessons.exporting.canonical import json_bytes
from lessons.exporting.events import events_object
from lessons.exporting.lesson import essay_text, lesson_object, readings_object
from lessons.importing.files import ESSAY, EVENTS, LESSON, QUESTIONS, READINGS
from lessons.importing.findings import Findings, PackRefused
from lessons.models import Edition, Lesson
from studyhub.access.refusal import Refusal


def default_set(lesson: Lesson) -> QuestionSet | None:
    """Return the set that goes out unless another is chosen.

    The one that came with the lesson; else the newest that its school, or the library, has on it.
    """
    own = lesson.question_sets.filter(school=lesson.school_id)
    return loaded_set(lesson) or own.order_by("-created_at", "-pk").first()


def export_files(*, lesson: Lesson, question_set: QuestionSet | None) -> dict[str, bytes]:
    """Return the five files in their canonical form, by name; the number of queries is fixed.

    What goes out is the current edition, the timeline and readings as they are now, and the
    latest version of the set; no questions where it is None. What the files cannot say is
    refused, with the first finding, and never left out in silence. Raises ``Refusal``.
    """
    return _checked(_files(lesson, question_set))[0]


def export_pack(*, lesson: Lesson, question_set: QuestionSet | None) -> Pack:
    """Return a lesson as the pack that another school would read from its files."""
    return _checked(_files(lesson, question_set))[1]


def _files(lesson: Lesson, question_set: QuestionSet | None) -> dict[str, bytes]:
    edition = lesson.current_edition
    if edition is None:
        raise Refusal("This lesson has no text yet, so there is no pack of it.", code="no_text")
    read = _read_set(question_set)
    places = places_of(edition)
    return {
        LESSON: json_bytes(lesson_object(lesson, edition)),
        ESSAY: essay_text(edition).encode(),
        EVENTS: json_bytes(
            events_object(lesson, places=places, questions=labels_by_event(read) if read else {})
        ),
        QUESTIONS: json_bytes(questions_object(read, places=places) if read else NO_QUESTIONS),
        READINGS: json_bytes(readings_object(lesson)),
    }


def _read_set(question_set: QuestionSet | None) -> SetRead | None:
    if question_set is None or not question_set.versions.exists():
        return None
    return read_set(latest_version(question_set))


def places_of(edition: Edition) -> dict[str, int]:
    """Return the anchors that an edition has, each with its place in reading order."""
    names = edition.paragraphs.order_by("position").values_list("anchor__name", flat=True)
    return {name: position for position, name in enumerate(names)}


def _checked(files: dict[str, bytes]) -> tuple[dict[str, bytes], Pack]:
    """Read the files back as whoever gets them will, and return both."""
    try:
        return files, read_files(files, Findings())
    except PackRefused as refused:
        raise Refusal(
            f"This lesson cannot go out as it is. {refused.findings[0]}", code="not_a_pack"
        ) from refused
