"""The plan's page: correcting it, two windows, making the lesson."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from assignments.domain.material.document_imports import MAX_UNFINISHED, decisions_of, plan_of
from assignments.forms.document_imports import PlanForm
from assignments.models import DocumentImport, QuestionSet
from assignments.views.material.import_page import FIELDS, ROWS, parts_of
from lessons.models import Lesson
from studyhub.audit.models import Entry
from tests.assignments.document_imports.uploads import (
    CLUTTER,
    FIRST,
    GENOA,
    SECOND,
    TEXT,
    VIENNA,
    bring,
    filled,
    plan_address,
    roles,
    upload,
)
from tests.assignments.importing.documents.planning import PARAGRAPH
from tests.conftest import signed_in
from tests.lessons.importing.documents import corpora

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cast) -> DocumentImport:
    return bring(cast.tessa)


@pytest.fixture
def client(cast):
    return signed_in(cast.tessa)


def page(client, row: DocumentImport, query: str = "") -> str:
    response = client.get(plan_address(row) + query)
    assert response.status_code == 200
    return response.content.decode()


def send(client, row: DocumentImport, **changes):
    return client.post(plan_address(row), filled(row, **changes))


def chosen_in(html: str) -> list[str]:
    """Return the value of every role's box."""
    return re.findall(r'<option value="([a-z:]+)" selected', html)


def test_each_line_stands_with_what_it_becomes(client, row):
    html = page(client, row)
    assert chosen_in(html) == [
        *("title", "paragraph", "aside", "questions", "question", "question", "part", "part"),
    ]
    assert "Line 3, a list of other documents" in html
    for number in ("1.1", "2a", "2b"):
        assert f'<p class="bring-number">{number}<span' in html
    assert re.findall(r"<dt>(\w+)</dt><dd>(\d+)", html) == [
        *(("Paragraphs", "1"), ("Words", "33"), ("Questions", "3"), ("Points", "15")),
        *(("Readings", "0"), ("Events", "0")),
    ]


def test_a_page_sent_back_unchanged_changes_nothing(client, row):
    assert send(client, row).status_code == 302
    row.refresh_from_db()
    assert (row.version, row.decisions) == (1, {})
    assert Entry.objects.filter(verb="correct_import").count() == 0


def test_roles_are_corrected_and_kept(client, row):
    response = send(client, row, role_2="paragraph", role_7="aside")
    assert response.url == plan_address(row)
    assert roles(row) == [
        *("title", "paragraph", "paragraph", "questions", "question", "question", "part", "aside"),
    ]
    assert row.version == 2
    html = page(client, row)
    assert "Line 8" in html
    assert '<p class="bring-number">1.2<span' in html
    entry = Entry.objects.get(verb="correct_import")
    assert entry.after["roles"] == {str(CLUTTER): "paragraph", str(GENOA): "aside"}


def test_everything_from_a_line_on(client, row):
    send(client, row, role_4="from:aside")
    assert roles(row)[FIRST:] == ["aside"] * 4
    send(client, row, role_5="from:questions")
    assert roles(row)[FIRST:] == ["aside", "question", "part", "part"]


