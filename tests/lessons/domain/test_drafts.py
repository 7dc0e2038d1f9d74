from datetime import timedelta

import pytest

from lessons.domain.drafts import draft_of, save_draft, set_aside
from lessons.models import DraftRevision, Lesson, LessonDraft
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.writing import ESSAY, HARVEST, TERM, begun, essay, published, rewritten, saved

LATER = NOW + timedelta(minutes=1)


def history(lesson: Lesson) -> list[tuple[int, str, str]]:
    """Return version, person and last line of each kept state, the newest first."""
    rows = DraftRevision.objects.filter(lesson=lesson).select_related("saved_by")
    return [
        (row.version, row.saved_by.given_name, row.markdown.strip().split("\n")[-1])
        for row in sorted(rows, key=lambda row: (-row.version, row.markdown))
    ]


def by_itself(lesson: Lesson, text: str, *, by, at=LATER) -> LessonDraft:
    return saved(lesson, text, by=by, at=at, is_deliberate=False)


def test_a_lesson_that_came_with_a_pack_is_edited_from_its_edition(cast, files):
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    assert state.markdown == (
        "# A small lesson\n\n## The first section\n\nIt begins in *autumn* with a "
        "[treaty](term:treaty).\n\n### On the way\n\nIt goes on, see "
        "[the archive](https://example.org/a?b=1&c=2).\n\n## The second section\n\n"
        "It **ends**.\n"
    )
    assert state.glossary == [{"id": "treaty", "term": "treaty", "meaning": "A written promise"}]
    assert (state.version, state.edition, state.is_changed) == (0, lesson.current_edition, False)
    assert LessonDraft.objects.count() == 0


def test_save_draft_raises_the_version_and_writes_no_audit_entry(cast):
    lesson = begun(cast)
    entries = Entry.objects.count()
    draft = saved(lesson, ESSAY + "\nMore.\n", by=cast.theo, at=LATER, glossary=[TERM])
    assert (draft.version, draft.saved_by, draft.saved_at) == (2, cast.theo, LATER)
    stored = LessonDraft.objects.get(lesson=lesson)
    assert (stored.markdown, stored.glossary) == (ESSAY + "\nMore.\n", [TERM])
    assert Entry.objects.count() == entries


def test_a_save_over_an_older_version_is_refused_with_the_newer_text(cast):
    lesson = begun(cast)
    saved(lesson, essay(["Theo's."]), by=cast.theo)
    with pytest.raises(Conflict) as refused:
        saved(lesson, essay(["Tessa's."]), by=cast.tessa, based_on=1)
    assert refused.value.current.markdown == essay(["Theo's."])
    stored = LessonDraft.objects.get(lesson=lesson)
    assert (stored.markdown, stored.version, stored.saved_by) == (essay(["Theo's."]), 2, cast.theo)


def test_two_first_saves_of_one_edition_do_not_both_win(cast, files):
    lesson = load(files, school=cast.riverside)
    saved(lesson, essay(["Theo's."]), by=cast.theo)
    with pytest.raises(Conflict):
        saved(lesson, essay(["Tessa's."]), by=cast.tessa, based_on=0)
    assert LessonDraft.objects.get().markdown == essay(["Theo's."])


@pytest.mark.parametrize("based_on", [0, 1, 2, 7])
def test_the_same_text_again_is_taken_and_changes_nothing(cast, based_on):
    lesson = begun(cast)
    saved(lesson, essay(["Twice."]), by=cast.tessa)
    draft = saved(lesson, essay(["Twice."]), by=cast.tessa, at=LATER, based_on=based_on)
    assert (draft.version, draft.saved_at) == (2, NOW)
    assert len(history(lesson)) == 2


def test_each_save_by_hand_is_in_the_history(cast):
    lesson = begun(cast, markdown=essay(["One."]))
    saved(lesson, essay(["Two."]), by=cast.tessa)
    saved(lesson, essay(["Three."]), by=cast.theo)
    assert history(lesson) == [(3, "Theo", "Three."), (2, "Tessa", "Two."), (1, "Tessa", "One.")]


