"""One of everything, hung on class 8A and Alice, for walking all routes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from assignments.domain.give import ClassTimes, give
from assignments.domain.grade import grade_answer
from assignments.domain.hand_in import hand_in
from assignments.domain.position import position_of
from assignments.domain.question_sets import copy_set
from assignments.domain.release import return_to_students
from assignments.domain.save import save_answer
from assignments.domain.start import start
from assignments.importing.pack import load_pack
from assignments.models import Assignment, QuestionSet, Submission
from lessons.models import Lesson
from tests.conftest import Cast

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"


@dataclass(frozen=True)
class World:
    """What the addresses of the matrix point to."""

    cast: Cast
    lesson: Lesson
    library_set: QuestionSet
    own_set: QuestionSet
    assignment: Assignment
    submission: Submission
