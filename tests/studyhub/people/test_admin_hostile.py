"""Every registered admin, tried from another school.

The people of Hillside try every list and page; Riverside's people, classes and schools carry the
canary. Written over ``admin.site._registry``, so that an admin that is added is tried too.
"""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Field
from django.test import Client
from django.urls import Resolver404, resolve

from assignments.models import Assignment, QuestionSet
from lessons.models import Lesson
from studyhub.access.admin import ScopedModelAdmin
from studyhub.audit.models import Entry
from studyhub.people.models import Enrollment, School, SchoolClass, User
from tests.access.world import build_world
from tests.conftest import signed_in

CANARY = "zebra"
REGISTERED = sorted(admin.site._registry.values(), key=lambda each: each.opts.label)
HILLSIDE_STAFF = ("sofia", "fiona")
ids = {"ids": lambda each: each.opts.label if isinstance(each, ScopedModelAdmin) else str(each)}


@pytest.fixture
def house(cast):
    """Riverside with canaries in everything that has a name."""
    School.objects.filter(pk=cast.riverside.pk).update(name="Zebra School")
    for school_class in SchoolClass.objects.filter(school=cast.riverside):
        SchoolClass.objects.filter(pk=school_class.pk).update(name=f"Zebra {school_class.name}")
    for person in User.objects.filter(school=cast.riverside):
        User.objects.filter(pk=person.pk).update(
            given_name=f"Zebra{person.given_name}",
            family_name="Zebrason",
            sign_in_name=f"zebra.{person.sign_in_name}",
        )
    return cast


@pytest.fixture
def full_house(house):
    """The same, with a lesson, a question set, an assignment and graded work at Riverside."""
    build_world(house)
    for model in (Lesson, QuestionSet):
        model.objects.filter(school=house.riverside).update(title="Zebra title")
    Assignment.objects.update(title="Zebra assignment")
    return house


def address_of(model_admin, tail="") -> str:
    return f"/admin/{model_admin.opts.app_label}/{model_admin.opts.model_name}/{tail}"


def is_listed(model_admin) -> bool:
    """Tell whether the model has a list; some have pages of their own only."""
    try:
        resolve(address_of(model_admin))
    except Resolver404:
        return False
    return True


def foreign_row(model_admin, viewer):
    visible = model_admin.model._default_manager.visible_to(viewer)
    return model_admin.model._default_manager.exclude(pk__in=visible.values("pk")).first()


def staff(house):
    return [getattr(house, name) for name in HILLSIDE_STAFF]


def clients(house):
    return [signed_in(person, raise_request_exception=False) for person in staff(house)]


def has_list(client, model_admin) -> bool:
    return client.get(address_of(model_admin)).status_code == 200


# What is registered at all


def test_only_scoped_admins_of_our_own_apps_are_registered():
    ours = {"people", "lessons", "assignments", "audit"}
    assert {each.opts.app_label for each in REGISTERED} <= ours
    assert all(isinstance(each, ScopedModelAdmin) for each in REGISTERED)
    assert {User, SchoolClass, Enrollment, School, Entry} <= set(admin.site._registry)


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_nothing_of_the_stock_forms_is_switched_on(model_admin):
    assert model_admin.actions is None
    assert not model_admin.inlines
    assert not model_admin.list_editable
    assert not model_admin.raw_id_fields
    assert not model_admin.autocomplete_fields
    assert not model_admin.filter_horizontal
    assert not model_admin.date_hierarchy
    assert not model_admin.save_as
    assert not model_admin.view_on_site


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_only_what_a_list_shows_can_be_searched(model_admin):
    """A search over a hidden column would answer questions about it."""
    shown = set(model_admin.list_display)
    if "full_name" in shown:
        shown |= {"given_name", "family_name"}
    assert {name.split("__")[0] for name in model_admin.search_fields} <= shown
    assert not any("password" in name or "username" in name for name in model_admin.search_fields)


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_details_name_their_fields_and_none_is_a_secret(model_admin):
    if model_admin.opts.app_label not in {"people", "audit"}:
        return
    assert model_admin.fields
    assert not {"password", "username", "last_login", "before", "after"} & set(model_admin.fields)


