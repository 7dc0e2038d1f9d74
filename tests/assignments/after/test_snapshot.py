"""What a snapshot gains: comments on spans, strengths, next steps, levels."""

import pytest

from assignments.domain.returning.snapshot import digest, same_content
from assignments.models import Release
from tests.assignments.after.conftest import remark, tag


def leaf_of(release: Release, label: str = "1") -> dict:
    return next(leaf for leaf in release.snapshot["leaves"] if leaf["label"] == label)


def test_spans_and_tags_are_kept_in_words(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Two aims at once.", "2": "Peace."})
    answer = desk.answer(work, "1")
    desk.grade(work, "1", "6", "Good.")
    remark(answer, "at once", "When?", cast.tessa)
    remark(answer, "Two aims", "Which?", cast.tessa)
    remark(answer, "aims", "", cast.tessa)
    tag(answer, "strength", "Names both", cast.tessa)
    tag(answer, "next_step", "Give the date", cast.tessa)
    tag(answer, "misconception", "CANARY", cast.tessa)
    (release,) = desk.give_back(work).returned
    leaf = leaf_of(release)
    assert leaf["spans"] == [
        {"start": 0, "end": 8, "exact": "Two aims", "comment": "Which?"},
        {"start": 9, "end": 16, "exact": "at once", "comment": "When?"},
    ]
    assert (leaf["comment"], leaf["strengths"], leaf["next_steps"], leaf["level"]) == (
        "Good.", ["Names both"], ["Give the date"], "4 of 4",
    )  # fmt: skip
    assert "CANARY" not in str(release.snapshot)
    assert sorted(leaf_of(release, "2")) == [
        "answer", "comment", "context", "full_points", "label", "points", "points_max", "question",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "level"), [("0", None), ("0.5", None), ("1", "1 of 4"), ("3.5", None)]
)
def test_level_only_where_the_points_lie_in_one(desk, cast, points, level):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", points)
    (release,) = desk.give_back(work).returned
    assert leaf_of(release).get("level") == level


def test_an_older_return_without_levels_counts_as_the_same():
    old = {"title": "T", "leaves": [{"label": "1", "points": "3"}]}
    new = {
        "title": "T",
        "note": "n",
        "leaves": [{"label": "1", "points": "3", "level": "2 of 4", "marked_by": "x"}],
    }
    assert same_content(old, new)
    assert not same_content(new, old)
    assert not same_content(old, new | {"leaves": [{"label": "1", "points": "4"}]})
    assert digest(old) != digest(new)
    assert digest(new) == digest(new | {"note": "other", "returned_by": "other"})


def test_a_tag_more_is_another_content(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    assert len(desk.give_back(work).unchanged) == 1
    tag(desk.answer(work), "next_step", "Give the date", cast.tessa)
    assert [row.number for row in desk.give_back(work).returned] == [2]