def test_title_and_points_are_kept(client, row):
    send(client, row, title="  The  League  ", points_4="8", points_6="2,5")
    plan = plan_of(DocumentImport.objects.get())
    assert plan.title == "The League"
    assert [str(leaf.points) for leaf in plan.questions.leaves] == ["8", "2.5", "5"]
    send(client, DocumentImport.objects.get(), points_4="")
    plan = plan_of(DocumentImport.objects.get())
    assert [str(leaf.points) for leaf in plan.questions.leaves] == ["5", "2.5", "5"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "This field is required."),
        ("title", "a\u202eb", "cannot be shown"),
        ("title", "x" * 161, "at most 160 characters"),
        ("role-4", "boss", "Select a valid choice"),
        ("points-4", "-1", "Type a number such as 4"),
        ("points-4", "0", "above 0"),
        ("points-4", "1.3", "whole or half points"),
        ("points-4", "1e9", "Type a number such as 4"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(client, row, field, value, sentence):
    response = client.post(plan_address(row), {**filled(row, role_2="paragraph"), field: value})
    html = response.content.decode()
    assert (response.status_code, sentence in html) == (400, True)
    assert chosen_in(html)[CLUTTER] == "paragraph"
    row.refresh_from_db()
    assert (row.version, row.decisions) == (1, {})


def test_events_are_accepted_one_by_one(client, row):
    (draft,) = plan_of(row).events
    html = page(client, row)
    assert "November 1920" in html
    assert f'value="{draft.date}"' in html
    key = draft.key
    change = {f"take-{key}": "on", f"date-{key}": "1920-11-15", f"name-{key}": "It opens"}
    assert client.post(plan_address(row), {**filled(row), **change}).status_code == 302
    row.refresh_from_db()
    assert decisions_of(row).accepted.keys() == {key}
    assert f'name="take-{key}" id="id_take-{key}" checked' in page(client, row)
    client.post(plan_address(row), filled(row, act="make"))
    (event,) = Lesson.objects.get().events.all()
    assert (event.date, event.title) == ("1920-11-15", "It opens")


@pytest.mark.parametrize(
    ("date", "title", "sentence"),
    [
        ("15.11.1920", "x", "Dots only stand for an open end of an interval"),
        ("", "x", "The date is empty"),
        ("1920", "", "Give the event a title."),
    ],
)
def test_an_event_that_cannot_be_is_told(client, row, date, title, sentence):
    key = plan_of(row).events[0].key
    change = {f"take-{key}": "on", f"date-{key}": date, f"name-{key}": title}
    response = client.post(plan_address(row), {**filled(row), **change})
    assert (response.status_code, sentence in response.content.decode()) == (400, True)
    change.pop(f"take-{key}")
    assert client.post(plan_address(row), {**filled(row), **change}).status_code == 302


def test_the_lesson_is_made_with_what_the_page_says(cast, client, row):
    response = client.post(
        plan_address(row),
        filled(row, act="make", title="Geneva", role_7="aside", points_4="8"),
        follow=True,
    )
    lesson = Lesson.objects.get()
    assert response.redirect_chain == [
        (reverse("admin:lessons_lesson_change", args=[lesson.pk]), 302)
    ]
    assert "“Geneva” is a lesson now." in response.content.decode()
    assert (lesson.school, lesson.title) == (cast.riverside, "Geneva")
    assert lesson.current_edition.published_by == cast.tessa
    version = QuestionSet.objects.get(lesson=lesson).versions.get()
    rows = version.questions.order_by("position").values_list("label", "text", "points")
    assert [(label, text, points and int(points)) for label, text, points in rows] == [
        ("1", "Why did it fail?", 8),
        ("2", "Explain the following:", None),
        ("2a", "Vienna", 5),
    ]
    row.refresh_from_db()
    assert (row.lesson, row.applied_at is not None) == (lesson, True)
    entry = Entry.objects.get(verb="apply_import")
    assert (entry.actor_id, entry.after["lesson"]) == (cast.tessa.pk, lesson.pk)


def test_a_second_click_finds_the_lesson(client, row):
    data = filled(row, act="make")
    first, second = client.post(plan_address(row), data), client.post(plan_address(row), data)
    assert first.url == second.url
    assert Lesson.objects.count() == 1
    response = client.get(plan_address(row), follow=True)
    assert "is a lesson already." in response.content.decode()
    assert client.get(plan_address(row).replace("/plan/", "/discard/")).status_code == 404


def test_a_title_that_is_taken_keeps_the_corrections_and_says_so(cast, client, row):
    client.post(plan_address(row), filled(row, act="make"))
    again = bring(cast.tessa)
    assert "has a lesson called “The League” already" in page(client, again)
    response = client.post(plan_address(again), filled(again, act="make", role_7="aside"))
    assert response.status_code == 400
    assert "has a lesson called “The League” already" in response.content.decode()
    assert (Lesson.objects.count(), roles(again)[GENOA]) == (1, "aside")
    assert send(client, again, act="make", title="Another").status_code == 302
    assert Lesson.objects.count() == 2


def test_without_an_essay_no_lesson_is_made(client, row):
    response = client.post(plan_address(row), filled(row, act="make", role_1="aside"))
    assert response.status_code == 400
    assert "There is no paragraph of an essay in this document." in response.content.decode()
    assert Lesson.objects.count() == 0


def test_a_page_from_another_window_is_refused_with_both_states(client, row):
    stale = filled(row, role_2="paragraph", title="My title")
    send(client, row, role_2="heading", role_7="aside")
    response = client.post(plan_address(row), stale)
    html = response.content.decode()
    assert response.status_code == 409
    assert "This page was out of date" in html
    assert "You had called it “My title”." in html
    assert re.findall(r"<th scope=\"row\">([^<]+)</th><td>([^<]+)</td><td>([^<]+)</td>", html) == [
        ("Line 3: Best essays", "Paragraph", "Heading of a section"),
        ("Line 8: Genoa -", "Part of a question", "Set aside"),
    ]
    assert chosen_in(html)[CLUTTER] == "heading"
    assert 'name="version" value="2"' in html
    row.refresh_from_db()
    assert (row.version, row.title) == (2, "The League")


def test_a_change_between_reading_and_writing_is_a_conflict(client, row, monkeypatch):
    from assignments.views.material import document_imports

    original = document_imports.corrected

    def overtaken(*args):
        DocumentImport.objects.filter(pk=row.pk).update(version=7)
        return original(*args)

    monkeypatch.setattr(document_imports, "corrected", overtaken)
    response = send(client, row, role_2="paragraph")
    assert response.status_code == 409
    row.refresh_from_db()
    assert (row.version, row.decisions) == (7, {})


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "0"])
def test_a_version_that_is_none_is_out_of_date(client, row, version):
    response = client.post(
        plan_address(row), {**filled(row, role_2="paragraph"), "version": version}
    )
    assert response.status_code == 409