# Who gets in at all


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_student_meets_no_admin(house, model_admin):
    for who in ("alice", "frank"):
        client = signed_in(getattr(house, who))
        for tail in ("", "add/", "2345abcdefghjk/change/", "2345abcdefghjk/"):
            response = client.get(address_of(model_admin, tail))
            assert response.status_code == 404
            assert "django" not in response.content.decode().lower()


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_stranger_is_asked_to_sign_in(house, model_admin):
    if not is_listed(model_admin):
        return
    response = Client().get(address_of(model_admin))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/admin/")
    assert response.content == b""
    answer = Client().get(address_of(model_admin), headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_the_index_names_only_the_lists_a_person_has(house):
    page = signed_in(house.fiona).get("/admin/").content.decode()
    assert "/admin/people/schoolclass/" in page
    assert "/admin/people/school/" not in page
    assert "/admin/audit/entry/" not in page
    page = signed_in(house.sofia).get("/admin/").content.decode()
    assert "/admin/audit/entry/" in page
    assert 'href="/admin/people/school/"' not in page
    assert CANARY not in page.lower()
    assert "/admin/people/school/" in signed_in(house.sue).get("/admin/").content.decode()


# Other schools' rows


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_foreign_row_is_not_there(full_house, model_admin):
    tried = 0
    for person in staff(full_house):
        row = foreign_row(model_admin, person)
        if row is None:  # the library's lessons are everybody's
            continue
        tried += 1
        client = signed_in(person, raise_request_exception=False)
        for tail in ("change", "delete", "history", "password"):
            response = client.get(address_of(model_admin, f"{row.pk}/{tail}/"))
            assert response.status_code == 404
            assert CANARY not in response.content.decode().lower()
            assert client.post(address_of(model_admin, f"{row.pk}/{tail}/")).status_code in {
                404,
                405,
            }
    assert tried or model_admin.model is Lesson


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_list_and_its_filters_are_silent_about_a_busy_school(full_house, model_admin):
    for client in clients(full_house):
        response = client.get(address_of(model_admin))
        assert response.status_code in {200, 404}
        assert CANARY not in response.content.decode().lower()


@pytest.mark.parametrize("query", ["", "?_facets=True", "?all=", "?o=1", "?q=", "?e=1"])
@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_list_its_filters_and_its_counts_tell_of_the_own_school_only(house, model_admin, query):
    for client in clients(house):
        response = client.get(address_of(model_admin, query))
        assert response.status_code in {200, 302, 404}
        assert CANARY not in response.content.decode().lower()
    if query == "" and model_admin.opts.app_label == "people":
        page = signed_in(house.sue).get(address_of(model_admin)).content.decode().lower()
        assert CANARY in page


@pytest.mark.parametrize(
    "term",
    ["zebra", "Zebrason", "zebra.alice", "8A", "argon2", "md5$", "%", "_", "' OR 1=1--", "\\"],
)
@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_search_finds_nothing_elsewhere_and_nothing_hidden(house, model_admin, term):
    for person in staff(house):
        client = signed_in(person, raise_request_exception=False)
        response = client.get(address_of(model_admin), {"q": term})
        assert response.status_code in {200, 404}
        if response.status_code == 200 and model_admin.search_fields:
            assert response.context["cl"].result_count == 0


@pytest.mark.parametrize(
    "address",
    [
        "/admin/r/1/2345abcdefghjk/",
        "/admin/r/9/not-an-id/",
        "/admin/autocomplete/?app_label=people&model_name=enrollment&field_name=user&term=zebra",
        "/admin/autocomplete/?term=x",
        "/admin/login/",
        "/admin/logout/",
        "/admin/password_change/",
        "/admin/auth/group/",
        "/admin/sessions/session/",
        "/admin/account/emailaddress/",
        "/admin/contenttypes/contenttype/",
    ],
)
def test_the_stock_addresses_that_tell_too_much_are_gone(house, address):
    for client in [*clients(house), signed_in(house.sue)]:
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


# Adding, changing, deleting


@pytest.mark.parametrize(
    "tail",
    [
        "add/",
        "add/?_popup=1",
        "add/?author=abc",
        "add/?user=10000000000000000000000",
        "add/?school=2345abcdefghjk",
    ],
)
@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_there_is_no_form_that_adds(house, model_admin, tail):
    for client in [*clients(house), signed_in(house.sue)]:
        address = address_of(model_admin, tail)
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "x"}).status_code == 404


