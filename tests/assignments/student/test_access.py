"""Who reaches which of the student's pages."""

import pytest
from django.test import Client

from assignments.models import Attempt, Revision, Submission
from studyhub.audit.models import Entry
from tests.conftest import signed_in

from .conftest import Work, begin, give

NO_SUCH = "22222222222222"
GETS = ["", "review/", "receipt/1/", "returned/", "returned/1/"]
POSTS = ["", "hand-in/", "keep-working/"]
ID_LINE = "request_id"


@pytest.fixture
def done(work: Work) -> Work:
    """Return Alice's work, handed in, returned, and opened once more."""
    work.write("1", "CANARY text")
    work.hand_in()
    work.returned(overall="CANARY remark")
    return work


def plain(response) -> str:
    """Return the body without the id of the request, which is another each time."""
    body = response.content.decode()
    request_id = response.headers["X-Request-Id"]
    return body.replace(request_id, ID_LINE)


def test_owner_reads_all_of_it(alice, done):
    statuses = {tail: alice.get(done.path + tail).status_code for tail in GETS}
    assert statuses == {
        "": 200, "review/": 302, "receipt/1/": 200, "returned/": 200, "returned/1/": 200,
    }  # fmt: skip


@pytest.mark.parametrize("tail", GETS)
def test_for_strangers_it_does_not_exist(done, strangers, tail):
    for name, client in strangers.items():
        response = client.get(done.path + tail)
        nowhere = client.get(f"/work/{NO_SUCH}/{tail}")
        assert (name, response.status_code) == (name, 404)
        assert plain(response) == plain(nowhere)
        assert "CANARY" not in plain(response)


@pytest.mark.parametrize("tail", POSTS)
def test_strangers_change_nothing(done, strangers, tail):
    before = _rows()
    for name, client in strangers.items():
        assert (name, client.post(done.path + tail).status_code) == (name, 404)
    assert _rows() == before


def _rows() -> tuple:
    return (
        list(Submission.objects.order_by("pk").values()),
        list(Attempt.objects.order_by("pk").values()),
        Revision.objects.count(),
        Entry.objects.count(),
    )


@pytest.mark.parametrize("name", ["tessa", "sue"])
def test_teacher_of_the_class_is_told_where_to_go(cast, done, name):
    client = signed_in(getattr(cast, name))
    before = _rows()
    for response in [
        *(client.get(done.path + tail) for tail in GETS),
        *(client.post(done.path + tail) for tail in POSTS),
    ]:
        assert response.status_code == 403
        page = response.content.decode()
        assert "what they hand in, on the desk." in page
        assert "CANARY" not in page
    assert _rows() == before


def test_signed_out_pages_lead_to_sign_in_and_json_gets_401(done, given):
    client = Client()
    for path in ["/", f"/assignments/{given.pk}/", *(done.path + tail for tail in GETS)]:
        response = client.get(path)
        assert response.status_code == 302
        assert response.url == f"/sign-in/?next={path}"
        as_json = client.get(path, headers={"accept": "application/json"})
        assert as_json.status_code == 401
        assert list(as_json.json()) == ["error"]


def test_reading_changes_nothing(alice, done):
    before = _rows()
    for tail in GETS:
        alice.get(done.path + tail)
        alice.head(done.path + tail)
    alice.get("/")
    assert _rows() == before


@pytest.mark.parametrize("tail", ["hand-in/", "keep-working/"])
def test_verbs_are_405_by_get(alice, done, tail):
    before = _rows()
    assert alice.get(done.path + tail).status_code == 405
    assert alice.head(done.path + tail).status_code == 405
    assert _rows() == before


@pytest.mark.parametrize("tail", ["hand-in/", "keep-working/"])
def test_verbs_are_403_without_the_token(cast, done, tail):
    client = signed_in(cast.alice, enforce_csrf_checks=True)
    before = _rows()
    assert client.post(done.path + tail).status_code == 403
    assert client.post(done.path + tail, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert _rows() == before


@pytest.mark.parametrize("tail", ["0", "1" + "0" * 30, "abc", "-1", "1.5", "2"])
@pytest.mark.parametrize("what", ["receipt", "returned"])
def test_numbers_that_cannot_be_are_not_found(alice, done, what, tail):
    assert alice.get(f"{done.path}{what}/{tail}/").status_code == 404


def test_start_page_by_person(cast, given):
    statuses = {
        name: signed_in(getattr(cast, name)).get(f"/assignments/{given.pk}/").status_code
        for name in (
            "alice", "bob", "carol", "frank", "tessa", "theo", "fiona", "asif", "sana", "sofia",
            "sue",
        )
    }  # fmt: skip
    assert statuses == {
        "alice": 200, "bob": 200, "carol": 404, "frank": 404, "tessa": 200, "theo": 404,
        "fiona": 404, "asif": 200, "sana": 404, "sofia": 404, "sue": 200,
    }  # fmt: skip


def test_start_by_person(cast, given):
    statuses = {
        name: signed_in(getattr(cast, name)).post(f"/assignments/{given.pk}/start/").status_code
        for name in (
            "alice", "bob", "carol", "frank", "tessa", "theo", "fiona", "asif", "sana", "sofia",
            "sue",
        )
    }  # fmt: skip
    assert statuses == {
        "alice": 302, "bob": 302, "carol": 404, "frank": 404, "tessa": 403, "theo": 404,
        "fiona": 404, "asif": 403, "sana": 404, "sofia": 404, "sue": 403,
    }  # fmt: skip
    names = Submission.objects.values_list("student__given_name", flat=True)
    assert sorted(names) == ["Alice", "Bob"]


def test_students_see_no_question_before_they_start(alice, cast, given):
    assert "Where do rivers rise?" not in alice.get(f"/assignments/{given.pk}/").content.decode()
    preview = signed_in(cast.tessa).get(f"/assignments/{given.pk}/").content.decode()
    assert "Where do rivers rise?" in preview
    assert "/start/" not in preview


def test_each_sees_only_their_own_work(cast, given):
    theirs = {name: begin(given, getattr(cast, name)) for name in ("alice", "bob")}
    theirs["alice"].write("1", "CANARY alice")
    theirs["bob"].write("1", "CANARY bob")
    other = begin(give(cast.class_8b, cast.theo), cast.carol)
    other.write("1", "CANARY carol")
    for name, own in theirs.items():
        page = signed_in(getattr(cast, name)).get(own.path).content.decode()
        assert [who for who in ("alice", "bob", "carol") if f"CANARY {who}" in page] == [name]
