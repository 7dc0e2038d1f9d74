from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.importing import pack as loading
from assignments.importing.pack import load_pack
from assignments.models import Assignment, MarkingGuide, Question, QuestionSet
from lessons.importing.findings import PackRefused
from lessons.models import Lesson, TimelineEvent
from studyhub.audit.models import Entry
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list]:
    """Return the ids of all rows of both floors and of the audit trail."""
    models = [
        *apps.get_app_config("lessons").get_models(include_auto_created=True),
        *apps.get_app_config("assignments").get_models(include_auto_created=True),
        Entry,
    ]
    return {
        model._meta.label: sorted(model._default_manager.values_list("pk", flat=True))
        for model in models
    }


def give(loaded, cast) -> Assignment:
    """Pin the version that was loaded."""
    return Assignment.objects.create(
        set_version=loaded.version,
        school_class=cast.class_8a,
        edition=loaded.lesson.current_edition,
        title="To do",
        opens_at=NOW,
        due_at=NOW + timedelta(days=7),
        given_by=cast.tessa,
    )


def events_of(label: str, version) -> list[str]:
    question = version.questions.get(label=label)
    return list(question.events.order_by("key").values_list("key", flat=True))


def test_load_pack_makes_the_set_with_its_guides_and_links(files, folder):
    loaded = load_pack(files.write(folder), at=NOW)
    assert loaded.is_changed is True
    question_set = QuestionSet.objects.get()
    assert (question_set.lesson, question_set.school) == (loaded.lesson, None)
    assert (question_set.title, loaded.version.number) == ("Small questions", 1)
    assert loaded.version.introduction == "Answer briefly."
    rows = loaded.version.questions.values_list("position", "label", "parent__label", "points")
    assert [(*row[:3], row[3] and int(row[3])) for row in rows] == [
        (1, "1", None, 4),
        (2, "2", None, None),
        (3, "2a", "2", 2),
        (4, "2b", "2", 2),
    ]
    guide = MarkingGuide.objects.get(question__label="1")
    assert [int(level.points_to) for level in guide.levels.all()] == [4]
    assert [anchor.name for anchor in guide.main_anchors.all()] == ["s1-1"]
    assert [anchor.name for anchor in guide.also_anchors.all()] == ["s2-1"]
    point = guide.expected_points.get()
    assert (point.text, point.anchors.get().name) == ("It ends.", "s2-1")
    assert [m.text for m in MarkingGuide.objects.get(question__label="2").misconceptions.all()] == [
        "Nothing."
    ]
    assert events_of("1", loaded.version) == ["treaty-signed"]
    assert events_of("2a", loaded.version) == ["long-war"]
    assert events_of("2b", loaded.version) == []


def test_load_pack_leaves_one_audit_entry(files, folder):
    loaded = load_pack(files.write(folder), at=NOW)
    entry = Entry.objects.get()
    assert (entry.verb, entry.target_id, entry.actor_id, entry.tenant_id, entry.at) == (
        "load_lesson",
        loaded.lesson.pk,
        "",
        "",
        NOW,
    )
    assert entry.after["edition"] == loaded.lesson.current_edition_id
    assert entry.after["question_set_version"] == loaded.version.pk


def test_loading_the_same_pack_twice_changes_nothing(files, folder):
    load_pack(files.write(folder), at=NOW)
    before = everything()
    assert sum(map(len, before.values())) == 55
    with CaptureQueriesContext(connection) as queries:
        again = load_pack(folder, at=timezone.now())
    assert again.is_changed is False
    assert everything() == before
    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs == {"SAVEPOINT", "SELECT", "RELEASE"}


def test_a_pack_with_findings_writes_nothing(files, folder):
    files.events["events"][1]["date"] = "soon"
    files.questions["questions"][0]["points"] = 0
    with pytest.raises(PackRefused) as refused:
        load_pack(files.write(folder), at=NOW)
    assert [finding.place for finding in refused.value.findings] == [
        "events[1].date",
        "questions[0].points",
        "questions[0].guide.levels",
    ]
    assert sum(map(len, everything().values())) == 0