FORGED = {
    "_save": "Save",
    "_saveasnew": "1",
    "is_superuser": "on",
    "is_staff": "on",
    "groups": "1",
    "_selected_action": "2345abcdefghjk",
    "action": "delete_selected",
    "select_across": "1",
    "post": "yes",
    "form-TOTAL_FORMS": "100000",
    "form-INITIAL_FORMS": "0",
    "form-0-id": "2345abcdefghjk",
    "form-0-DELETE": "on",
}


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_nothing_can_be_posted_to_a_list_or_a_detail(house, model_admin):
    before, refused = counts(), {405} if is_listed(model_admin) else {404, 405}
    for person in [*staff(house), house.sue]:
        client = signed_in(person, raise_request_exception=False)
        row = model_admin.model._default_manager.visible_to(person).first()
        assert client.post(address_of(model_admin), FORGED).status_code in refused
        if row is not None:
            address = address_of(model_admin, f"{row.pk}/change/")
            assert client.post(address, FORGED).status_code in refused
            for tail in ("delete", "password", "history"):
                address = address_of(model_admin, f"{row.pk}/{tail}/")
                assert client.post(address, FORGED).status_code == 404
    assert counts() == before


def counts() -> list[int]:
    models = [*(each.model for each in REGISTERED), LogEntry]
    return [model._default_manager.count() for model in models]


# Free lookups and broken parameters


def lookups_for(model_admin) -> list[str]:
    text = [
        field.name
        for field in model_admin.opts.get_fields()
        if isinstance(field, Field) and field.concrete
    ]
    return [f"{name}__startswith=z" for name in text] + [f"{name}__isnull=0" for name in text]


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_lookup_that_no_filter_names_is_refused(house, model_admin):
    client = signed_in(house.sofia, raise_request_exception=False)
    if not has_list(client, model_admin):
        return
    lookups = [
        *lookups_for(model_admin),
        "password__startswith=argon",
        "user__password__startswith=a",
        "is_superuser__exact=1",
        "user__school__users__password__contains=a",
        "name__regex=(a%2B)%2B%24",
        "name__regex=[",
        "created_at__range=1",
        "_to_field=password&_popup=1",
        "_popup=1",
        "p=99999999999",
        "p=-1",
        "p=abc",
        "p=1.5",
        "p=\u0663",
        "q=%00",
        "name__contains=%00",
        "__class__=1",
        "pk=1",
    ]
    answers = {query: client.get(f"{address_of(model_admin)}?{query}") for query in lookups}
    assert {query: answer.status_code for query, answer in answers.items()} == dict.fromkeys(
        lookups, 400
    )


@pytest.mark.parametrize(
    "query", ["o=99", "o=99.-1.x", "o=-1.-2.-3", "o=abc", "o=" + "1." * 500, "all=1", "p=9999"]
)
@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_an_odd_order_or_page_breaks_nothing(house, model_admin, query):
    client = signed_in(house.sofia, raise_request_exception=False)
    if has_list(client, model_admin):
        response = client.get(f"{address_of(model_admin)}?{query}")
        assert response.status_code in {200, 302, 400}


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_filter_with_a_foreign_value_shows_nothing(house, model_admin):
    client = signed_in(house.sofia, raise_request_exception=False)
    if not has_list(client, model_admin):
        return
    values = [house.riverside.pk, house.class_8a.pk, "abc", "", "10" * 30, "-1", "' OR 1=1"]
    for item in model_admin.list_filter:
        for value in values:
            response = client.get(address_of(model_admin), {item.parameter_name: value})
            assert response.status_code == 200
            offered = {spec.parameter_name for spec in response.context["cl"].filter_specs}
            if value and item.parameter_name in offered:
                assert response.context["cl"].result_count == 0
            assert CANARY not in response.content.decode().lower()


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_every_choice_of_every_filter_works(house, model_admin):
    for person in (house.sofia, house.sue):
        client = signed_in(person)
        if not has_list(client, model_admin):
            continue
        for item in client.get(address_of(model_admin)).context["cl"].filter_specs:
            for value, _label in item.lookup_choices:
                response = client.get(address_of(model_admin), {item.parameter_name: value})
                assert response.status_code == 200


