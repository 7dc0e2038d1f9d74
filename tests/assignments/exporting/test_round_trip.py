"""Byte for byte: out of one school into another, and out again."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from assignments.domain.material.guide_content import GuideContent, LevelContent
from assignments.domain.material.question_sets import copy_set, create_set
from assignments.domain.material.questions import QuestionContent, add_question
from assignments.exporting.pack import default_set, export_files
from assignments.importing.plan import plan_load
from assignments.importing.reading import read_files
from assignments.models import QuestionSet
from lessons.domain.load import find_lesson
from lessons.enums import Calendar
from lessons.importing.files import NAMES
from lessons.importing.findings import Findings
from lessons.models import Edition, TimelineEvent
from studyhub.access.refusal import Refusal
from tests.assignments.exporting.conftest import take_in, take_out
from tests.conftest import NOW
from tests.lessons.pack_files import PackFiles
from tests.lessons.pack_strategies import packs

pytestmark = pytest.mark.django_db

BUILT_IN = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"


def would_write(files, school) -> bool:
    return plan_load(pack=read_files(files, Findings()), school=school).writes


def value(files: dict[str, bytes], name: str):
    return json.loads(files[name])


def test_the_built_in_pack_comes_back_byte_for_byte():
    files = {name: (BUILT_IN / name).read_bytes() for name in NAMES}
    assert take_out(take_in(files).lesson) == files


def test_a_small_pack_comes_back_in_the_canonical_form_from_every_school(cast):
    written_otherwise = PackFiles().bytes()
    library = take_out(take_in(written_otherwise).lesson)
    riverside = take_out(take_in(library, cast.riverside).lesson)
    hillside = take_out(take_in(riverside, cast.hillside).lesson)
    assert library == riverside == hillside
    assert library["essay.md"] == written_otherwise["essay.md"]
    assert list(value(library, "events.json")["events"][0]) == [
        *("id", "date", "title", "summary", "place", "people", "themes", "anchors", "questions"),
        *("sources", "note"),
    ]
    assert list(value(library, "questions.json")["questions"][1]) == [
        *("number", "text", "guide", "parts"),
    ]


def test_what_went_out_changes_nothing_where_it_came_from(cast):
    files = PackFiles()
    files.lesson["glossary"] = [
        {"id": key, "term": key, "meaning": "M"} for key in ("zebra", "treaty", "ant")
    ]
    files.essay = files.essay.rstrip("\n")
    lesson = take_in(files.bytes(), cast.riverside).lesson
    assert would_write(take_out(lesson), cast.riverside) is False
    assert would_write(files.bytes(), cast.riverside) is False


@given(files=packs())
@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_pack_comes_back_the_same_across_schools(cast, files):
    with transaction.atomic():
        first = take_out(take_in(files.bytes()).lesson)
        second = take_out(take_in(first, cast.riverside).lesson)
        assert first == second
        assert would_write(first, None) is False
        assert would_write(files.bytes(), cast.riverside) is False
        transaction.set_rollback(True)


def test_events_and_sources_stand_in_one_order_whatever_the_file_had():
    files = PackFiles()
    files.events["events"].reverse()
    files.events["sources"].reverse()
    files.events["sources"].append({"id": "a-1", "title": "T", "checked": "K"})
    taken = value(take_out(take_in(files.bytes()).lesson), "events.json")
    assert [event["id"] for event in taken["events"]] == ["treaty-signed", "long-war"]
    assert [source["id"] for source in taken["sources"]] == ["ARCH-1", "BOOK", "a-1"]


def test_only_a_julian_date_says_its_calendar():
    lesson = take_in(PackFiles().bytes()).lesson
    TimelineEvent.objects.filter(key="long-war").update(calendar=Calendar.JULIAN)
    from lessons.exporting.events import events_object

    events = events_object(lesson, places={}, questions={})["events"]
    assert [event.get("calendar") for event in events] == [None, "julian"]
    assert list(events[1])[:3] == ["id", "date", "calendar"]


def test_the_set_a_teacher_made_comes_back_with_half_points_and_gaps(cast):
    lesson = take_in(PackFiles().bytes(), cast.riverside).lesson
    own = create_set(lesson=lesson, school=cast.riverside, title="Ours", by=cast.tessa, at=NOW)
    version = own.versions.get()
    levels = [
        LevelContent(Decimal(0), Decimal(0), "Says nothing"),
        LevelContent(Decimal(1), Decimal("1.5"), "Says a little"),
    ]
    content = QuestionContent("Why?\nAnd how?", Decimal("2.5"), "Say why.")
    first = add_question(
        version=version, based_on=1, content=content, by=cast.tessa, at=NOW,
        guide=GuideContent(levels=levels, misconceptions=["Because.\nAlways."]),
    )  # fmt: skip
    add_question(version=version, based_on=2, content=content, by=cast.tessa, at=NOW)
    part = add_question(
        version=version, based_on=3, content=content, by=cast.tessa, at=NOW, parent=first
    )
    version.refresh_from_db()
    deep = add_question(
        version=version, based_on=version.token, content=content, by=cast.tessa, at=NOW,
        parent=version.questions.get(pk=part.pk),
        guide=GuideContent(levels=levels),
    )  # fmt: skip
    deep.events.set(lesson.events.filter(key="long-war"))
    taken = take_out(lesson, own)
    assert value(taken, "questions.json")["questions"][0]["parts"][0]["parts"] == [
        {
            "number": "-i",
            "text": "Why?\nAnd how?",
            "points": 2.5,
            "full_points": "Say why.",
            "guide": {
                "levels": [
                    {"level": 1, "points": [0, 0], "text": "Says nothing"},
                    {"level": 2, "points": [1, 1.5], "text": "Says a little"},
                ]
            },
        }
    ]
    assert value(taken, "events.json")["events"][1]["questions"] == ["1a-i"]
    there = take_in(taken, cast.hillside)
    assert take_out(there.lesson) == taken
    assert (there.version.question_set.title, there.version.question_set.school) == (
        "Ours",
        cast.hillside,
    )


def test_the_set_that_came_with_the_lesson_goes_out_unless_another_is_chosen(cast):
    loaded = take_in(PackFiles().bytes(), cast.riverside)
    assert default_set(loaded.lesson) == loaded.version.question_set
    own = copy_set(
        question_set=loaded.version.question_set, school=cast.riverside, by=cast.tessa, at=NOW,
        title="Ours",
    )  # fmt: skip
    assert default_set(loaded.lesson) == loaded.version.question_set
    taken = export_files(lesson=loaded.lesson, question_set=own)
    assert value(taken, "questions.json")["title"] == "Ours"
    loaded.version.question_set.versions.all()[0].questions.all().delete()
    QuestionSet.objects.filter(pk=loaded.version.question_set_id).update(pack_digest="")
    QuestionSet.objects.filter(pk=own.pk).update(created_at=loaded.lesson.created_at)
    newest = create_set(lesson=loaded.lesson, school=cast.riverside, title="New", by=None, at=NOW)
    QuestionSet.objects.filter(pk=newest.pk).update(created_at=NOW.replace(year=2100))
    assert default_set(loaded.lesson) == newest


def test_a_lesson_without_questions_comes_back_without_a_set(cast):
    lesson = take_in(PackFiles().bytes()).lesson
    taken = export_files(lesson=lesson, question_set=None)
    assert taken["questions.json"] == b'{\n  "questions": []\n}\n'
    assert b'"questions"' not in taken["events.json"]
    there = take_in(taken, cast.riverside)
    assert there.version is None
    assert QuestionSet.objects.filter(lesson=there.lesson).count() == 0
    assert default_set(there.lesson) is None
    assert take_out(there.lesson) == taken


def test_an_empty_set_goes_out_as_none(cast):
    lesson = take_in(PackFiles().bytes()).lesson
    empty = create_set(lesson=lesson, school=cast.riverside, title="Empty", by=None, at=NOW)
    assert take_out(lesson, empty) == export_files(lesson=lesson, question_set=None)


def test_what_the_current_edition_no_longer_has_stays_with_the_older_one(cast):
    files = PackFiles()
    take_in(files.bytes(), cast.riverside)
    files.essay = files.essay.replace(
        "\n{#s2}\n## The second section\n\n{#s2-1}\nIt **ends**.\n", ""
    )
    for event in files.events["events"]:
        event["anchors"] = [name for name in event["anchors"] if name != "s2-1"]
    questions = [files.questions["questions"][0], *files.questions["questions"][1]["parts"]]
    for question in questions:
        question["guide"]["paragraphs"]["also"] = []
        question["guide"]["expected"][0]["anchors"] = []
    lesson = take_in(files.bytes(), cast.riverside).lesson
    kept = lesson.events.get(key="long-war").anchors.values_list("name", flat=True)
    assert list(kept) == ["s2-1"]
    taken = take_out(lesson)
    assert "anchors" not in value(taken, "events.json")["events"][1]
    assert would_write(taken, cast.riverside) is False
    assert take_out(take_in(taken, cast.hillside).lesson) == taken


def test_a_lesson_without_a_text_has_no_pack():
    lesson = take_in(PackFiles().bytes()).lesson
    lesson.current_edition = None
    with pytest.raises(
        Refusal, match=r"^This lesson has no text yet, so there is no pack of it\.$"
    ):
        export_files(lesson=lesson, question_set=None)


def test_what_no_pack_can_say_is_refused_and_not_left_out():
    lesson = take_in(PackFiles().bytes()).lesson
    TimelineEvent.objects.filter(key="long-war").update(summary="")
    with pytest.raises(Refusal) as refused:
        export_files(lesson=lesson, question_set=None)
    assert str(refused.value) == (
        "This lesson cannot go out as it is. events.json: events[1].summary: This is required."
    )


@pytest.mark.parametrize("count", [1, 3, 30])
def test_taking_a_lesson_out_takes_the_same_queries_however_long(
    cast, count, django_assert_num_queries
):
    files = PackFiles().with_events(count)
    files.questions["questions"] = [
        {**files.questions["questions"][0], "number": str(number)} for number in range(1, count + 1)
    ]
    lesson = find_lesson(slug=take_in(files.bytes()).lesson.slug, school=None)
    question_set = default_set(lesson)
    with django_assert_num_queries(19):
        taken = export_files(lesson=lesson, question_set=question_set)
    assert len(value(taken, "events.json")["events"]) == count
    assert len(value(taken, "questions.json")["questions"]) == count
    assert Edition.objects.count() == 1
