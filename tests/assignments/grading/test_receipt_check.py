"""The page that checks a receipt: whose hand-in a fingerprint is, and whether it still holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.models import Answer
from studyhub.audit.erasure import permit
from tests.conftest import signed_in

from .conftest import words_of


def path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/receipt/"


def check(client, desk, digits: str) -> str:
    response = client.get(path(desk), {"fingerprint": digits})
    assert response.status_code == 200
    return words_of(response)


@pytest.fixture
def work(desk, cast):
    return desk.handed_in(cast.alice, {"1": "A text of five words."})


def test_the_board_leads_to_it_once_something_was_handed_in(desk, cast, teacher):
    assert "Check a receipt" not in words_of(teacher.get(desk.board_path()))
    desk.handed_in(cast.alice)
    board = teacher.get(desk.board_path()).content.decode()
    assert f'href="{path(desk)}"' in board


def test_the_digits_of_the_receipt_lead_to_the_hand_in(desk, cast, teacher, work):
    receipt = signed_in(cast.alice).get(f"/work/{work.pk}/receipt/1/").content.decode()
    digits = work.counted_attempt.fingerprint[:12]
    assert f"<code>{digits}</code>" in receipt
    page = check(teacher, desk, digits)
    assert "Alice Of Riverside School It matches what is stored now." in page
    assert f"{work.counted_attempt.submitted_at:%Y-%m-%d %H:%M:%S} UTC" in page
    assert "Attempt 1, the one that counts" in page
    assert "Words 5 in all 1: 5 2: 0 3: 0" in page


@pytest.mark.parametrize("written", ["{0}-{1}-{2}", " {0} {1} {2} ", "{0}\u2013{1}", "{0}{1}"])
def test_groups_and_large_letters_are_read(desk, teacher, work, written):
    digits = work.counted_attempt.fingerprint
    typed = written.format(digits[:4], digits[4:8], digits[8:12]).upper()
    assert "It matches what is stored now." in check(teacher, desk, typed)


def test_all_64_digits_are_read_and_one_wrong_is_none(desk, teacher, work):
    digits = work.counted_attempt.fingerprint
    assert "It matches what is stored now." in check(teacher, desk, digits)
    wrong = digits[:-1] + ("0" if digits[-1] != "0" else "1")
    assert "No hand-in has this fingerprint" in check(teacher, desk, wrong)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1234567", "Type at least 8 of its 12 digits"),
        ("12345678x", "A fingerprint has only digits and the letters a to f."),
        ("%%%%%%%%%%%%", "A fingerprint has only digits and the letters a to f."),
        ("１２３４５６７８", "A fingerprint has only digits and the letters a to f."),
        ("a" * 65, "A fingerprint has only digits and the letters a to f."),
        ("a" * 121, "at most 120 characters"),
        ("", "This field is required."),
    ],
)
def test_what_is_no_fingerprint_is_said_beside_the_box(desk, teacher, work, typed, sentence):
    page = check(teacher, desk, typed)
    assert sentence in page
    assert "Alice" not in page


def test_an_earlier_attempt_is_found_and_told_to_be_replaced(desk, teacher, work):
    first = work.counted_attempt
    work = desk.handed_in_again(work, "1", "Other words.")
    page = check(teacher, desk, first.fingerprint[:8])
    assert "Attempt 1, replaced by a later one" in page
    assert "It matches what is stored now." in page
    assert first.fingerprint != work.counted_attempt.fingerprint


def test_equal_texts_are_all_named_and_at_most_twenty(desk, cast, teacher, work):
    desk.handed_in(cast.bob, {"1": "A text of five words."})
    page = check(teacher, desk, work.counted_attempt.fingerprint[:12])
    assert "2 hand-ins have exactly these texts." in page
    assert page.index("Alice Of") < page.index("Bob Of")
    for student in desk.new_students(20):
        desk.handed_in(student, {"1": "A text of five words."})
    page = check(teacher, desk, work.counted_attempt.fingerprint[:12])
    assert "More than 20 hand-ins have exactly these texts." in page
    assert page.count("It matches what is stored now.") == 20


def test_a_text_changed_behind_the_pages_does_not_match(desk, teacher, work):
    with permit("a test of what no page can do"):
        Answer.objects.filter(attempt=work.counted_attempt, words=5).update(text="Otherwise.")
    page = check(teacher, desk, work.counted_attempt.fingerprint[:12])
    assert "It does not match what is stored now" in page
    assert "It matches" not in page


def test_drafts_have_none(desk, cast, teacher, work):
    draft = desk.begun(cast.bob, {"1": "A text of five words."})
    assert draft.attempts.get().fingerprint == ""
    page = check(teacher, desk, work.counted_attempt.fingerprint[:12])
    assert ("Alice" in page, "Bob" in page) == (True, False)


def test_only_work_of_this_assignment_is_found(desk, cast, teacher, work):
    other = desk.given_again()
    elsewhere = desk.handed_in(cast.bob, {"1": "Some other text."}, other)
    page = check(teacher, desk, elsewhere.counted_attempt.fingerprint)
    assert "No hand-in has this fingerprint" in page
    assert "Bob" not in page


def test_only_teachers_of_the_class_check(desk, cast, work):
    digits = {"fingerprint": work.counted_attempt.fingerprint[:12]}
    found = {
        name: signed_in(getattr(cast, name)).get(path(desk), digits).status_code
        for name in ("tessa", "asif", "sue", "theo", "fiona", "sana", "alice", "bob", "frank")
    }
    assert found == {
        "tessa": 200, "asif": 403, "sue": 403, "theo": 404, "fiona": 404, "sana": 404,
        "alice": 404, "bob": 404, "frank": 404,
    }  # fmt: skip


# With session and user.
CHECK = 7


@pytest.mark.parametrize("students", [1, 3, 30])
def test_checking_costs_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    work = [desk.handed_in(student, {"1": "The same text."}) for student in people]
    client = signed_in(cast.tessa)
    digits = {"fingerprint": work[0].counted_attempt.fingerprint[:12]}
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path(desk), digits)
    assert words_of(response).count("It matches") == min(students, 20)
    assert len(seen) == CHECK
