"""Comments on parts of an answer, and tags: what is stored, and what is refused."""

import pytest
from django.utils import timezone

from assignments.domain.grading.answer_notes import (
    change_part_comment,
    comment_on_part,
    tag_answer,
    untag_answer,
)
from assignments.models import AnswerTag, Comment, Grade
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.notes_on_answers.conftest import TEXT

pytestmark = pytest.mark.django_db


def commented(answer, by, start=0, end=30, text="Say who.", key="k1"):
    return comment_on_part(
        answer=answer, start=start, end=end, text=text, key=key, by=by, at=timezone.now()
    )


def tagged(answer, by, kind="strength", text="Weighs both sides"):
    return tag_answer(answer=answer, kind=kind, text=text, by=by, at=timezone.now())


def test_a_part_is_kept_by_its_words_and_place(answer, cast):
    row = commented(answer, cast.tessa, 4, 8)
    assert (row.exact, row.start, row.end, row.text) == ("West", 4, 8, "Say who.")
    assert (row.prefix, row.suffix) == ("The ", TEXT[8:40])
    assert row.author == cast.tessa
    entry = Entry.objects.get(verb="comment_on_part")
    assert entry.after == {"start": 4, "end": 8, "comment_length": 8}


def test_the_same_request_twice_makes_one(answer, cast):
    first = commented(answer, cast.tessa)
    assert commented(answer, cast.tessa, text="Another") == first
    assert Comment.objects.filter(start__isnull=False).count() == 1


def test_parts_may_overlap_and_stand_beside_the_comment_on_all_of_it(desk, work, answer, cast):
    commented(answer, cast.tessa, 0, 20)
    commented(answer, cast.tessa, 10, 30, key="k2")
    desk.grade(work, "1", "4", "On all of it.")
    assert Comment.objects.filter(answer=answer).count() == 3
    assert Comment.objects.get(answer=answer, start__isnull=True).text == "On all of it."
    assert Grade.objects.get(answer=answer).version == 1


@pytest.mark.parametrize(
    ("start", "end", "text", "code"),
    [
        (5, 5, "x", "no_part"),
        (0, 9999, "x", "no_part"),
        (9, 3, "x", "no_part"),
        (0, 5, " ", "empty"),
        (0, 5, "x" * 10_001, "too_long"),
    ],
)
def test_what_cannot_be_a_comment_on_a_part(answer, cast, start, end, text, code):
    with pytest.raises(Refusal) as refused:
        commented(answer, cast.tessa, start, end, text)
    assert refused.value.code == code
    assert Comment.objects.count() == 0


def test_whole_characters_are_taken(desk, cast):
    work = desk.handed_in(cast.bob, {"1": "Ne\u0301es et mortes."})
    row = commented(desk.answer(work), cast.tessa, 0, 2)
    assert row.exact == "Ne\u0301"


def test_changing_is_by_version_and_emptying_removes(answer, cast):
    row = commented(answer, cast.tessa)
    change = {"by": cast.tessa, "at": timezone.now()}
    changed = change_part_comment(comment=row, text="Name them.", based_on=1, **change)
    assert (changed.text, changed.version) == ("Name them.", 2)
    assert change_part_comment(comment=row, text="Name them.", based_on=1, **change).version == 2
    with pytest.raises(Conflict) as clash:
        change_part_comment(comment=row, text="Other", based_on=1, **change)
    assert clash.value.current.text == "Name them."
    assert change_part_comment(comment=row, text="", based_on=2, **change).text == ""
    assert Comment.objects.get(pk=row.pk).version == 3


def test_tags_are_once_each_and_come_off(answer, cast):
    assert tagged(answer, cast.tessa) == tagged(answer, cast.tessa, text="  Weighs   both sides ")
    tagged(answer, cast.tessa, kind="next_step")
    assert AnswerTag.objects.count() == 2
    off = {"answer": answer, "by": cast.tessa, "at": timezone.now(), "text": "Weighs both sides"}
    assert untag_answer(kind="strength", **off) is True
    assert untag_answer(kind="strength", **off) is False
    assert list(AnswerTag.objects.values_list("kind", flat=True)) == ["next_step"]
    assert list(Entry.objects.filter(verb__endswith="tag").values_list("verb", flat=True)) in (
        ["tag", "tag", "untag"],
        ["untag", "tag", "tag"],
    )


@pytest.mark.parametrize(
    ("kind", "text"), [("praise", "x"), ("strength", " "), ("strength", "x" * 201)]
)
def test_what_is_no_tag(answer, cast, kind, text):
    with pytest.raises(Refusal):
        tagged(answer, cast.tessa, kind, text)


def test_an_answer_takes_twenty_tags(answer, cast):
    for number in range(20):
        tagged(answer, cast.tessa, text=f"Strength {number}")
    with pytest.raises(Refusal, match="20 tags"):
        tagged(answer, cast.tessa, text="One more")


def test_after_a_newer_hand_in_nothing_is_noted_on_the_old_text(desk, work, answer, cast):
    row = commented(answer, cast.tessa)
    desk.handed_in_again(work, "1", "Something else.")
    with pytest.raises(Conflict):
        commented(answer, cast.tessa, key="k2")
    with pytest.raises(Conflict):
        change_part_comment(comment=row, text="x", based_on=1, by=cast.tessa, at=timezone.now())
    with pytest.raises(Conflict):
        tagged(answer, cast.tessa)


def test_nobody_notes_on_their_own_work(answer, cast):
    with pytest.raises(Refusal) as refused:
        commented(answer, cast.alice)
    assert refused.value.code == "own_work"


def test_notes_go_over_to_the_next_attempt_where_the_text_is_the_same(desk, work, answer, cast):
    commented(answer, cast.tessa, 4, 8)
    tagged(answer, cast.tessa)
    again = desk.handed_in_again(work, "2", "Another text to question two.")
    newer = desk.answer(again)
    part = newer.comments.get()
    assert (part.start, part.end, part.exact, part.text) == (4, 8, "West", "Say who.")
    assert [tag.text for tag in newer.tags.all()] == ["Weighs both sides"]
    assert newer.pk != answer.pk


def test_notes_do_not_go_over_to_another_text(desk, work, answer, cast):
    commented(answer, cast.tessa)
    tagged(answer, cast.tessa)
    newer = desk.answer(desk.handed_in_again(work, "1", "Something else."))
    assert (newer.comments.count(), newer.tags.count()) == (0, 0)


def test_a_return_carries_them_and_they_are_hidden_before(desk, work, answer, cast):
    commented(answer, cast.tessa, 4, 8)
    tagged(answer, cast.tessa)
    tagged(answer, cast.tessa, "misconception", "Munich caused the war")
    tagged(answer, cast.tessa, "next_step", "Name your source")
    desk.grade(work)
    (release,) = desk.give_back(work).returned
    leaf = release.snapshot["leaves"][0]
    assert leaf["spans"] == [{"start": 4, "end": 8, "exact": "West", "comment": "Say who."}]
    assert leaf["strengths"] == ["Weighs both sides"]
    assert leaf["next_steps"] == ["Name your source"]
    assert "Munich caused the war" not in str(release.snapshot)
