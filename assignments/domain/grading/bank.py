"""The comment bank: what markers keep for saying again.

Own comments are private until shared with those who teach a class with their owner. ``{name}``
in one stands for the student's given name. Whether ``by`` may keep a bank at all is the caller's
to ask (``schools_with_bank_of``); every write names the owner. No student page may import this.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from assignments.domain.names import are_hidden
from assignments.domain.prose import checked_prose
from assignments.enums import BankReach
from assignments.models import BankComment, Question, Submission
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import checked_line
from studyhub.people.models import User

MOST_COMMENTS = 500  # of one owner
MOST_OFFERED = 200  # on a page

_NAME = "{name}"
# Without a name the sentence closes over its place: ", {name}." and "{name}, ".
_NAME_PLACE = re.compile(r",? ?\{name\}(?=[.!?;:])|\{name\},? ?")


@dataclass(frozen=True)
class Offered:
    """A comment of the bank as it would be said to the student of the work at hand."""

    row: BankComment
    text: str
    owner_name: str  # empty for one's own


@transaction.atomic
def keep_in_bank(
    *,
    text: str,
    by: User,
    at: datetime,
    skill: str = "",
    question: Question | None = None,
    reach: str = BankReach.PRIVATE,
) -> BankComment:
    """Keep a comment; the same text again is the one that is kept already, unchanged.

    Raises ``Refusal`` for an empty text, one over the limit, and a full bank.
    """
    text = checked_prose(BankComment, "text", text, required=True)
    skill = checked_line(BankComment, "skill", skill)
    reach = _checked_reach(reach)
    kept = _locked(by)
    same = kept.filter(text=text).first()
    if same is not None:
        return same
    _check_room(by)
    row = BankComment.objects.create(
        owner=by, text=text, skill=skill, question=question, reach=reach, written_at=at
    )
    _record("keep_in_bank", row, by, at, after=_words(row))
    return row


@transaction.atomic
def change_in_bank(
    *,
    comment: BankComment,
    text: str,
    skill: str,
    reach: str,
    based_on: int,
    by: User,
    at: datetime,
) -> BankComment:
    """Write a kept comment anew, on the version that the page showed; return it as it stands.

    What stands already changes nothing. Raises ``Conflict`` where it was changed meanwhile
    (``current``), ``Refusal`` as ``keep_in_bank`` does, where it was removed, and where another
    one says the same.
    """
    text = checked_prose(BankComment, "text", text, required=True)
    skill = checked_line(BankComment, "skill", skill)
    values = {"text": text, "skill": skill, "reach": _checked_reach(reach)}
    kept = _locked(by)
    current = kept.filter(pk=comment.pk).first()
    if current is None:
        raise Refusal("This was removed meanwhile. Put it back first.", code="removed")
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    if kept.filter(text=text).exclude(pk=comment.pk).exists():
        raise Refusal("You keep this comment already.", code="text")
    before = _words(current)
    if not kept.filter(pk=comment.pk, version=based_on).update(version=F("version") + 1, **values):
        raise Conflict(
            "This comment was changed meanwhile. Yours was not saved: compare the two and save "
            "again.",
            current=current,
        )
    current.refresh_from_db()
    _record("change_in_bank", current, by, at, before=before, after=_words(current))
    return current


@transaction.atomic
def remove_from_bank(*, comment: BankComment, by: User, at: datetime) -> None:
    """Remove a kept comment; it can be put back. What was said with it stays said."""
    rows = _locked(by).filter(pk=comment.pk)
    if rows.update(removed_at=at, version=F("version") + 1):
        _record("remove_from_bank", comment, by, at, before=_words(comment))


@transaction.atomic
def put_back_in_bank(*, comment: BankComment, by: User, at: datetime) -> None:
    """Put back what was removed. Raises ``Refusal`` for a full bank and a text kept again since."""
    kept = _locked(by)
    if kept.filter(pk=comment.pk).exists():
        return
    if kept.filter(text=comment.text).exists():
        raise Refusal("You have kept the same comment again since.", code="text")
    _check_room(by)
    rows = BankComment.objects.of(by).filter(pk=comment.pk, removed_at__isnull=False)
    if rows.update(removed_at=None, version=F("version") + 1):
        _record("put_back_in_bank", comment, by, at, after=_words(comment))


def offered_for(question: Question | None, *, by: User, work: Submission) -> list[Offered]:
    """Return what the bank offers, in order: for this question, with a skill, anything else.

    Within each one's own come before what is shared, and what is used most comes first; a text
    comes once, and what is nothing without a name not at all. One query. The
    work must come with its assignment and student.
    """
    name = "" if are_hidden(work.assignment) else work.student.given_name
    here = Q(question=question) if question is not None else Q(pk__in=[])
    rows = (
        BankComment.objects.visible_to(by)
        .annotate(
            nearness=Case(When(here, then=Value(0)), When(~Q(skill=""), then=Value(1)), default=2),
            is_shared=Case(When(owner=by, then=Value(0)), default=Value(1)),
        )
        .select_related("owner")
        .order_by("nearness", "is_shared", "-uses", "-written_at", "pk")
    )
    found: dict[str, Offered] = {}
    for row in rows[:MOST_OFFERED]:
        owner = "" if row.owner_id == by.pk else row.owner.full_name
        text = said_to(name, row.text)
        if text:
            found.setdefault(text, Offered(row, text, owner))
    return list(found.values())


def said_to(name: str, text: str) -> str:
    """Return a kept comment with the name filled in; without a name the sentence closes over it."""
    if _NAME not in text:
        return text
    if name:
        return text.replace(_NAME, name)
    text = _NAME_PLACE.sub("", text)
    return text[:1].upper() + text[1:]


def with_place_for(name: str, text: str) -> str:
    """Return what was said to somebody with ``{name}`` where it names them, to be said to others.

    Whole words in this very spelling; without a name the text stays.
    """
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _NAME, text) if name else text


def _locked(by: User):
    """Return what somebody keeps, with the owner's row locked against a second page."""
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    return BankComment.objects.of(by).filter(removed_at__isnull=True)


def _check_room(by: User) -> None:
    if BankComment.objects.of(by).filter(removed_at__isnull=True).count() >= MOST_COMMENTS:
        raise Refusal(
            f"Your comment bank is full: {MOST_COMMENTS} comments. Remove some first.", code="full"
        )


def _checked_reach(reach: str) -> str:
    if reach not in BankReach.values:
        raise Refusal("Choose who is offered it.", code="reach")
    return reach


def _words(row: BankComment) -> dict:
    return {"length": len(row.text), "skill": row.skill, "reach": str(row.reach)}


def _record(verb: str, row: BankComment, by: User, at: datetime, **changes) -> None:
    record(verb=verb, target=row, by=by, tenant_id=by.school_id, at=at, **changes)
