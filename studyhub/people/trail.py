"""The audit trail in sentences, for those who keep a school's books.

The trail holds ids only. Names are looked up when it is read, within what the reader may see, so
that erasing a person leaves no name behind and no page tells of another school.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from studyhub.audit.models import Entry
from studyhub.people.models import Enrollment, School, SchoolClass, User

_USER = User._meta.label_lower
_CLASS = SchoolClass._meta.label_lower
_ENROLLMENT = Enrollment._meta.label_lower
_SCHOOL = School._meta.label_lower

SENTENCES = {
    "create_school": "made the school {target}",
    "allow_mail": "let {target} send mail",
    "stop_mail": "stopped the mail of {target}",
    "set_grade_scale": "changed the grade scale of {target}",
    "export_gradebook": "exported the gradebook of {target}",
    "create_class": "made the class {target}",
    "rename_class": "renamed the class {old_name} to {new_name}",
    "archive_class": "archived {target}",
    "restore_class": "restored {target}",
    "apply_roster": "took in a list of names for {target}: {made} accounts, {enrolled} enrolled",
    "enroll": "enrolled {person} in {target} as {role}",
    "end_enrollment": "ended {person}’s enrollment in {target}",
    "move_enrollment": "moved {person} from {target} to {to_class}",
    "create_account": "made the account of {target}",
    "rename_account": "changed the name of {target}",
    "reset_password": "gave {target} a one-time password",
    "suspend_account": "suspended {target}",
    "unsuspend_account": "lifted the suspension of {target}",
    "appoint_school_admin": "appointed {target} school admin",
    "dismiss_school_admin": "ended {target}’s role as school admin",
}
_UNKNOWN = "somebody no longer known"
_SYSTEM = "StudyHub"
_STAFF = "StudyHub staff"
_SHOWN_OF_A_PERSON = 30


@dataclass(frozen=True)
class Line:
    """One entry as it is shown."""

    at: datetime
    who: str
    what: str
    why: str


@dataclass
class _Names:
    """Names of what a page of entries speaks of."""

    by_id: dict[str, str] = field(default_factory=dict)
    enrollments: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of(self, row_id: str) -> str:
        return self.by_id.get(row_id, _UNKNOWN)


def history_of_person(person: User, *, viewer: User) -> list[Line]:
    """Return the newest changes to an account and its enrollments that the viewer may read."""
    visible = Entry.objects.visible_to(viewer)
    if viewer.audited_tenants() == []:
        return []
    enrollments = Enrollment.objects.visible_to(viewer).filter(user=person)
    about = Q(target_type=_USER, target_id=person.pk) | Q(
        target_type=_ENROLLMENT, target_id__in=enrollments.values("pk")
    )
    return lines(list(visible.filter(about)[:_SHOWN_OF_A_PERSON]), viewer=viewer)


def lines(entries: Iterable[Entry], *, viewer: User) -> list[Line]:
    """Word entries in order; four queries at any number."""
    entries = list(entries)
    names = _names_in(entries, viewer)
    return [Line(e.at, _actor(e, names), _sentence(e, names), e.why) for e in entries]


def _names_in(entries: list[Entry], viewer: User) -> _Names:
    targets = {entry.target_id for entry in entries}
    actors = {entry.actor_id for entry in entries if entry.actor_id}
    named_classes = {
        str(values.get("class", "")) for e in entries for values in (e.before, e.after)
    }
    names = _Names()
    names.enrollments = _enrolled(targets, viewer)
    for model, ids in (
        (User, targets | actors),
        (SchoolClass, targets | named_classes),
        (School, targets),
    ):
        rows = model.objects.visible_to(viewer).filter(pk__in=ids)
        names.by_id |= {row.pk: str(row) for row in rows}
    for actor in actors - set(names.by_id):
        names.by_id[actor] = _STAFF  # an actor out of sight belongs to no school
    return names


def _enrolled(targets: set[str], viewer: User) -> dict[str, tuple[str, str]]:
    rows = Enrollment.objects.visible_to(viewer).filter(pk__in=targets)
    return {
        row.pk: (row.user.full_name, row.school_class.name)
        for row in rows.select_related("user", "school_class")
    }


def _actor(entry: Entry, names: _Names) -> str:
    return names.of(entry.actor_id) if entry.actor_id else _SYSTEM


def _sentence(entry: Entry, names: _Names) -> str:
    pattern = SENTENCES.get(entry.verb)
    if pattern is None:
        return entry.verb.replace("_", " ")
    person, school_class = names.enrollments.get(entry.target_id, (_UNKNOWN, "a class"))
    target = school_class if entry.target_type == _ENROLLMENT else names.of(entry.target_id)
    return pattern.format(
        target=target,
        person=person,
        role=entry.after.get("role", ""),
        old_name=entry.before.get("name", ""),
        new_name=entry.after.get("name", ""),
        to_class=names.of(str(entry.after.get("class", ""))),
        made=entry.after.get("made", 0),
        enrolled=entry.after.get("enrolled", 0),
    )
