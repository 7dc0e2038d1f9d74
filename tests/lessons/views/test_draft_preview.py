import pytest
from django.urls import reverse

from lessons.domain.drafts import draft_of
from lessons.models import DraftRevision, LessonDraft
from tests.conftest import signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.views.desk import address, page, words
from tests.lessons.writing import TERM, begun, essay, published, saved


def test_a_draft_is_shown_as_the_whole_lesson_and_nothing_is_written(cast, files):
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    own = "A paragraph of its own, between the others."
    text = state.markdown.replace("## The second", f"{own}\n\n## The second")
    text = text.replace("# A small lesson", "# A larger lesson")
    saved(lesson, text, by=cast.tessa, glossary=[*state.glossary, TERM])
    rows = (LessonDraft.objects.count(), DraftRevision.objects.count(), lesson.editions.count())
    html = page(signed_in(cast.theo), address("preview", lesson))
    assert "The draft, as students will see it Nobody else sees this page. Back to the text" in (
        words(html)
    )
    assert "<h1>A larger lesson</h1>" in html
    assert own in html
    assert "A paper that was worth bread." in html
    assert '<a href="#s2-1" aria-label="Paragraph 2.1">2.1</a>' in html
    assert "Further reading" in html
    assert rows == (
        LessonDraft.objects.count(),
        DraftRevision.objects.count(),
        lesson.editions.count(),
    )
    read = page(signed_in(cast.tessa), reverse("lessons:lesson", args=[lesson.pk, lesson.slug]))
    assert "A paragraph of its own" not in read


def test_events_stand_at_the_paragraphs_that_keep_their_place(cast, files):
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    text = state.markdown.replace("## The first section", "## The first section\n\nQuite new.")
    saved(lesson, text, by=cast.tessa, glossary=state.glossary)
    html = page(signed_in(cast.tessa), address("preview", lesson))
    assert '<a href="#s1-1" aria-label="Paragraph 1.2">1.2</a>' in html


def test_what_is_out_of_form_is_counted_above(cast):
    lesson = begun(cast, markdown=essay(["One."]) + "\n- a list\n\n> quoted\n")
    text = words(page(signed_in(cast.tessa), address("preview", lesson)))
    assert "2 things have to be mended before it can be published." in text


def test_an_empty_draft_has_a_page(cast):
    lesson = begun(cast)
    saved(lesson, "", by=cast.tessa)
    html = page(signed_in(cast.tessa), address("preview", lesson))
    assert "<h1>Hard years</h1>" in html
    assert "2 things have to be mended" in words(html)


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_the_page_takes_the_same_queries_for_any_number(
    cast, paragraphs, django_assert_num_queries
):
    lesson = begun(cast, markdown=essay(long_essay(paragraphs, 12)))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([*long_essay(paragraphs, 12), "New."]), by=cast.tessa)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(13):
        client.get(address("preview", lesson))
