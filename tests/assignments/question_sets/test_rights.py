"""Marking guides are seen by those who teach at the school, and by nobody else on any address."""

from __future__ import annotations

import pytest
from django.test import Client

from assignments.models import QuestionSet
from tests.assignments.question_sets.editor import BASE
from tests.assignments.question_sets.sets import everything
from tests.conftest import signed_in

CANARY = b"Rivers rise in the sea"
SET = ["change/", "versions/1/", "copy/", "edit/", "new-version/", "add/", "give/"]
QUESTION = ["", "add/", "move/", "remove/", "mend/"]


@pytest.fixture
def addresses(sets) -> list[str]:
    question = sets.own.questions.get(label="1")
    return [
        *(f"{BASE}{sets.own.question_set_id}/{act}" for act in SET),
        *(f"{BASE}questions/{question.pk}/{act}" for act in QUESTION),
    ]


def answers(client: Client, addresses: list[str]) -> set[int]:
    found = set()
    for address in addresses:
        for response in (client.get(address), client.post(address, {"text": "x", "title": "x"})):
            assert CANARY not in response.content
            found.add(response.status_code)
    return found


@pytest.mark.parametrize("name", ["alice", "bob", "carol", "frank"])
def test_students_find_nothing(cast, sets, begun, addresses, name):
    client = signed_in(getattr(cast, name))
    assert answers(client, [BASE, f"{BASE}new/", *addresses]) == {404}


@pytest.mark.parametrize("name", ["sana", "sofia", "asif", "fiona"])
def test_staff_who_do_not_teach_here_find_nothing(cast, sets, begun, addresses, name):
    before = everything(sets.own)
    assert answers(signed_in(getattr(cast, name)), addresses) <= {404, 405}
    assert (everything(sets.own), QuestionSet.objects.count()) == (before, 2)


@pytest.mark.parametrize("name", ["sana", "sofia", "asif"])
def test_only_teachers_have_the_list(cast, sets, name):
    client = signed_in(getattr(cast, name))
    assert answers(client, [BASE, f"{BASE}new/"]) <= {404, 405}
    assert b"questionset" not in client.get("/admin/").content


def test_strangers_are_asked_to_sign_in(sets, addresses):
    assert answers(Client(), [BASE, f"{BASE}new/", *addresses]) == {302}


def test_a_superuser_reads_and_changes_nothing(cast, sets, addresses):
    client = signed_in(cast.sue)
    read = {address for address in addresses if address.endswith(("/change/", "/versions/1/"))}
    assert {client.get(address).status_code for address in read} == {200}
    assert answers(client, [a for a in addresses if a not in read]) <= {403, 405}
    assert client.get(BASE).status_code == 200


def test_a_student_who_writes_sees_no_word_of_the_guide(cast, sets, begun):
    client = signed_in(cast.alice)
    work = begun.submissions.get(student=cast.alice)
    for address in (
        "/",
        f"/assignments/{begun.pk}/",
        f"/work/{work.pk}/",
        f"/work/{work.pk}/review/",
    ):
        response = client.get(address, follow=True)
        assert response.status_code == 200
        assert CANARY not in response.content
    assert b"Where do rivers rise?" in client.get(f"/work/{work.pk}/").content
