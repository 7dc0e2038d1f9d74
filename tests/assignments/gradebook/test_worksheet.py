"""Grading offline: out, dry run, in. Nothing is written before it is confirmed, nor returned."""

import csv
import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.domain.grading import take_in
from assignments.domain.grading.take_in import take_in_worksheet
from assignments.exporting.offline_worksheet import NAMES
from assignments.importing.offline_worksheet import Given, plan_worksheet
from assignments.models import Comment, Grade, Release
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.web.workbooks import read_workbook, xlsx_bytes
from tests.assignments.gradebook.conftest import rows_of, words_of
from tests.conftest import signed_in

PLAN = 8


def path(desk, rest: str = "") -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/worksheet/{rest}"


def sheet(desk, client) -> list[dict[str, str]]:
    """Return the worksheet as it was handed out."""
    names, *rows = rows_of(client.post(path(desk, "download/")))
    assert names == NAMES
    return [dict(zip(names, row, strict=True)) for row in rows]


def as_csv(rows, names=NAMES) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return file.getvalue().encode()


def upload(client, desk, content: bytes, name: str = "filled.csv"):
    return client.post(path(desk), {"file": SimpleUploadedFile(name, content)})


def confirm(client, desk, response):
    """Press the button of the plan that is shown."""
    page = response.content.decode()
    rows = re.search(r'<textarea name="rows"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    token = re.search(r'name="token" value="([^"]+)"', page)
    return client.post(path(desk), {"rows": unescape(rows[1]), "token": token[1], "apply": "yes"})


def refused(response) -> list[str]:
    found = re.findall(r"<li><strong>(Line .*?)</li>", response.content.decode(), re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", line)) for line in found]


def stored() -> tuple:
    grades = Grade.objects.order_by("pk").values_list("answer", "points", "version")
    comments = Comment.objects.order_by("pk").values_list("answer", "text", "version")
    return list(grades), list(comments), Entry.objects.count(), Release.objects.count()


@pytest.fixture
def work(desk, cast):
    return desk.handed_in(cast.alice)


def test_the_worksheet_holds_what_is_needed_to_grade(desk, cast, teacher, work):
    desk.grade(work, "1", "3.5", "Name it.")
    desk.begun(cast.bob, {"1": "SECRET-DRAFT"})
    rows = sheet(desk, teacher)
    assert len(rows) == 13
    answer = desk.answer(work, "1")
    assert rows[0] == {
        "Student": "Alice Of Riverside School",
        "Question": "1",
        "Asked": answer.question.text,
        "Answer": "Words on 1.",
        "Points": "3.5",
        "Of": "6",
        "Comment": "Name it.",
        "Row": f"{answer.pk}.1.{answer.version}",
    }
    assert (rows[1]["Points"], rows[1]["Comment"]) == ("", "")
    assert "SECRET-DRAFT" not in str(rows)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_out_filled_in_and_taken_in(desk, cast, teacher, work, form):
    desk.grade(work, "2", "2", "Kept.")
    rows = sheet(desk, teacher)
    rows[0] |= {"Points": "5,5", "Comment": "=Good, \n'so' on."}
    rows[1] |= {"Points": "0"}
    content = as_csv(rows)
    if form == "xlsx":
        table = [NAMES, *([row[name] for name in NAMES] for row in rows)]
        content = xlsx_bytes(table, title="Worksheet")
        assert len(read_workbook(content)) == 14
    before = stored()
    response = upload(teacher, desk, content, f"filled.{form}")
    words = words_of(response)
    assert "2 changed 11 as they are 0 left out" in words
    assert "Alice Of Riverside School Line 2 1 Not graded 5.5" in words
    assert stored() == before  # a dry run writes nothing
    done = confirm(teacher, desk, response)
    assert (done.status_code, done["Location"]) == (302, desk.board_path())
    found = {label: Grade.objects.get(answer=desk.answer(work, label)) for label in ("1", "2")}
    assert (found["1"].points, found["1"].graded_by) == (5.5, cast.tessa)
    assert (found["2"].points, found["2"].version) == (0, 2)
    texts = dict(Comment.objects.values_list("answer__question__label", "text"))
    assert texts == {"1": "=Good, \n'so' on.", "2": "Kept."}
    assert Grade.objects.count() == 2
    assert Release.objects.count() == 0
    entry = Entry.objects.get(verb="take_in_worksheet")
    assert (entry.target_id, entry.after) == (desk.assignment.pk, {"answers": 2})
    assert Entry.objects.filter(verb="grade", actor_id=cast.tessa.pk).count() == 3
    assert Entry.objects.count() == before[2] + 3


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("-1", "Type a number such as 4 or 4.5, or leave this empty."),
        ("6.5", "Points must lie between 0 and 6."),
        ("7", "Points must lie between 0 and 6."),
        ("1e9", "Type a number such as 4 or 4.5, or leave this empty."),
        ("NaN", "Type a number such as 4 or 4.5, or leave this empty."),
        ("abc", "Type a number such as 4 or 4.5, or leave this empty."),
        ("4.3", "Give whole or half points, such as 4 or 4.5."),
    ],
)
def test_bad_points_are_named_and_left_out(desk, teacher, work, points, sentence):
    rows = sheet(desk, teacher)
    rows[0]["Points"] = points
    rows[2]["Points"] = "1"
    response = upload(teacher, desk, as_csv(rows))
    assert refused(response) == [f"Line 2. 1 of Alice Of Riverside School: “{points}”. {sentence}"]
    confirm(teacher, desk, response)
    assert list(Grade.objects.values_list("answer__question__label", "points")) == [("3", 1)]


