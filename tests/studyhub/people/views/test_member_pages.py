"""Putting people into a class on the desk."""

import pytest
from django.urls import reverse

from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, User
from tests.conftest import signed_in

TOKEN = "2345abcdefghjk"
NAMES = "Ines Duarte\nOmar Said"


@pytest.fixture
def paste_url(cast):
    return reverse("admin:people_class_paste", args=[cast.class_8a.pk])


@pytest.fixture
def add_url(cast):
    return reverse("admin:people_class_add", args=[cast.class_8a.pk])


def paste(client, url, names=NAMES, token=TOKEN, **step):
    return client.post(url, {"names": names, "token": token, **step})


def test_the_plan_comes_first_and_makes_nothing(cast, paste_url):
    client = signed_in(cast.sana)
    token = client.get(paste_url).context["form"]["token"].value()
    people = User.objects.count()
    response = paste(client, paste_url, token=token, check="yes")
    assert [row.sign_in_name for row in response.context["plan"].rows] == ["ines.d", "omar.s"]
    assert f'value="{token}"' in response.content.decode()
    assert User.objects.count() == people


def test_applying_answers_with_the_cards_which_nobody_may_keep(cast, paste_url):
    response = paste(signed_in(cast.sana), paste_url, apply="yes")
    cards = response.context["cards"]
    page = response.content.decode()
    assert [card.user.full_name for card in cards] == ["Ines Duarte", "Omar Said"]
    assert [page.count(card.code) for card in cards] == [1, 1]
    assert page.count('<li class="card">') == 2
    assert "no-store" in response.headers["Cache-Control"].split(", ")
    for card in cards:
        assert User.objects.get(pk=card.user.pk).check_password(card.code)


def test_the_same_form_again_makes_nothing_and_says_what_to_do(cast, paste_url):
    client = signed_in(cast.sana)
    paste(client, paste_url, apply="yes")
    people = User.objects.count()
    for step in ({"apply": "yes"}, {"check": "yes"}):
        response = paste(client, paste_url, **step)
        page = response.content.decode()
        assert "These accounts are made" in page
        assert "make a new one-time password for each person" in page
        assert "cards" not in response.context
    assert User.objects.count() == people


def test_the_same_names_in_a_new_form_are_found_fault_with(cast, paste_url):
    client = signed_in(cast.sana)
    paste(client, paste_url, apply="yes")
    people = User.objects.count()
    response = paste(client, paste_url, token="wxyz2345abcdef", apply="yes")
    assert response.context["plan"].problem_count == 2
    assert User.objects.count() == people


def test_one_bad_line_stops_the_list_and_what_was_pasted_stays(cast, paste_url):
    names = "Ines Duarte\nAnna \u202eBerg\n<script>alert(1)</script> X"
    people = User.objects.count()
    response = paste(signed_in(cast.sana), paste_url, names=names, apply="yes")
    page = response.content.decode()
    assert "1 line needs mending" in page
    assert "<script>alert(1)" not in page
    assert "Ines Duarte" in response.context["form"]["names"].value()
    assert User.objects.count() == people


@pytest.mark.parametrize("names", ["", "   \n\t\n", "\ufeff"])
def test_an_empty_list_says_so(cast, paste_url, names):
    response = paste(signed_in(cast.sana), paste_url, names=names, apply="yes")
    assert response.status_code == 200
    assert "cards" not in response.context


@pytest.mark.parametrize("names", ["a b\n" * 301, "x" * 200_001, "x\n" * 100_001])
def test_a_list_over_the_limit_is_a_field_error(cast, paste_url, names):
    response = paste(signed_in(cast.sana), paste_url, names=names, apply="yes")
    assert list(response.context["form"].errors) == ["names"]


