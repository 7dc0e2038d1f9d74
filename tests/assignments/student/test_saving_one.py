"""Autosave: one answer as JSON, exact in status, body, rows and queries."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.domain.giving.times import extend
from assignments.models import Answer, Assignment, Revision
from studyhub.people.domain import enrollments
from tests.conftest import signed_in

NOWHERE = "There is nothing here."


def post(client: Client, path: str, body, **extra):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(path, data, content_type="application/json", **extra)


def state(work, label: str = "1") -> tuple:
    answer = work.answer(label)
    return answer.text, answer.version, answer.words, answer.revisions.count()


def test_save_answers_version_time_and_words(alice, work):
    response = post(alice, work.answer_path(), work.body())
    saved_at = work.answer().saved_at
    local = saved_at.astimezone(work.assignment.school_class.school.zone)
    assert response.status_code == 200
    assert response.json() == {
        "version": 1,
        "saved_at": saved_at.isoformat(),
        "saved_clock": f"{local:%H:%M}",
        "words": 3,
    }
    assert state(work) == ("In the hills.", 1, 3, 1)
    assert response.headers["Cache-Control"] == "no-store, private"


def test_same_request_twice_is_one_revision_and_one_answer(alice, work):
    body = work.body()
    first, second = (post(alice, work.answer_path(), body) for _ in range(2))
    assert (second.status_code, second.json()) == (200, first.json())
    assert state(work) == ("In the hills.", 1, 3, 1)


def test_older_version_is_refused_with_the_newer_text(alice, work):
    body = work.body(text="Mine.")
    work.write("1", "Newer.")
    response = post(alice, work.answer_path(), body)
    answer = work.answer()
    local = answer.saved_at.astimezone(work.assignment.school_class.school.zone)
    assert response.status_code == 409
    assert response.json() == {
        "error": "Answer 1 was changed elsewhere meanwhile. Nothing was lost: both texts are "
        "below.",
        "code": "conflict",
        "current": {
            "version": 1,
            "text": "Newer.",
            "saved_at": answer.saved_at.isoformat(),
            "saved_clock": f"{local:%H:%M}",
        },
    }
    assert state(work) == ("Newer.", 1, 1, 1)


def test_the_text_not_chosen_stays_in_the_history(alice, work):
    work.write("1", "Theirs.")
    body = work.body(text="Mine.", set_aside="Theirs.")
    assert post(alice, work.answer_path(), body).status_code == 200
    assert post(alice, work.answer_path(), body).status_code == 200
    kept = Revision.objects.filter(cause="kept_aside").values_list("text", flat=True)
    assert list(kept) == ["Theirs."]
    assert work.answer().text == "Mine."


def test_empty_string_over_a_draft_is_a_revision_and_the_old_text_stays(alice, work):
    work.write("1", "A long thought.")
    response = post(alice, work.answer_path(), work.body(text=""))
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert work.answer().text == ""
    assert "A long thought." in Revision.objects.values_list("text", flat=True)


def test_nobody_else_reaches_the_answer(work, strangers):
    before = state(work)
    for name, client in strangers.items():
        body = work.body(text="Not yours.")
        del body["person"]
        response = post(client, work.answer_path(), body)
        assert (name, response.status_code, response.json()) == (name, 404, {"error": NOWHERE})
        missing = post(client, "/work/22222222222222/answers/22222222222222/", body)
        assert (missing.status_code, missing.content) == (404, response.content)
    assert state(work) == before


@pytest.mark.parametrize("name", ["tessa", "sue"])
def test_who_may_know_of_the_work_may_not_write_it(cast, work, name):
    body = work.body(person=getattr(cast, name).pk)
    response = post(signed_in(getattr(cast, name)), work.answer_path(), body)
    assert response.status_code == 403
    assert response.json() == {
        "error": "This page is the student's own. You see their progress, and what they hand "
        "in, on the desk."
    }
    assert state(work) == ("", 0, 0, 0)


def test_extra_keys_change_nothing(alice, work, cast):
    body = work.body(
        student=cast.bob.pk, user_id=cast.bob.pk, author=cast.bob.pk, school=cast.hillside.pk,
        grade=6, points=6, status="graded", submitted_at="2020-01-01", released=True, version=99,
    )  # fmt: skip
    response = post(alice, work.answer_path(), body)
    work.submission.refresh_from_db()
    assert (response.status_code, response.json()["version"]) == (200, 1)
    assert work.submission.student_id == cast.alice.pk
    assert work.submission.counted_attempt_id is None
    assert work.attempt.submitted_at is None
    assert not hasattr(work.answer(), "grade")


def test_a_tab_left_by_another_pupil_saves_nothing(cast, work):
    response = post(signed_in(cast.bob), work.answer_path(), work.body())
    assert response.status_code == 409
    assert response.json() == {
        "error": "Nothing was saved: this page was opened by somebody else, and you are signed in "
        "now. Copy the text if it is yours, then open your own work.",
        "code": "other_person",
    }
    nowhere = post(signed_in(cast.bob), "/work/22222222222222/answers/22222222222222/", work.body())
    assert (nowhere.status_code, nowhere.content) == (409, response.content)
    assert state(work) == ("", 0, 0, 0)


def test_a_text_for_another_assignment_is_refused(alice, work):
    response = post(alice, work.answer_path(), work.body(assignment="22222222222222"))
    assert (response.status_code, response.json()["code"]) == (409, "other_assignment")
    assert state(work) == ("", 0, 0, 0)


def test_signed_out_gets_401_and_saves_after_signing_in(work, alice):
    body = work.body()
    response = post(Client(), work.answer_path(), body)
    assert response.status_code == 401
    assert response.json() == {
        "error": "You are signed out. Sign in again; your text is still here."
    }
    assert state(work) == ("", 0, 0, 0)
    assert post(alice, work.answer_path(), body).status_code == 200


def test_after_hand_in_nothing_changes(alice, work):
    work.write()
    body = work.body(text="Too late.")
    work.hand_in()
    response = post(alice, work.answer_path(), body)
    assert response.status_code == 409
    assert response.json() == {
        "error": "This was handed in. Choose Keep working to change it.",
        "code": "already_submitted",
    }
    assert work.answer().text == "In the hills."


def test_after_closing_nothing_is_saved_and_the_reason_is_told(alice, work):
    now = timezone.now()
    Assignment.objects.filter(pk=work.assignment.pk).update(
        opens_at=now - timedelta(days=3),
        due_at=now - timedelta(seconds=1),
        late_rule="refused",
    )
    response = post(alice, work.answer_path(), work.body())
    assert (response.status_code, response.json()["code"]) == (409, "closed")
    assert response.json()["error"].endswith("Nothing more can be handed in.")
    assert state(work) == ("", 0, 0, 0)


def test_who_has_left_the_class_cannot_write(alice, work, cast):
    enrollment = cast.alice.enrollments.get()
    enrollments.end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    response = post(alice, work.answer_path(), work.body())
    assert response.status_code == 409
    assert response.json() == {
        "error": "You are no longer in this class. Your work stays here for you to read.",
        "code": "not_enrolled",
    }


@pytest.mark.parametrize(("length", "status"), [(1, 200), (50_000, 200), (50_001, 413)])
def test_length_is_held_to_the_limit_in_characters(alice, work, length, status):
    response = post(alice, work.answer_path(), work.body(text="ж" * length))
    assert response.status_code == status
    assert len(work.answer().text) == (length if status == 200 else 0)


@pytest.mark.parametrize("length", [200_000, 2_000_000])
def test_too_long_names_the_limit(alice, work, length):
    response = post(alice, work.answer_path(), work.body(text="a" * length))
    assert response.status_code == 413
    assert "50,000" in response.json()["error"]
    assert state(work) == ("", 0, 0, 0)


HARD_TEXTS = [
    "👩‍👩‍👧‍👦 family", "漢字かな交じり文", "كيف الحال", "हिन्दी लेखन", "e\u0301 a\u0308 n\u0303",
    "tabs\tand trailing   ", "  leading", "{{ 7*7 }}{% debug %}${7*7}", "<script>alert(1)</script>",
    "\n\nlines first", "\u202eabc", "' OR 1=1--",
]  # fmt: skip


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_texts_come_back_code_point_for_code_point(alice, work, text):
    assert post(alice, work.answer_path(), work.body(text=text)).status_code == 200
    assert work.answer().text == text
    page = alice.get(work.path).content.decode()
    assert "<script>alert(1)" not in page
    again = post(alice, work.answer_path(), work.body(text=text))
    assert (again.status_code, work.answer().version) == (200, 1)


def test_line_breaks_of_any_kind_are_one_text(alice, work):
    text = "one\r\ntwo\rthree\nfour\t "
    first = post(alice, work.answer_path(), work.body(text=text)).json()
    second = post(alice, work.answer_path(), work.body(text=text.replace("\r\n", "\n"))).json()
    assert work.answer().text == "one\ntwo\nthree\nfour\t "
    assert (first["words"], second["words"], second["version"]) == (4, 4, 1)


WRONG_FIELDS = [
    {"text": 5}, {"text": None}, {"text": ["a"]}, {"based_on": "0"}, {"based_on": True},
    {"based_on": -1}, {"based_on": 1.5}, {"based_on": 10**17}, {"based_on": None}, {"key": ""},
    {"key": "k" * 65}, {"key": 7}, {"person": 5}, {"person": None}, {"assignment": {}},
    {"set_aside": 4},
]  # fmt: skip


@pytest.mark.parametrize("fields", WRONG_FIELDS)
def test_wrong_types_are_400(alice, work, fields):
    response = post(alice, work.answer_path(), work.body(**fields))
    assert (response.status_code, response.json()["code"]) == (400, "bad_body")
    assert state(work) == ("", 0, 0, 0)


WRONG_BODIES = [
    " ", "{", "[]", "null", '"text"', "\ufeff{}", '{"a": 1, "a": 2}', '{"a": NaN}',
    '{"a": Infinity}', '{"a": ' + "9" * 5000 + "}", '{"a": ' + "[" * 1000 + "]" * 1000 + "}",
    b'{"text": "\xff"}', '{"text": "\\ud800"}', '{"text": "a\\u0000b"}', "{}",
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG_BODIES)
def test_bodies_that_cannot_be_read_are_400(alice, work, body):
    response = post(alice, work.answer_path(), body)
    assert (response.status_code, response.json()["code"]) == (400, "bad_body")
    assert state(work) == ("", 0, 0, 0)


def test_forms_are_415(alice, work):
    response = alice.post(work.answer_path(), work.body())
    assert (response.status_code, state(work)) == (415, ("", 0, 0, 0))


@pytest.mark.parametrize(
    "tail", ["abc", "-1", "0", "1" + "0" * 30, "1.5", "%00", "AAAAAAAAAAAAAA", "' OR 1=1--"]
)
def test_malformed_ids_are_not_found(alice, work, tail):
    for path in (f"{work.path}answers/{tail}/", f"/work/{tail}/answers/{work.answer().pk}/"):
        assert post(alice, path, work.body()).status_code == (400 if tail == "%00" else 404)


def test_get_and_head_are_405(alice, work):
    assert [alice.generic(m, work.answer_path()).status_code for m in ("GET", "HEAD", "PUT")] == [
        405
    ] * 3


def test_without_the_token_nothing_is_saved(cast, work):
    client = signed_in(cast.alice, enforce_csrf_checks=True)
    response = post(client, work.answer_path(), work.body())
    assert response.status_code == 403
    assert response.json() == {"error": "This page is out of date. Reload it."}
    assert state(work) == ("", 0, 0, 0)


def _costs(client, path: str, body: dict) -> tuple[int, int]:
    """Return the reads and writes of a save, beyond session and person."""
    with CaptureQueriesContext(connection) as captured:
        assert post(client, path, body).status_code == 200
    queries = [
        query["sql"]
        for query in captured
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert "django_session" in queries[0]
    assert '"people_user"."id"' in queries[1]
    rest = queries[2:]
    reads = sum(1 for sql in rest if sql.startswith("SELECT"))
    return reads, len(rest) - reads


@pytest.mark.parametrize("history", [1, 30, 300])
def test_steady_save_costs_two_reads_and_one_write_however_long_the_history(alice, work, history):
    work.write()
    answer = work.answer()
    Revision.objects.bulk_create(
        Revision(
            answer=answer, version=n, text="Earlier.", words=1, cause="writing",
            saved_at=timezone.now(),
        )
        for n in range(history)
    )  # fmt: skip
    assert _costs(alice, work.answer_path(), work.body(text="In the high hills.")) == (2, 1)


def test_a_save_that_writes_history_costs_one_write_more(alice, work):
    work.write(at=timezone.now() - timedelta(minutes=1))
    body = work.body(text="In the high hills.")
    assert _costs(alice, work.answer_path(), body) == (2, 2)


def test_an_extension_holds_while_the_class_is_closed(alice, work, cast):
    extend(
        assignment=work.assignment, student=cast.alice, reason="Ill.", by=cast.tessa,
        due_at=timezone.now() + timedelta(days=9), at=timezone.now(),
    )  # fmt: skip
    now = timezone.now()
    Assignment.objects.filter(pk=work.assignment.pk).update(
        opens_at=now - timedelta(days=3), due_at=now - timedelta(days=1), late_rule="refused"
    )
    assert post(alice, work.answer_path(), work.body()).status_code == 200
    assert Answer.objects.filter(words__gt=0).count() == 1
