"""The confirmation before returning, and taking back."""

from assignments.models import Release
from tests.assignments.grading.conftest import LABELS, boxes, words_of


def all_path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/return/"


def confirmed(response, *work) -> dict:
    """Return what the page sends back with these students ticked."""
    seen = {name: value for name, value in boxes(response).items() if name.startswith("seen-")}
    return {**seen, "work": [row.pk for row in work]}


def test_page_says_what_is_ungraded_and_which_zero_stands_bare(desk, cast, teacher):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    for label in LABELS[2:]:
        desk.grade(alice, label, "1")
    desk.grade(alice, "3", "0")
    response = teacher.get(all_path(desk))
    words = words_of(response)
    assert "2 of 2 still have ungraded answers" in words
    assert "Not graded: 1, 2" in words
    assert "Zero without a comment: 3" in words
    assert "Nothing graded yet" in words
    assert boxes(response).get("work") == alice.pk
    assert f'value="{bob.pk}" id="w{bob.pk}">' in response.content.decode()
    assert Release.objects.count() == 0


def test_looking_returns_nothing_and_confirming_does(desk, cast, teacher):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade(alice)
    response = teacher.get(all_path(desk))
    saved = teacher.post(all_path(desk), confirmed(response, alice))
    assert saved["Location"] == desk.board_path()
    assert [row.submission_id for row in Release.objects.all()] == [alice.pk]
    one = teacher.get(desk.path("return/", bob))
    assert "Return to Bob Of Riverside School" in words_of(one)
    teacher.post(desk.path("return/", bob), confirmed(one, bob))
    assert Release.objects.count() == 2


def test_nothing_ticked_is_said(desk, cast, teacher):
    desk.handed_in(cast.alice)
    response = teacher.post(all_path(desk), {})
    assert response.status_code == 200
    assert "Choose at least one student." in words_of(response)


def test_work_that_changed_since_the_look_is_not_returned(desk, cast, teacher):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade(alice)
    desk.grade(bob)
    opened = teacher.get(all_path(desk))
    desk.handed_in_again(alice, "1", "Newer.")
    response = teacher.post(all_path(desk), confirmed(opened, alice, bob))
    assert response.status_code == 409
    assert "Not returned to Alice Of Riverside School" in words_of(response)
    assert [row.submission_id for row in Release.objects.all()] == [bob.pk]


def test_forged_ids_return_nothing(desk, cast, teacher):
    other = desk.given_again(cast.class_8b, cast.theo)
    foreign = desk.handed_in(cast.carol, assignment=other)
    desk.handed_in(cast.alice)
    response = teacher.post(all_path(desk), {"work": [foreign.pk], f"seen-{foreign.pk}": "x"})
    assert response.status_code == 200
    assert "Carol" not in response.content.decode()
    assert Release.objects.count() == 0


def test_take_back_needs_a_reason(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    path = desk.path("take-back/", work)
    assert "Nothing to take back" in words_of(teacher.get(path))
    desk.grade(work)
    desk.give_back(work)
    assert teacher.post(path, {"reason": ""}).status_code == 200
    assert Release.objects.count() == 1
    assert teacher.post(path, {"reason": "Wrong class."})["Location"] == desk.board_path()
    assert Release.objects.get(number=2).kind == "taken_back"
