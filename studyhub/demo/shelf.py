"""A demo student's evidence shelf: sentences and events kept while reading, some for a question."""

from datetime import datetime, timedelta

from assignments.domain.answering.shelf import edit_item, questions_for
from lessons.domain.keep import Kept, keep_event, keep_sentences
from lessons.models import Lesson
from studyhub.people.models import User

# Paragraph, first and last sentence, note, question.
_PASSAGES = (
    ("1.2", 5, 5, "Both tracks in one sentence, and the party above them. Quote this one.", "1"),
    ("1.2", 6, 6, "", "1"),
    (
        "3.1",
        4,
        4,
        "Not friendship: waiting. Compare with 10.2, where the watchword comes back.",
        "2",
    ),
    ("4.1", 1, 2, "", "3"),
    ("6.2", 6, 6, "My main point for 5: it looked the same from Moscow, whatever they meant.", "5"),
    ("6.3", 2, 4, "", "5"),
    ("7.2", 2, 3, "Time and one front only.", "6"),
)
_EVENTS = (
    ("rapallo-treaty", "", "3"),
    ("munich-agreement", "No seat for Prague or for Moscow.", "5"),
)


def keep_for(student: User, *, lesson: Lesson, at: datetime) -> None:
    """Fill the student's shelf from ``at`` on, something every three minutes."""
    edition = lesson.current_edition
    assert edition is not None  # noqa: S101  (the demo's lesson comes with its text)
    paragraphs = {row.label: row for row in edition.paragraphs.all()}
    step = timedelta(minutes=3)
    for label, first, last, note, question in _PASSAGES:
        at += step
        kept = keep_sentences(
            lesson=lesson,
            edition=edition,
            paragraph=paragraphs[label],
            first=first,
            last=last,
            note=note,
            key=f"demo-{label}-{first}",
            by=student,
            at=at,
        )
        _tie(kept, question, by=student, at=at)
    for name, note, question in _EVENTS:
        at += step
        event = lesson.events.get(key=name)
        kept = keep_event(
            lesson=lesson, event=event, note=note, key=f"demo-{name}", by=student, at=at
        )
        _tie(kept, question, by=student, at=at)


def _tie(kept: Kept, label: str, *, by: User, at: datetime) -> None:
    choices = questions_for(user=by, lesson=kept.item.lesson, at=at)
    wanted = list(choices.filter(label=label).values_list("pk", flat=True)[:1])
    edit_item(
        item=kept.item,
        note=None,
        based_on=kept.item.version,
        tied=wanted,
        seen_tied=[],
        choices=wanted,
        by=by,
        at=at,
    )
