"""A person's calendar of due times, behind a secret address of their own."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Prefetch, Q

from assignments.domain.timing.allowance import allowance_from
from assignments.domain.timing.due_times import DueTime, due_times
from assignments.domain.timing.standing import Standing, standing
from assignments.models import Assignment, Attempt, CalendarFeed, Extension
from studyhub.audit.models import Entry
from studyhub.people.models import Enrollment, SchoolClass, User

_FOR_ALL = "class"
_TYPES = [model._meta.label_lower for model in (Assignment, Attempt, Enrollment)]


@dataclass(frozen=True)
class CalendarDay:
    """An assignment's times in a calendar. It tells nothing of the work or of its grading.

    ``changes`` counts the acts that may have moved a time, ``changed_at`` is the last of them.
    """

    assignment: Assignment
    standing: Standing
    changes: int
    changed_at: datetime


@transaction.atomic
def make_address(*, by: User, at: datetime) -> str:
    """Return the secret of a new address of one's own; it can never be shown again.

    An address made before ends.
    """
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        owner=by, defaults={"secret_hash": _hash(secret), "made_at": at}
    )
    return secret


def revoke_address(*, by: User) -> bool:
    """End one's own address; tell whether there was one."""
    deleted, _by_model = CalendarFeed.objects.filter(owner=by).delete()
    return bool(deleted)


def calendar_made_at(user: User) -> datetime | None:
    """Return since when a person has an address, if they have one."""
    return CalendarFeed.objects.filter(owner=user).values_list("made_at", flat=True).first()


def owner_of(secret: str) -> User | None:
    """Return whose calendar a secret opens; nobody's where the account is suspended."""
    feed = (
        CalendarFeed.objects.filter(secret_hash=_hash(secret), owner__is_active=True)
        .select_related("owner__school")
        .first()
    )
    return feed.owner if feed else None


def _hash(secret: str) -> str:
    # 256 random bits need no salt and no slow hash.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def calendar_of(user: User, *, at: datetime) -> list[CalendarDay]:
    """Return what has a due or a closing time in the classes that a person attends or teaches.

    The times are the student's own; a teacher's are the class's. What they no longer attend or
    teach is gone, and so are archived classes
    and what they are excused from. Seven queries, whatever there is.
    """
    current = Assignment.objects.filter(school_class__archived_at__isnull=True)
    own = due_times(current.doable_by(user), at=at, student=user)
    taught = _taught(user, current.exclude(pk__in=[row.assignment.pk for row in own]), at)
    changes = _changes(user, own, [assignment for assignment, _standing in taught])
    to_do = [row for row in own if not row.position.is_excused]
    found = [(row.assignment, row.position.standing) for row in to_do] + taught
    return [
        CalendarDay(assignment, times, *_changed(assignment, changes))
        for assignment, times in found
        if times.due_at or times.closes_at
    ]


def _taught(user: User, rows, at: datetime) -> list[tuple[Assignment, Standing]]:
    for_all = Extension.objects.filter(revoked_at__isnull=True, student__isnull=True)
    taught = (
        rows.filter(school_class__in=SchoolClass.objects.taught_by(user).values("pk"))
        .select_related("school_class__school")
        .prefetch_related(Prefetch("extensions", for_all, to_attr="in_force"))
        .order_by("pk")
    )
    return [(row, standing(row, at=at, allowance=allowance_from(row.in_force))) for row in taught]


Changes = dict[str, list[tuple[int, datetime]]]


def _changes(user: User, own: list[DueTime], taught: Iterable[Assignment]) -> Changes:
    """Return, by assignment, how often and when last each thing changed that its times rest on.

    Read from the trail, which alone knows of all of them; of other students' extensions it is
    not asked, for that would tell. One query.
    """
    sources: dict[str, list[str]] = defaultdict(list)
    for row in own:
        for source in (row.assignment.pk, row.enrollment.pk, *(a.pk for a in row.attempts)):
            sources[source].append(row.assignment.pk)
    for assignment in taught:
        sources[assignment.pk].append(assignment.pk)
    acts = (
        Entry.objects.filter(
            Q(verb="move_times")
            | Q(
                verb__in=["extend", "take_extension_back"],
                after__student__in=[user.pk, _FOR_ALL],
            )
            | Q(verb__in=["accommodate", "reopen"]),
            target_type__in=_TYPES,
            target_id__in=list(sources),
        )
        .order_by()
        .values("target_id")
        .annotate(times=Count("pk"), last_at=Max("at"))
    )
    found: Changes = defaultdict(list)
    for act in acts:
        for assignment_id in sources[act["target_id"]]:
            found[assignment_id].append((act["times"], act["last_at"]))
    return found


def _changed(assignment: Assignment, changes: Changes) -> tuple[int, datetime]:
    own = changes.get(assignment.pk, [])
    last = max([assignment.created_at, *(at for _times, at in own)])
    return sum(times for times, _at in own), last
