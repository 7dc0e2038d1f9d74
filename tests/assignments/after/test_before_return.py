"""What the confirmation says to look at again."""

import pytest

from assignments.models import Grade
from studyhub.people.models import User
from tests.assignments.after.conftest import remark
from tests.assignments.grading.conftest import words_of


def confirmation(desk, teacher) -> str:
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/return/"
    return words_of(teacher.get(path))


def rename(user: User, given: str, family: str) -> None:
    User.objects.filter(pk=user.pk).update(given_name=given, family_name=family)


def test_rewritten_and_carried_answers_are_named(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "2")
    desk.grade(work, "2", "2")
    desk.handed_in_again(work, "1", "Another text.")
    page = confirmation(desk, teacher)
    assert "Text changed since it was graded: 1 " in page
    assert "Graded on an earlier attempt, same text: 2 " in page
    desk.grade(work, "1", "3")
    assert "Text changed since" not in confirmation(desk, teacher)


def test_a_grade_on_another_version_is_named(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "3", "2")
    Grade.objects.update(answer_version=99)
    assert "Text changed since it was graded: 3 " in confirmation(desk, teacher)


def test_a_newer_draft_is_said_neutrally(desk, cast, teacher):
    from django.utils import timezone

    from assignments.domain.answering.keep_working import keep_working

    work = desk.handed_in(cast.alice)
    desk.grade(work)
    assert "newer draft" not in confirmation(desk, teacher)
    keep_working(position=desk.position(work), by=cast.alice, at=timezone.now())
    assert "Is writing on a newer draft" in confirmation(desk, teacher)


@pytest.mark.parametrize(
    ("given", "family", "comment", "is_named"),
    [
        ("Bob", "Marsh", "Bob said it better.", True),
        ("Bob", "Marsh", "As BOB said.", True),
        ("Bob", "Marsh", "Like Marsh.", True),
        ("Bob", "Marsh", "Bobbing in the marshes.", False),
        ("Bo", "Marsh", "Bo wrote this.", False),
        ("Zoe\u0308", "Marsh", "Zo\u00eb wrote this.", True),
        ("Stra\u00dfe", "Marsh", "STRASSE wrote this.", True),
        ("Alice", "Marsh", "Alice, read on.", False),
        ("Bob", "Riverside", "The Riverside of it.", False),
        ("Bob", "Van Marsh", "See Van\nMarsh.", True),
        ("Bob", ".*", "Anything.", False),
    ],
)
def test_a_comment_that_names_another_student(
    desk, cast, teacher, given, family, comment, is_named
):
    rename(cast.alice, "Alice", "Riverside")
    rename(cast.bob, given, family)
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "2", comment)
    page = confirmation(desk, teacher)
    assert ("May name another student: comment on 1 " in page) is is_named


def test_a_comment_on_a_passage_is_looked_at_too(desk, cast, teacher):
    rename(cast.bob, "Bob", "Marsh")
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "0")
    remark(desk.answer(work), "Words", "Bob's words.", cast.tessa)
    page = confirmation(desk, teacher)
    assert "May name another student: comment on a passage of 1 " in page
    assert "Zero without a comment" not in page