def test_what_a_page_saves_by_itself_enters_the_history_when_it_would_be_lost(cast):
    lesson = begun(cast, markdown=essay(["One."]))
    by_itself(lesson, essay(["One. T"]), by=cast.tessa)
    by_itself(lesson, essay(["One. Tw"]), by=cast.tessa)
    assert history(lesson) == [(1, "Tessa", "One.")]
    by_itself(lesson, essay(["Theo's."]), by=cast.theo)
    assert history(lesson) == [(3, "Tessa", "One. Tw"), (1, "Tessa", "One.")]


def test_what_is_written_on_from_after_two_minutes_is_kept(cast):
    lesson = begun(cast, markdown=essay(["One."]))
    by_itself(lesson, essay(["Two."]), by=cast.tessa, at=NOW + timedelta(seconds=100))
    by_itself(lesson, essay(["Three."]), by=cast.tessa, at=NOW + timedelta(seconds=119))
    assert [version for version, _who, _text in history(lesson)] == [1]
    by_itself(lesson, essay(["Four."]), by=cast.tessa, at=NOW + timedelta(seconds=120))
    assert [version for version, _who, _text in history(lesson)] == [3, 1]


def test_a_text_that_loses_much_at_once_is_kept_first(cast):
    lesson = begun(cast)
    by_itself(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    by_itself(lesson, "", by=cast.tessa)
    assert history(lesson) == [(2, "Tessa", "More."), (1, "Tessa", HARVEST)]
    assert draft_of(lesson).markdown == ""


def test_a_save_by_hand_after_the_pages_own_keeps_that_state_once(cast):
    lesson = begun(cast, markdown=essay(["One."]))
    by_itself(lesson, essay(["Two."]), by=cast.tessa)
    for _time in range(2):
        saved(lesson, essay(["Two."]), by=cast.tessa)
    assert history(lesson) == [(2, "Tessa", "Two."), (1, "Tessa", "One.")]


def test_set_aside_keeps_a_text_without_touching_the_draft(cast):
    lesson = begun(cast, markdown=essay(["Stored."]))
    row = set_aside(
        lesson=lesson,
        markdown=essay(["Mine."]),
        glossary=[TERM],
        based_on=1,
        by=cast.theo,
        at=LATER,
    )
    assert (row.is_aside, row.saved_by, row.glossary) == (True, cast.theo, [TERM])
    assert history(lesson) == [(1, "Theo", "Mine."), (1, "Tessa", "Stored.")]
    assert draft_of(lesson).markdown == essay(["Stored."])


def test_history_rows_cannot_be_changed(cast, db):
    from django.db import IntegrityError, transaction

    begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftRevision.objects.update(markdown="")
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftRevision.objects.all().delete()


def test_rows_of_a_glossary_are_cleaned_and_named(cast):
    lesson = begun(cast)
    draft = saved(
        lesson,
        ESSAY,
        by=cast.tessa,
        glossary=[
            {"id": "", "term": " Rapallo  treaty ", "meaning": "A\r\ntreaty. "},
            {"id": "", "term": "", "meaning": " "},
            {"id": "", "term": "Rapallo Treaty", "meaning": ""},
            {"id": "own", "term": "条約", "meaning": "x"},
            {"id": "", "term": "銀行", "meaning": "x"},
        ],
    )
    assert draft.glossary == [
        {"id": "rapallo-treaty", "term": "Rapallo treaty", "meaning": "A\ntreaty."},
        {"id": "rapallo-treaty-2", "term": "Rapallo Treaty", "meaning": ""},
        {"id": "own", "term": "条約", "meaning": "x"},
        {"id": "term", "term": "銀行", "meaning": "x"},
    ]


@pytest.mark.parametrize(
    ("text", "glossary", "code"),
    [
        ("x" * 500_001, [], "markdown"),
        ("a\x00b", [], "markdown"),
        ("a\ud800b", [], "markdown"),
        (ESSAY, [{**TERM, "meaning": "a\x00"}], "glossary"),
        (ESSAY, [{**TERM, "meaning": "x" * 2001}], "glossary"),
        (ESSAY, [{**TERM, "id": f"t{n}"} for n in range(301)], "glossary"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(cast, text, glossary, code):
    lesson = begun(cast, markdown=essay(["Stays."]))
    with pytest.raises(Refusal) as refused:
        saved(lesson, text, by=cast.tessa, glossary=glossary)
    assert refused.value.code == code
    assert draft_of(lesson).markdown == essay(["Stays."])


def test_the_longest_text_is_kept_whole(cast):
    lesson = begun(cast)
    text = "x" * 500_000
    saved(lesson, text, by=cast.tessa)
    assert draft_of(lesson).markdown == text


def test_line_breaks_of_any_kind_are_one(cast):
    lesson = begun(cast)
    saved(lesson, "# A\r\n\r\n## B\r\rC\n", by=cast.tessa)
    assert draft_of(lesson).markdown == "# A\n\n## B\n\nC\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A new name\n", "A new name"),
        ("no title", "Hard years"),
        ("# " + "x" * 161, "Hard years"),
        ("# a\u202eb", "Hard years"),
        ("# *Hard*  times\n", "Hard times"),
    ],
)
def test_the_title_of_an_unpublished_lesson_follows_its_draft(cast, text, title):
    lesson = begun(cast)
    saved(lesson, text, by=cast.tessa)
    lesson.refresh_from_db()
    assert (lesson.title, lesson.slug) == (title, "hard-years")


def test_the_title_of_a_published_lesson_waits_for_the_next_edition(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    saved(lesson, essay([HARVEST], title="Bread"), by=cast.tessa)
    lesson.refresh_from_db()
    assert lesson.title == "Hard years"


def test_after_publishing_there_is_nothing_changed_to_edit(cast):
    lesson = begun(cast, markdown="# T\n## S\nOne.\n\n\n\nTwo.")
    edition = published(lesson, by=cast.tessa)
    state = draft_of(lesson)
    assert (state.is_changed, state.edition, state.version) == (False, edition, 1)
    assert state.markdown == "# T\n\n## S\n\nOne.\n\nTwo.\n"


def test_an_untouched_draft_gives_way_to_a_newer_edition(cast, files):
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    saved(lesson, state.markdown, by=cast.tessa, glossary=state.glossary)
    files.essay = files.essay.replace("It **ends**.", "It is over.")
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    assert "It is over." in state.markdown
    assert (state.version, state.edition.number) == (1, 2)
    draft = saved(lesson, state.markdown + "\nMore.\n", by=cast.tessa, glossary=state.glossary)
    assert draft.based_on == lesson.current_edition


def test_a_changed_draft_keeps_the_edition_it_was_begun_from(cast, files):
    lesson = load(files, school=cast.riverside)
    first = lesson.current_edition
    saved(lesson, essay(["Mine."]), by=cast.tessa)
    files.essay = files.essay.replace("It **ends**.", "It is over.")
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    assert (state.markdown, state.edition) == (essay(["Mine."]), first)


def test_a_page_opened_before_a_publishing_does_not_send_the_draft_back(cast):
    lesson = begun(cast)
    first = published(lesson, by=cast.tessa)
    second = rewritten(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    draft = saved(lesson, ESSAY + "\nMore and more.\n", by=cast.theo, edition=first)
    assert draft.based_on == second


def test_drafting_takes_the_same_queries_however_long_the_history(cast, django_assert_num_queries):
    lesson = begun(cast)
    for number in range(30):
        saved(lesson, essay([f"Version {number}."]), by=cast.tessa)
        if number not in {0, 2, 29}:
            continue
        with django_assert_num_queries(1):
            state = draft_of(lesson)
        with django_assert_num_queries(4):
            save_draft(
                lesson=lesson,
                markdown=essay([f"By itself {number}."]),
                glossary=[],
                based_on=state.version,
                edition=None,
                by=cast.tessa,
                at=NOW,
                is_deliberate=False,
            )