@pytest.mark.parametrize(
    "tail", ["abc/change/", "-1/change/", "%00/change/", "1.5/change/", "x" * 500 + "/change/"]
)
@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_malformed_id_is_not_found(house, model_admin, tail):
    for client in clients(house):
        assert client.get(address_of(model_admin, tail)).status_code in {400, 404}


# The own rows


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_the_details_of_an_own_row_show_no_secret(house, model_admin):
    for person in [*staff(house), house.sue]:
        client = signed_in(person)
        row = model_admin.model._default_manager.visible_to(person).first()
        if row is None or not has_list(client, model_admin):
            continue
        response = client.get(address_of(model_admin, f"{row.pk}/change/?_changelist_filters=%3F"))
        assert response.status_code in {200, 302, 404}
        page = response.content.decode()
        assert "md5$" not in page
        for someone in User.objects.all():
            assert someone.password not in page
            assert someone.username not in page


def test_names_that_are_markup_stay_text_in_every_list(house):
    hostile = '"><img src=x onerror=alert(1)>{{ 7*7 }}'
    User.objects.filter(pk=house.frank.pk).update(given_name=hostile)
    SchoolClass.objects.filter(pk=house.hillside_class.pk).update(name=hostile)
    School.objects.filter(pk=house.hillside.pk).update(name=hostile)
    seen = 0
    for person in (house.sofia, house.sue):
        client = signed_in(person)
        for model_admin in REGISTERED:
            page = client.get(address_of(model_admin)).content.decode()
            assert "<img src=x" not in page
            seen += "&lt;img src=x" in page
        for address in (
            f"/admin/people/user/{house.frank.pk}/",
            f"/admin/people/user/{house.frank.pk}/suspend/",
            f"/admin/people/user/{house.frank.pk}/reset/",
            f"/admin/people/schoolclass/{house.hillside_class.pk}/",
            f"/admin/people/schoolclass/{house.hillside_class.pk}/archive/",
            f"/admin/people/schoolclass/{house.hillside_class.pk}/paste/",
        ):
            page = client.get(address).content.decode()
            assert "<img src=x" not in page
            assert "&lt;img src=x" in page
    assert seen > 5


# The recent changes


def test_the_trail_tells_no_grades_and_no_other_school(house):
    from django.utils import timezone

    from studyhub.audit.record import record

    record(
        verb="suspend_account",
        target=house.alice,
        by=house.sana,
        tenant_id=house.riverside.pk,
        at=timezone.now(),
        why="zebra reason",
    )
    Entry.objects.create(
        at=timezone.now(),
        tenant_id=house.hillside.pk,
        verb="grade_answer",
        target_type="assignments.answer",
        target_id="x",
        after={"points": 5},
    )
    page = signed_in(house.sofia).get("/admin/audit/entry/").content.decode()
    assert "made the class Year 9" in page
    assert "grade answer" not in page
    assert CANARY not in page.lower()
    assert signed_in(house.fiona).get("/admin/audit/entry/").status_code == 404


@pytest.mark.parametrize("model_admin", REGISTERED, **ids)
def test_a_list_takes_few_queries(house, model_admin, django_assert_max_num_queries):
    client = signed_in(house.sana)
    with django_assert_max_num_queries(25):
        client.get(address_of(model_admin))
