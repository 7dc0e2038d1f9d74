"""Grading that was not returned changes nothing a student can reach: not a byte, but for tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.grading.answer_notes import comment_on_part, tag_answer
from assignments.domain.grading.bank import keep_in_bank
from assignments.domain.grading.comment import comment_on_attempt
from assignments.domain.grading.grade import grade_answer
from assignments.domain.returning.release import return_to_students
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Comment, Grade, Submission
from studyhub.access.routes import all_routes
from tests.access.test_matrix import arguments
from tests.access.world import World, build_world
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

SECRET = "zebrafish"
# Made anew for each answer: the form's token, the number of the request, a page's keys.
_TOKENS = re.compile(
    rb'((?:name="csrfmiddlewaretoken"|name="key"|name="page") value=|"token": )"[^"]+"'
    rb"|(nonce-)[\w+/=-]+|(DTSTAMP:)\w+"
)


def crawled(world: World, client) -> dict[str, bytes]:
    """Return what every address serves to a student, signed in as ``client`` is."""
    found = {}
    for name, pattern, declared in all_routes():
        if declared is None or declared.desk or "GET" not in declared.methods:
            continue
        address = reverse(name, kwargs=arguments(world, name, pattern))
        response = client.get(address, headers={"accept": "text/html"})
        body = b"".join(response) if response.streaming else response.content
        found[address] = _TOKENS.sub(rb"\1\2\3", body).replace(
            response.headers.get("X-Request-Id", "-").encode(), b""
        )
    return found


@pytest.fixture
def world(cast) -> World:
    return build_world(cast)


@pytest.fixture
def bobs(world, cast) -> World:
    """Let Bob hand in; nothing of his was ever graded."""
    at = timezone.now()
    submission = start(assignment=world.assignment, by=cast.bob, at=at)
    answer = submission.attempts.get().answers.select_related("question")[0]
    save_answer(
        answer=answer,
        position=position_of(submission, at=at),
        text="Two tracks, one plan.",
        based_on=0,
        key="bob",
        at=at,
    )
    hand_in(position=position_of(submission, at=at), by=cast.bob, at=at)
    answer.refresh_from_db()
    return replace(world, submission=submission, answer=answer)


def graded_in_secret(submission: Submission, cast) -> None:
    """Draft all that can be drafted on a student's work: nothing of it is returned."""
    at = timezone.now()
    work = Submission.objects.get(pk=submission.pk)
    for answer in Answer.objects.filter(attempt=work.counted_attempt).select_related("question"):
        stands = Grade.objects.filter(answer=answer).values_list("version", flat=True).first()
        grade_answer(
            answer=answer,
            points=Decimal("0.5"),
            comment=f"{SECRET} on it",
            based_on=stands or 0,
            seen_answer_version=answer.version,
            by=cast.tessa,
            at=at,
        )
        for kind in ("strength", "misconception", "next_step"):
            tag_answer(answer=answer, kind=kind, text=f"{SECRET} {kind}", by=cast.tessa, at=at)
        if answer.text:
            comment_on_part(
                answer=answer, start=0, end=5, text=f"{SECRET} part", key="p", by=cast.tessa, at=at
            )
    comment_on_attempt(
        attempt=work.counted_attempt, text=f"{SECRET} whole", based_on=0, by=cast.tessa, at=at
    )
    keep_in_bank(text=f"{SECRET} in the bank", by=cast.tessa, at=at)


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_grading_that_is_not_returned_changes_no_byte(world, bobs, cast, name, record_property):
    """Alice had work returned before and writes on; Bob never had any."""
    seen = world if name == "alice" else bobs
    client = signed_in(getattr(cast, name))
    crawled(seen, client)  # what the first look marks as seen
    before = crawled(seen, client)
    graded_in_secret(seen.submission, cast)
    after = crawled(seen, client)
    different = [address for address in before if before[address] != after[address]]
    assert different == []
    assert [address for address in after if SECRET.encode() in after[address]] == []
    assert Comment.objects.filter(text__contains=SECRET).count() > 13
    assert len(before) > 25
    record_property("leak_crawl", len(before))
    return_to_students(
        submissions=[seen.submission], by=cast.tessa, at=timezone.now(), note="Looked again."
    )
    returned = crawled(seen, client)
    assert SECRET.encode() in returned[reverse("returned", args=[seen.submission.pk])]
    assert [page for page in returned.values() if f"{SECRET} in the bank".encode() in page] == []
