"""Ending and moving an enrollment on the desk."""

import pytest
from django.urls import reverse

from studyhub.audit.models import Entry
from studyhub.people.models import Enrollment
from tests.conftest import signed_in


@pytest.fixture
def alices(cast):
    return Enrollment.objects.get(user=cast.alice)


def url(row, page):
    return reverse(f"admin:people_enrollment_{page}", args=[row.pk])


def test_ending_asks_first_then_keeps_the_reason(cast, alices):
    client = signed_in(cast.sana)
    assert "still read their own work" in client.get(url(alices, "end")).content.decode()
    assert Enrollment.objects.get(pk=alices.pk).ends_on is None
    response = client.post(url(alices, "end"), {"why": "moved away"})
    assert response["Location"] == reverse("admin:people_class", args=[cast.class_8a.pk])
    assert Enrollment.objects.get(pk=alices.pk).ends_on is not None
    assert Entry.objects.get(verb="end_enrollment").why == "moved away"
    again = client.post(url(alices, "end"))
    assert again.context["form"].non_field_errors() == ["This enrollment has ended already."]


@pytest.mark.parametrize("why", ["x" * 501, "a\r\nb", "\u202ex"])
def test_a_reason_that_does_not_fit_is_a_field_error(cast, alices, why):
    response = signed_in(cast.sana).post(url(alices, "end"), {"why": why})
    assert list(response.context["form"].errors) == ["why"]
    assert Enrollment.objects.get(pk=alices.pk).ends_on is None


def test_moving_offers_the_classes_of_the_own_school_only(cast, alices):
    for viewer in (cast.sana, cast.sue):
        page = signed_in(viewer).get(url(alices, "move"))
        assert list(page.context["form"].fields["to_class"].queryset) == [cast.class_8b]
        assert "Year 9" not in page.content.decode()


def test_moving(cast, alices):
    response = signed_in(cast.sana).post(
        url(alices, "move"), {"to_class": cast.class_8b.pk, "why": ""}
    )
    assert response["Location"] == reverse("admin:people_class", args=[cast.class_8b.pk])
    assert Enrollment.objects.filter(
        user=cast.alice, school_class=cast.class_8b, ends_on__isnull=True
    ).exists()


def test_a_forged_class_is_a_field_error(cast, alices):
    client = signed_in(cast.sana)
    for forged in (cast.hillside_class.pk, cast.class_8a.pk, "", "abc", "-1", "9" * 30):
        response = client.post(url(alices, "move"), {"to_class": forged})
        assert list(response.context["form"].errors) == ["to_class"]
    assert Enrollment.objects.get(pk=alices.pk).ends_on is None


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("tessa", 403),
        ("asif", 403),
        ("theo", 404),
        ("sofia", 404),
        ("fiona", 404),
        ("alice", 404),
        ("bob", 404),
    ],
)
def test_nobody_else_ends_or_moves(cast, alices, who, status):
    client = signed_in(getattr(cast, who))
    for page in ("end", "move"):
        answers = [client.get(url(alices, page)), client.post(url(alices, page))]
        assert [answer.status_code for answer in answers] == [status, status]
    assert Enrollment.objects.get(pk=alices.pk).ends_on is None


def test_extra_time_is_set_by_the_school_admin_and_shown_on_the_class_page(cast, alices):
    client = signed_in(cast.sana)
    data = {"extra_days": "2", "extra_percent": "25", "why": "Agreed"}
    response = client.post(url(alices, "time"), data)
    assert response["Location"] == reverse("admin:people_class", args=[cast.class_8a.pk])
    page = client.get(response["Location"]).content.decode()
    assert page.count("2 extra days and 25 percent more time") == 1
    shown = signed_in(cast.sana).get(url(alices, "time")).context["form"].initial
    assert shown == {"extra_days": 2, "extra_percent": 25}


@pytest.mark.parametrize(
    ("field", "value"),
    [("extra_days", "-1"), ("extra_days", "61"), ("extra_percent", "abc"), ("why", "")],
)
def test_extra_time_out_of_bounds_is_a_field_error(cast, alices, field, value):
    data = {"extra_days": "2", "extra_percent": "0", "why": "Agreed", field: value}
    response = signed_in(cast.sana).post(url(alices, "time"), data)
    assert list(response.context["form"].errors) == [field]
    assert Enrollment.objects.get(pk=alices.pk).extra_days == 0


def test_teachers_and_other_schools_do_not_set_extra_time(cast, alices):
    data = {"extra_days": "2", "extra_percent": "0", "why": "Agreed"}
    codes = {
        name: signed_in(getattr(cast, name)).post(url(alices, "time"), data).status_code
        for name in ["tessa", "asif", "sofia", "theo", "alice"]
    }
    assert codes == {"tessa": 403, "asif": 403, "sofia": 404, "theo": 404, "alice": 404}
    assert Enrollment.objects.get(pk=alices.pk).extra_days == 0
