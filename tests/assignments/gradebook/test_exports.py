"""Grades as files: what is in them, inert cells, clean names, who gets them, what is recorded."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assignments.domain.grading.comment import comment_on_attempt
from assignments.models import Assignment
from studyhub.audit.models import Entry
from studyhub.people.models import SchoolClass, User
from tests.assignments.gradebook.conftest import rows_of
from tests.conftest import NOW, signed_in

GRADES = 26
HOSTILE_NAME = 'a"b;c/../ü\r\nX: y'
FORMULAS = ['=HYPERLINK("http://e","x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1"]


def gradebook_path(cast) -> str:
    return f"/admin/gradebook/{cast.class_8a.pk}/export/"


def grades_path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/export/"


def worksheet_path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/worksheet/download/"


def sheet_of(response):
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    return load_workbook(io.BytesIO(response.content)).worksheets[0]


def test_gradebook_as_csv(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.grade_all(work, "2")
    desk.grade(work, "1", "2.5")
    rows = rows_of(teacher.post(gradebook_path(cast)))
    assert rows == [
        [
            "Family name", "Given name", "Ten questions, points of 65", "Ten questions, state",
            "Ten questions, percent", "Points graded", "Of", "Percent",
        ],
        [
            "Of Riverside School", "Alice", "26.5", "Graded; not returned", "41", "26.5", "65",
            "41",
        ],
        ["Of Riverside School", "Bob", "", "Not started", "", "", "", ""],
    ]  # fmt: skip


def test_grades_as_csv_keep_zero_ungraded_and_blank_apart(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "A text.", "2": "Another."})
    desk.grade(work, "1", "0", "Wrong essay.")
    desk.grade(work, "2", "2.5")
    comment_on_attempt(
        attempt=work.counted_attempt, text="Go on.", based_on=0, by=cast.tessa, at=NOW
    )
    names, alice, bob = rows_of(teacher.post(grades_path(desk)))
    found = dict(zip(names, alice, strict=True))
    assert found["State"] == "In grading, 2 of 13; 11 blank; not returned"
    assert found["Blank answers"] == "11"
    assert found["Points of 65"] == "2.5"
    assert [value for name, value in found.items() if name.startswith("1, ")] == [
        "0", "Wrong essay.",
    ]  # fmt: skip
    assert [value for name, value in found.items() if name.startswith("2, ")] == ["2.5", ""]
    assert [value for name, value in found.items() if name.startswith("3, ")] == ["", ""]
    assert found["Comment on the whole"] == "Go on."
    assert bob[:5] == ["Of Riverside School", "Bob", "Not started", "", ""]
    assert "A text." not in str([names, alice, bob])


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_open_as_text_in_both_forms(desk, cast, teacher, text):
    """Names and comments that begin a formula; numbers stay numbers."""
    User.objects.filter(pk=cast.alice.pk).update(given_name=text)
    User.objects.filter(pk=cast.bob.pk).update(family_name="Z")
    Assignment.objects.filter(pk=desk.assignment.pk).update(title=text)
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3.5", text)
    stripped = f"'{text}"
    for path, name_at in ((gradebook_path(cast), 1), (grades_path(desk), 1)):
        rows = rows_of(teacher.post(path, {"form": "csv"}))
        assert rows[1][name_at] == stripped
        sheet = sheet_of(teacher.post(path, {"form": "xlsx"}))
        assert (sheet.cell(2, 2).value, sheet.cell(2, 2).data_type) == (stripped, "s")
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds == {"s", "n"}
    sheet = sheet_of(teacher.post(grades_path(desk), {"form": "xlsx"}))
    place = [cell.value for cell in sheet[1]].index("1, points of 6")
    assert (sheet.cell(2, place + 1).value, sheet.cell(2, place + 1).data_type) == (3.5, "n")
    assert sheet.cell(2, place + 2).value == stripped


def test_file_names_are_clean(desk, cast, teacher):
    SchoolClass.objects.filter(pk=cast.class_8a.pk).update(name=HOSTILE_NAME)
    Assignment.objects.filter(pk=desk.assignment.pk).update(title="T")
    clean = "a%20b%20c%20%C3%BC%20X%20y"
    found = {
        path: teacher.post(path, {"form": "xlsx"}).headers["Content-Disposition"]
        for path in (gradebook_path(cast), grades_path(desk), worksheet_path(desk))
    }
    assert found == {
        gradebook_path(cast): f"attachment; filename*=utf-8''{clean}%2C%20gradebook.xlsx",
        grades_path(desk): f"attachment; filename*=utf-8''T%2C%20{clean}%2C%20grades.xlsx",
        worksheet_path(desk): f"attachment; filename*=utf-8''T%2C%20{clean}%2C%20worksheet.xlsx",
    }


NAMES = ("tessa", "sue", "asif", "sana", "theo", "sofia", "alice")
STATUS = {
    "gradebook": dict(zip(NAMES, (200, 200, 403, 403, 404, 404, 404), strict=True)),
    "grades": dict(zip(NAMES, (200, 200, 403, 404, 404, 404, 404), strict=True)),
    "worksheet": dict(zip(NAMES, (200, 403, 403, 404, 404, 404, 404), strict=True)),
}


@pytest.mark.parametrize("what", STATUS)
def test_teachers_export_their_own_classes_and_each_export_is_recorded(desk, cast, what):
    """A school admin gets no grades and no answers; superusers are recorded too."""
    desk.grade(desk.handed_in(cast.alice), "1", "3", "SECRET-COMMENT")
    path = {
        "gradebook": gradebook_path(cast),
        "grades": grades_path(desk),
        "worksheet": worksheet_path(desk),
    }[what]
    verb = f"export_{what}"
    for name, status in STATUS[what].items():
        client = signed_in(getattr(cast, name))
        response = client.post(path)
        assert (name, response.status_code) == (name, status)
        assert client.get(path).status_code == (404 if name == "alice" else 405)
        if status != 200:
            assert b"SECRET-COMMENT" not in response.content
    told = [
        (row.actor_id, row.tenant_id, row.target_id, row.after["form"])
        for row in Entry.objects.filter(verb=verb).order_by("pk")
    ]
    target = cast.class_8a.pk if what == "gradebook" else desk.assignment.pk
    assert told == [
        (getattr(cast, name).pk, cast.riverside.pk, target, "csv")
        for name, status in STATUS[what].items()
        if status == 200
    ]


def test_a_control_character_is_replaced_in_both_forms(desk, cast, teacher):
    desk.handed_in(cast.alice, {"1": "one\x0btwo"})
    sheet = sheet_of(teacher.post(worksheet_path(desk), {"form": "xlsx"}))
    assert sheet.cell(2, 4).value == "one\ufffdtwo"
    assert rows_of(teacher.post(worksheet_path(desk)))[1][3] == "one\ufffdtwo"


@pytest.mark.parametrize("students", [1, 3, 30])
def test_grades_ask_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    for student in people:
        desk.grade(desk.handed_in(student, {"1": "A text."}), "1", "2", "A word.")
    client = signed_in(cast.tessa)
    with CaptureQueriesContext(connection) as seen:
        assert client.post(grades_path(desk)).status_code == 200
    assert len(seen) == GRADES


def test_the_board_offers_files_to_teachers_and_superusers(desk, cast):
    found = {}
    for name in ("tessa", "sue", "asif"):
        page = signed_in(getattr(cast, name)).get(desk.board_path()).content.decode()
        found[name] = (grades_path(desk) in page, "worksheet/" in page)
    assert found == {"tessa": (True, True), "sue": (True, False), "asif": (False, False)}