def test_a_fault_on_the_way_takes_everything_back(files, folder, monkeypatch):
    def fail(**values):
        raise RuntimeError("the power went")

    monkeypatch.setattr(loading, "link_events", fail)
    with pytest.raises(RuntimeError, match="the power went"):
        load_pack(files.write(folder), at=NOW)
    assert sum(map(len, everything().values())) == 0


def test_changed_questions_are_written_in_place_while_no_class_has_them(files, folder):
    first = load_pack(files.write(folder), at=NOW)
    files.questions["questions"][0]["text"] = "What begins, and why?"
    loaded = load_pack(files.write(folder), at=NOW)
    assert (loaded.version.pk, loaded.version.token) == (first.version.pk, 2)
    assert Question.objects.get(label="1").text == "What begins, and why?"
    assert Question.objects.count() == 4
    assert events_of("1", loaded.version) == ["treaty-signed"]


def test_changed_questions_that_a_class_has_are_a_new_version(files, folder, cast):
    first = load_pack(files.write(folder), at=NOW)
    assignment = give(first, cast)
    files.questions["questions"][0]["text"] = "What begins, and why?"
    loaded = load_pack(files.write(folder), at=NOW)
    assert (loaded.version.number, QuestionSet.objects.count()) == (2, 1)
    assert assignment.set_version.questions.get(label="1").text == "What begins?"
    assert loaded.version.questions.get(label="1").text == "What begins, and why?"
    assert load_pack(folder, at=NOW).is_changed is False


def test_a_frozen_version_is_followed_by_the_next(files, folder):
    first = load_pack(files.write(folder), at=NOW)
    first.version.frozen_at = NOW
    first.version.save(update_fields=["frozen_at"])
    files.questions["introduction"] = "Answer at length."
    assert load_pack(files.write(folder), at=NOW).version.number == 2


def test_a_changed_event_leaves_the_version_and_its_questions(files, folder):
    first = load_pack(files.write(folder), at=NOW)
    before = list(Question.objects.values_list("pk", flat=True))
    files.events["events"][0]["questions"] = ["2b"]
    loaded = load_pack(files.write(folder), at=NOW)
    assert loaded.version.pk == first.version.pk
    assert list(Question.objects.values_list("pk", flat=True)) == before
    assert (events_of("1", loaded.version), events_of("2b", loaded.version)) == (
        [],
        ["treaty-signed"],
    )
    assert Entry.objects.filter(verb="load_lesson").count() == 2


def test_a_version_in_use_keeps_its_events_and_gains_new_ones(files, folder, cast):
    first = load_pack(files.write(folder), at=NOW)
    give(first, cast)
    files.events["events"][0] = {**files.events["events"][0], "id": "treaty-renewed"}
    loaded = load_pack(files.write(folder), at=NOW)
    assert loaded.kept_events == ("A treaty is signed",)
    assert events_of("1", loaded.version) == ["treaty-renewed", "treaty-signed"]
    assert TimelineEvent.objects.count() == 3


def test_an_event_that_no_class_needs_is_gone(files, folder):
    load_pack(files.write(folder), at=NOW)
    del files.events["events"][0]
    assert load_pack(files.write(folder), at=NOW).kept_events == ()
    assert [event.key for event in TimelineEvent.objects.all()] == ["long-war"]


def test_a_schools_pack_is_the_schools(files, folder, cast):
    load_pack(files.write(folder), at=NOW)
    loaded = load_pack(folder, at=NOW, school=cast.riverside, by=cast.tessa)
    assert loaded.version.question_set.school == cast.riverside
    entry = Entry.objects.get(verb="load_lesson", actor_id=cast.tessa.pk)
    assert entry.tenant_id == cast.riverside.pk
    assert Lesson.objects.filter(slug="small-lesson").count() == 2


def test_a_teachers_own_set_is_left_alone(files, folder, cast):
    first = load_pack(files.write(folder), at=NOW)
    QuestionSet.objects.create(
        lesson=first.lesson, school=cast.riverside, title="Ours", made_by=cast.tessa
    )
    files.questions["title"] = "Changed questions"
    load_pack(files.write(folder), at=NOW)
    assert sorted(QuestionSet.objects.values_list("title", flat=True)) == [
        "Changed questions",
        "Ours",
    ]