def test_blank_leaves_as_is_and_a_comma_is_a_point(desk, teacher, work):
    desk.grade(work, "1", "3", "Stays.")
    rows = sheet(desk, teacher)
    rows[0] |= {"Points": " ", "Comment": ""}
    rows[1] |= {"Points": "1,5"}
    response = upload(teacher, desk, as_csv(rows))
    assert "1 changed 12 as they are" in words_of(response)
    confirm(teacher, desk, response)
    assert dict(Grade.objects.values_list("answer__question__label", "points")) == {
        "1": 3, "2": 1.5,
    }  # fmt: skip
    assert Comment.objects.get().text == "Stays."


def test_what_moved_on_is_left_out_and_named(desk, cast, teacher, work):
    rows = sheet(desk, teacher)
    rows[0]["Points"] = rows[1]["Points"] = "1"
    desk.grade(work, "1", "5")
    response = upload(teacher, desk, as_csv(rows))
    assert refused(response) == [
        "Line 2. 1 of Alice Of Riverside School: graded since the worksheet was made, by Tessa "
        "Of Riverside School (points: 5)."
    ]
    desk.handed_in_again(work, "2", "New words.")
    response = upload(teacher, desk, as_csv(rows))
    assert refused(response) == [
        f"Line {line}. {label} of Alice Of Riverside School: handed in again since the worksheet "
        "was made."
        for line, label in ((2, "1"), (3, "2"))
    ]
    assert 'name="apply"' not in response.content.decode()


def test_the_same_as_stands_is_no_conflict(desk, teacher, work):
    rows = sheet(desk, teacher)
    rows[0]["Points"] = "5"
    desk.grade(work, "1", "5")
    assert "0 changed 13 as they are 0 left out" in words_of(upload(teacher, desk, as_csv(rows)))


def test_duplicates_and_unknown_rows_are_left_out(desk, cast, teacher, work):
    rows = sheet(desk, teacher)
    foreign = desk.handed_in(cast.carol, assignment=desk.given_again(cast.class_8b, cast.theo))
    other = desk.handed_in(cast.alice, assignment=desk.given_again())
    rows[0]["Points"] = "1"
    strange = [
        {"Row": f"{desk.answer(foreign).pk}.0.1", "Points": "1"},
        {"Row": f"{desk.answer(other).pk}.0.1", "Points": "1"},
        {"Row": "", "Points": "1"},
        {"Row": "x" * 500, "Points": "1"},
        {**rows[0], "Points": "2"},
    ]
    response = upload(teacher, desk, as_csv([rows[0], *strange]))
    twice = "1 of Alice Of Riverside School stands on lines 2, 7. Keep one of them."
    none = "This row names no answer that you can grade here."
    assert refused(response) == [
        f"Line 2. {twice}", *(f"Line {line}. {none}" for line in range(3, 7)), f"Line 7. {twice}",
    ]  # fmt: skip
    assert "0 changed" in words_of(response)


def test_all_or_nothing_when_somebody_comes_first(desk, cast, teacher, work):
    rows = sheet(desk, teacher)
    rows[0]["Points"] = rows[1]["Points"] = "1"
    response = upload(teacher, desk, as_csv(rows))
    desk.grade(work, "2", "2")
    before = stored()
    late = confirm(teacher, desk, response)
    assert late.status_code == 409
    assert "Nothing was taken in What would change is not what you confirmed." in words_of(late)
    assert stored() == before
    done = confirm(teacher, desk, late)
    assert done.status_code == 302
    assert dict(Grade.objects.values_list("answer__question__label", "points")) == {"1": 1, "2": 2}


