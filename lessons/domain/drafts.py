"""The text being written: keep a draft, and everything it was before.

A draft is saved over a version, and refused where that is not the newest. Its history holds every
state that was saved by hand, that somebody else replaced, or that was written on from more than
two minutes later: whatever one person's save takes away, another can bring back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lessons.domain.draft_text import (
    Glossary,
    Rows,
    checked_glossary,
    checked_text,
    glossary_of,
    says_the_same,
)
from lessons.importing.draft import read_draft, without_anchors
from lessons.models import DraftRevision, Edition, Lesson, LessonDraft
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import User

KEPT_EVERY = timedelta(minutes=2)
_LONG = 200  # characters; a text so long that loses more than a quarter is kept first
_CHANGED = "Somebody saved another text after you opened this page. Nothing of yours is lost."


@dataclass(frozen=True)
class DraftState:
    """The text to be edited: the draft, or the current edition's where nothing was changed.

    ``version`` is 0 before the first save. ``edition`` is the one the text was begun from;
    ``saved_by`` and ``saved_at`` are empty where the text is an edition's.
    """

    markdown: str
    glossary: Glossary
    version: int
    edition: Edition | None
    is_changed: bool
    saved_by: User | None = None
    saved_at: datetime | None = None


def draft_of(lesson: Lesson) -> DraftState:
    """Return the text to be edited, in at most three queries; writes nothing."""
    draft = stored_draft(lesson)
    if draft is not None and _is_changed(draft):
        return DraftState(
            markdown=draft.markdown,
            glossary=draft.glossary,
            version=draft.version,
            edition=draft.based_on,
            is_changed=True,
            saved_by=draft.saved_by,
            saved_at=draft.saved_at,
        )
    version, edition = (draft.version if draft else 0), lesson.current_edition
    if edition is None:
        return DraftState("", [], version, None, is_changed=False)
    text, glossary = without_anchors(edition.markdown), glossary_of(edition)
    return DraftState(text, glossary, version, edition, is_changed=False)


def stored_draft(lesson: Lesson) -> LessonDraft | None:
    """Return the lesson's draft with who saved it and the edition it was begun from."""
    rows = LessonDraft.objects.filter(lesson=lesson)
    return rows.select_related("based_on", "saved_by").defer("based_on__html").first()


def _is_changed(draft: LessonDraft) -> bool:
    edition = draft.based_on
    return edition is None or not says_the_same(draft.markdown, draft.glossary, edition)


@transaction.atomic
def save_draft(
    *,
    lesson: Lesson,
    markdown: str,
    glossary: Rows,
    based_on: int,
    edition: Edition | None,
    by: User,
    at: datetime,
    is_deliberate: bool = True,
) -> LessonDraft:
    """Keep the draft, with whatever is out of form in it; ``based_on`` is the version seen.

    ``edition`` is the one the text on the page was begun from. ``Conflict`` where somebody saved
    another text meanwhile; the same text again is taken, so that a request may be repeated. What
    a page saves by itself is not ``is_deliberate`` and enters the history only later. The title
    of a lesson that was never published follows the draft's. The history is the record of who
    wrote what: no audit entry is written.
    """
    text, terms = checked_text(markdown), checked_glossary(glossary)
    draft = LessonDraft.objects.select_for_update().filter(lesson=lesson).first()
    if draft is None:
        draft = _first(lesson, text, terms, edition, by, at)
    elif (draft.markdown, draft.glossary) != (text, terms):
        _replace(draft, text, terms, based_on, edition, by, at)
    if is_deliberate:
        keep(draft)
    _follow_title(lesson, text)
    return draft


@transaction.atomic
def set_aside(
    *, lesson: Lesson, markdown: str, glossary: Rows, based_on: int, by: User, at: datetime
) -> DraftRevision:
    """Put a text into the history alone, because its writer takes the one that is stored."""
    return DraftRevision.objects.create(
        lesson=lesson,
        version=based_on,
        markdown=checked_text(markdown),
        glossary=checked_glossary(glossary),
        is_aside=True,
        saved_by=by,
        saved_at=at,
    )


def keep(draft: LessonDraft) -> None:
    """Put the draft's state into the history, once."""
    if draft.is_kept:
        return
    DraftRevision.objects.create(
        lesson_id=draft.lesson_id,
        version=draft.version,
        markdown=draft.markdown,
        glossary=draft.glossary,
        saved_by=draft.saved_by,
        saved_at=draft.saved_at,
    )
    draft.is_kept = True
    draft.save(update_fields=["is_kept"])


def _first(
    lesson: Lesson,
    text: str,
    terms: Glossary,
    edition: Edition | None,
    by: User,
    at: datetime,
) -> LessonDraft:
    draft = LessonDraft(
        lesson=lesson, markdown=text, glossary=terms, based_on=edition, saved_by=by, saved_at=at
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        stored = LessonDraft.objects.get(lesson=lesson)
        if (stored.markdown, stored.glossary) != (text, terms):
            raise Conflict(_CHANGED, current=stored) from None
        return stored
    return draft


def _replace(
    draft: LessonDraft,
    text: str,
    terms: Glossary,
    based_on: int,
    edition: Edition | None,
    by: User,
    at: datetime,
) -> None:
    if draft.version != based_on:
        raise Conflict(_CHANGED, current=draft)
    if _is_worth_keeping(draft, text, by, at):
        keep(draft)
    values = {
        "markdown": text,
        "glossary": terms,
        "based_on": _newer(draft.based_on, edition),
        "version": based_on + 1,
        "is_kept": False,
        "saved_by": by,
        "saved_at": at,
    }
    rows = LessonDraft.objects.filter(pk=draft.pk, version=based_on)
    if not rows.update(**values):
        raise Conflict(_CHANGED, current=LessonDraft.objects.get(pk=draft.pk))
    for name, value in values.items():
        setattr(draft, name, value)


def _is_worth_keeping(draft: LessonDraft, text: str, by: User, at: datetime) -> bool:
    """Tell whether a state that is about to be replaced must stay in the history."""
    if draft.is_kept:
        return False
    if draft.saved_by_id != by.pk or _loses_much(draft.markdown, text):
        return True
    kept = DraftRevision.objects.filter(lesson=draft.lesson_id)
    last = kept.values_list("saved_at", flat=True).first()
    return last is None or at - last >= KEPT_EVERY


def _loses_much(before: str, after: str) -> bool:
    return len(before) >= _LONG and len(after) < 0.75 * len(before)


def _newer(one: Edition | None, other: Edition | None) -> Edition | None:
    """Return the later of two editions.

    A page that was opened before a publishing still names the edition before, but its text is
    the one that was published.
    """
    known = [edition for edition in (one, other) if edition is not None]
    return max(known, key=lambda edition: edition.number, default=None)


def _follow_title(lesson: Lesson, text: str) -> None:
    """Let the title of a lesson without an edition be the draft's, where that can be a title."""
    if lesson.current_edition_id is not None:
        return
    named = Lesson(title=read_draft(text, []).essay.title)
    try:
        check_fields(named, "title")
    except Refusal:
        return
    if named.title != lesson.title:
        lesson.title = named.title
        lesson.save(update_fields=["title"])
