"""Making a class's accounts from a planned list of names, all or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.audit.record import record
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.enrollments import enroll
from studyhub.people.domain.roster_plan import RosterPlan, RosterRow, plan_names
from studyhub.people.domain.sign_in_names import free_sign_in_name
from studyhub.people.enums import ClassRole
from studyhub.people.models import School, SchoolClass, User

__all__ = ["Card", "add_person", "apply", "plan_names", "was_applied"]

_VERB = "apply_roster"


@dataclass(frozen=True)
class Card:
    """What is handed to one person. ``code`` is empty for an account that existed before."""

    user: User
    code: str


@transaction.atomic
def apply(
    *, plan: RosterPlan, school_class: SchoolClass, by: User, at: datetime, token: str = ""
) -> list[Card]:
    """Make the accounts of a plan, enroll everybody as student, return the cards in order.

    One-time passwords are good for 14 days and exist in clear only in the result. Each account
    and enrollment leaves its own entry in the trail, and the list as a whole one more, which
    remembers ``token``: the same form sent twice is refused (``applied_already``). Refuses a plan
    with problems (``not_ready``) and whatever making and enrolling refuse, for instance a sign-in
    name that was taken since the plan was made; then nothing at all is written.
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)  # one list at a time
    if token and was_applied(school_class=school_class, token=token):
        raise Refusal(
            "This list has been taken in already: the accounts are made.", code="applied_already"
        )
    if not plan.is_ready or plan.school.pk != school_class.school_id:
        raise Refusal("Mend the marked lines first; nothing was made.", code="not_ready")
    cards = [_make(row, school_class, by, at) for row in plan.rows]
    record(
        verb=_VERB,
        target=school_class,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        after={"made": plan.new_count, "enrolled": len(cards), "token": token},
    )
    return cards


def _make(row: RosterRow, school_class: SchoolClass, by: User, at: datetime) -> Card:
    user, code = row.existing, ""
    if user is None:
        user, code = create_account(
            school=school_class.school,
            sign_in_name=row.sign_in_name,
            given_name=row.given_name,
            family_name=row.family_name,
            by=by,
            at=at,
        )
    enroll(user=user, school_class=school_class, role=ClassRole.STUDENT, by=by, at=at)
    return Card(user, code)


def was_applied(*, school_class: SchoolClass, token: str) -> bool:
    """Tell whether a form with this token has made its accounts already."""
    return Entry.objects.about(school_class).filter(verb=_VERB, after__token=token).exists()


@transaction.atomic
def add_person(
    *,
    school: School,
    given_name: str,
    family_name: str,
    sign_in_name: str,
    by: User,
    at: datetime,
    school_class: SchoolClass | None = None,
    role: str = ClassRole.STUDENT,
) -> Card:
    """Make one account, and enroll it if a class is given; return its card.

    Without a sign-in name one is made from the name; refused where the school has an account of
    that name (``namesake``).
    """
    user, code = create_account(
        school=school,
        sign_in_name=sign_in_name
        or free_sign_in_name(school=school, given_name=given_name, family_name=family_name),
        given_name=given_name,
        family_name=family_name,
        by=by,
        at=at,
    )
    if school_class is not None:
        enroll(user=user, school_class=school_class, role=role, by=by, at=at)
    return Card(user, code)
