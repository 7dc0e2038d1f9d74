"""Constant queries: the same literal number at 1, 3 and 30."""

import pytest
from django.utils import timezone

from assignments.domain.returning.replies import open_thread, write_message
from tests.assignments.after.conftest import remark, tag
from tests.assignments.grading.conftest import LABELS
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in

# With session and user.
RETURNED = 10
REPLIES = 12
LIST = 5
REPLY = 8
PREVIEW = 10
CONFIRM = 16
BOARD = 19


def opened(desk, work, label: str) -> None:
    question = desk.answer(work, label).question
    open_thread(
        submission=work, question=question, text="Why?", asks_remark=False, key=label,
        by=work.student, at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_students_pages_cost_the_same_at_any_number(desk, cast, number):
    work = desk.handed_in(cast.alice)
    for label in LABELS[:number]:
        desk.grade(work, label, "1", "A word.")
        answer = desk.answer(work, label)
        for _comment in range(number):
            remark(answer, "Words", "Which?", cast.tessa)
        tag(answer, "next_step", f"Step {label}", cast.tessa)
    for time in range(number):
        desk.grade(work, "1", "1", f"Word {time}.")
        desk.give_back(work)
    for label in LABELS[:number]:
        opened(desk, work, label)
    thread = work.threads.first()
    for time in range(number):
        write_message(thread=thread, text="So.", key=f"t{time}", by=cast.tessa, at=timezone.now())
    client = signed_in(cast.alice)
    assert client.get(f"/work/{work.pk}/returned/").status_code == 200
    found = {
        "returned": queries(client, f"/work/{work.pk}/returned/"),
        "replies": queries(client, f"/work/{work.pk}/replies/{thread.question_id}/"),
    }
    assert found == {"returned": RETURNED, "replies": REPLIES}


@pytest.mark.parametrize("students", [1, 3, 30])
def test_the_desk_costs_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    work = [desk.handed_in(student, {"1": "A text."}) for student in people]
    for row in work:
        desk.grade(row, "1", "2", "A word.")
        tag(desk.answer(row), "next_step", "Step", cast.tessa)
    desk.give_back(*work)
    for row in work:
        opened(desk, row, "1")
        desk.grade(row, "1", "3", "A word.")
    client = signed_in(cast.tessa)
    found = {
        "list": queries(client, "/admin/replies/"),
        "reply": queries(client, f"/admin/replies/{work[0].threads.get().pk}/"),
        "preview": queries(client, desk.path("return/preview/", work[0])),
        "confirm": queries(client, f"/admin/assignments/assignment/{desk.assignment.pk}/return/"),
        "board": queries(client, desk.board_path()),
    }
    assert found == {
        "list": LIST, "reply": REPLY, "preview": PREVIEW, "confirm": CONFIRM, "board": BOARD,
    }  # fmt: skip
