"""Alice at work on a small lesson, with something to cite."""

import pytest

from lessons.models import Paragraph
from tests.assignments.student.conftest import begin, give


@pytest.fixture
def work(cast):
    return begin(give(cast.class_8a, cast.tessa), cast.alice)


@pytest.fixture
def lesson(work):
    return work.assignment.edition.lesson


@pytest.fixture
def paragraph(work):
    return Paragraph.objects.get(edition=work.assignment.edition)
