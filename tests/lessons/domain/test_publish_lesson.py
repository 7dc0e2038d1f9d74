import random
from datetime import timedelta

import pytest

from assignments.importing.pack import load_pack
from lessons.domain.drafts import draft_of
from lessons.domain.plan import plan_publishing
from lessons.domain.publish_lesson import publish_lesson
from lessons.domain.withdraw import withdraw_lesson
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from lessons.models import Anchor, Edition, Lesson, LessonDraft, Paragraph
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TERM,
    TREATY,
    begun,
    essay,
    placed,
    published,
    rewritten,
    saved,
)

LATER = NOW + timedelta(days=1)


def texts(edition: Edition) -> dict[str, str]:
    return dict(edition.paragraphs.values_list("anchor__name", "text"))


def refused(lesson: Lesson, by, **options) -> str:
    """Try to publish and return why it was refused; nothing may have been written."""
    before = (Edition.objects.count(), Paragraph.objects.count(), Entry.objects.count())
    with pytest.raises(Refusal) as met:
        published(lesson, by=by, **options)
    assert (Edition.objects.count(), Paragraph.objects.count(), Entry.objects.count()) == before
    return met.value.code


def test_the_first_edition_is_numbered_by_place(cast):
    lesson = begun(cast, glossary=[TERM])
    edition = published(lesson, by=cast.tessa, at=LATER, note=" The first. ")
    assert placed(edition) == [
        ("1.1", "s1-1"),
        ("1.2", "s1-2"),
        ("2.1", "s2-1"),
        ("2.2", "s2-2"),
    ]
    assert (edition.number, edition.note, edition.published_by, edition.published_at) == (
        1,
        "The first.",
        cast.tessa,
        LATER,
    )
    assert list(edition.glossary.values_list("key", "term")) == [("card", "card")]
    assert (lesson.current_edition, lesson.state) == (edition, "published")
    entry = Entry.objects.get(verb="publish_lesson")
    assert (entry.actor_id, entry.target_id, entry.tenant_id, entry.at) == (
        cast.tessa.pk,
        lesson.pk,
        cast.riverside.pk,
        LATER,
    )
    assert entry.after == {"edition": edition.pk, "title": "Hard years", "draft_version": 1}


def test_an_edition_is_a_valid_essay_of_a_pack(cast):
    lesson = begun(cast, markdown="# T\n## A\nOne.\n### On *two*\nTwo.\n## B\n\nThree.")
    edition = published(lesson, by=cast.tessa)
    assert edition.markdown == (
        "# T\n{#s1}\n## A\n{#s1-1}\nOne.\n{#s1-2}\n### On *two*\nTwo.\n{#s2}\n## B\n\n"
        "{#s2-1}\nThree.\n"
    )
    findings = Findings()
    read = read_essay(edition.markdown, "essay.md", findings)
    assert findings.all == []
    assert [(row.anchor, row.heading, row.text) for row in read.paragraphs] == [
        ("s1-1", "", "One."),
        ("s1-2", "On two", "Two."),
        ("s2-1", "", "Three."),
    ]


