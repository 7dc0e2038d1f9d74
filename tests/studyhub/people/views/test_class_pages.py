"""A class on the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from studyhub.people.domain.accounts import create_account, suspend
from studyhub.people.domain.enrollments import end, enroll
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, SchoolClass, User
from tests.conftest import signed_in


def class_url(school_class, page=""):
    return reverse(f"admin:people_class{page}", args=[school_class.pk])


def page_of(user, url):
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_teacher_sees_the_people_and_may_reset_students_only(cast):
    page = page_of(cast.tessa, class_url(cast.class_8a))
    for person in (cast.alice, cast.bob, cast.asif, cast.tessa):
        assert person.full_name in page
    assert reverse("admin:people_account_reset", args=[cast.alice.pk]) in page
    assert reverse("admin:people_account_reset", args=[cast.asif.pk]) not in page
    row = Enrollment.objects.get(user=cast.alice)
    assert reverse("admin:people_enrollment_end", args=[row.pk]) not in page
    assert class_url(cast.class_8a, "_paste") not in page


def test_a_school_admin_is_offered_everything(cast):
    page = page_of(cast.sana, class_url(cast.class_8a))
    row = Enrollment.objects.get(user=cast.alice)
    for url in (
        reverse("admin:people_account_reset", args=[cast.alice.pk]),
        reverse("admin:people_enrollment_end", args=[row.pk]),
        reverse("admin:people_enrollment_move", args=[row.pk]),
        *(class_url(cast.class_8a, page) for page in ("_paste", "_add", "_rename", "_archive")),
    ):
        assert f'href="{url}"' in page


def test_an_assistant_sees_the_list_and_resets_nobody(cast):
    page = page_of(cast.asif, class_url(cast.class_8a))
    assert cast.alice.full_name in page
    assert "One-time password<" not in page


def test_who_has_left_stands_apart(cast):
    end(enrollment=Enrollment.objects.get(user=cast.alice), by=cast.sana, at=timezone.now())
    response = signed_in(cast.tessa).get(class_url(cast.class_8a))
    students = response.context["groups"][2]
    assert [member.user for member in students.members] == [cast.bob]
    assert [enrollment.user for enrollment in response.context["left"]] == [cast.alice]


def test_the_sign_in_states_are_told(cast):
    user, _code = create_account(
        school=cast.riverside,
        sign_in_name="nadia",
        given_name="Nadia",
        family_name="",
        by=cast.sana,
        at=timezone.now(),
    )
    enroll(
        user=user,
        school_class=cast.class_8a,
        role=ClassRole.STUDENT,
        by=cast.sana,
        at=timezone.now(),
    )
    suspend(user=cast.bob, by=cast.sana, at=timezone.now())
    students = signed_in(cast.sana).get(class_url(cast.class_8a)).context["groups"][2]
    states = {member.user.given_name: member.sign_in_state for member in students.members}
    assert states == {"Alice": "own", "Bob": "suspended", "Nadia": "waiting"}
    may_reset = {member.user.given_name: member.may_reset for member in students.members}
    assert may_reset == {"Alice": True, "Bob": False, "Nadia": True}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_class_page_takes_the_same_queries_at_any_number(
    cast, count, django_assert_num_queries
):
    for number in range(count - 1):
        user, _code = create_account(
            school=cast.riverside,
            sign_in_name=f"n{number}",
            given_name=f"N{number}",
            family_name="",
            by=cast.sana,
            at=timezone.now(),
        )
        enroll(
            user=user,
            school_class=cast.class_8b,
            role=ClassRole.STUDENT,
            by=cast.sana,
            at=timezone.now(),
        )
    for viewer in (cast.sana, cast.theo):
        client = signed_in(viewer)
        with django_assert_num_queries(CLASS_PAGE_QUERIES):
            response = client.get(class_url(cast.class_8b))
        assert len(response.context["groups"][2].members) == count


CLASS_PAGE_QUERIES = 8  # session, person, roles (2), class, enrollments, resettable, managed


@pytest.mark.parametrize("who", ["theo", "sofia", "fiona", "alice", "carol"])
def test_a_class_is_not_there_for_strangers(cast, who):
    client = signed_in(getattr(cast, who))
    for page in ("", "_rename", "_archive", "_restore", "_add", "_paste"):
        assert client.get(class_url(cast.class_8a, page)).status_code == 404
        assert client.post(class_url(cast.class_8a, page)).status_code in {404, 405}


@pytest.mark.parametrize("who", ["tessa", "asif"])
def test_a_teacher_changes_no_class(cast, who):
    client = signed_in(getattr(cast, who))
    for page in ("_rename", "_archive", "_restore", "_add", "_paste"):
        assert client.post(class_url(cast.class_8a, page), {"name": "X"}).status_code == 403
    assert client.post(reverse("admin:people_class_new"), {"name": "X"}).status_code == 403
    assert not SchoolClass.objects.filter(name="X").exists()


def test_a_school_admin_makes_a_class_in_the_own_school(cast):
    response = signed_in(cast.sana).post(
        reverse("admin:people_class_new"), {"name": "9C", "school": cast.hillside.pk}
    )
    made = SchoolClass.objects.get(name="9C")
    assert made.school == cast.riverside
    assert response["Location"] == class_url(made)


def test_a_superuser_chooses_the_school(cast):
    client = signed_in(cast.sue)
    response = client.post(reverse("admin:people_class_new"), {"name": "9C"})
    assert list(response.context["form"].errors) == ["school"]
    client.post(reverse("admin:people_class_new"), {"name": "9C", "school": cast.hillside.pk})
    assert SchoolClass.objects.get(name="9C").school == cast.hillside


@pytest.mark.parametrize(
    "name", ["", "8A", " 8a".upper(), "\u202ex", "a\r\nBcc: x@evil", "x" * 81, "x" * 50_000]
)
def test_a_class_name_that_does_not_fit_is_a_field_error(cast, name):
    response = signed_in(cast.sana).post(reverse("admin:people_class_new"), {"name": name})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["name"]


def test_a_name_of_eighty_characters_is_accepted_and_markup_stays_text(cast):
    client = signed_in(cast.sana)
    client.post(reverse("admin:people_class_new"), {"name": "x" * 80})
    assert SchoolClass.objects.filter(name="x" * 80).exists()
    hostile = '"><img src=x onerror=alert(1)>'
    response = client.post(reverse("admin:people_class_new"), {"name": hostile}, follow=True)
    page = response.content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page_of(cast.sana, reverse("admin:people_schoolclass_changelist"))


def test_renaming_with_a_stale_form_is_refused_and_keeps_what_was_typed(cast):
    client = signed_in(cast.sana)
    url = class_url(cast.class_8a, "_rename")
    assert client.post(url, {"name": "9A", "was": "8A"}).status_code == 302
    response = client.post(url, {"name": "10A", "was": "8A"})
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "Somebody renamed this class to 9A meanwhile."
    ]
    assert 'value="10A"' in response.content.decode()
    assert SchoolClass.objects.get(pk=cast.class_8a.pk).name == "9A"


def test_archiving_asks_first_and_says_that_work_stays(cast):
    client = signed_in(cast.sana)
    url = class_url(cast.class_8a, "_archive")
    assert "All work, grades and comments stay" in client.get(url).content.decode()
    assert not SchoolClass.objects.get(pk=cast.class_8a.pk).is_archived
    response = client.post(url, {"why": "year over"}, follow=True)
    assert "8A is archived. All work is kept." in response.content.decode()
    again = client.post(url)
    assert again.context["form"].non_field_errors() == ["This class is archived already."]
    client.post(class_url(cast.class_8a, "_restore"))
    assert not SchoolClass.objects.get(pk=cast.class_8a.pk).is_archived


def test_there_is_no_page_that_deletes(cast):
    client = signed_in(cast.sana)
    for model, row in (
        ("schoolclass", cast.class_8a),
        ("user", cast.alice),
        ("enrollment", Enrollment.objects.get(user=cast.alice)),
    ):
        for page in ("delete", "history", "password"):
            assert client.get(f"/admin/people/{model}/{row.pk}/{page}/").status_code == 404
            assert client.post(f"/admin/people/{model}/{row.pk}/{page}/").status_code == 404


def test_a_form_of_another_site_changes_nothing(cast):
    client = signed_in(cast.sana, enforce_csrf_checks=True)
    alice = cast.alice.pk
    for address in (
        class_url(cast.class_8a, "_archive"),
        reverse("admin:people_account_reset", args=[alice]),
        reverse("admin:people_account_suspend", args=[alice]),
    ):
        assert client.post(address, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not SchoolClass.objects.get(pk=cast.class_8a.pk).is_archived
    assert User.objects.get(pk=alice).password == cast.alice.password
    assert User.objects.get(pk=alice).is_active
