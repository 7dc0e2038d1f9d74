"""Questions for which half points cannot be given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assignments.domain.material.guide_content import GuideContent, LevelContent
from assignments.domain.material.questions import remove_question
from assignments.domain.points import check_points
from assignments.models import Question
from studyhub.access.refusal import Refusal
from tests.assignments.question_sets.sets import add, content
from tests.assignments.question_sets.test_questions import change, q
from tests.conftest import NOW

WHOLE = {"takes_whole_points": True}


@pytest.mark.parametrize(
    ("is_whole", "points", "said"),
    [
        (False, "2.5", None),
        (True, "2", None),
        (True, "2.5", "Give whole points, such as 4."),
        (False, "2.3", "Give whole or half points, such as 4 or 4.5."),
    ],
)
def test_points_of_an_answer(is_whole, points, said):
    question = Question(points=Decimal(4), takes_whole_points=is_whole)
    try:
        check_points(Decimal(points), question)
        refused = None
    except Refusal as refusal:
        refused = str(refusal)
    assert refused == said


@pytest.mark.django_db
def test_a_question_is_worth_whole_points_then(sets):
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(points="3.5", **WHOLE))
    assert str(refused.value) == "Give whole points above 0, 1000 at most."
    change(q(sets.own, "1"), content(points="3", **WHOLE), GuideContent())
    assert q(sets.own, "1").takes_whole_points is True


@pytest.mark.django_db
def test_levels_end_at_whole_points_then(sets):
    guide = GuideContent(levels=[LevelContent(Decimal(1), Decimal("2.5"), "Says it")])
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(**WHOLE), guide)
    assert str(refused.value) == "A level begins and ends at whole points."
    assert q(sets.own, "1").takes_whole_points is False


@pytest.mark.django_db
def test_it_moves_with_the_points(sets, cast):
    change(q(sets.own, "1"), content(**WHOLE), GuideContent())
    part = add(sets.own, content(**WHOLE), parent=q(sets.own, "1"))
    assert (q(sets.own, "1").takes_whole_points, q(sets.own, "1a").takes_whole_points) == (
        False,
        True,
    )
    sets.own.refresh_from_db()
    remove_question(question=part, based_on=sets.own.token, by=cast.tessa, at=NOW)
    assert q(sets.own, "1").takes_whole_points is True
