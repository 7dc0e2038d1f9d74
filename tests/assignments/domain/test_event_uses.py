"""What the questions say of an event that somebody means to remove."""

import pytest
from django.utils import timezone

from assignments.models import Question
from lessons.domain.events import remove_event
from lessons.domain.uses import Use, uses_of
from studyhub.access.refusal import Refusal
from tests.access.world import build_world
from tests.conftest import NOW


@pytest.fixture
def world(cast):
    return build_world(cast)


def test_a_given_version_is_fixed_and_a_mere_copy_is_not(world):
    event = world.lesson.events.get(key="october-revolution")
    sentence = "Question 1 of “Ten analysis questions”, version 1, points to it."
    assert sorted(uses_of(event), key=lambda use: use.is_fixed) == [
        Use(sentence, is_fixed=False),
        Use(f"{sentence} A class was given these questions.", is_fixed=True),
    ]


def test_several_questions_are_named_together(world):
    event = world.lesson.events.get(key="brest-litovsk")
    words = [use.words for use in uses_of(event) if use.is_fixed]
    assert words == [
        "Questions 1 and 3 of “Ten analysis questions”, version 1, "
        "point to it. A class was given these questions."
    ]


def test_an_event_of_given_questions_stays(world):
    event = world.lesson.events.get(key="brest-litovsk")
    with pytest.raises(Refusal) as refused:
        remove_event(event=event, based_on=1, by=world.cast.sue, at=NOW)
    assert refused.value.code == "in_use"
    assert Question.objects.filter(events=event).count() == 4


def test_an_event_of_questions_nobody_was_given_may_go(world):
    event = world.lesson.events.get(key="october-revolution")
    Question.objects.filter(version=world.assignment.set_version).get(label="1").events.clear()
    remove_event(event=event, based_on=1, by=world.cast.sue, at=NOW)
    assert world.own_question.events.filter(key="october-revolution").count() == 0
    assert not world.lesson.events.filter(key="october-revolution").exists()


def test_an_older_version_that_was_never_given_says_nothing(world):
    from assignments.domain.material.question_sets import new_version

    new_version(
        question_set=world.own_set, based_on=world.own_version.pk, by=world.cast.tessa,
        at=timezone.now(),
    )  # fmt: skip
    event = world.lesson.events.get(key="october-revolution")
    words = [use.words for use in uses_of(event) if not use.is_fixed]
    assert words == ["Question 1 of “Ten analysis questions”, version 2, points to it."]
