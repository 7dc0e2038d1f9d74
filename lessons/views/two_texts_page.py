"""The page for who saved second: both texts, word by word, and the choice between them."""

from django.http import HttpResponse

from lessons.domain.draft_text import checked_glossary
from lessons.domain.two_texts import as_lines, compared, in_runs
from lessons.forms.draft import WritingForm
from lessons.models import Lesson, LessonDraft
from lessons.views.writing_frame import (
    at_what_time,
    lesson_crumbs,
    named,
    writing_render,
    writing_url,
)
from studyhub.people.requests import SignedInRequest


def two_texts_page(
    request: SignedInRequest,
    *,
    lesson: Lesson,
    draft: LessonDraft,
    form: WritingForm,
    begun_over: str,
) -> HttpResponse:
    """Show what is stored beside what was sent. Nothing of either is lost by whatever is chosen."""
    who = named(draft.saved_by, viewer=request.user)
    where = " in another window" if who == "you" else ""
    return writing_render(
        request,
        "two_texts.html",
        title="Two texts",
        crumbs=lesson_crumbs(lesson, writing=True),
        status=409,
        lesson=lesson,
        draft=draft,
        form=form,
        begun_over=begun_over,
        theirs=f"the text {who} saved {at_what_time(draft.saved_at)}{where}",
        runs=in_runs(compared(draft.markdown, form.markdown)),
        terms=in_runs(
            compared(as_lines(draft.glossary), as_lines(checked_glossary(form.glossary)))
        ),
        act=writing_url("write", lesson),
    )
