"""Lessons that are being written, for tests: begun, saved and published through the verbs."""

from __future__ import annotations

from datetime import datetime

from lessons.domain.begin import create_lesson
from lessons.domain.drafts import draft_of, save_draft
from lessons.domain.plan import plan_publishing
from lessons.domain.publish_lesson import publish_lesson
from lessons.models import Edition, Lesson, LessonDraft
from studyhub.people.models import User
from tests.conftest import NOW

TREATY = "In the spring of 1922 two outsiders met at Rapallo and agreed to trade."
BANK = "The bank printed notes until a loaf cost more than a house had cost before."
FLEET = "Sailors of the northern fleet refused to leave port."
HARVEST = "A dry summer left the granaries empty, so that bread was given by card."
TERM = {"id": "card", "term": "card", "meaning": "A paper that was worth bread."}


def essay(*sections: list[str], title: str = "Hard years") -> str:
    """Return a draft's Markdown: each list is a section's paragraphs."""
    parts = [f"# {title}"]
    for number, paragraphs in enumerate(sections, start=1):
        parts += [f"## Part {number}", *paragraphs]
    return "\n\n".join(parts) + "\n"


ESSAY = essay([TREATY, BANK], [FLEET, HARVEST])


def begun(cast, *, title: str = "Hard years", markdown: str = ESSAY, **options) -> Lesson:
    """Return a lesson of Riverside that Tessa has begun."""
    values = {"school": cast.riverside, "by": cast.tessa, "at": NOW, **options}
    return create_lesson(title=title, markdown=markdown, **values)


def saved(
    lesson: Lesson, markdown: str, *, by: User, at: datetime = NOW, glossary=(), **options
) -> LessonDraft:
    """Save a draft over the present one."""
    state = draft_of(lesson)
    values = {"based_on": state.version, "edition": state.edition, **options}
    return save_draft(lesson=lesson, markdown=markdown, glossary=glossary, by=by, at=at, **values)


def published(lesson: Lesson, *, by: User, at: datetime = NOW, **options) -> Edition:
    """Publish the draft as it stands, unclear paragraphs as they are suggested."""
    lesson.refresh_from_db()
    plan = plan_publishing(lesson)
    assert plan is not None
    values = {
        "based_on": plan.draft.version,
        "edition": plan.edition.pk if plan.edition else "",
        "decisions": {row.number: row.match.anchor for row in plan.rows},
        **options,
    }
    edition = publish_lesson(lesson=lesson, by=by, at=at, **values)
    lesson.refresh_from_db()
    return edition


def rewritten(lesson: Lesson, markdown: str, *, by: User, glossary=(), **options) -> Edition:
    """Save a text and publish it."""
    saved(lesson, markdown, by=by, glossary=glossary)
    return published(lesson, by=by, **options)


def placed(edition: Edition) -> list[tuple[str, str]]:
    """Return the number and the anchor of each paragraph, in reading order."""
    return list(edition.paragraphs.order_by("position").values_list("label", "anchor__name"))
