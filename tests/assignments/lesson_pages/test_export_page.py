from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.domain.material.question_sets import copy_set
from assignments.exporting.pack import export_files
from lessons.exporting.archive import zip_bytes
from lessons.models import Lesson, TimelineEvent
from tests.assignments.exporting.conftest import take_in
from tests.assignments.lesson_pages.conftest import page_of
from tests.conftest import NOW, signed_in
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def address(lesson: Lesson, question_set: str | None = None) -> str:
    where = reverse("admin:lesson_export", args=[lesson.pk])
    return where if question_set is None else f"{where}?question_set={question_set}"


def test_the_page_offers_the_sets_that_one_may_see(cast, library):
    came = library.question_sets.get()
    for school, name in ((cast.riverside, "Ours"), (cast.hillside, "Theirs")):
        copy_set(question_set=came, school=school, by=cast.tessa, at=NOW, title=name)
    page = signed_in(cast.tessa).get(address(library)).content.decode()
    assert page.index("Small questions, of the library") < page.index("Ours, of Riverside School")
    assert "Theirs" not in page
    assert (
        "Theirs, of Hillside School" in signed_in(cast.sue).get(address(library)).content.decode()
    )


def test_the_zip_is_what_the_exporter_makes(cast, library):
    came = library.question_sets.get()
    response = signed_in(cast.tessa).get(address(library, came.pk))
    assert response.status_code == 200
    assert response.content == zip_bytes(export_files(lesson=library, question_set=came))
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/zip",
        'attachment; filename="small-lesson.zip"',
    )
    assert "no-store" in response["Cache-Control"]


def test_it_goes_out_without_questions_where_that_is_chosen(cast, library):
    response = signed_in(cast.tessa).get(address(library, "none"))
    assert response.content == zip_bytes(export_files(lesson=library, question_set=None))


def test_another_schools_set_is_none(cast, library):
    came = library.question_sets.get()
    theirs = copy_set(question_set=came, school=cast.hillside, by=cast.fiona, at=NOW)
    client = signed_in(cast.tessa)
    answers = [client.get(address(library, name)) for name in (theirs.pk, "2" * 14, "-1", "")]
    assert [response.status_code for response in answers] == [404, 404, 404, 404]


def test_the_name_of_the_download_is_clean(cast, library):
    Lesson.objects.update(slug='a"b;c/../ü\r\nX: y')
    response = signed_in(cast.tessa).get(address(library, "none"))
    assert response.status_code == 409
    assert "X" not in response.headers
    assert "Content-Disposition" not in response.headers


def test_what_cannot_go_out_is_said(cast, library):
    TimelineEvent.objects.filter(key="long-war").update(summary="")
    response = signed_in(cast.tessa).get(address(library, "none"))
    assert response.status_code == 409
    assert (
        "This lesson cannot go out as it is. events.json: events[1].summary: This is required."
    ) in response.content.decode()


@pytest.mark.parametrize(
    ("name", "of_library", "of_riverside"),
    [
        ("tessa", 200, 200),
        ("theo", 200, 200),
        ("fiona", 200, 404),
        ("sue", 200, 200),
        ("asif", 403, 403),
        ("sana", 403, 403),
        ("sofia", 403, 404),
        ("alice", 404, 404),
        ("frank", 404, 404),
    ],
)
def test_who_may_download(cast, library, own, name, of_library, of_riverside):
    client = signed_in(getattr(cast, name))
    expected = [of_library, of_riverside]
    assert [client.get(address(row)).status_code for row in (library, own)] == expected
    assert [client.get(address(row, "none")).status_code for row in (library, own)] == expected
    desk = client.get(page_of(library))
    assert (address(library) in desk.content.decode()) is (of_library == 200)


def test_a_lesson_without_a_text_cannot_be_downloaded(cast):
    empty = Lesson.objects.create(slug="empty", title="Empty", school=cast.riverside)
    assert signed_in(cast.tessa).get(address(empty)).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_many_sets(
    cast, library, count, django_assert_num_queries
):
    came = library.question_sets.get()
    for number in range(count):
        copy_set(question_set=came, school=cast.riverside, by=None, at=NOW, title=f"Set {number}")
    client = signed_in(cast.tessa)
    with django_assert_num_queries(8):
        page = client.get(address(library)).content.decode()
    assert page.count('name="question_set"') == count + 2


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_download_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    lesson = take_in(PackFiles().with_events(count).bytes()).lesson
    client = signed_in(cast.tessa)
    where = address(lesson, lesson.question_sets.get().pk)
    with django_assert_num_queries(27):
        assert client.get(where).status_code == 200