@pytest.mark.parametrize("token", ["", "x", "../..", "A" * 14, "\u2028" * 14])
def test_a_list_without_a_sound_token_makes_nothing(cast, paste_url, token):
    people = User.objects.count()
    response = paste(signed_in(cast.sana), paste_url, token=token, apply="yes")
    assert response.status_code == 200
    assert User.objects.count() == people


def test_nul_is_refused(cast, paste_url):
    assert paste(signed_in(cast.sana), paste_url, names="Anna\x00 B").status_code == 400


def test_three_hundred_names_are_made_in_one_request(cast, paste_url):
    names = "\n".join(f"Pupil{n} Family{n}" for n in range(300))
    response = paste(signed_in(cast.sana), paste_url, names=names, apply="yes")
    assert len(response.context["cards"]) == 300
    students = Enrollment.objects.filter(school_class=cast.class_8a, role=ClassRole.STUDENT)
    assert students.count() == 302


def test_a_pasted_existing_account_keeps_its_password(cast, paste_url):
    carol = "Carol; Of Riverside School; carol"
    response = paste(signed_in(cast.sana), paste_url, names=carol, apply="yes")
    assert response.context["cards"] == []
    assert [card.user for card in response.context["others"]] == [cast.carol]
    assert User.objects.get(pk=cast.carol.pk).password == cast.carol.password


def test_one_new_person_gets_an_account_a_place_and_a_card(cast, add_url):
    response = signed_in(cast.sana).post(
        add_url,
        {
            "kind": "new",
            "new-given_name": "Ines",
            "new-family_name": "Duarte",
            "new-role": "teacher",
        },
    )
    made = User.objects.get(given_name="Ines")
    assert made.check_password(response.context["cards"][0].code)
    assert Enrollment.objects.get(user=made).role == ClassRole.TEACHER


def test_a_person_of_the_school_is_added_by_sign_in_name(cast, add_url):
    data = {"kind": "existing", "existing-sign_in_name": "CAROL", "existing-role": "assistant"}
    client = signed_in(cast.sana)
    assert client.post(add_url, data).status_code == 302
    row = Enrollment.objects.get(user=cast.carol, school_class=cast.class_8a)
    assert row.role == ClassRole.ASSISTANT
    again = client.post(add_url, data)
    assert len(again.context["existing"].non_field_errors()) == 1


@pytest.mark.parametrize("name", ["frank", "sofia", "sue", "nobody", "%", "' OR 1=1--", "*"])
def test_a_person_elsewhere_is_as_unknown_as_nobody(cast, add_url, name):
    response = signed_in(cast.sana).post(
        add_url,
        {"kind": "existing", "existing-sign_in_name": name, "existing-role": "student"},
    )
    assert response.context["existing"].errors == {
        "sign_in_name": ["Your school has no account with this sign-in name."]
    }


def test_a_superuser_adds_no_stranger_to_a_class(cast, add_url):
    response = signed_in(cast.sue).post(
        add_url,
        {"kind": "existing", "existing-sign_in_name": "frank", "existing-role": "student"},
    )
    assert list(response.context["existing"].errors) == ["sign_in_name"]


@pytest.mark.parametrize("role", ["", "school_admin", "admin", "superuser", "STUDENT"])
def test_a_role_that_is_none_of_the_three_is_a_field_error(cast, add_url, role):
    response = signed_in(cast.sana).post(
        add_url,
        {"kind": "new", "new-given_name": "Ines", "new-role": role, "new-is_superuser": "on"},
    )
    assert list(response.context["new"].errors) == ["role"]
    assert not User.objects.filter(given_name="Ines").exists()


@pytest.mark.parametrize("kind", ["", "other", "new existing"])
def test_an_unknown_kind_of_form_changes_nothing(cast, add_url, kind):
    people, rows = User.objects.count(), Enrollment.objects.count()
    response = signed_in(cast.sana).post(add_url, {"kind": kind, "new-given_name": "X"})
    assert response.status_code == 200
    assert (User.objects.count(), Enrollment.objects.count()) == (people, rows)
