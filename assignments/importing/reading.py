"""Read a whole pack, and check its questions against its lesson."""

from dataclasses import dataclass
from pathlib import Path

from assignments.importing.questions import PackGuide, PackQuestions, read_questions
from lessons.importing.files import QUESTIONS, read_folder, text_of
from lessons.importing.findings import Findings, PackRefused
from lessons.importing.json_text import parse_object
from lessons.importing.pack import LessonPack
from lessons.importing.reading import read_lesson_pack, report_unknown


@dataclass(frozen=True)
class Pack:
    """A whole pack without findings."""

    lesson: LessonPack
    questions: PackQuestions


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder, or raise ``PackRefused`` with everything that is wrong."""
    findings = Findings()
    files = read_folder(folder, findings)
    lesson = read_lesson_pack(files, findings)
    questions = _read_questions(files, findings)
    if lesson is not None and questions is not None:
        _check_guides(questions, lesson.essay.anchors, findings)
        _check_labels(lesson, questions, findings)
    findings.refuse_if_any()
    if lesson is None or questions is None:
        raise PackRefused(findings.all)  # cannot be: whatever could not be read has a finding
    return Pack(lesson, questions)


def _read_questions(files: dict[str, bytes], findings: Findings) -> PackQuestions | None:
    text = text_of(files, QUESTIONS, findings)
    value = parse_object(text, QUESTIONS, findings) if text is not None else None
    return read_questions(value, QUESTIONS, findings) if value is not None else None


def _check_guides(questions: PackQuestions, anchors: frozenset[str], findings: Findings) -> None:
    for question in questions.walk():
        for where, names in _anchors_named(question.guide):
            place = f"{question.place}.guide.{where}"
            report_unknown(names, anchors, place, "paragraph", findings, file=QUESTIONS)


def _anchors_named(guide: PackGuide) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("paragraphs.main", guide.main_anchors),
        ("paragraphs.also", guide.also_anchors),
        *((f"expected[{i}].anchors", item.anchors) for i, item in enumerate(guide.expected)),
    ]


def _check_labels(lesson: LessonPack, questions: PackQuestions, findings: Findings) -> None:
    """Events bear on leaves, which are what a student answers."""
    labels = {leaf.label for leaf in questions.leaves}
    for i, event in enumerate(lesson.events):
        report_unknown(event.questions, labels, f"events[{i}].questions", "question", findings)
