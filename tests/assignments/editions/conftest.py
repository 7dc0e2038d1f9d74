"""The small lesson of Riverside, given to 8A in its first edition and changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.giving.give import ClassTimes, give
from assignments.domain.timing.position import position_of
from assignments.importing.pack import load_pack
from assignments.models import Assignment, QuestionSet, Submission
from lessons.domain.drafts import draft_of
from lessons.models import Lesson
from tests.lessons.pack_files import PackFiles
from tests.lessons.writing import rewritten

NEW = "A new paragraph, which stands before all the others."


@dataclass
class Pinned:
    """Work on edition 1 of a lesson that is now edition 2, in which 1.1 became 1.2."""

    lesson: Lesson
    assignment: Assignment
    work: Submission

    def handed_in(self) -> Submission:
        """Let Alice write something and hand it in."""
        now = timezone.now()
        answer = self.work.attempts.get().answers.select_related("question")[0]
        save_answer(
            answer=answer,
            position=position_of(self.work, at=now),
            text="A treaty.",
            based_on=0,
            key="first",
            at=now,
        )
        hand_in(position=position_of(self.work, at=now), by=self.work.student, at=now)
        return self.work


@pytest.fixture
def pinned(cast, tmp_path) -> Pinned:
    now = timezone.now()
    folder = PackFiles().write(tmp_path / "pack")
    lesson = load_pack(folder, at=now, school=cast.riverside).lesson
    version = QuestionSet.objects.get().versions.get()
    (assignment,) = give(
        version=version,
        questions=version.questions.filter(points__isnull=False),
        classes=[ClassTimes(cast.class_8a, now - timedelta(hours=1), now + timedelta(days=7))],
        title="Small questions",
        by=cast.tessa,
        at=now,
    )
    work = start(assignment=assignment, by=cast.alice, at=now)
    state = draft_of(lesson)
    heading = "## The first section\n\n"
    rewritten(
        lesson,
        state.markdown.replace(heading, f"{heading}{NEW}\n\n").replace("It **ends**.", ""),
        by=cast.tessa,
        glossary=state.glossary,
    )
    return Pinned(lesson, assignment, work)
