"""Keep a passage, sentences, an event: once, from the school's own text."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lessons.domain.keep import keep_event, keep_passage
from lessons.domain.shelf import LONGEST_NOTE, MOST_ITEMS, remove
from lessons.enums import ShelfKind
from lessons.models import Lesson, ShelfItem
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.domain.shelves import (
    edition_of,
    keep,
    keep_named,
    keep_numbers,
    on_shelf,
    paragraph_of,
)

EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.fixture
def lesson(db, files) -> Lesson:
    """Load the small lesson with a first paragraph of three sentences."""
    files.essay = files.essay.replace(
        "It begins in *autumn* with a [treaty](term:treaty).",
        "It begins in *autumn* with a [treaty](term:treaty). Dr. Stone\nsigns on 16 April 1922. "
        f"Cafe\u0301 and {EMOJI} मुक्ति معاهدة.",
    )
    return load(files)


def test_a_passage_is_kept_with_its_surroundings_and_its_edition(cast, lesson):
    kept = keep(lesson, cast.alice, "autumn", note="Why autumn?", key="k1")
    item = ShelfItem.objects.get(pk=kept.item.pk)
    assert kept.is_new
    assert (item.owner, item.lesson, item.kind) == (cast.alice, lesson, ShelfKind.PASSAGE)
    assert (item.edition, item.paragraph) == (edition_of(lesson), paragraph_of(lesson))
    assert (item.exact, item.prefix, item.start, item.end) == ("autumn", "It begins in ", 13, 19)
    assert item.suffix == " with a treaty. Dr. Stone signs "
    assert (item.note, item.key, item.version, item.event) == ("Why autumn?", "k1", 1, None)
    assert (item.created_at, item.changed_at, item.removed_at) == (NOW, NOW, None)


def test_keeping_leaves_no_audit_entry(cast, lesson):
    before = Entry.objects.count()
    keep(lesson, cast.alice, "autumn")
    keep_named(lesson, cast.alice)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("words", [EMOJI, "Cafe\u0301", "मुक्ति", "معاهدة", "April 1922"])
def test_words_of_any_script_are_kept_code_point_for_code_point(cast, lesson, words):
    keep(lesson, cast.alice, words, note=f"{words} \U0001f1e6\U0001f1f9")
    item = ShelfItem.objects.get()
    text = paragraph_of(lesson).text
    assert (item.exact, item.note) == (words, f"{words} \U0001f1e6\U0001f1f9")
    assert text[item.start : item.end] == words


def test_half_a_grapheme_is_kept_whole(cast, lesson):
    text = paragraph_of(lesson).text
    at = text.index(EMOJI)
    paragraph = paragraph_of(lesson)
    kept = keep_passage(
        lesson=lesson, edition=paragraph.edition, paragraph=paragraph, start=at, end=at + 1,
        note="", key="k", by=cast.alice, at=NOW,
    )  # fmt: skip
    assert kept.item.exact == EMOJI


def test_sentences_are_kept_by_number(cast, lesson):
    assert keep_numbers(lesson, cast.alice, 2, 2).item.exact == (
        "Dr. Stone signs on 16 April 1922."
    )
    assert keep_numbers(lesson, cast.alice, 1, 2).item.exact == (
        "It begins in autumn with a treaty. Dr. Stone signs on 16 April 1922."
    )


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 4), (3, 2), (4, 4)])
def test_sentences_that_are_not_there_are_refused(cast, lesson, first, last):
    with pytest.raises(Refusal, match=r"^Paragraph 1\.1 has 3 sentences\.$"):
        keep_numbers(lesson, cast.alice, first, last)
    with pytest.raises(Refusal, match=r"^Paragraph 2\.1 has 1 sentence\.$"):
        keep_numbers(lesson, cast.alice, 2, 2, label="2.1")
    assert on_shelf(cast.alice) == []


def test_an_event_is_kept_with_its_title(cast, lesson):
    kept = keep_named(lesson, cast.alice, note="Signed.")
    item = ShelfItem.objects.get()
    assert (kept.is_new, item.kind, item.exact) == (True, ShelfKind.EVENT, "A treaty is signed")
    assert (item.event.key, item.paragraph, item.start) == ("treaty-signed", None, None)


def test_an_event_that_goes_leaves_its_title_on_the_shelf(cast, lesson, files):
    keep_named(lesson, cast.alice, "long-war")
    del files.events["events"][1]
    load(files)
    item = ShelfItem.objects.get()
    assert (item.exact, item.event) == ("A long war", None)


# Once -------------------------------------------------------------------------------------------


def test_the_same_key_twice_is_one_item(cast, lesson):
    first = keep(lesson, cast.alice, "autumn", key="k1")
    again = keep(lesson, cast.alice, "treaty", key="k1")
    assert (again.item.pk, again.is_new) == (first.item.pk, True)
    assert on_shelf(cast.alice) == ["autumn"]


def test_a_key_of_an_item_taken_off_since_does_not_bring_it_back(cast, lesson):
    first = keep(lesson, cast.alice, "autumn", key="k1")
    remove(item=first.item, by=cast.alice, at=NOW)
    assert keep(lesson, cast.alice, "autumn", key="k1").item.removed_at == NOW
    assert on_shelf(cast.alice) == []


def test_the_same_passage_and_event_lie_there_once(cast, lesson):
    first, event = keep(lesson, cast.alice, "autumn"), keep_named(lesson, cast.alice)
    again, twice = keep(lesson, cast.alice, "autumn"), keep_named(lesson, cast.alice)
    assert [again.item.pk, twice.item.pk] == [first.item.pk, event.item.pk]
    assert [again.is_new, twice.is_new] == [False, False]
    assert ShelfItem.objects.count() == 2


def test_a_note_is_added_where_there_is_none_and_never_replaces_one(cast, lesson):
    first = keep(lesson, cast.alice, "autumn")
    keep(lesson, cast.alice, "autumn", note="Mine.")
    with pytest.raises(Refusal, match=r"on your shelf already, with a note\. Nothing was changed"):
        keep(lesson, cast.alice, "autumn", note="Another.")
    item = ShelfItem.objects.get()
    assert (item.pk, item.note, item.version) == (first.item.pk, "Mine.", 2)
    assert keep(lesson, cast.alice, "autumn", note="Mine.").is_new is False


def test_kept_again_within_the_day_it_comes_back_with_its_note(cast, lesson):
    first = keep(lesson, cast.alice, "autumn", note="Mine.").item
    remove(item=first, by=cast.alice, at=NOW)
    again = keep(lesson, cast.alice, "autumn")
    item = ShelfItem.objects.get()
    assert (again.is_new, item.pk, item.note, item.removed_at) == (True, first.pk, "Mine.", None)
    remove(item=item, by=cast.alice, at=NOW)
    keep(lesson, cast.alice, "autumn", note="Other.")
    assert ShelfItem.objects.get().note == "Other."


def test_the_database_backs_it(cast, lesson):
    row = keep(lesson, cast.alice, "autumn").item
    for change in ({"key": "other"}, {"start": 0}):
        twin = ShelfItem.objects.get(pk=row.pk)
        twin.pk = f"twin-{len(str(change))}"
        for name, value in change.items():
            setattr(twin, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


def test_everybody_has_a_shelf_of_their_own(cast, lesson):
    keep(lesson, cast.alice, "autumn", key="k1")
    keep(lesson, cast.bob, "autumn", key="k1")
    assert on_shelf(cast.alice) == on_shelf(cast.bob) == ["autumn"]
    assert ShelfItem.objects.count() == 2


# Refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (0, 9_999), (9_000, 9_001), (-1, 3)])
def test_a_passage_outside_of_the_paragraph_is_refused(cast, lesson, start, end):
    paragraph = paragraph_of(lesson)
    with pytest.raises(Refusal, match=r"^This passage does not lie within paragraph 1\.1\.$"):
        keep_passage(
            lesson=lesson, edition=paragraph.edition, paragraph=paragraph, start=start, end=end,
            note="", key="k", by=cast.alice, at=NOW,
        )  # fmt: skip


def test_a_passage_that_shows_nothing_is_refused(cast, lesson):
    with pytest.raises(Refusal, match=r"^Mark at least one visible character\.$"):
        keep(lesson, cast.alice, " ")


def test_words_that_are_not_the_schools_are_refused_and_never_kept(cast, lesson):
    with pytest.raises(Refusal) as refused:
        keep(lesson, cast.alice, "autumn", seen="winter")
    assert refused.value.code == "other_words"
    assert keep(lesson, cast.alice, "autumn", seen="autumn").item.exact == "autumn"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\ufeff", "\u2800", "\n\t"])
def test_a_note_that_shows_nothing_is_none(cast, lesson, blank):
    assert keep(lesson, cast.alice, "autumn", note=blank).item.note == ""


@pytest.mark.parametrize("length", [0, 1, LONGEST_NOTE])
def test_a_note_up_to_the_limit_is_kept(cast, lesson, length):
    note = "é" * length
    assert keep(lesson, cast.alice, "autumn", note=note).item.note == note


@pytest.mark.parametrize("length", [LONGEST_NOTE + 1, 50_000])
def test_a_longer_note_is_refused_with_the_limit(cast, lesson, length):
    with pytest.raises(Refusal, match=r"the limit is 2,000\. Nothing was saved") as refused:
        keep(lesson, cast.alice, "autumn", note="é" * length)
    assert refused.value.code == "too_long"
    assert on_shelf(cast.alice) == []


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_a_note_no_database_can_keep_is_refused(cast, lesson, bad):
    with pytest.raises(Refusal, match="cannot be kept"):
        keep(lesson, cast.alice, "autumn", note=bad)


def test_line_breaks_of_a_note_are_counted_and_kept_plain(cast, lesson):
    note = "\r\n".join(["x" * 999, "y" * 1000])
    assert keep(lesson, cast.alice, "autumn", note=note).item.note == note.replace("\r\n", "\n")


def test_a_full_shelf_is_refused_and_has_room_again(cast, lesson):
    first = keep(lesson, cast.alice, "autumn").item
    filled = [
        ShelfItem(
            owner=cast.alice, lesson=lesson, kind=ShelfKind.EVENT, exact="x", key=f"filled {i}"
        )
        for i in range(MOST_ITEMS - 1)
    ]
    ShelfItem.objects.bulk_create(filled)
    with pytest.raises(Refusal, match=r"is full: 500 items") as refused:
        keep(lesson, cast.alice, "treaty")
    assert refused.value.code == "full"
    assert keep(lesson, cast.alice, "autumn").is_new is False
    assert keep(lesson, cast.bob, "treaty").is_new
    remove(item=first, by=cast.alice, at=NOW)
    assert keep(lesson, cast.alice, "treaty").is_new


def test_what_does_not_belong_together_is_refused(cast, lesson, files):
    files.lesson["id"] = "other-lesson"
    other = load(files)
    paragraph = paragraph_of(other)
    with pytest.raises(ValueError, match="do not belong together"):
        keep_passage(
            lesson=lesson, edition=paragraph.edition, paragraph=paragraph, start=0, end=2,
            note="", key="k", by=cast.alice, at=NOW,
        )  # fmt: skip
    with pytest.raises(ValueError, match="do not belong together"):
        keep_passage(
            lesson=lesson, edition=edition_of(lesson), paragraph=paragraph, start=0, end=2,
            note="", key="k", by=cast.alice, at=NOW,
        )  # fmt: skip
    with pytest.raises(ValueError, match="of another lesson"):
        keep_event(
            lesson=lesson, event=other.events.all()[0], note="", key="k", by=cast.alice, at=NOW
        )
