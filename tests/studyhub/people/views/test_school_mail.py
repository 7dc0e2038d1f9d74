"""A school's mail: switched on and off by who keeps its books, and what the checks say."""

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from studyhub.audit.models import Entry
from studyhub.people.models import School
from tests.assignments.student.pages import words_of
from tests.conftest import signed_in


def url(school: School) -> str:
    return reverse("admin:people_school_mail", args=[school.pk])


def mail_warnings(**kwargs) -> list[tuple[str, str]]:
    found = run_checks(databases=["default"], **kwargs)
    return [(item.id, item.msg) for item in found if item.id.startswith("people.W")]


@pytest.mark.parametrize("name", ["sana", "sue"])
def test_switching_on_and_off_is_on_record(cast, mailing, name):
    client = signed_in(getattr(cast, name))
    assert School.objects.get(pk=cast.riverside.pk).sends_mail is False
    for data, sends_mail in (
        ({"sends_mail": "on"}, True),
        ({"sends_mail": "on"}, True),
        ({}, False),
    ):
        assert client.post(url(cast.riverside), data).status_code == 302
        assert School.objects.get(pk=cast.riverside.pk).sends_mail is sends_mail
    assert School.objects.get(pk=cast.hillside.pk).sends_mail is False
    acts = Entry.objects.filter(verb__in=["allow_mail", "stop_mail"]).order_by("pk")
    assert [(act.verb, act.actor_id, act.target_id) for act in acts] == [
        (verb, getattr(cast, name).pk, cast.riverside.pk) for verb in ("allow_mail", "stop_mail")
    ]


def test_the_page_says_what_is_missing(cast):
    page = words_of(signed_in(cast.sana).get(url(cast.riverside)))
    assert "No letter goes out yet. This installation still needs: EMAIL_URL" in page


def test_the_page_says_nothing_of_it_where_all_is_there(cast, mailing):
    page = words_of(signed_in(cast.sana).get(url(cast.riverside)))
    assert "No letter goes out yet." not in page


def test_the_desk_leads_there(cast):
    assert url(cast.riverside) in signed_in(cast.sana).get("/admin/").content.decode()
    lists = signed_in(cast.sue).get("/admin/people/school/").content.decode()
    assert url(cast.riverside) in lists


def test_the_checks_are_silent_where_nobody_wants_mail(cast):
    assert mail_warnings() == []


def test_the_checks_are_silent_where_all_is_there(cast, mailing):
    School.objects.update(sends_mail=True)
    assert mail_warnings() == []


def test_a_check_tells_of_a_school_that_waits_in_vain(cast):
    School.objects.filter(pk=cast.riverside.pk).update(sends_mail=True)
    assert mail_warnings() == [
        (
            "people.W002",
            "1 school has switched mail on, but mail needs EMAIL_URL (the mail server), "
            "TASK_QUEUE (a queue, emptied by manage.py db_worker).",
        )
    ]


def test_a_check_tells_of_a_server_without_a_queue(cast, settings):
    settings.EMAIL_URL = "smtp://mail.example"
    assert mail_warnings() == [
        (
            "people.W001",
            "EMAIL_URL is set, but mail needs TASK_QUEUE (a queue, emptied by manage.py db_worker) "
            "too.",
        )
    ]
