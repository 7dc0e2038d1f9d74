"""Read a whole pack, from a folder or a zip, and check its questions against its lesson."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assignments.importing.questions import PackGuide, PackQuestions, read_questions
from lessons.importing.archive import read_zip
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


def read_pack(path: Path) -> Pack:
    """Return the pack in a folder or a zip, or raise ``PackRefused`` with all that is wrong."""
    findings = Findings()
    if path.is_file():
        with path.open("rb") as file:
            return read_files(read_zip(file, findings), findings)
    return read_files(read_folder(path, findings), findings)


def read_zipped_pack(content: bytes) -> Pack:
    """Return the pack in the bytes of a zip, or raise ``PackRefused``."""
    findings = Findings()
    return read_files(read_zip(io.BytesIO(content), findings), findings)


def read_files(files: Mapping[str, bytes], findings: Findings) -> Pack:
    """Return the pack of the five files, or raise ``PackRefused``, earlier findings included."""
    lesson = read_lesson_pack(files, findings)
    questions = _read_questions(files, findings)
    if lesson is not None and questions is not None:
        _check_guides(questions, lesson.essay.anchors, findings)
        _check_labels(lesson, questions, findings)
    findings.refuse_if_any()
    if lesson is None or questions is None:
        raise PackRefused(findings.all)  # cannot be: whatever could not be read has a finding
    return Pack(lesson, questions)


def _read_questions(files: Mapping[str, bytes], findings: Findings) -> PackQuestions | None:
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
