import pytest

from lessons.domain.begin import as_markdown, create_lesson
from lessons.domain.drafts import draft_of
from lessons.importing.draft import read_draft
from lessons.models import DraftRevision, Lesson
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.writing import ESSAY, TERM, begun


def made(cast, title: str, school="riverside") -> Lesson:
    owner = getattr(cast, school) if school else None
    return create_lesson(school=owner, title=title, by=cast.tessa, at=NOW)


def test_create_lesson_makes_a_draft_that_nobody_can_read_yet(cast):
    lesson = made(cast, "  Hard   years ")
    assert (lesson.title, lesson.slug, lesson.school) == (
        "Hard years",
        "hard-years",
        cast.riverside,
    )
    assert (lesson.current_edition, lesson.state) == (None, "draft")
    state = draft_of(lesson)
    assert (state.markdown, state.glossary, state.version) == ("# Hard years\n", [], 1)
    assert (state.saved_by, state.saved_at, state.is_changed) == (cast.tessa, NOW, True)
    assert DraftRevision.objects.filter(lesson=lesson).count() == 1
    entry = Entry.objects.get(verb="create_lesson")
    assert (entry.actor_id, entry.target_id, entry.tenant_id) == (
        cast.tessa.pk,
        lesson.pk,
        cast.riverside.pk,
    )
    assert entry.after == {"title": "Hard years", "slug": "hard-years"}


def test_create_lesson_takes_a_text_from_elsewhere(cast):
    state = draft_of(begun(cast, glossary=[TERM]))
    assert (state.markdown, state.glossary) == (ESSAY, [TERM])


def test_addresses_are_unique_in_a_school_and_not_beyond(cast):
    slugs = [made(cast, title).slug for title in ("A war", "A  war!", "A war", "戦争", "…")]
    assert slugs == ["a-war", "a-war-2", "a-war-3", "lesson", "lesson-2"]
    assert made(cast, "A war", school="hillside").slug == "a-war"
    assert made(cast, "A war", school=None).slug == "a-war"
    assert made(cast, "A war", school=None).slug == "a-war-2"


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "a\u202eb", "a\nb", "x" * 161])
def test_a_title_that_cannot_be_shown_is_refused(cast, title):
    with pytest.raises(Refusal) as refused:
        made(cast, title)
    assert refused.value.code == "title"
    assert Lesson.objects.count() == 0


@pytest.mark.parametrize(
    "title", ["*A* [war] #1 #", "1. First", "<b>", "a_b_ & \\ `c`", "- x", "x" * 160]
)
def test_a_title_reads_as_itself(cast, title):
    lesson = made(cast, title)
    assert read_draft(draft_of(lesson).markdown, []).essay.title == title
    assert lesson.title == title


def test_as_markdown_escapes_what_would_be_read():
    assert as_markdown("a *b* {#s1}") == "a \\*b\\* \\{\\#s1\\}"
