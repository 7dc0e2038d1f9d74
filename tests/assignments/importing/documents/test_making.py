"""Making the lesson: all of it as planned, or nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone

from assignments.domain.material.document_imports import import_document
from assignments.importing.documents import making
from assignments.importing.documents.decisions import ChosenEvent
from assignments.importing.documents.making import make_lesson
from assignments.models import Question, QuestionSet
from lessons.domain.create import free_slug
from lessons.models import EventSource, Lesson
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.importing.documents.planning import PARAGRAPH, plan
from tests.lessons.importing.documents import corpora


def counts() -> dict[str, int]:
    """Count the rows of every table."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def made(found, *, school=None, by=None, chosen=None) -> Lesson:
    return make_lesson(plan=found, chosen=chosen or {}, school=school, by=by, at=timezone.now())


def test_the_lesson_is_what_was_planned(cast):
    found = plan(corpora.WRAPPED)
    lesson = made(found, school=cast.riverside, by=cast.tessa)
    edition = lesson.current_edition
    assert (lesson.title, lesson.slug, lesson.school) == (
        "THE LEAGUE OF NATIONS AND THE PEACE",
        "the-league-of-nations-and-the-peace",
        cast.riverside,
    )
    assert (edition.number, edition.published_by, edition.words) == (1, cast.tessa, found.words)
    assert [section.title for section in edition.sections.all()] == ["Hopes", "Disappointment"]
    assert [(p.label, p.anchor.name, p.text) for p in edition.paragraphs.all()] == [
        (passage.label, passage.anchor, passage.text) for passage in found.essay.passages
    ]
    assert [(r.author, r.title, r.year, r.level) for r in lesson.readings.all()] == [
        ("Walters, F. P.", "A History of the League of Nations", "1952", "university"),
        ("Steiner, Zara", "The Lights that Failed", "2005", "university"),
    ]
    assert lesson.pack_digest == ""


def test_the_question_set_is_what_was_planned(cast):
    found = plan(corpora.WEB)
    lesson = made(found, school=cast.riverside, by=cast.tessa)
    made_set = QuestionSet.objects.get(lesson=lesson)
    version = made_set.versions.get()
    assert (made_set.title, made_set.school, made_set.made_by) == (
        "Analysis questions",
        cast.riverside,
        cast.tessa,
    )
    assert version.introduction == "Answer in complete sentences and give exact evidence."
    rows = list(version.questions.select_related("parent").order_by("position"))
    assert [
        (row.label, row.text, row.points, row.depth, row.parent and row.parent.label)
        for row in rows
    ] == [
        (q.label, q.text, q.points, q.depth, parent)
        for q, parent in zip(
            found.questions.walk(),
            [None, None, None, "3", "3", "3", None, "4", "4", "4b", "4b", "4", None],
            strict=True,
        )
    ]
    assert {bool(row.full_points) for row in rows if row.points} == {True}
    assert {row.full_points for row in rows if not row.points} == {""}


def test_events_are_those_that_were_accepted(cast):
    found = plan(corpora.WEB)
    draft = found.events[1]
    chosen = {
        draft.key: ChosenEvent("1922-04-16", "Rapallo"),
        "gone": ChosenEvent("1922", "Of a paragraph that was set aside"),
    }
    lesson = made(found, school=cast.riverside, by=cast.tessa, chosen=chosen)
    (event,) = lesson.events.all()
    assert (event.date, event.title, event.summary, event.themes, event.key) == (
        "1922-04-16",
        "Rapallo",
        draft.sentence,
        [],
        "essay-1",
    )
    assert [anchor.name for anchor in event.anchors.all()] == ["s1-2"]
    (use,) = EventSource.objects.filter(event=event).select_related("source")
    assert (use.source.title, use.source.checked, use.locator) == (
        "The essay",
        "P",
        "paragraph 1.2",
    )


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (ChosenEvent("16.4.1922", "Rapallo"), "Dots only stand for an open end"),
        (ChosenEvent("1922", " "), "at least one visible character"),
        (ChosenEvent("1922", "x" * 161), "160 characters at most"),
        (ChosenEvent("1922", "a\nb"), "cannot be shown"),
    ],
)
def test_an_event_that_cannot_be_is_refused_and_nothing_is_made(cast, event, sentence):
    found = plan(corpora.WEB)
    before = counts()
    with pytest.raises(Refusal, match=sentence):
        made(found, school=cast.riverside, chosen={found.events[0].key: event})
    assert counts() == before


