"""The plan says what the load does, and writes nothing."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.domain.material.questions import QuestionContent, change_question
from assignments.importing.pack import LoadedPack, load
from assignments.importing.plan import LoadPlan, SetOutcome, plan_load
from assignments.importing.plan_words import plan_in_words
from assignments.importing.reading import Pack, read_files
from assignments.models import Assignment, QuestionSet
from lessons.importing.findings import Findings
from lessons.models import Lesson, LessonDraft, TimelineEvent
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.importing.test_pack import give
from tests.conftest import NOW
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def read(files: PackFiles) -> Pack:
    return read_files(files.bytes(), Findings())


def put(files: PackFiles, school=None, **options) -> LoadedPack:
    return load(pack=read(files), school=school, by=None, at=NOW, **options)


def plan_of(files: PackFiles, school=None) -> LoadPlan:
    """Return the plan, having made sure that making it wrote nothing."""
    before = everything()
    with CaptureQueriesContext(connection) as queries:
        plan = plan_load(pack=read(files), school=school)
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT"}
    assert everything() == before
    return plan


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of both floors and of the audit trail, with every column."""
    models = [
        *apps.get_app_config("lessons").get_models(include_auto_created=True),
        *apps.get_app_config("assignments").get_models(include_auto_created=True),
        Entry,
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models
    }


def changed(files: PackFiles) -> PackFiles:
    """Change something of every kind."""
    files.lesson["summary"] = "Another"
    files.essay = files.essay.replace("It **ends**.", "It ends well.")
    files.events["events"][0]["title"] = "A treaty is renewed"
    files.events["events"][1]["id"] = "other-war"
    files.events["events"][1]["title"] = "Another war"
    files.events["sources"][0]["title"] = "Other papers"
    files.readings["readings"].pop()
    files.questions["questions"][0]["text"] = "What begins, and why?"
    del files.questions["questions"][1]["parts"][1]
    return files


def test_the_plan_of_a_new_lesson_makes_it(cast):
    plan = plan_of(PackFiles(), cast.riverside)
    assert (plan.is_new, plan.writes, plan.questions.outcome) == (True, True, SetOutcome.NEW_SET)
    assert plan_in_words(plan, read(PackFiles())) == [
        "This makes a lesson: A small lesson, 3 paragraphs, 2 events, "
        "2 entries on the reading list, 3 questions."
    ]


def test_the_plan_of_the_same_pack_is_empty():
    put(PackFiles())
    plan = plan_of(PackFiles())
    assert (plan.is_new, plan.writes, plan.questions.outcome) == (False, False, SetOutcome.SAME)
    assert plan_in_words(plan, read(PackFiles())) == ["Nothing would change."]


def test_the_plan_names_all_that_the_load_then_does():
    put(PackFiles())
    files = changed(PackFiles())
    plan = plan_of(files)
    assert plan.changes is not None
    assert (plan.changes.columns, plan.changes.is_new_edition) == (("summary",), True)
    assert (plan.events.added, plan.events.changed, plan.events.removed) == (
        ("Another war",),
        ("A treaty is renewed",),
        ("A long war",),
    )
    assert plan.changes.timeline.sources.changed == ("ARCH-1",)
    assert plan.changes.readings.removed == (2,)
    assert (plan.questions.labels.changed, plan.questions.labels.removed) == (("1",), ("2b",))
    assert plan_in_words(plan, read(files)) == [
        "About the lesson: The pack changes the summary.",
        "Essay: The text is a new edition. Work that was given keeps the edition it has.",
        "Timeline",
        "  Added: Another war",
        "  Changed: A treaty is renewed",
        "  Removed: A long war",
        "Sources: 1 source changed.",
        "Reading list: 1 entry removed.",
        "Questions: “Small questions” is written anew in place: no class was given it.",
        "  Changed: 1",
        "  Removed: 2b",
    ]
    before = everything()
    loaded = put(files, confirmed=plan.token)
    assert loaded.lesson.summary == "Another"
    assert loaded.edition.number == 2
    assert sorted(loaded.lesson.events.values_list("key", flat=True)) == [
        "other-war",
        "treaty-signed",
    ]
    assert list(loaded.version.questions.values_list("label", flat=True)) == ["1", "2", "2a"]
    assert loaded.lesson.readings.count() == 1
    unchanged = {label for label, rows in everything().items() if rows == before[label]}
    assert "lessons.Anchor" in unchanged
    assert plan_of(files).writes is False


def test_a_set_that_a_class_has_gets_a_new_version(cast):
    give(put(PackFiles()), cast)
    files = changed(PackFiles())
    plan = plan_of(files)
    assert (plan.questions.outcome, plan.questions.version.number) == (SetOutcome.NEW_VERSION, 1)
    assert plan.events.kept == ("A long war",)
    words = plan_in_words(plan, read(files))
    assert "  Not in the pack, kept because a class works with it: A long war" in words
    assert (
        "Questions: “Small questions” gets a new version. Work that was given keeps the one it has."
    ) in words
    loaded = put(files)
    assert (loaded.version.number, loaded.kept_events) == (2, ("A long war",))
    assert plan_of(files).writes is False


