"""A class of students who handed in, cited, and were graded in part."""

from __future__ import annotations

from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.save import save_answer
from assignments.domain.citing.cite import cite_event, cite_passage
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Submission
from lessons.models import Paragraph, TimelineEvent
from studyhub.people.models import User
from tests.assignments.grading.conftest import Desk, desk, teacher, words_of

__all__ = ["citing", "desk", "path", "teacher", "words_of"]


def path(desk: Desk, below: str = "") -> str:
    """Return the address of a page of results."""
    return f"/admin/assignments/assignment/{desk.assignment.pk}/results/{below}"


def question(desk: Desk, label: str) -> str:
    """Return a question's id."""
    return desk.assignment.asked.get(question__label=label).question_id


def citing(
    desk: Desk,
    student: User,
    places: dict[str, list[str]],
    *,
    unused: bool = False,
) -> Submission:
    """Hand in answers that cite paragraphs by number and events by key, by question."""
    work = desk.begun(student, {label: f"On {label}." for label in places})
    for label, named in places.items():
        answer = Answer.objects.select_related("question", "attempt").get(
            attempt__submission=work, question__label=label
        )
        tokens = [_cited(desk, work, answer, name) for name in named]
        text = f"On {label}." if unused else f"On {label}: {' '.join(tokens)}"
        save_answer(
            answer=answer,
            position=desk.position(work),
            text=text,
            based_on=answer.version,
            key=f"cited-{answer.pk}",
            at=timezone.now(),
        )
    hand_in(position=desk.position(work), by=student, at=timezone.now())
    return desk.fresh(work)


def _cited(desk: Desk, work: Submission, answer: Answer, name: str) -> str:
    at = timezone.now()
    common = {"answer": answer, "position": position_of(desk.fresh(work), at=at), "at": at}
    key = f"{answer.pk}-{name}"[:40]
    if name[0].isdigit():
        paragraph = Paragraph.objects.select_related("edition", "anchor").get(
            edition=desk.assignment.edition_id, label=name
        )
        made = cite_passage(paragraph=paragraph, start=0, end=20, key=key, **common)
        return made.token
    event = TimelineEvent.objects.get(lesson=desk.assignment.edition.lesson_id, key=name)
    return cite_event(event=event, key=key, **common).token
