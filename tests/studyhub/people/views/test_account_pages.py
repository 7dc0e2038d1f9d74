"""Accounts on the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from studyhub.people.domain.accounts import suspend
from studyhub.people.models import SchoolRole, User
from tests.conftest import PASSWORD, signed_in


def url(user, page=""):
    return reverse(f"admin:people_account{page}", args=[user.pk])


def status_of(user, address, **data):
    client = signed_in(user)
    return client.post(address, data).status_code


def test_a_reset_shows_the_code_once_and_nowhere_else(cast):
    client = signed_in(cast.tessa)
    asked = client.get(url(cast.alice, "_reset"))
    assert "shown once" in asked.content.decode()
    assert User.objects.get(pk=cast.alice.pk).check_password(PASSWORD)
    response = client.post(url(cast.alice, "_reset"))
    code = response.context["cards"][0].code
    page = response.content.decode()
    assert page.count(code) == 1
    assert "<dd>testserver/s/riverside/sign-in/</dd>" in page
    assert "no-store" in response.headers["Cache-Control"].split(", ")
    assert User.objects.get(pk=cast.alice.pk).check_password(code)
    assert code not in client.get(url(cast.alice)).content.decode()
    assert code not in str(dict(client.session))


def test_the_code_is_not_logged(cast, caplog):
    response = signed_in(cast.tessa).post(url(cast.alice, "_reset"))
    assert response.context["cards"][0].code not in caplog.text


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("tessa", "alice", 200),
        ("tessa", "carol", 404),
        ("tessa", "frank", 404),
        ("tessa", "asif", 403),
        ("tessa", "tessa", 403),
        ("tessa", "sana", 404),
        ("tessa", "sue", 404),
        ("asif", "alice", 403),
        ("sana", "alice", 200),
        ("sana", "tessa", 200),
        ("sana", "sana", 403),
        ("sana", "sue", 404),
        ("sana", "frank", 404),
        ("sana", "sofia", 404),
        ("sofia", "alice", 404),
        ("sue", "sana", 200),
        ("sue", "sue", 403),
        ("alice", "bob", 404),
        ("alice", "alice", 404),
    ],
)
def test_nobody_resets_somebody_above_or_elsewhere(cast, who, whom, status):
    actor, person = getattr(cast, who), getattr(cast, whom)
    client = signed_in(actor)
    assert client.get(url(person, "_reset")).status_code == status
    assert client.post(url(person, "_reset")).status_code == status
    changed = not User.objects.get(pk=person.pk).check_password(PASSWORD)
    assert changed == (status == 200)


def test_two_school_admins_do_not_reset_each_other(cast):
    from studyhub.people.domain.school_roles import appoint

    appoint(user=cast.theo, by=cast.sue, at=timezone.now())
    for page in ("_reset", "_suspend", "_rename"):
        assert status_of(cast.sana, url(cast.theo, page)) == 403
    assert User.objects.get(pk=cast.theo.pk).check_password(PASSWORD)


def test_a_suspension_and_its_lifting(cast):
    client = signed_in(cast.sana)
    response = client.post(url(cast.alice, "_suspend"), {"why": "left"}, follow=True)
    assert "can no longer sign in" in response.content.decode()
    assert not User.objects.get(pk=cast.alice.pk).is_active
    assert "left" in client.get(url(cast.alice)).content.decode()
    client.post(url(cast.alice, "_unsuspend"))
    assert User.objects.get(pk=cast.alice.pk).is_active


@pytest.mark.parametrize("page", ["_rename", "_suspend", "_unsuspend"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("tessa", 403), ("asif", 403), ("theo", 404), ("sofia", 404), ("alice", 404), ("bob", 404)],
)
def test_nobody_else_changes_an_account(cast, page, who, status):
    names = {"given_name": "X", "was_given": "Alice", "was_family": cast.alice.family_name}
    assert status_of(getattr(cast, who), url(cast.alice, page), **names) == status
    alice = User.objects.get(pk=cast.alice.pk)
    assert (alice.given_name, alice.is_active) == ("Alice", True)


def test_a_superusers_account_is_not_there_for_a_school(cast):
    for page in ("", "_reset", "_suspend", "_rename", "_appoint"):
        assert signed_in(cast.sana).get(url(cast.sue, page)).status_code == 404


def test_renaming_with_a_stale_form_is_refused(cast):
    client = signed_in(cast.sana)
    old = {"was_given": "Alice", "was_family": cast.alice.family_name}
    address = url(cast.alice, "_rename")
    assert client.post(address, {"given_name": "Alicja", **old}).status_code == 302
    response = client.post(address, {"given_name": "Late", **old})
    assert len(response.context["form"].non_field_errors()) == 1
    assert User.objects.get(pk=cast.alice.pk).full_name == "Alicja"


def test_forged_fields_give_no_right(cast):
    signed_in(cast.sana).post(
        url(cast.alice, "_rename"),
        {
            "given_name": "Alicja",
            "was_given": "Alice",
            "was_family": cast.alice.family_name,
            "is_superuser": "on",
            "is_staff": "on",
            "school": cast.hillside.pk,
            "password": "x",
            "username": ":sue",
        },
    )
    alice = User.objects.get(pk=cast.alice.pk)
    assert (alice.given_name, alice.is_superuser, alice.school) == (
        "Alicja",
        False,
        cast.riverside,
    )
    assert alice.username == cast.alice.username
    assert alice.check_password(PASSWORD)


def test_a_new_account_is_shown_with_its_card(cast):
    response = signed_in(cast.sana).post(
        reverse("admin:people_account_new"), {"given_name": "Ines", "family_name": "Duarte"}
    )
    made = User.objects.get(given_name="Ines")
    assert made.sign_in_name == "ines.d"
    assert made.check_password(response.context["cards"][0].code)


def test_a_double_click_makes_one_account(cast):
    client = signed_in(cast.sana)
    names = {"given_name": "Ines", "family_name": "Duarte"}
    client.post(reverse("admin:people_account_new"), names)
    again = client.post(reverse("admin:people_account_new"), names)
    assert list(again.context["form"].errors) == ["sign_in_name"]
    assert User.objects.filter(given_name="Ines").count() == 1


@pytest.mark.parametrize("name", ["alice", "ALICE", "\uff21lice"])
def test_a_taken_sign_in_name_is_a_field_error_and_a_foreign_one_is_free(cast, name):
    client = signed_in(cast.sana)
    data = {"given_name": "Nora", "sign_in_name": name}
    response = client.post(reverse("admin:people_account_new"), data)
    assert list(response.context["form"].errors) == ["sign_in_name"]
    assert not User.objects.filter(given_name="Nora").exists()
    client.post(reverse("admin:people_account_new"), {**data, "sign_in_name": "frank"})
    assert User.objects.get(given_name="Nora").school == cast.riverside


@pytest.mark.parametrize("who", ["tessa", "asif", "theo"])
def test_a_teacher_makes_no_account(cast, who):
    address = reverse("admin:people_account_new")
    assert status_of(getattr(cast, who), address, given_name="Nora") == 403
    assert not User.objects.filter(given_name="Nora").exists()


def test_a_teacher_sees_only_the_enrollments_of_own_classes(cast):
    from studyhub.people.domain.enrollments import enroll

    enroll(
        user=cast.alice,
        school_class=cast.class_8b,
        role="student",
        by=cast.sana,
        at=timezone.now(),
    )
    shown = signed_in(cast.tessa).get(url(cast.alice)).context
    assert [row.school_class for row in shown["enrollments"]] == [cast.class_8a]
    assert (shown["history"], shown["may_change"], shown["may_reset"]) == ([], False, True)


def test_a_suspended_account_is_not_offered_a_reset(cast):
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    assert not signed_in(cast.tessa).get(url(cast.alice)).context["may_reset"]
    response = signed_in(cast.tessa).post(url(cast.alice, "_reset"))
    assert response.context["form"].non_field_errors() == [
        "This account is suspended. Lift the suspension first."
    ]


def test_only_a_superuser_appoints_a_school_admin(cast):
    address = url(cast.tessa, "_appoint")
    for who, status in (("sana", 403), ("tessa", 403), ("sofia", 404), ("alice", 404)):
        assert status_of(getattr(cast, who), address, act="appoint") == status
    roles = SchoolRole.objects.filter(user=cast.tessa, ends_on__isnull=True)
    assert not roles.exists()
    client = signed_in(cast.sue)
    client.post(address, {"act": "appoint"})
    assert roles.count() == 1
    again = client.post(address, {"act": "appoint"})
    assert again.status_code == 200
    client.post(address, {"act": "dismiss", "why": "done"})
    assert roles.count() == 0
    again = client.post(address, {"act": "dismiss"})
    assert again.context["form"].non_field_errors() == [
        "This has been done already. Nothing was changed."
    ]
    assert roles.count() == 0


def test_only_a_superuser_makes_a_school(cast):
    from studyhub.people.models import School

    address = reverse("admin:people_school_new")
    data = {"name": "Lake School", "slug": "Lake", "time_zone": "Europe/Paris"}
    assert status_of(cast.sana, address, **data) == 403
    assert status_of(cast.tessa, address, **data) == 403
    assert status_of(cast.sue, address, **data) == 302
    assert School.objects.get(slug="lake").name == "Lake School"
    again = signed_in(cast.sue).post(address, data)
    assert list(again.context["form"].errors) == ["slug"]


def test_an_account_page_takes_the_same_queries_at_any_history(cast, django_assert_num_queries):
    from studyhub.people.domain.accounts import reset_password

    for count in (1, 3, 30):
        for _ in range(count):
            reset_password(user=cast.alice, by=cast.sana, at=timezone.now())
        client = signed_in(cast.sana)
        with django_assert_num_queries(ACCOUNT_PAGE_QUERIES):
            client.get(url(cast.alice))


ACCOUNT_PAGE_QUERIES = 14
