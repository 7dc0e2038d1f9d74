from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from assignments.domain.material.question_sets import describe_set, new_version
from assignments.models import Assignment, Question
from studyhub.people.domain.classes import archive_class, create_class
from studyhub.people.domain.enrollments import enroll
from tests.assignments.question_sets.editor import BASE, fields_of, post
from tests.conftest import signed_in


@pytest.fixture
def tessa(cast):
    return signed_in(cast.tessa)


@pytest.fixture
def url(sets) -> str:
    return f"{BASE}{sets.own.question_set_id}/give/"


@pytest.fixture
def both(cast):
    """Tessa teaches 8B as well."""
    enroll(
        user=cast.tessa, school_class=cast.class_8b, role="teacher", by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip


def page(response) -> str:
    return html.unescape(response.content.decode())


def typed(days: int, hour: int = 17) -> str:
    """Return what a browser sends for a day from now, at the school."""
    return f"{timezone.now() + timedelta(days=days):%Y-%m-%d}T{hour:02}:00"


def leaf(version, label: str) -> str:
    return version.questions.get(label=label).pk


def test_everything_is_ticked_at_first(cast, sets, tessa, url):
    shown = tessa.get(url)
    sent = fields_of(shown.content.decode())
    assert sent["questions"] == [leaf(sets.own, label) for label in ("1", "2a", "2b")]
    assert (sent["classes"], sent["title"]) == ([cast.class_8a.pk], ["Ten questions"])
    assert (sent["late_rule"], sent["collects_drafts"]) == (["accepted"], ["on"])
    assert "3 of 3 ticked, 9.5 of 9.5 points" in page(shown)
    assert f"{leaf(sets.own, '2')}" not in page(shown)


def test_giving_leads_to_the_boards(cast, sets, tessa, url, both):
    eight_a, eight_b = cast.class_8a.pk, cast.class_8b.pk
    due = typed(7)
    response = post(
        tessa, url,
        **{
            "classes": [eight_a, eight_b], "questions": [leaf(sets.own, "2a")],
            f"{eight_a}-due_at": due, f"{eight_b}-closes_at": typed(9), "late_rule": "refused",
            "collects_drafts": [], "title": "Deltas", "instructions": "Read first.",
        },
    )  # fmt: skip
    first, second = Assignment.objects.order_by("school_class__name")
    assert response["Location"] == f"{BASE}{sets.own.question_set_id}/change/"
    shown = tessa.get(response["Location"]).content.decode()
    for row in (first, second):
        assert f'<a href="/admin/assignments/assignment/{row.pk}/change/">' in shown
        assert (row.title, row.late_rule, row.collects_drafts) == ("Deltas", "refused", False)
        assert list(row.questions.values_list("label", flat=True)) == ["2a"]
    assert (first.closes_at, second.due_at) == (None, None)
    local = first.due_at.astimezone(cast.riverside.zone)
    assert f"{local:%Y-%m-%dT%H:%M}" == due


def test_times_are_typed_in_the_zone_of_the_school(cast, sets, tessa, url):
    post(tessa, url, **{f"{cast.class_8a.pk}-due_at": "2027-01-15T17:00"})
    # Cairo is two hours ahead in winter
    assert Assignment.objects.get().due_at == datetime(2027, 1, 15, 15, 0, tzinfo=UTC)


def test_a_double_click_gives_once(cast, tessa, url):
    sent = fields_of(tessa.get(url).content.decode())
    answers = [tessa.post(url, sent) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Assignment.objects.count() == 1
    assert "Given before, and left as it was" in page(tessa.get(answers[1]["Location"]))


def test_giving_again_is_asked_about(cast, tessa, url):
    post(tessa, url)
    response = post(tessa, url, title="Second time")
    assert "8A has this version already." in page(response)
    again = fields_of(response.content.decode())
    assert (again["title"], Assignment.objects.count()) == (["Second time"], 1)
    assert tessa.post(url, {**again, "again": "on"}).status_code == 302
    titles = Assignment.objects.order_by("created_at").values_list("title", flat=True)
    assert list(titles) == ["Ten questions", "Second time"]


def test_counting_gives_nothing_and_keeps_what_was_typed(sets, tessa, url):
    response = post(
        tessa, url, questions=[leaf(sets.own, "1"), leaf(sets.own, "2b")], title="", action="count"
    )
    assert "2 of 3 ticked, 7.5 of 9.5 points" in page(response)
    assert 'class="errorlist"' not in page(response)
    assert fields_of(response.content.decode())["title"] == [""]
    assert Assignment.objects.count() == 0


def test_the_first_classs_times_can_be_taken_for_all(cast, tessa, url, both):
    eight_a, eight_b = cast.class_8a.pk, cast.class_8b.pk
    response = post(
        tessa, url,
        **{"classes": [eight_a, eight_b], f"{eight_a}-due_at": typed(7), "action": "same_times"},
    )  # fmt: skip
    sent = fields_of(response.content.decode())
    assert sent[f"{eight_b}-due_at"] == [typed(7)]
    assert (sent["classes"], Assignment.objects.count()) == ([eight_a, eight_b], 0)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("due_at", "abc", "Give a day and a time"),
        ("due_at", "2020-01-01T10:00", "This is past already."),
        ("closes_at", "2020-01-01T10:00", "This is past already."),
        ("due_at", "9999-12-31T23:59", "Look at the year again."),
        ("opens_at", "0001-01-01T00:00", "Look at the year again."),
        ("opens_at", "", "This field is required."),
        ("opens_at", "2090-01-01T00:00", "The due time must come after the opening."),
        ("due_at", "2027-04-30T00:30", "couldn’t be interpreted"),
    ],
)
def test_a_wrong_time_stands_beside_its_box(cast, tessa, url, name, value, sentence):
    start = {f"{cast.class_8a.pk}-due_at": typed(7), "title": "Kept"}
    response = post(tessa, url, **{**start, f"{cast.class_8a.pk}-{name}": value})
    assert response.status_code == 200
    assert sentence in page(response)
    assert '">8A: ' in page(response)
    assert fields_of(response.content.decode())["title"] == ["Kept"]
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("value", ["", " \u200b", "x" * 161, "x" * 50_000, "a\u202eb", "a\nb"])
def test_titles_that_cannot_be_shown_are_refused(tessa, url, value):
    response = post(tessa, url, title=value)
    assert (response.status_code, 'class="errorlist"' in page(response)) == (200, True)
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}${7*7}"]
)
def test_markup_is_shown_as_text(cast, sets, tessa, url, value):
    again = post(tessa, url, title=value, instructions=value, questions=[])
    given = post(tessa, url, title=value, instructions=value)
    for response in (again, tessa.get(given["Location"])):
        raw = response.content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False)
        assert value in html.unescape(raw)