def test_a_paragraph_between_others_moves_their_numbers_and_not_their_anchors(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    edition = rewritten(
        lesson, essay([TREATY, "A new one.", BANK], [FLEET, HARVEST]), by=cast.tessa
    )
    assert placed(edition) == [
        ("1.1", "s1-1"),
        ("1.2", "s1-3"),
        ("1.3", "s1-2"),
        ("2.1", "s2-1"),
        ("2.2", "s2-2"),
    ]
    assert (
        'id="s1-2"><a class="paragraph-number" href="#s1-2" aria-label="Paragraph 1.3">1.3</a>'
        in (edition.html)
    )


def test_paragraphs_moved_to_another_section_take_their_anchor_along(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    edition = rewritten(lesson, essay([HARVEST], [TREATY, FLEET], [BANK]), by=cast.tessa)
    assert placed(edition) == [
        ("1.1", "s2-2"),
        ("2.1", "s1-1"),
        ("2.2", "s2-1"),
        ("3.1", "s1-2"),
    ]


def test_an_edited_paragraph_keeps_its_place_and_the_old_edition_its_words(cast):
    lesson = begun(cast)
    first = published(lesson, by=cast.tessa)
    event = lesson.events.create(
        key="rapallo", date="1922-04-16", first_day=1, last_day=1, title="A treaty", summary="Two."
    )
    event.anchors.add(Anchor.objects.get(lesson=lesson, name="s1-1"))
    edited = TREATY.replace("two outsiders", "Germany and Soviet Russia")
    second = rewritten(lesson, ESSAY.replace(TREATY, edited), by=cast.tessa)
    assert (texts(first)["s1-1"], texts(second)["s1-1"]) == (TREATY, edited)
    told_in = event.anchors.get().paragraphs.order_by("edition__number")
    assert list(told_in.values_list("edition__number", flat=True)) == [1, 2]


def test_fresh_anchors_were_never_used_in_the_lesson(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    rewritten(lesson, essay([TREATY], [FLEET, HARVEST]), by=cast.tessa)
    edition = rewritten(lesson, essay([TREATY, "Quite another."], [FLEET, HARVEST]), by=cast.tessa)
    assert placed(edition)[1] == ("1.2", "s1-3")


def test_a_paragraph_that_was_taken_out_gets_its_anchor_back(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    rewritten(lesson, essay([TREATY], [FLEET, HARVEST]), by=cast.tessa)
    edition = rewritten(lesson, essay([TREATY], [FLEET, BANK, HARVEST]), by=cast.tessa)
    assert placed(edition)[2] == ("2.2", "s1-2")


def split(cast) -> Lesson:
    """Return a lesson whose first paragraph was split into two halves."""
    lesson = begun(cast, markdown=essay([f"{TREATY} {BANK}", FLEET]))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY, BANK, FLEET]), by=cast.tessa)
    return lesson


def test_what_is_unclear_must_be_decided(cast):
    assert refused(split(cast), cast.tessa, decisions={}) == "undecided"
    assert refused(Lesson.objects.get(), cast.tessa, decisions={1: "s1-1"}) == "undecided"


@pytest.mark.parametrize(
    ("decisions", "anchors"),
    [
        ({1: "s1-1", 2: ""}, ["s1-1", "s1-3", "s1-2"]),
        ({1: "", 2: "s1-1"}, ["s1-3", "s1-1", "s1-2"]),
        ({1: "", 2: ""}, ["s1-3", "s1-4", "s1-2"]),
    ],
)
def test_what_is_unclear_is_as_the_teacher_decides(cast, decisions, anchors):
    edition = published(split(cast), by=cast.tessa, decisions=decisions)
    assert [anchor for _label, anchor in placed(edition)] == anchors


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ({1: "s1-1", 2: "s1-1"}, "chosen_twice"),
        ({1: "s1-2", 2: ""}, "no_candidate"),
        ({1: "s9-9", 2: ""}, "no_candidate"),
        ({1: "", 2: "", 3: ""}, "no_candidate"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(cast, decisions, code):
    assert refused(split(cast), cast.tessa, decisions=decisions) == code


def test_a_clear_one_may_be_decided_otherwise(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    edited = ESSAY.replace("two outsiders", "Germany and Soviet Russia")
    edition = rewritten(lesson, edited, by=cast.tessa, decisions={1: ""})
    assert placed(edition)[0] == ("1.1", "s1-3")


def test_a_rewritten_paragraph_may_be_decided_to_be_the_old_one(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY, "Money was worth nothing."], [FLEET, HARVEST]), by=cast.tessa)
    edition = published(lesson, by=cast.tessa, decisions={2: "s1-2"})
    assert placed(edition)[1] == ("1.2", "s1-2")


def test_a_page_that_saw_an_older_draft_is_refused(cast):
    lesson = begun(cast)
    saved(lesson, ESSAY + "\nMore.\n", by=cast.theo)
    with pytest.raises(Conflict) as met:
        published(lesson, by=cast.tessa, based_on=1)
    assert (met.value.current.version, met.value.current.saved_by) == (2, cast.theo)
    assert Edition.objects.count() == 0


def test_a_page_that_saw_an_older_edition_is_refused(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    saved(lesson, ESSAY + "\nMore.\n", by=cast.theo)
    for stale in ("", "abc"):
        with pytest.raises(Conflict):
            published(lesson, by=cast.tessa, edition=stale)
    assert lesson.editions.count() == 1


def test_publishing_twice_is_refused_the_second_time(cast):
    lesson = begun(cast)
    values = {"based_on": 1, "edition": "", "by": cast.tessa, "at": NOW}
    publish_lesson(lesson=lesson, **values)
    with pytest.raises(Conflict):
        publish_lesson(lesson=lesson, **values)
    assert refused(lesson, cast.tessa) == "unchanged"


def test_findings_keep_a_draft_from_being_published(cast):
    lesson = begun(cast, markdown=ESSAY + "\n- a list\n")
    assert refused(lesson, cast.tessa) == "findings"
    saved(lesson, ESSAY + "\nA [card](term:card).\n", by=cast.tessa)
    assert refused(lesson, cast.tessa) == "findings"
    saved(lesson, ESSAY + "\nA [card](term:card).\n", by=cast.tessa, glossary=[TERM])
    assert published(lesson, by=cast.tessa).number == 1


def test_other_spacing_alone_is_no_change(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    saved(lesson, ESSAY.replace("\n\n", "\n\n\n") + "\n\n", by=cast.tessa)
    assert refused(lesson, cast.tessa) == "unchanged"


def test_a_changed_glossary_heading_title_or_emphasis_is_a_change(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    for number, text in enumerate(
        [
            ESSAY.replace("Part 1", "Treaties"),
            ESSAY.replace("Hard years", "Hard times"),
            ESSAY.replace("Sailors", "*Sailors*"),
            ESSAY.replace(FLEET, f"### At sea\n\n{FLEET}"),
        ],
        start=2,
    ):
        edition = rewritten(lesson, text, by=cast.tessa)
        assert (edition.number, [a for _label, a in placed(edition)]) == (
            number,
            ["s1-1", "s1-2", "s2-1", "s2-2"],
        )
    assert rewritten(lesson, text, by=cast.tessa, glossary=[TERM]).number == 6


def test_a_lesson_without_a_draft_has_nothing_to_publish(cast, files):
    lesson = load(files, school=cast.riverside)
    assert plan_publishing(lesson) is None
    with pytest.raises(Refusal) as met:
        publish_lesson(
            lesson=lesson, based_on=0, edition=lesson.current_edition.pk, by=cast.tessa, at=NOW
        )
    assert met.value.code == "no_draft"


def test_the_lessons_title_follows_and_its_address_stays(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    version = lesson.version
    rewritten(lesson, ESSAY.replace("# Hard years", "# *Hard* times"), by=cast.tessa)
    assert (lesson.title, lesson.slug, lesson.version) == ("Hard times", "hard-years", version + 1)


def test_a_withdrawn_lesson_stays_withdrawn(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    withdraw_lesson(lesson=lesson, by=cast.tessa, at=NOW)
    edition = rewritten(lesson, ESSAY + "\nMore.\n", by=cast.tessa)
    assert (lesson.withdrawn_at, lesson.current_edition, lesson.state) == (
        NOW,
        edition,
        "withdrawn",
    )


@pytest.mark.parametrize(
    ("note", "code"), [("x" * 301, "note"), ("a\x00", "note"), ("a\ud800", "note")]
)
def test_a_note_that_cannot_be_kept_is_refused(cast, note, code):
    assert refused(begun(cast), cast.tessa, note=note) == code


def test_the_published_state_is_in_the_history(cast):
    lesson = begun(cast, markdown=essay(["One."]))
    saved(lesson, essay(["Two."]), by=cast.tessa, is_deliberate=False)
    published(lesson, by=cast.tessa)
    assert list(lesson.draft_revisions.values_list("version", flat=True).order_by("version")) == [
        1,
        2,
    ]


def test_loading_the_pack_again_after_an_edit_updates_and_loses_nothing(cast, files, tmp_path):
    folder = files.write(tmp_path / "pack")
    lesson = load_pack(folder, at=NOW, school=cast.riverside).lesson
    state = draft_of(lesson)
    saved(lesson, state.markdown + "\nOurs.\n", by=cast.tessa, glossary=state.glossary)
    ours = published(lesson, by=cast.tessa)
    assert (lesson.pack_digest, placed(ours)[-1]) == ("", ("2.2", "s2-2"))

    loaded = load_pack(folder, at=LATER, school=cast.riverside)
    assert (loaded.is_changed, loaded.edition.number) == (True, 3)
    assert load_pack(folder, at=LATER, school=cast.riverside).is_changed is False
    lesson.refresh_from_db()
    assert [edition.number for edition in lesson.editions.order_by("number")] == [1, 2, 3]
    assert texts(ours)["s2-2"] == "Ours."
    assert lesson.anchors.filter(name="s2-2").exists()
    assert LessonDraft.objects.get().markdown == state.markdown + "\nOurs.\n"
    assert [event.key for event in lesson.events.all()] == ["treaty-signed", "long-war"]


def test_a_plan_says_when_another_edition_came_between(cast, files):
    lesson = load(files, school=cast.riverside)
    saved(lesson, essay(["Mine."]), by=cast.tessa)
    plan = plan_publishing(lesson)
    assert plan is not None
    assert plan.is_behind is False
    files.essay = files.essay.replace("It **ends**.", "It is over.")
    lesson = load(files, school=cast.riverside)
    plan = plan_publishing(lesson)
    assert plan is not None
    assert plan.is_behind is True


def test_a_plan_names_what_goes(cast):
    lesson = begun(cast)
    published(lesson, by=cast.tessa)
    saved(lesson, essay([TREATY], [HARVEST]), by=cast.tessa)
    plan = plan_publishing(lesson)
    assert plan is not None
    assert [(row.label, row.anchor) for row in plan.gone()] == [("1.2", "s1-2"), ("2.1", "s2-1")]


def long_essay(paragraphs: int, length: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [
        " ".join(f"w{chance.randrange(5000)}" for _word in range(length)).capitalize() + "."
        for _paragraph in range(paragraphs)
    ]


@pytest.mark.parametrize(("paragraphs", "length"), [(500, 100), (2000, 25)])
def test_fifty_thousand_words_are_published_and_published_again(cast, paragraphs, length):
    texts_now = long_essay(paragraphs, length)
    sections = [texts_now[i : i + 25] for i in range(0, paragraphs, 25)]
    lesson = begun(cast, markdown=essay(*sections))
    first = published(lesson, by=cast.tessa)
    assert (first.words, first.paragraphs.count()) == (50_000, paragraphs)
    sections[3].insert(0, "A new one among so many.")
    del sections[7][5]
    second = rewritten(lesson, essay(*sections), by=cast.tessa)
    before, after = dict(map(reversed, placed(first))), dict(map(reversed, placed(second)))
    assert set(before) - set(after) == {"s8-6"}
    assert set(after) - set(before) == {"s4-26"}
    assert (after["s4-26"], after["s4-1"], after["s8-7"]) == ("4.1", "4.2", "8.6")


def test_an_essay_of_too_many_paragraphs_is_a_finding(cast):
    lesson = begun(cast, markdown=essay([f"P{n}." for n in range(3001)]))
    plan = plan_publishing(lesson)
    assert plan is not None
    assert [row.sentence for row in plan.read.findings] == [
        "The essay has more than 3,000 paragraphs."
    ]


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_publishing_takes_the_same_queries_for_any_number_of_paragraphs(
    cast, paragraphs, django_assert_num_queries
):
    lesson = begun(cast, markdown=essay(long_essay(paragraphs, 12)))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([*long_essay(paragraphs, 12), "New."]), by=cast.tessa)
    plan = plan_publishing(lesson)
    assert plan is not None
    with django_assert_num_queries(21):
        publish_lesson(lesson=lesson, based_on=2, edition=plan.edition.pk, by=cast.tessa, at=NOW)
