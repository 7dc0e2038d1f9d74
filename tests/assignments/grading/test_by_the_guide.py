"""Points given by the marking guide: a level at a press, and a point for each that is ticked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from assignments.domain.grading.answer_notes import MOST_TAGS, tag_answer
from assignments.domain.grading.points_made import fitting, points_for
from assignments.domain.material.guide_content import MAX_ROWS
from assignments.enums import TagKind
from assignments.models import AnswerTag, ExpectedPoint, Grade, Question
from studyhub.access.refusal import Refusal
from tests.assignments.grading.conftest import boxes, words_of
from tests.conftest import signed_in

LEAF = "6"  # worth 6 points, of which its guide expects seven

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(desk, cast):
    return desk.handed_in(cast.alice, {LEAF: "They wanted trade and security."})


@pytest.fixture
def expected(desk, work) -> list[str]:
    """Return what the guide of question 6 expects, as ticks say it."""
    rows = ExpectedPoint.objects.filter(guide__question=desk.answer(work, LEAF).question_id)
    return [fitting(row.text) for row in rows.order_by("position")]


def tick(teacher, desk, work, text: str, verb: str = "tag"):
    path = desk.path(f"notes/{desk.answer(work, LEAF).question_id}/{verb}/", work)
    return teacher.post(path, {"kind": "made", "text": text, "to": "question?show=all"})


def page_of(teacher, desk, work):
    return teacher.get(desk.question_path(work, LEAF, query=f"?work={work.pk}&show=all"))


def test_each_point_ticked_is_worth_one_up_to_what_the_question_is_worth(
    teacher, desk, work, expected
):
    most = desk.answer(work, LEAF).question.points
    for count, text in enumerate(expected, start=1):
        response = tick(teacher, desk, work, text)
        assert response.url == (
            desk.question_path(work, LEAF, query=f"?work={work.pk}&show=all") + "#guide"
        )
        points = min(count, int(most))
        said = f"{count} of {len(expected)} made; one point each, that is Give {points}"
        assert said in words_of(page_of(teacher, desk, work))
    assert len(expected) > most


def test_a_tick_is_taken_off_again_and_none_is_no_zero(teacher, desk, work, expected):
    tick(teacher, desk, work, expected[0])
    before = page_of(teacher, desk, work).content.decode()
    assert before.count('aria-pressed="true"') == 1
    tick(teacher, desk, work, expected[0], "untag")
    after = page_of(teacher, desk, work)
    assert after.content.decode().count('aria-pressed="true"') == 0
    assert after.content.decode().count('aria-pressed="false"') == len(expected)
    assert "made; one point each" not in words_of(after)
    assert AnswerTag.objects.count() == 0


def test_ticks_give_no_points_by_themselves(teacher, desk, work, expected):
    tick(teacher, desk, work, expected[0])
    assert Grade.objects.count() == 0


def test_a_level_pressed_without_script_saves_the_least_it_is_worth(teacher, desk, work):
    page = page_of(teacher, desk, work)
    sent = boxes(page)
    name = next(key for key in sent if key.endswith("-points"))
    # a button's value comes after that of the box with its name
    response = teacher.post(
        desk.question_path(work, LEAF, query=f"?work={work.pk}&show=all"), {**sent, name: ["", "3"]}
    )
    assert response.status_code == 302
    assert Grade.objects.get().points == 3
    assert f'form="marking" name="{name}"' in page.content.decode()


def test_ticks_have_room_of_their_own(desk, work, cast):
    answer = desk.answer(work, LEAF)
    give = {"answer": answer, "by": cast.tessa, "at": timezone.now()}
    for number in range(MAX_ROWS):
        tag_answer(kind=TagKind.MADE, text=f"Point {number}", **give)
    for number in range(MOST_TAGS):
        tag_answer(kind=TagKind.STRENGTH, text=f"Strength {number}", **give)
    for kind, most in ((TagKind.MADE, MAX_ROWS), (TagKind.NEXT_STEP, MOST_TAGS)):
        with pytest.raises(Refusal) as refused:
            tag_answer(kind=kind, text="One more", **give)
        assert str(refused.value) == f"An answer takes {most} tags."


def test_a_guide_written_anew_leaves_ticks_on_other_words_out(teacher, desk, work, expected):
    tick(teacher, desk, work, expected[0])
    ExpectedPoint.objects.filter(text__startswith=expected[0][:20]).update(text="Other words.")
    assert "made; one point each" not in words_of(page_of(teacher, desk, work))


def test_ticks_reach_no_student(desk, work, cast, teacher, expected):
    alice = signed_in(cast.alice)
    returned = f"/work/{work.pk}/returned/"
    tick(teacher, desk, work, expected[0])
    desk.grade_all(work)
    desk.give_back(work)
    page = alice.get(returned).content.decode()
    assert "They wanted trade and security." in page
    assert expected[0] not in page
    assert expected[0] not in str(work.releases.get().snapshot)


def test_the_page_of_a_student_shows_ticks_and_tags_apart(teacher, desk, work, cast, expected):
    tick(teacher, desk, work, expected[0])
    tag_answer(
        answer=desk.answer(work, LEAF),
        kind="strength",
        text="Clear",
        by=cast.tessa,
        at=timezone.now(),
    )
    words = words_of(teacher.get(desk.path("grade/", work)))
    assert f"Made: {expected[0]}" in words
    assert "Strength: Clear" in words
    assert "Point made:" not in words


@pytest.mark.parametrize(("made", "worth", "points"), [(0, "2", 0), (1, "2", 1), (5, "2.5", 2.5)])
def test_points_for_ticks(made, worth, points):
    assert points_for(made, Question(points=Decimal(worth))) == Decimal(str(points))
