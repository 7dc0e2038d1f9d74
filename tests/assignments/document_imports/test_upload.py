"""The upload: what it takes in, what it refuses, who may."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.models import DocumentImport
from studyhub.audit.models import Entry
from tests.assignments.document_imports.uploads import (
    NEW,
    SMALL,
    bring,
    discard_address,
    plan_address,
    upload,
)
from tests.assignments.importing.documents.test_making import counts
from tests.conftest import signed_in
from tests.lessons.importing.documents.files import docx, paragraph
from tests.lessons.importing.documents.test_hostile import NO_DOCUMENTS

pytestmark = pytest.mark.django_db
LIMIT = 5 * 1024 * 1024


def test_a_document_is_kept_as_blocks_and_its_file_is_not(cast):
    row = bring(cast.tessa)
    assert (row.school, row.made_by, row.file_name, row.title, row.version) == (
        cast.riverside,
        cast.tessa,
        "league.txt",
        "The League",
        1,
    )
    assert [block["place"] for block in row.blocks] == [f"line {n}" for n in range(1, 9)]
    (entry,) = Entry.objects.filter(verb="begin_import")
    assert (entry.target_id, entry.actor_id, entry.tenant_id) == (
        row.pk,
        cast.tessa.pk,
        cast.riverside.pk,
    )


def test_a_superusers_document_is_for_the_library(cast):
    assert bring(cast.sue).school is None


def test_the_way_in_stands_on_the_list_of_lessons_for_those_who_write_them(cast):
    lessons = reverse("admin:lessons_lesson_changelist")
    offered = {
        name: NEW in signed_in(getattr(cast, name)).get(lessons).content.decode()
        for name in ("tessa", "asif", "sana", "sue")
    }
    assert offered == {"tessa": True, "asif": False, "sana": False, "sue": True}


@pytest.mark.parametrize("case", NO_DOCUMENTS)
def test_what_is_no_document_is_refused_with_its_reason(cast, case):
    name, data, sentence = NO_DOCUMENTS[case]
    before = counts()
    response = upload(signed_in(cast.tessa), data, name)
    html = response.content.decode().replace("&quot;", '"')
    assert (response.status_code, sentence in html) == (400, True)
    assert {**counts(), "sessions.Session": 0} == {**before, "sessions.Session": 0}


def test_one_byte_over_the_limit_is_413(cast):
    client = signed_in(cast.tessa)
    response = upload(client, b"a" * (LIMIT + 1))
    assert response.status_code == 413
    assert "This file is longer than the limit of 5 MB." in response.content.decode()
    assert "This document has more than" in upload(client, b"a b " * (LIMIT // 4)).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b" \n\t ", "This file is empty"),
        (b"one\x00two", "NUL"),
        ("père".encode("cp1252"), "UTF-8"),
        (docx(paragraph("")), "This file is called"),
    ],
    ids=["empty", "blank", "NUL", "not UTF-8", "another kind"],
)
def test_what_cannot_be_read_is_400(cast, data, sentence):
    response = upload(signed_in(cast.tessa), data)
    assert (response.status_code, sentence in response.content.decode()) == (400, True)
    assert DocumentImport.objects.count() == 0


def test_without_a_file_it_asks_for_one(cast):
    response = signed_in(cast.tessa).post(NEW)
    assert (response.status_code, "Choose a document." in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/league.txt", "league.txt"),
        ("a\u202eb.txt", "ab.txt"),
        ("<script>.txt", "<script>.txt"),
        (f"{'x' * 300}.txt", "x" * 200),
    ],
)
def test_names_of_files(cast, name, kept):
    row = bring(cast.tessa, name=name)
    assert row.file_name.startswith(kept[:150])
    assert len(row.file_name) <= 200
    html = signed_in(cast.tessa).get(plan_address(row)).content.decode()
    assert "<script>." not in html


def test_unfinished_documents_are_listed_until_they_are_deleted(cast):
    row, other = bring(cast.tessa), bring(cast.theo, name="theirs.txt")
    client = signed_in(cast.tessa)
    html = client.get(NEW).content.decode()
    assert (plan_address(row) in html, plan_address(other) in html) == (True, False)
    confirmation = client.get(discard_address(row)).content.decode()
    assert "all you corrected in it is deleted" in confirmation
    response = client.post(discard_address(row), follow=True)
    assert "“league.txt” was deleted." in response.content.decode()
    assert list(DocumentImport.objects.all()) == [other]
    assert Entry.objects.get(verb="discard_import").target_id == row.pk


def test_twenty_are_the_most_that_one_leaves_unfinished(cast):
    client = signed_in(cast.tessa)
    for number in range(20):
        assert upload(client, SMALL, f"{number}.txt").status_code == 302
    response = upload(client, SMALL)
    assert response.status_code == 400
    assert "20 documents that are not lessons yet" in response.content.decode()
    assert upload(signed_in(cast.theo), SMALL).status_code == 302


def test_the_list_on_the_desk_is_ones_own(cast, django_assert_num_queries):
    row = bring(cast.tessa)
    bring(cast.theo, name="theirs.txt")
    address = reverse("admin:assignments_documentimport_changelist")
    html = signed_in(cast.tessa).get(address).content.decode()
    assert ("league.txt" in html, "theirs.txt" in html) == (True, False)
    change = reverse("admin:assignments_documentimport_change", args=[row.pk])
    assert signed_in(cast.tessa).get(change).url == plan_address(row)
    found = {
        name: signed_in(getattr(cast, name)).get(address).status_code
        for name in ("tessa", "sue", "asif", "sana", "alice")
    }
    assert found == {"tessa": 200, "sue": 200, "asif": 404, "sana": 404, "alice": 404}


def test_nobody_else_gets_at_a_document(cast):
    row = bring(cast.tessa)
    others = ["alice", "asif", "theo", "fiona", "sana", "sofia", "sue"]
    for address in (plan_address(row), discard_address(row)):
        found = {name: signed_in(getattr(cast, name)).get(address).status_code for name in others}
        assert set(found.values()) == {404}
        posted = {name: signed_in(getattr(cast, name)).post(address).status_code for name in others}
        assert set(posted.values()) == {404}
    assert DocumentImport.objects.count() == 1


def test_who_teaches_no_more_gets_at_nothing(cast):
    from django.utils import timezone

    from studyhub.people.domain.enrollments import end

    row = bring(cast.tessa)
    enrollment = cast.tessa.enrollments.get()
    end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    client = signed_in(cast.tessa)
    assert [client.get(address).status_code for address in (NEW, plan_address(row))] == [404, 404]
