"""The page of results, and what of it may stand on a wall."""

import re

from django.utils import timezone

from assignments.domain.overview.evidence import leaves_of
from assignments.domain.overview.results import results_of
from assignments.models import Assignment
from tests.assignments.results.conftest import path, words_of
from tests.conftest import signed_in


def results(desk, cast):
    found = Assignment.objects.select_related("school_class__school").get(pk=desk.assignment.pk)
    return results_of(assignment=found, leaves=leaves_of(found), by=cast.tessa, at=timezone.now())


def figures(desk, cast, label="1"):
    return next(row.figures for row in results(desk, cast).questions if row.question.label == label)


def test_nothing_handed_in_blank_ungraded_and_zero_are_counted_apart(desk, cast):
    pupils = desk.new_students(4)
    for student, text, points in zip(
        [cast.alice, cast.bob, *pupils],
        ["One two three.", "", "Four words of mine.", " ", "Five more words of mine.", None],
        ["4.5", None, None, "0", "0", None],
        strict=True,
    ):
        if text is None:
            desk.begun(student, {"1": "A draft is not counted."})  # nor is who never began
            continue
        work = desk.handed_in(student, {"1": text, "2": "To hand in."})
        if points is not None:
            desk.grade(work, "1", points)
    found = figures(desk, cast)
    assert (found.students, found.handed_in, found.absent) == (6, 5, 1)
    assert (found.graded, found.blank, found.ungraded, found.unanswered) == (3, 1, 1, 2)
    assert (found.average_text, found.median_text, found.share) == ("1.5", "0", 25)
    assert sorted(found.words) == [3, 4, 5]
    assert found.median_words == 4
    assert [(cell.label, cell.count) for cell in found.cells] == [
        ("Not handed in", 1), ("Blank", 1), ("Ungraded", 1), ("0", 2), ("0.5–1", 0), ("1.5–2", 0),
        ("2.5–3", 0), ("3.5–4", 0), ("4.5–5", 1), ("5.5–6", 0),
    ]  # fmt: skip


def test_the_whole_has_points_only_where_all_is_graded(desk, cast):
    desk.grade_all(desk.handed_in(cast.alice), "2")
    desk.grade(desk.handed_in(cast.bob), "1", "6")
    whole = results(desk, cast).whole
    assert (whole.graded, whole.ungraded, whole.blank) == (1, 1, 0)
    assert (whole.average_text, whole.worth_text) == ("26", "65")


def test_the_last_hand_in_counts(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Old words."})
    desk.grade(work, "1", "1")
    desk.handed_in_again(work, "1", "New words, three.")
    found = figures(desk, cast)
    assert (found.points, found.ungraded, found.words) == ([], 1, [3])


def test_the_page_has_a_drawing_and_a_table_for_each(desk, cast, teacher):
    desk.grade(desk.handed_in(cast.alice), "1", "4")
    page = teacher.get(path(desk)).content.decode()
    assert page.count('role="img"') == page.count('class="chart-table"') == 15
    assert len(re.findall(r'<title id="c-', page)) == 15
    assert "Alice" not in page
    assert "Average 4 of 6, median 4; 3 words, median." in words_of(teacher.get(path(desk)))


def test_a_page_without_work_says_what_will_be_here(desk, cast, teacher):
    desk.begun(cast.alice)
    assert "No results yet" in words_of(teacher.get(path(desk)))
    assert path(desk) not in teacher.get(desk.board_path()).content.decode()
    desk.handed_in(cast.bob)
    assert path(desk) in teacher.get(desk.board_path()).content.decode()


def test_a_small_class_sees_nothing(desk, cast, teacher):
    desk.grade(desk.handed_in(cast.alice), "1", "4")
    words = words_of(teacher.get(path(desk, "projector/")))
    assert "Too few to show" in words
    assert not re.search(r"\d+ of \d+|\baverage", words, re.IGNORECASE)


def test_a_class_sees_groups_of_five_and_no_average(desk, cast, teacher):
    students = [cast.alice, cast.bob, *desk.new_students(10)]
    for place, student in enumerate(students[:9]):
        desk.grade(desk.handed_in(student, {"1": "Words."}), "1", "6" if place < 6 else "2")
    response = teacher.get(path(desk, "projector/"))
    page = response.content.decode()
    numbers = [int(found) for found in re.findall(r'class="number">(\d+)</td>', page)]
    assert numbers[:2] == [6, 6]
    assert all(number >= 5 for number in numbers)
    assert sum(numbers) == 12 * 13
    assert "0–5 or none yet" in words_of(response)
    assert not re.search("average|median|unanswered", words_of(response), re.IGNORECASE)
    for student in students:
        assert student.given_name not in page


def test_only_who_teaches_the_class_sees_results(desk, cast):
    desk.handed_in(cast.alice)
    below = ["", "projector/", "evidence/", "evidence/projector/", "cited/s1-1/", "feedback/",
             "feedback/show/"]  # fmt: skip
    expected = {"tessa": 200, "asif": 403, "sue": 403, "theo": 404, "fiona": 404, "sana": 404,
                "alice": 404, "carol": 404, "frank": 404}  # fmt: skip
    for name, status in expected.items():
        client = signed_in(getattr(cast, name))
        assert [client.get(path(desk, part)).status_code for part in below] == [status] * 7
