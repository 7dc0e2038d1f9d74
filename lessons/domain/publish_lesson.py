"""Publish the draft of a lesson: an edition more, with the anchors of before."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lessons.domain.drafts import keep
from lessons.domain.plan import Plan, plan_publishing
from lessons.domain.publish import publish_edition
from lessons.importing.draft import with_anchors
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from lessons.importing.pack import Essay
from lessons.models import Edition, Lesson, LessonDraft
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.text import has_forbidden_characters, is_blank, shown_name

_STALE = (
    "The lesson was changed after you opened this page, so nothing was published. This is how it "
    "stands now: look at it again."
)


@transaction.atomic
def publish_lesson(
    *,
    lesson: Lesson,
    based_on: int,
    edition: str,
    by: User,
    at: datetime,
    decisions: Mapping[int, str] | None = None,
    note: str = "",
) -> Edition:
    """Make the stored draft the lesson's next edition.

    ``based_on`` is the draft's version that was seen, and ``edition`` the id of the edition it
    was held against, empty for the first; ``Conflict`` where either has moved on. ``decisions``
    say by a paragraph's number which old anchor it keeps, or "" that it is new: every unclear one
    must be decided, a clear one may be decided otherwise. Refuses a draft with findings or
    without a change.

    Older editions, and all that points into them, stay as they are. The lesson takes the
    essay's title and keeps its address; a withdrawn lesson stays withdrawn. Its pack's digest is
    emptied, so that loading the pack again is an update.
    """
    # Without a join: after waiting for the lock PostgreSQL reads the row anew, but not what was
    # joined to it, and the edition would be the one of before.
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    plan = plan_publishing(lesson)
    if plan is None:
        raise Refusal("Nothing was written that could be published.", code="no_draft")
    _check_is_newest(plan, based_on, edition)
    _check_may_publish(plan)
    essay = _with_anchors(plan, plan.anchors(decided(plan, decisions or {})))
    before = {"edition": edition, "title": lesson.title}
    made = publish_edition(
        lesson=lesson,
        essay=essay,
        glossary=plan.read.terms,
        at=at,
        by=by,
        note=_checked_note(note),
    )
    _base_draft_on(plan.draft, made)
    _rename(lesson, shown_name(essay.title))
    after = {"edition": made.pk, "title": lesson.title, "draft_version": based_on}
    tenant = lesson.school_id
    record(
        verb="publish_lesson", target=lesson, by=by, tenant_id=tenant, at=at,
        before=before, after=after,
    )  # fmt: skip
    return made


def decided(plan: Plan, decisions: Mapping[int, str]) -> dict[int, str]:
    """Return the anchor of each paragraph that is to have one, and "" for the new ones.

    Refuses a choice that the plan does not offer, an unclear paragraph nobody decided on, and one
    old paragraph chosen for two.
    """
    chosen = plan.suggestion
    for row in plan.rows:
        choice = decisions.get(row.number)
        if choice is None:
            if row.is_unclear:
                raise Refusal(f"Decide what paragraph {row.label} is.", code="undecided")
            continue
        if choice not in row.choices:
            raise Refusal(f"Paragraph {row.label} cannot be that one.", code="no_candidate")
        chosen[row.number] = choice
    _check_each_once(plan, chosen)
    return chosen


def _check_each_once(plan: Plan, chosen: Mapping[int, str]) -> None:
    counted = Counter(anchor for anchor in chosen.values() if anchor)
    for row in plan.old:
        if counted[row.anchor] > 1:
            raise Refusal(
                f"Paragraph {row.label} was chosen twice. Only one can be it; the other is new.",
                code="chosen_twice",
            )


def _check_is_newest(plan: Plan, based_on: int, edition: str) -> None:
    present = plan.edition.pk if plan.edition else ""
    if (plan.draft.version, present) != (based_on, edition):
        raise Conflict(_STALE, current=plan.draft)


def _check_may_publish(plan: Plan) -> None:
    count = len(plan.read.findings)
    if count:
        things = "is one thing" if count == 1 else f"are {count} things"
        raise Refusal(f"There {things} to mend before this can be published.", code="findings")
    if plan.is_unchanged:
        raise Refusal("The draft says what the lesson says already.", code="unchanged")


def _with_anchors(plan: Plan, anchors: list[str]) -> Essay:
    """Return the essay with its anchors, read as any lesson pack is."""
    findings = Findings()
    essay = read_essay(with_anchors(plan.read.essay, anchors), "", findings)
    findings.refuse_if_any()
    return essay


def _checked_note(note: str) -> str:
    text = note.strip()
    most = Edition._meta.get_field("note").max_length
    if has_forbidden_characters(text):
        raise Refusal("The note contains a character that cannot be kept.", code="note")
    if len(text) > (most or 0):
        raise Refusal(f"The note has {len(text)} characters; {most} are the most.", code="note")
    return "" if is_blank(text) else text


def _base_draft_on(draft: LessonDraft, edition: Edition) -> None:
    """Put the text that was published into the history, and let the draft go on from it."""
    keep(draft)
    draft.based_on = edition
    draft.save(update_fields=["based_on"])


def _rename(lesson: Lesson, title: str) -> None:
    values: dict = {"pack_digest": ""}
    if title != lesson.title:
        values |= {"title": title, "version": F("version") + 1}
        lesson.title = title
    Lesson.objects.filter(pk=lesson.pk).update(**values)