def test_a_plan_with_errors_is_refused(cast):
    with pytest.raises(Refusal, match="no paragraph of an essay"):
        made(plan("Questions\n1. Why?\n"), school=cast.riverside)


@pytest.mark.parametrize("step", ["create_lesson", "create_set", "latest_version", "_rows"])
def test_a_failure_in_any_step_leaves_nothing(cast, monkeypatch, step):
    found = plan(corpora.WRAPPED)
    original = getattr(making, step)
    before = counts()

    def failing(*args, **kwargs):
        original(*args, **kwargs)
        raise RuntimeError("The power went out.")

    monkeypatch.setattr(making, step, failing)
    with pytest.raises(RuntimeError):
        import_document(plan=found, school=cast.riverside, by=None, at=timezone.now())
    assert counts() == before
    monkeypatch.undo()
    import_document(plan=found, school=cast.riverside, by=None, at=timezone.now())
    assert counts() != before


def test_a_title_is_taken_once_in_a_school_however_it_is_written(cast):
    made(plan(f"The League\n{PARAGRAPH}"), school=cast.riverside)
    with pytest.raises(Refusal, match="Riverside School has a lesson called “THE LEAGUE” already"):
        made(plan(f"THE LEAGUE\n{PARAGRAPH}"), school=cast.riverside)
    made(plan(f"The League\n{PARAGRAPH}"), school=cast.hillside)
    made(plan(f"The League\n{PARAGRAPH}"))
    with pytest.raises(Refusal, match="The library has a lesson"):
        made(plan(f"The League\n{PARAGRAPH}"))
    assert Lesson.objects.count() == 3


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Peace?", "peace"),
        ("Мир и война", "lesson"),
        ("“Où est-il ?”", "ou-est-il"),
        ("x" * 200, "x" * 75),
        ("_ - _", "lesson"),
    ],
)
def test_addresses(cast, title, slug):
    assert free_slug(title=title, school=cast.riverside) == slug


def test_an_address_that_is_taken_gets_a_number(cast):
    made(plan(f"Peace?\n{PARAGRAPH}"), school=cast.riverside)
    assert free_slug(title="Peace!", school=cast.riverside) == "peace-2"
    assert made(plan(f"Peace!\n{PARAGRAPH}"), school=cast.riverside).slug == "peace-2"
    assert free_slug(title="Peace!", school=cast.hillside) == "peace"


def test_a_lesson_for_the_library_without_a_person(cast):
    lesson = import_document(plan=plan(corpora.WEB), school=None, by=None, at=timezone.now())
    assert (lesson.school, lesson.current_edition.published_by) == (None, None)
    made_set = QuestionSet.objects.get(lesson=lesson)
    assert (made_set.school, made_set.made_by) == (None, None)
    assert [entry.verb for entry in Entry.objects.filter(target_id=lesson.pk)] == ["import_lesson"]
    assert Question.objects.filter(version__question_set=made_set).count() == 13


def test_what_looks_like_markup_is_shown_as_text(cast):
    from tests.conftest import signed_in

    canary = "<script>alert(1)</script>"
    text = f"{canary}\n{PARAGRAPH} {canary}\nQuestions\n1. {canary}?\nWorks cited\n{canary}\nEnd."
    lesson = made(plan(text), school=cast.riverside, by=cast.tessa)
    html = signed_in(cast.tessa).get(f"/lessons/{lesson.pk}/{lesson.slug}/").content.decode()
    assert canary not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_an_essay_of_50_000_words_is_made_and_opens(cast):
    from tests.conftest import signed_in

    text = "\n".join(f"{PARAGRAPH} It was in {1900 + i % 100}." for i in range(1600))
    found = plan(text)
    assert found.words > 50_000
    lesson = made(found, school=cast.riverside, by=cast.tessa)
    assert lesson.current_edition.paragraphs.count() == 1600
    assert signed_in(cast.tessa).get(f"/lessons/{lesson.pk}/{lesson.slug}/").status_code == 200
