"""While names are hidden, no page and no file of the desk says whose work is whose."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.utils import timezone

from assignments.domain.giving.blind import reveal_names
from assignments.domain.names import pseudonym
from assignments.models import Assignment, Grade
from tests.assignments.blind.conftest import NAMES, address, names_in
from tests.assignments.grading.conftest import boxes, words_of
from tests.assignments.results.conftest import citing
from tests.conftest import signed_in


@pytest.fixture
def work(blind, cast):
    return [citing(blind, cast.alice, {"1": ["1.1"]}), blind.handed_in(cast.bob)]


def pages(desk, work) -> list[str]:
    fingerprint = work.counted_attempt.fingerprint[:12]
    leaf = desk.answer(work).question_id
    return [
        desk.path("grade/", work),
        desk.path("print/", work),
        desk.question_path(work),
        desk.question_path(work, query="?show=all"),
        address(desk, f"question/{leaf}/?work={work.pk}"),
        address(desk, f"receipt/?fingerprint={fingerprint}"),
        address(desk, "print/"),
        address(desk, "results/"),
        address(desk, "results/projector/"),
        address(desk, "results/evidence/"),
        address(desk, "results/evidence/projector/"),
        address(desk, "results/cited/s1-1/"),
        address(desk, "results/feedback/"),
        address(desk, "worksheet/"),
        address(desk, "reveal/"),
        address(desk, "times/"),
        "/admin/assignments/assignment/",
        "/admin/",
    ]


def test_no_page_that_leads_to_work_tells_a_name(blind, work, teacher):
    for path in pages(blind, work[0]):
        response = teacher.get(path)
        assert (path, response.status_code, names_in(response)) == (path, 200, [])


def test_the_same_pages_tell_them_once_they_are_revealed(blind, cast, work, teacher):
    reveal_names(assignment=blind.assignment, by=cast.tessa, at=timezone.now())
    told = [path for path in pages(blind, work[0]) if names_in(teacher.get(path))]
    assert len(told) == 8


def test_files_have_a_pseudonym_in_the_place_of_the_name(blind, cast, work, teacher):
    blind.grade(work[0], "1", "3", "A word.")
    for name in ("worksheet/download/", "export/"):
        csv = teacher.post(address(blind, name), {"form": "csv"})
        assert (csv.status_code, names_in(csv)) == (200, [])
        assert all(pseudonym(row) in csv.content.decode() for row in work)
        xlsx = teacher.post(address(blind, name), {"form": "xlsx"})
        with zipfile.ZipFile(io.BytesIO(b"".join(xlsx))) as book:
            text = "".join(book.read(part).decode() for part in book.namelist())
        assert [found for found in NAMES if found in text] == []


def test_a_superuser_reads_under_the_pseudonym(blind, cast, work):
    response = signed_in(cast.sue).get(blind.path("", work[0]))
    assert (response.status_code, names_in(response)) == (200, [])
    assert pseudonym(work[0]) in words_of(response)


def test_what_is_said_after_saving_names_nobody(blind, work, teacher):
    path = blind.path("grade/", work[0])
    fields = boxes(teacher.get(path))
    points = next(name for name in fields if name.endswith("-points"))
    response = teacher.post(path, {**fields, points: "2", "stay": "1"}, follow=True)
    assert (names_in(response), Grade.objects.count()) == ([], 1)
    assert f"Saved for {pseudonym(work[0])}." in response.content.decode()


def test_handing_in_again_meanwhile_is_told_without_a_name(blind, work, teacher):
    path = blind.path("grade/", work[0])
    fields = boxes(teacher.get(path))
    points = next(name for name in fields if name.endswith("-points"))
    blind.handed_in_again(work[0], "1", "Another text.")
    response = teacher.post(path, {**fields, points: "2", "stay": "1"})
    assert (response.status_code, names_in(response)) == (409, [])


def test_a_worksheet_that_comes_back_is_planned_without_names(blind, work, teacher):
    csv = teacher.post(address(blind, "worksheet/download/"), {"form": "csv"}).content
    _header, first, *_rest = csv.decode("utf-8-sig").splitlines()
    token = first.rpartition(",")[2]
    table = io.BytesIO(f"Row,Points,Comment\n{token},2,Good\nnobody.1.1,2,\n".encode())
    table.name = "worksheet.csv"
    response = teacher.post(address(blind, "worksheet/"), {"file": table})
    assert (response.status_code, names_in(response)) == (200, [])


def test_the_board_keeps_the_two_lists_apart(blind, cast, work, teacher):
    student = blind.new_students(1)[0]
    blind.begun(student)
    html = teacher.get(blind.board_path()).content.decode()
    by_work, by_name = html[: html.index('id="by-name"')], html[html.index('id="by-name"') :]
    assert [name for name in NAMES if name in by_work] == []
    assert [row.pk for row in work if row.pk in by_name] == []
    ordered = sorted(work, key=lambda row: row.pk)
    places = [by_work.index(f">{pseudonym(row)}<") for row in ordered]
    assert places == sorted(places)
    assert by_name.count("<td>Handed in</td>") == 2
    assert by_name.count("<td>Draft saved</td>") == 1


def test_the_order_is_that_of_the_pseudonyms_everywhere(blind, work, teacher):
    ordered = [pseudonym(row) for row in sorted(work, key=lambda row: row.pk)]
    text = words_of(teacher.get(address(blind, "print/")))
    assert text.index(ordered[0]) < text.index(ordered[1])
    csv = teacher.post(address(blind, "export/"), {"form": "csv"}).content.decode()
    assert csv.index(ordered[0]) < csv.index(ordered[1])


def test_the_gradebook_hides_the_cell_and_leads_nowhere(blind, cast, work, teacher):
    blind.grade_all(work[0], "2")
    for path in (
        f"/admin/gradebook/{cast.class_8a.pk}/",
        f"/admin/gradebook/{cast.class_8a.pk}/student/{cast.alice.pk}/",
    ):
        html = teacher.get(path).content.decode()
        assert "Hidden while marked blind" in html
        assert work[0].pk not in html
        assert "40 %" not in words_of(teacher.get(path))
    exported = teacher.post(f"/admin/gradebook/{cast.class_8a.pk}/export/", {"form": "csv"})
    lines = exported.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[2:] == ["", "Hidden while marked blind", "", "", "", ""]
    reveal_names(assignment=blind.assignment, by=cast.tessa, at=timezone.now())
    assert "40 %" in words_of(teacher.get(f"/admin/gradebook/{cast.class_8a.pk}/"))


def test_a_students_times_lead_to_no_work(blind, cast, work, teacher):
    response = teacher.get(address(blind, f"student/{cast.alice.pk}/"))
    assert work[0].pk not in response.content.decode()
    assert "nothing leads from a name to its work" in words_of(response)
    reopened = teacher.post(blind.path("reopen/", work[0]), {"reason": "Once more"})
    assert reopened["Location"] == address(blind, "reveal/")
    assert work[0].attempts.count() == 1


@pytest.mark.parametrize("name", NAMES)
def test_lists_are_not_searched_by_names(blind, work, teacher, name):
    response = teacher.get(f"/admin/assignments/assignment/?q={name}")
    assert "0 assignments" in response.content.decode()
    assert Assignment.objects.count() == 1