def test_a_conflict_in_the_middle_rolls_everything_back(desk, cast, work):
    answers = [desk.answer(work, label) for label in ("1", "2")]
    given = [
        Given(line, f"{answer.pk}.0.{answer.version}", "1", "")
        for line, answer in enumerate(answers, start=2)
    ]
    plan = plan_worksheet(assignment=desk.assignment, given=given, by=cast.tessa)
    assert len(plan.changes) == 2
    last = max(plan.changes, key=lambda row: row.answer.pk)
    desk.grade(work, last.answer.question.label, "2")
    with pytest.raises(Conflict):
        take_in_worksheet(
            assignment=desk.assignment, changes=plan.changes, token=plan.token, by=cast.tessa,
            at=timezone.now(),
        )  # fmt: skip
    assert list(Grade.objects.values_list("points", flat=True)) == [2]
    assert not Entry.objects.filter(verb="take_in_worksheet").exists()


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 400, "This file is empty."),
        (b"Student,Points,Comment\nA,1,\n", 400, "must name the column “Row” once"),
        (b"Row,Points,Points,Comment\nA,1,1,\n", 400, "must name the column “Points” once"),
        (b"\xff\xfeR\x00o", 400, "UTF-8"),
        (b"PK\x03\x04broken", 400, "XLSX workbook"),
        (b"Row,Points,Comment\n" + b"x,1,\n" * 5001, 400, "more than 5,000 rows"),
        (b"x" * (8 * 1024 * 1024 + 1), 413, "larger than 8 MB"),
    ],
    ids=["empty", "no row", "twice", "coding", "broken", "rows", "size"],
)
def test_what_is_no_worksheet_is_refused_in_a_sentence(
    desk, teacher, work, content, status, sentence
):
    before = stored()
    response = upload(teacher, desk, content)
    assert response.status_code == status
    assert sentence in words_of(response)
    assert stored() == before


def test_a_long_worksheet_goes_in_by_steps(desk, teacher, work, monkeypatch):
    monkeypatch.setattr(take_in, "MAX_CHANGES", 2)
    rows = sheet(desk, teacher)
    for row in rows[:3]:
        row["Points"] = "1"
    first = upload(teacher, desk, as_csv(rows))
    assert "The first 2 are taken in together" in words_of(first)
    second = confirm(teacher, desk, first)
    assert second.status_code == 200
    assert "1 changed 12 as they are 0 left out" in words_of(second)
    assert Grade.objects.count() == 2
    assert confirm(teacher, desk, first).status_code == 409  # the same button once more
    assert Grade.objects.count() == 2
    assert confirm(teacher, desk, second).status_code == 302
    assert Grade.objects.count() == 3
    taken = Entry.objects.filter(verb="take_in_worksheet").order_by("pk")
    assert [entry.after for entry in taken] == [{"answers": 2}, {"answers": 1}]


def test_more_than_fit_in_one_step_are_refused_by_the_verb(desk, cast, work, monkeypatch):
    given = [
        Given(2, f"{answer.pk}.0.{answer.version}", "1", "")
        for answer in (desk.answer(work, label) for label in ("1", "2"))
    ]
    changes = plan_worksheet(assignment=desk.assignment, given=given, by=cast.tessa).changes
    monkeypatch.setattr(take_in, "MAX_CHANGES", 1)
    with pytest.raises(Refusal, match="1 are the most at once"):
        take_in_worksheet(
            assignment=desk.assignment, changes=changes, token=take_in.token_of(changes),
            by=cast.tessa, at=timezone.now(),
        )  # fmt: skip
    assert Grade.objects.count() == 0


def test_nothing_chosen(desk, teacher, work):
    assert "Choose a file." in words_of(teacher.post(path(desk), {}))


@pytest.mark.parametrize("students", [1, 3, 30])
def test_a_dry_run_asks_the_same_for_any_number_of_rows(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    for student in people:
        desk.handed_in(student, {"1": "A text."})
    client = signed_in(cast.tessa)
    rows = [{**row, "Points": "1", "Comment": "A word."} for row in sheet(desk, client)]
    with CaptureQueriesContext(connection) as seen:
        response = upload(client, desk, as_csv(rows))
    assert f"{13 * students} changed" in words_of(response)
    assert len(seen) == PLAN
