"""Pages cost the same at 1, 3 and 30 questions."""

from __future__ import annotations

import pytest

from assignments.models import QuestionSet, QuestionSetVersion
from tests.assignments.question_sets.editor import BASE
from tests.assignments.question_sets.sets import add, content, guide, make_lesson
from tests.conftest import signed_in


def of_size(cast, count: int) -> QuestionSetVersion:
    lesson = make_lesson()
    made = QuestionSet.objects.create(lesson=lesson, school=cast.riverside, title="Set")
    version = QuestionSetVersion.objects.create(question_set=made, number=1)
    for number in range(count):
        what = content(f"Number {number}?", events=list(lesson.events.all()))
        add(version, what, guide=guide(lesson))
    return version


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_set_page(cast, count, django_assert_num_queries):
    client, version = signed_in(cast.tessa), of_size(cast, count)
    with django_assert_num_queries(18):
        assert client.get(f"{BASE}{version.question_set_id}/change/").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_edit_page(cast, count, django_assert_num_queries):
    client, version = signed_in(cast.tessa), of_size(cast, count)
    with django_assert_num_queries(8):
        assert client.get(f"{BASE}{version.question_set_id}/edit/").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_question_page(cast, count, django_assert_num_queries):
    client, version = signed_in(cast.tessa), of_size(cast, count)
    question = version.questions.get(label="1")
    with django_assert_num_queries(18):
        assert client.get(f"{BASE}questions/{question.pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list(cast, count, django_assert_num_queries):
    lesson = make_lesson()
    for number in range(count):
        made = QuestionSet.objects.create(lesson=lesson, title=f"Set {number}")
        QuestionSetVersion.objects.create(question_set=made, number=1)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(6):
        assert client.get(BASE).status_code == 200