@pytest.mark.parametrize("part", ["", "0", "-1", "x", "9999999", "٣", "1.5"])
def test_a_part_that_is_none_is_the_nearest(client, row, part):
    assert client.get(plan_address(row), {"part": part}).status_code == 200
    assert (
        client.post(plan_address(row), {**filled(row), "part": part, "go": part}).status_code == 302
    )


def test_lone_fields_and_foreign_names_change_nothing(client, row):
    data = {**filled(row), "role-99": "aside", "take-x": "on", "school": "x", "made_by": "y"}
    assert client.post(plan_address(row), data).status_code == 302
    row.refresh_from_db()
    assert row.version == 1


# Long documents


LONG = "\n".join(f"{PARAGRAPH} Number {i} was in {1900 + i % 100}." for i in range(1700))


def test_a_document_of_50_000_words_opens_in_parts(cast, client):
    row = bring(cast.tessa, LONG)
    plan = plan_of(row)
    assert plan.words > 50_000
    parts = parts_of(plan)
    assert [part.start for part in parts[1:]] == [part.stop for part in parts[:-1]]
    assert (parts[0].start, parts[-1].stop) == (0, len(plan.blocks))
    assert max(len(part) for part in parts) == ROWS
    first = filled(row)
    assert len(first) <= FIELDS + 6
    html = page(client, row)
    assert len(html) < 900_000
    assert "The document, part 1 of 15" in html
    response = client.post(plan_address(row), {**first, "role-3": "aside", "go": "2"})
    assert response.url == f"{plan_address(row)}?part=2"
    second = page(client, row, "?part=2")
    assert 'id="b120"' in second
    assert 'id="b119"' not in second
    row.refresh_from_db()
    assert client.post(plan_address(row), filled(row, part=15, act="make")).status_code == 302
    assert Lesson.objects.get().current_edition.paragraphs.count() == 1699


def test_a_part_has_few_fields_however_many_dates_it_names(cast):
    row = bring(cast.tessa, "\n".join(f"{PARAGRAPH} {'In 1922 it was. ' * 60}" for _ in range(40)))
    plan = plan_of(row)
    for number in range(1, len(parts_of(plan)) + 1):
        assert len(filled(row, part=number)) < 2000


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_do_not_grow_with_the_document(cast, client, django_assert_num_queries, count):
    row = bring(cast.tessa, "\n".join(f"{PARAGRAPH} In {1900 + i}." for i in range(count)))
    with django_assert_num_queries(7):
        assert client.get(plan_address(row)).status_code == 200
    data = filled(row, title="Another")
    with django_assert_num_queries(10):
        assert client.post(plan_address(row), data).status_code == 302


@pytest.mark.parametrize("count", [1, 3, 19])
def test_queries_of_the_upload_do_not_grow(cast, client, django_assert_num_queries, count):
    for number in range(count):
        upload(client, PARAGRAPH, f"{number}.txt")
    assert count < MAX_UNFINISHED
    with django_assert_num_queries(6):
        assert client.get("/admin/assignments/documentimport/new/").status_code == 200


def test_what_looks_like_markup_is_shown_as_text(cast, client):
    canary = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    row = bring(cast.tessa, f"{canary}\n{PARAGRAPH} {canary}\nQuestions\n1. {canary}?\n{canary}")
    html = page(client, row)
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_template_signs_are_literal(cast, client):
    row = bring(cast.tessa, f"{{{{ 7*7 }}}} and ${{7*7}}\n{PARAGRAPH} {{% debug %}}")
    html = page(client, row)
    assert "{{ 7*7 }} and ${7*7}" in html
    assert "{% debug %}" in html


def test_r14_no_name_of_an_author_is_kept(cast):
    from tests.lessons.importing.documents.files import W, docx, paragraph

    data = docx(
        paragraph(PARAGRAPH),
        paragraph('<w:ins w:author="Canary"><w:r><w:t>Kept.</w:t></w:r></w:ins>'),
        parts={
            "docProps/core.xml": "<cp:lastModifiedBy>Canary</cp:lastModifiedBy>",
            "word/comments.xml": (
                f'<w:comments xmlns:w="{W}"><w:comment w:author="Canary"/></w:comments>'
            ),
        },
    )
    row = bring(cast.tessa, data, "league.docx")
    assert "Canary" not in str([row.blocks, row.findings, row.title, row.file_name])


def test_the_web_essay_goes_all_the_way(cast, client):
    row = bring(cast.tessa, corpora.WEB, "weimar.txt")
    assert client.post(plan_address(row), filled(row, act="make")).status_code == 302
    lesson = Lesson.objects.get()
    assert lesson.current_edition.paragraphs.count() == 4
    text = lesson.current_edition.markdown
    assert [line for line in corpora.WEB_CLUTTER if line in text] == []


def test_the_form_names_every_field_it_reads(cast, row):
    form = PlanForm(
        plan=plan_of(row), decisions=decisions_of(row), version=1, blocks=range(8), events=[]
    )
    assert {f"role-{i}" for i in range(8)} | {f"points-{i}" for i in (FIRST, VIENNA, GENOA)} == (
        set(form.fields) - {"title", "version"}
    )
    assert f"points-{SECOND}" not in form.fields
    assert TEXT in form.shown
