"""Writing the school's honesty statement on the desk."""

import pytest
from django.utils import timezone

from assignments.domain.giving.honesty import write_statement
from assignments.models import HonestyStatement
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.grading.conftest import words_of
from tests.conftest import signed_in

URL = "/admin/honesty-statement/"


def write(cast, text: str, based_on: int = 0, school=None) -> HonestyStatement:
    return write_statement(
        school=school or cast.riverside, text=text, based_on=based_on, by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip


def texts(cast) -> list[tuple[int, str]]:
    rows = HonestyStatement.objects.filter(school=cast.riverside).order_by("number")
    return list(rows.values_list("number", "text"))


@pytest.mark.parametrize("name", ["tessa", "theo", "sana"])
def test_teachers_and_school_admins_write_it(cast, name):
    client = signed_in(getattr(cast, name))
    assert "No statement yet" in words_of(client.get(URL))
    response = client.post(URL, {"text": "  Mine.\r\nAll of it. ", "based_on": "0"}, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert texts(cast) == [(1, "Mine.\nAll of it.")]
    page = words_of(response)
    assert "Version 1" in page
    assert getattr(cast, name).full_name in page
    entry = Entry.objects.get(verb="write_statement")
    assert (entry.actor_id, entry.tenant_id, entry.before, entry.after) == (
        getattr(cast, name).pk, cast.riverside.pk, {"number": 0}, {"number": 1, "length": 16},
    )  # fmt: skip


@pytest.mark.parametrize(("name", "status"), [("asif", 403), ("alice", 404), ("sue", 404)])
def test_nobody_else_does(cast, name, status):
    write(cast, "CANARY")
    client = signed_in(getattr(cast, name))
    for response in (client.get(URL), client.post(URL, {"text": "x", "based_on": "1"})):
        assert response.status_code == status
        assert "CANARY" not in response.content.decode()
    assert texts(cast) == [(1, "CANARY")]


def test_another_school_has_its_own(cast):
    write(cast, "CANARY of Riverside")
    client = signed_in(cast.fiona)
    assert "CANARY" not in words_of(client.get(URL))
    client.post(URL, {"text": "Hillside's.", "based_on": "0"})
    assert texts(cast) == [(1, "CANARY of Riverside")]
    assert HonestyStatement.objects.get(school=cast.hillside).number == 1


def test_a_change_is_the_next_version_and_the_first_stays(cast):
    write(cast, "First.")
    client = signed_in(cast.tessa)
    client.post(URL, {"text": "Second.", "based_on": "1"})
    client.post(URL, {"text": "Second.", "based_on": "2"})
    client.post(URL, {"text": "Second.", "based_on": "1"})
    assert texts(cast) == [(1, "First."), (2, "Second.")]
    page = words_of(client.get(URL))
    assert page.index("Version 2") < page.index("Version 1")
    assert Entry.objects.filter(verb="write_statement").count() == 2


def test_written_meanwhile_is_a_conflict_with_both(cast):
    write(cast, "First.")
    write(cast, "Second.", based_on=1)
    client = signed_in(cast.tessa)
    response = client.post(URL, {"text": "Mine.", "based_on": "1"})
    assert response.status_code == 409
    page = words_of(response)
    assert "Somebody wrote version 2 meanwhile" in page
    assert "Second." in page
    assert ">\nMine.</textarea>" in response.content.decode()
    assert 'name="based_on" value="2"' in response.content.decode()
    assert client.post(URL, {"text": "Mine.", "based_on": "2"}).status_code == 302
    assert texts(cast) == [(1, "First."), (2, "Second."), (3, "Mine.")]


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "x" * 4001])
def test_nothing_and_too_much_are_refused(cast, text):
    response = signed_in(cast.tessa).post(URL, {"text": text, "based_on": "0"})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode() or "error" in response.content.decode()
    assert texts(cast) == []
    with pytest.raises(Refusal) as refused:
        write(cast, text)
    assert refused.value.code == "text"


def test_the_verb_refuses_a_state_that_is_older(cast):
    write(cast, "First.")
    with pytest.raises(Conflict) as met:
        write(cast, "Other.", based_on=0)
    assert met.value.current.text == "First."


@pytest.mark.parametrize("versions", [1, 3, 30])
def test_the_page_costs_the_same_for_any_number_of_versions(
    cast, versions, django_assert_num_queries
):
    for number in range(versions):
        write(cast, f"Version {number}.", based_on=number)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(7):
        assert client.get(URL).status_code == 200


def test_the_desk_of_a_school_admin_leads_to_it(cast):
    assert f'href="{URL}"' in signed_in(cast.sana).get("/admin/").content.decode()
