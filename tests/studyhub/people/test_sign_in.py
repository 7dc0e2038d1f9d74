"""Signing in, choosing a password, being suspended: what a person and an attacker meet."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyhub.people.domain.accounts import reset_password, suspend
from studyhub.people.models import School, User
from tests.conftest import PASSWORD, signed_in

RIVERSIDE = "/s/riverside/sign-in/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login, password=PASSWORD, url=RIVERSIDE, **extra):
    return client.post(url, {"login": login, "password": password, **extra})


def is_signed_in(client):
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    "name", ["alice", "Alice", "ALICE", "\uff21\uff4c\uff49\uff43\uff45", " alice "]
)
def test_one_identity_signs_in_under_every_spelling(cast, client, name):
    response = sign_in(client, name)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert client.session[SESSION_KEY] == cast.alice.pk


def test_the_school_is_chosen_where_there_are_several(cast, client):
    page = client.get(reverse("account_login")).content.decode()
    assert '<option value="riverside">Riverside School</option>' in page
    sign_in(client, "alice", url=reverse("account_login"), school="riverside")
    assert client.session[SESSION_KEY] == cast.alice.pk


def test_the_name_of_one_school_opens_nothing_at_another(cast, client):
    response = sign_in(client, "alice", url="/s/hillside/sign-in/")
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_a_school_address_names_the_school_and_asks_for_none(cast, client):
    page = client.get(RIVERSIDE).content.decode()
    assert '<p class="page-kicker">Riverside School</p>' in page
    assert 'name="school"' not in page
    assert "Hillside" not in page


def test_an_unknown_school_address_is_not_found(cast, client):
    assert client.get("/s/nowhere/sign-in/").status_code == 404


def test_with_one_school_nobody_is_asked_and_the_superuser_gets_in(cast, client):
    for row in (cast.fiona, cast.frank, cast.sofia):
        row.enrollments.all().delete()
        row.school_roles.all().delete()
        row.delete()
    cast.hillside_class.delete()
    cast.hillside.delete()
    assert School.objects.count() == 1
    page = client.get(reverse("account_login")).content.decode()
    assert 'name="school"' not in page
    sign_in(client, "sue", url=reverse("account_login"))
    assert client.session[SESSION_KEY] == cast.sue.pk
    other = Client()
    sign_in(other, "alice", url=reverse("account_login"))
    assert other.session[SESSION_KEY] == cast.alice.pk


def test_the_superuser_signs_in_as_staff_where_there_are_several_schools(cast, client):
    sign_in(client, "sue", url=reverse("account_login"), school="-")
    assert client.session[SESSION_KEY] == cast.sue.pk


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "https:evil.example",
    ],
)
def test_next_never_leads_away(cast, client, target):
    response = sign_in(client, "alice", next=target)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))


def test_next_leads_back_to_where_one_was_going(cast, client):
    assert "/sign-in/?next=/lessons/" in client.get("/lessons/")["Location"]
    page = client.get(f"{RIVERSIDE}?next=/lessons/").content.decode()
    assert '<input type="hidden" name="next" value="/lessons/">' in page
    assert sign_in(client, "alice", next="/lessons/")["Location"] == "/lessons/"


def test_an_unknown_name_and_a_wrong_password_look_the_same(cast):
    answers = []
    for login in ("alice", "nobody.here"):
        response = sign_in(Client(), login, "wrong password")
        page = response.content.decode().replace(login, "LOGIN")
        answers.append((response.status_code, _without_tokens(page)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 200


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_twenty_wrong_passwords_slow_that_account_and_no_other(cast):
    for _ in range(20):
        response = sign_in(Client(), "alice", "wrong password")
        assert response.status_code == 200
    blocked = Client()
    page = sign_in(blocked, "alice").content.decode()
    assert "Too many tries." in page
    assert not is_signed_in(blocked)
    other = Client()
    sign_in(other, "bob")
    assert is_signed_in(other)
    namesake = Client()
    sign_in(namesake, "alice", url="/s/hillside/sign-in/")
    assert (
        "Too many tries."
        not in sign_in(namesake, "frank", url="/s/hillside/sign-in/").content.decode()
    )


def test_wrong_spellings_do_not_get_around_the_limit(cast):
    for name in ("alice", "ALICE", "\uff21lice", " Alice") * 5:
        sign_in(Client(), name, "wrong password")
    assert "Too many tries." in sign_in(Client(), "alice").content.decode()


def test_a_one_time_password_from_the_teacher_ends_the_wait(cast):
    for _ in range(20):
        sign_in(Client(), "alice", "wrong password")
    page = signed_in(cast.tessa).post(reverse("admin:people_account_reset", args=[cast.alice.pk]))
    code = page.context["cards"][0].code
    client = Client()
    sign_in(client, "alice", code)
    assert client.session[SESSION_KEY] == cast.alice.pk


def test_a_failed_sign_in_is_logged_without_the_name(cast, client, caplog):
    sign_in(client, "alice", "wrong password")
    said = [r.getMessage() for r in caplog.records if r.name == "studyhub.people.sign_in"]
    assert said == ["sign-in failed"]


def test_the_session_key_changes_at_sign_in_and_dies_at_sign_out(cast, client):
    client.get(RIVERSIDE)
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = session.session_key
    sign_in(client, "alice")
    after = client.cookies["sessionid"].value
    assert after != before
    assert not Session.objects.filter(session_key=before).exists()
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=after).exists()
    stolen = Client()
    stolen.cookies["sessionid"] = after
    assert stolen.get("/lessons/").status_code == 302


def test_signing_out_takes_a_post(cast):
    client = signed_in(cast.alice)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    response = client.post(reverse("account_logout"))
    assert response["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_a_suspended_person_is_signed_out_at_the_next_request(cast):
    client = signed_in(cast.alice)
    assert client.get(reverse("home")).status_code == 200
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    for response in (client.get(reverse("home")), client.post(reverse("account_change_password"))):
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/sign-in/")
    assert client.get(reverse("home"), headers={"Accept": "application/json"}).status_code == 401


def test_a_suspended_person_is_answered_like_a_wrong_password(cast, client):
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    response = sign_in(client, "alice")
    assert "do not fit together" in response.content.decode()
    assert not is_signed_in(client)


# Choosing a password


def choose(client, old, new, again=None):
    return client.post(
        reverse("account_change_password"),
        {"oldpassword": old, "password1": new, "password2": again or new},
    )


def test_a_one_time_password_leads_to_a_password_of_ones_own(cast, client):
    code = reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    sign_in(client, "alice", code)
    for url in (reverse("home"), "/lessons/"):
        assert client.get(url)["Location"] == reverse("account_change_password")
    page = client.get(reverse("account_change_password")).content.decode()
    assert "<h1>Choose your password</h1>" in page
    response = choose(client, code, "green lamp 42 harbor")
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert client.get(reverse("home")).status_code == 200
    assert not User.objects.get(pk=cast.alice.pk).has_one_time_password()

    used = Client()
    sign_in(used, "alice", code)
    assert not is_signed_in(used)
    own = Client()
    sign_in(own, "alice", "green lamp 42 harbor")
    assert is_signed_in(own)


def test_the_code_itself_cannot_be_kept_as_password(cast, client):
    code = reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    sign_in(client, "alice", code)
    response = choose(client, code, code)
    assert response.context["form"].errors["password1"] == [
        "Choose another password than the present one."
    ]
    assert User.objects.get(pk=cast.alice.pk).has_one_time_password()


def test_a_reset_signs_out_whoever_is_in_the_account(cast):
    client = signed_in(cast.alice)
    reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    assert client.get(reverse("home")).status_code == 302


@pytest.mark.parametrize(
    "new",
    ["password1", "iloveyou", "sunshine", "aliceee", "alice of riverside", "1357924680", "7 chars"],
)
def test_a_weak_password_is_refused(cast, new):
    client = signed_in(cast.alice)
    response = choose(client, PASSWORD, new)
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]
    assert User.objects.get(pk=cast.alice.pk).check_password(PASSWORD)


def test_a_password_equal_to_the_sign_in_name_is_refused(cast):
    User.objects.filter(pk=cast.alice.pk).update(sign_in_name="alice.wonder")
    client = signed_in(User.objects.get(pk=cast.alice.pk))
    response = choose(client, PASSWORD, "alice.wonder")
    assert response.context["form"].errors["password1"]


@pytest.mark.parametrize(
    "new", ["x7 " * 21 + "z", "кошка у окна 🐈 и звезда", " leading and trailing ", "é" * 8 + "kq"]
)
def test_a_long_password_with_spaces_and_emoji_is_accepted(cast, new):
    assert choose(signed_in(cast.alice), PASSWORD, new).status_code == 302
    client = Client()
    sign_in(client, "alice", new)
    assert is_signed_in(client)


def test_two_different_new_passwords_are_refused(cast):
    response = choose(signed_in(cast.alice), PASSWORD, "green lamp 42", "green lamp 43")
    assert list(response.context["form"].errors) == ["password2"]


def test_the_present_password_is_asked_for(cast):
    response = choose(signed_in(cast.alice), "not it", "green lamp 42 harbor")
    assert "oldpassword" in response.context["form"].errors


@pytest.mark.parametrize("length", [0, 1, 60, 61, 50_000])
def test_names_and_passwords_of_any_length_are_answered(cast, client, length):
    response = sign_in(client, "x" * length, "y" * max(length, 1))
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_a_form_of_another_session_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "alice").status_code == 403
    assert not is_signed_in(client)


def test_nul_is_refused(cast, client):
    assert sign_in(client, "ali\x00ce").status_code == 400