def test_a_draft_in_the_making_is_told_of(cast):
    lesson = put(PackFiles(), cast.riverside).lesson
    LessonDraft.objects.create(lesson=lesson, markdown="# Mine", saved_by=cast.tessa, saved_at=NOW)
    files = changed(PackFiles())
    words = plan_in_words(plan_of(files, cast.riverside), read(files))
    assert words[1].endswith("A draft of this lesson is being written; it stays as it is.")
    put(files, cast.riverside)
    assert LessonDraft.objects.get().markdown == "# Mine"


def test_a_pack_without_questions_leaves_the_set():
    loaded = put(PackFiles())
    files = PackFiles()
    for event in files.events["events"]:
        del event["questions"]
    files.questions = {"questions": []}
    plan = plan_of(files)
    assert (plan.questions.outcome, plan.writes) == (SetOutcome.KEPT, False)
    files.lesson["subtitle"] = "Other"
    words = plan_in_words(plan_of(files), read(files))
    assert words[-1] == "Questions: The pack has none. “Small questions” stays as it is."
    again = put(files)
    assert again.version == loaded.version
    assert loaded.version.questions.get(label="1").events.count() == 1


def test_a_set_edited_since_is_put_back_and_the_plan_says_so(cast):
    loaded = put(PackFiles(), cast.riverside)
    change_question(
        question=loaded.version.questions.get(label="2a"), based_on=loaded.version.token,
        content=QuestionContent("Ours now", points=Decimal(2), full_points="Say it."), guide=None,
        by=cast.tessa, at=NOW,
    )  # fmt: skip
    plan = plan_of(PackFiles(), cast.riverside)
    assert (plan.questions.outcome, plan.questions.labels.changed) == (SetOutcome.IN_PLACE, ("2a",))
    assert put(PackFiles(), cast.riverside).version.questions.get(label="2a").text == "Part a"


def test_other_events_of_a_question_are_told_by_its_label(cast):
    loaded = put(PackFiles(), cast.riverside)
    loaded.version.questions.get(label="2b").events.set(TimelineEvent.objects.all())
    plan = plan_of(PackFiles(), cast.riverside)
    assert (plan.questions.outcome, plan.relinked) == (SetOutcome.SAME, ("2b",))
    assert plan_in_words(plan, read(PackFiles())) == ["Questions", "  With other events: 2b"]


def test_loading_raises_the_versions_of_what_it_changes():
    loaded = put(PackFiles())
    assert loaded.lesson.version == 1
    files = changed(PackFiles())
    again = put(files)
    versions = dict(again.lesson.events.values_list("key", "version"))
    assert versions == {"treaty-signed": 2, "other-war": 1}
    assert Lesson.objects.get().version == 2
    files.events["events"][0]["anchors"] = ["s1-2"]
    put(files)
    assert again.lesson.events.get(key="treaty-signed").version == 3


@pytest.mark.parametrize("what", ["event", "lesson", "questions", "deleted"])
def test_a_plan_that_was_agreed_to_holds_for_that_state_alone(what, cast):
    loaded = put(PackFiles(), cast.riverside)
    files = changed(PackFiles())
    agreed = plan_of(files, cast.riverside).token
    if what == "event":
        loaded.lesson.events.filter(key="treaty-signed").update(version=7, title="Mine")
    elif what == "lesson":
        Lesson.objects.update(version=7)
    elif what == "questions":
        QuestionSet.objects.get().versions.update(token=7)
    else:
        loaded.lesson.events.filter(key="long-war").delete()
    before = everything()
    with pytest.raises(Conflict) as met:
        put(files, cast.riverside, confirmed=agreed)
    assert everything() == before
    assert met.value.current.token != agreed
    put(files, cast.riverside, confirmed=met.value.current.token)
    assert plan_of(files, cast.riverside).writes is False


def test_the_same_lesson_made_at_the_same_moment_is_a_refusal(monkeypatch, cast):
    put(PackFiles(), cast.riverside)
    monkeypatch.setattr("assignments.importing.plan.find_lesson", lambda **_values: None)
    monkeypatch.setattr("lessons.domain.load.find_lesson", lambda **_values: None)
    before = everything()
    with pytest.raises(Refusal) as refused:
        put(PackFiles(), cast.riverside)
    assert refused.value.code == "made_meanwhile"
    assert everything() == before


def test_the_command_prints_the_plan_and_writes_nothing(tmp_path, cast):
    put(PackFiles(), cast.riverside)
    changed(PackFiles()).write(tmp_path)
    before = everything()
    out = StringIO()
    call_command("load_lesson", tmp_path, "--dry-run", "--school", "riverside", stdout=out)
    assert out.getvalue().splitlines()[0] == "About the lesson: The pack changes the summary."
    assert everything() == before
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_plan_takes_the_same_queries_however_long(count, django_assert_num_queries):
    files = PackFiles().with_events(count)
    put(files)
    for event in files.events["events"]:
        event["title"] += ", changed"
    pack = read(files)
    with django_assert_num_queries(24):
        plan = plan_load(pack=pack, school=None)
    assert len(plan.events.changed) == count