# Forged ids


def forged(tessa, url, sentence: str, **fields) -> None:
    response = post(tessa, url, **fields)
    assert (response.status_code, sentence in page(response)) == (200, True)
    assert Assignment.objects.count() == 0


def test_questions_of_another_set_and_headings_are_no_choice(cast, sets, tessa, url):
    mine = leaf(sets.own, "1")
    for wrong in (leaf(sets.library, "1"), leaf(sets.own, "2"), "abc", "9" * 30):
        forged(tessa, url, "Tick questions of this set only.", questions=[mine, wrong])
    forged(tessa, url, "Tick at least one question.", questions=[])


def test_classes_not_taught_are_no_choice(cast, tessa, url):
    mine = cast.class_8a.pk
    for wrong in (cast.class_8b.pk, cast.hillside_class.pk, "abc"):
        forged(tessa, url, "Choose from the classes you teach.", classes=[mine, wrong])
    forged(tessa, url, "Choose at least one class.", classes=[])
    words = re.sub("<[^>]+>", " ", page(tessa.get(url)))  # tokens in them may hold "8B"
    assert ("8A" in words, "8B" in words, "Year 9" in words) == (True, False, False)


def test_rules_and_hidden_fields_are_checked(tessa, url):
    forged(tessa, url, "Select a valid choice.", late_rule="whenever")
    forged(tessa, url, "Nothing was given yet", key="")
    forged(tessa, url, "Nothing was given yet", key="k" * 21)


def test_an_archived_class_is_not_offered(cast, tessa, url):
    archive_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now())
    shown = page(tessa.get(url))
    assert ("No class to give it to" in shown, cast.class_8a.pk in shown) == (True, False)
    assert tessa.post(url, {"classes": cast.class_8a.pk}).status_code in {200, 409}
    assert Assignment.objects.count() == 0


# Changed meanwhile


def test_questions_that_changed_are_looked_at_again(cast, sets, tessa, url):
    sent = fields_of(tessa.get(url).content.decode())
    sent["title"], sent["questions"] = ["Kept"], [leaf(sets.own, "2b")]
    describe_set(
        version=sets.own, based_on=sets.own.token, title="T", introduction="", by=cast.theo,
        at=timezone.now(),
    )  # fmt: skip
    response = tessa.post(url, sent)
    assert (response.status_code, Assignment.objects.count()) == (409, 0)
    again = fields_of(response.content.decode())
    assert (again["title"], again["questions"]) == (["Kept"], [leaf(sets.own, "2b")])
    assert tessa.post(url, again).status_code == 302


def test_a_newer_version_is_given_only_after_a_look(cast, sets, tessa, url):
    sent = fields_of(tessa.get(url).content.decode())
    second = new_version(
        question_set=sets.own.question_set, based_on=sets.own.pk, by=cast.theo, at=timezone.now()
    )
    response = tessa.post(url, sent)
    assert (response.status_code, Assignment.objects.count()) == (409, 0)
    again = fields_of(response.content.decode())
    assert again["questions"] == [leaf(second, label) for label in ("1", "2a", "2b")]
    tessa.post(url, again)
    assert Assignment.objects.get().set_version == second


# Rights and costs


def test_library_sets_are_given_without_a_copy(cast, sets):
    url = f"{BASE}{sets.library.question_set_id}/give/"
    client = signed_in(cast.fiona)
    assert post(client, url).status_code == 302
    assert Assignment.objects.get().school_class == cast.hillside_class


def test_others_cannot_give(cast, sets, url):
    expected = {"alice": 404, "carol": 404, "frank": 404, "fiona": 404, "sana": 404, "asif": 404,
                "sue": 403}  # fmt: skip
    for name, status in expected.items():
        client = signed_in(getattr(cast, name))
        assert (client.get(url).status_code, client.post(url).status_code) == (status, status), name
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_for_any_number_of_classes(
    cast, sets, tessa, url, count, django_assert_num_queries
):
    now = timezone.now()
    for number in range(count - 1):
        extra = create_class(school=cast.riverside, name=f"Extra {number}", by=cast.sana, at=now)
        enroll(user=cast.tessa, school_class=extra, role="teacher", by=cast.sana, at=now)
    with django_assert_num_queries(9):
        shown = tessa.get(url)
    assert shown.content.decode().count('name="classes"') == count


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_for_any_number_of_questions(
    cast, sets, tessa, url, count, django_assert_num_queries
):
    Question.objects.bulk_create(
        Question(version=sets.own, position=10 + n, label=f"x{n}", text="?", points=1)
        for n in range(count - 3)
    )
    with django_assert_num_queries(9):
        shown = tessa.get(url)
    assert shown.content.decode().count('name="questions"') == count
