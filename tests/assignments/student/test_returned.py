"""Returned work: the snapshot and nothing else."""

import pytest
from django.utils import timezone

from assignments.models import Comment, Grade

from .pages import masked, words_of


@pytest.fixture
def handed_in(work):
    work.write("1", "In the hills.")
    work.write("2a", "A fan.")
    work.hand_in()
    return work


def grade(work, label: str, points, comment: str = "") -> None:
    """Write grading rows as the desk does, without returning anything."""
    answer, teacher = work.answer(label), work.assignment.given_by
    Grade.objects.create(
        answer=answer, points=points, answer_version=answer.version, graded_by=teacher,
        graded_at=timezone.now(),
    )  # fmt: skip
    Comment.objects.create(
        attempt=work.attempt, answer=answer, text=comment, author=teacher,
        written_at=timezone.now(),
    )  # fmt: skip


def pages(client, work) -> dict[str, str]:
    paths = ["/", work.path, f"{work.path}receipt/1/", f"{work.path}returned/"]
    return {path: masked(client.get(path)) for path in paths}


def test_grading_changes_no_byte_before_the_release(alice, handed_in, cast):
    before = pages(alice, handed_in)
    grade(handed_in, "1", "3.5", "CANARY comment")
    grade(handed_in, "2a", "0", "CANARY comment")
    Comment.objects.create(
        attempt=handed_in.attempt, text="CANARY whole", author=cast.tessa,
        written_at=timezone.now(),
    )  # fmt: skip
    assert pages(alice, handed_in) == before
    alice.post(f"{handed_in.path}keep-working/")
    draft = {path: masked(alice.get(path)) for path in (handed_in.path, "/")}
    Grade.objects.update(points="1.0", version=2)
    again = {path: masked(alice.get(path)) for path in (handed_in.path, "/")}
    assert again == draft
    assert "CANARY" not in "".join(again.values())


def test_grading_changes_no_byte_of_the_review(alice, work):
    work.write("1", "In the hills.")
    before = masked(alice.get(f"{work.path}review/"))
    grade(work, "1", "2.0", "CANARY")
    assert masked(alice.get(f"{work.path}review/")) == before


def test_nothing_returned_yet(alice, handed_in):
    page = words_of(alice.get(f"{handed_in.path}returned/"))
    assert "Nothing has come back yet" in page
    assert alice.get(f"{handed_in.path}returned/1/").status_code == 404


def test_blank_ungraded_and_zero_are_three_things(alice, handed_in):
    handed_in.returned()
    page = words_of(alice.get(f"{handed_in.path}returned/"))
    assert "3.5 of 12 points" in page
    assert "1 Question 1? 3.5 of 4 In the hills. Name the hills." in page
    assert "2a Question 2a? 0 of 4 A fan." in page
    assert "2b Question 2b? Not graded No answer." in page
    assert "1 answer is not graded." in page
    assert "On the whole A clear start." in page


def test_home_shows_what_came_back(alice, handed_in):
    handed_in.returned()
    page = words_of(alice.get("/"))
    assert "3.5 of 12 points, 2 comments, 1 answer not graded A clear start." in page


def test_a_correction_is_a_new_return_and_the_old_stays_readable(alice, handed_in):
    handed_in.returned(1, points="3.5")
    handed_in.returned(2, points="4.5")
    newest = alice.get(f"{handed_in.path}returned/")
    assert "4.5 of 12 points" in words_of(newest)
    assert f"{handed_in.path}returned/1/" in newest.content.decode()
    earlier = words_of(alice.get(f"{handed_in.path}returned/1/"))
    assert "3.5 of 12 points" in earlier
    assert "This is an earlier return." in earlier


def test_taken_back_shows_nothing_of_what_was_there(alice, handed_in):
    handed_in.returned(1, overall="CANARY", points="CANARY")
    handed_in.returned(2, kind="taken_back")
    for tail in ("returned/", "returned/1/", "returned/2/"):
        response = alice.get(handed_in.path + tail)
        assert (response.status_code, words_of(response)[:70]) == (
            200,
            "Rivers and mouths Taken back by your teacher What had come back is bei",
        )
        assert "CANARY" not in response.content.decode()
    assert "CANARY" not in alice.get("/").content.decode()
    assert "Taken back by your teacher." in words_of(alice.get("/"))
    assert "CANARY" not in alice.get(handed_in.path).content.decode()


def test_returned_again_counts_from_there(alice, handed_in):
    handed_in.returned(1, overall="CANARY")
    handed_in.returned(2, kind="taken_back")
    handed_in.returned(3, points="2")
    page = alice.get(f"{handed_in.path}returned/")
    assert "2 of 12 points" in words_of(page)
    assert "CANARY" not in page.content.decode()
    assert "Taken back" in words_of(alice.get(f"{handed_in.path}returned/1/"))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_remarks_are_shown_as_text(alice, handed_in, text):
    handed_in.returned(overall=text, title=text, returned_by=text, **{"class": text})
    for path in ("/", f"{handed_in.path}returned/"):
        page = alice.get(path).content.decode()
        assert text not in page
    assert text in words_of(alice.get(f"{handed_in.path}returned/"))


@pytest.mark.parametrize(
    "snapshot",
    [{}, {"leaves": None}, {"leaves": [1, {}]}, {"handed_in_at": "never"}, {"points": 41}, []],
)
def test_any_stored_snapshot_opens(alice, handed_in, snapshot):
    release = handed_in.returned()
    type(release)(
        submission=release.submission, attempt=release.attempt, number=2, kind="returned",
        snapshot=snapshot, released_by=release.released_by, released_at=release.released_at,
    ).save()  # fmt: skip
    assert alice.get(f"{handed_in.path}returned/").status_code == 200
    assert alice.get("/").status_code == 200


def test_returned_work_reopened_shows_both(alice, handed_in):
    handed_in.returned()
    alice.post(f"{handed_in.path}keep-working/")
    page = words_of(alice.get("/"))
    assert page.index("To do Rivers and mouths") < page.index("Came back Rivers and mouths")
    assert "Reopened" in page
