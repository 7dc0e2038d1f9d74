"""Short ways to cite in an answer, and texts with the tokens that stand in them."""

import json

from django.utils import timezone

from assignments.domain.citing.cite import cite_passage
from assignments.domain.timing.position import position_of
from assignments.models import Submission
from studyhub.web.ids import new_id
from tests.conftest import signed_in


def place(work, label: str = "1") -> dict:
    submission = Submission.objects.get(pk=work.submission.pk)
    now = timezone.now()
    return {
        "answer": work.answer(label),
        "position": position_of(submission, at=now),
        "key": new_id(),
        "at": now,
    }


def words(work, paragraph, start: int = 0, end: int = 6, label: str = "1", **fields):
    return cite_passage(paragraph=paragraph, start=start, end=end, **place(work, label) | fields)


def body(work, **fields) -> dict:
    return {
        "key": new_id(), "person": work.student.pk, "assignment": work.assignment.pk, **fields,
    }  # fmt: skip


def post(work, label: str = "1", by=None, **fields):
    client = signed_in(by or work.student)
    return client.post(
        f"{work.answer_path(label)}cite/",
        json.dumps(body(work, **fields)),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


# Both languages find the same: tests/browser/test_citing.py.
TOKENS = [
    ("", []),
    ("[1: paragraph 1.1]", [1]),
    ("a [1: x] b [2: y] c [1: x]", [1, 2, 1]),
    ("[0: x] [01: x] [1000: x] [1:x] [1 : x]", []),
    ("[1: two\nlines]", []),
    ("[[1: x]]", [1]),
    ("[1: ]", []),
    (f"[1: {'x' * 121}]", []),
    ("👩‍👩‍👧 [3: مادة] עברית", [3]),
]
