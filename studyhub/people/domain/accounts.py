"""Accounts: making, naming, resetting, suspending."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.domain import one_time_codes
from studyhub.people.domain.checked import check_fields
from studyhub.people.domain.sign_in_names import check_sign_in_name, suggest_sign_in_name
from studyhub.people.models import School, User
from studyhub.people.models.user import composed_username

__all__ = [
    "create_account",
    "rename",
    "reset_password",
    "suggest_sign_in_name",
    "suspend",
    "unsuspend",
]


@transaction.atomic
def create_account(
    *,
    school: School,
    sign_in_name: str,
    given_name: str,
    family_name: str,
    by: User | None,
    at: datetime,
) -> tuple[User, str]:
    """Make an account of a school and return it with its one-time password.

    The code is good for 14 days and can never be shown again. Refuses a sign-in name that this
    school has already in any spelling (``sign_in_name_taken``); other schools are not looked at.
    """
    code, until = one_time_codes.new_code(), at + one_time_codes.VALID_ON_A_CARD
    user = User(
        school=school,
        sign_in_name=sign_in_name,
        given_name=given_name,
        family_name=family_name,
        password=one_time_codes.hash_of(code),
        one_time_until=until,
        created_at=at,
    )
    check_fields(user, "sign_in_name", "given_name", "family_name")
    check_sign_in_name(user.sign_in_name, school_id=school.pk)
    user.username = composed_username(school.pk, user.sign_in_name)
    _insert(user)
    record(
        verb="create_account",
        target=user,
        by=by,
        tenant_id=school.pk,
        at=at,
        after={"one_time_until": until.isoformat()},
    )
    return user, code


def _insert(user: User) -> None:
    taken = Refusal(
        "Your school has an account with this sign-in name already. Choose another.",
        code="sign_in_name_taken",
    )
    if User.objects.filter(username=user.username).exists():
        raise taken
    try:
        with transaction.atomic():  # somebody may have been quicker since the look above
            user.save(force_insert=True)
    except IntegrityError:
        raise taken from None


@transaction.atomic
def rename(
    *,
    user: User,
    given_name: str,
    family_name: str,
    by: User,
    at: datetime,
    was: tuple[str, str] | None = None,
) -> None:
    """Change the shown name; the sign-in name stays.

    ``was`` is the (given, family) name that the form was opened with: ``Conflict`` if it has
    changed since. The trail keeps no names, so that erasing a person reaches all of them.
    """
    given_before, family_before = was or (user.given_name, user.family_name)
    user.given_name, user.family_name = given_name, family_name
    check_fields(user, "given_name", "family_name")
    changed = User.objects.filter(
        pk=user.pk, given_name=given_before, family_name=family_before
    ).update(given_name=user.given_name, family_name=user.family_name)
    if not changed:
        raise Conflict(
            "Somebody changed this name meanwhile. Look at it again before you change it.",
            current=User.objects.get(pk=user.pk),
        )
    record(verb="rename_account", target=user, by=by, tenant_id=user.school_id, at=at)


@transaction.atomic
def reset_password(
    *,
    user: User,
    by: User,
    at: datetime,
    valid_for: timedelta = one_time_codes.VALID_FOR_A_RESET,
) -> str:
    """Replace the password by a one-time one and return it; it can never be shown again.

    Whoever is signed in to the account is signed out, and an earlier code no longer works.
    Refuses suspended accounts (``suspended``) and one's own (``own_account``).
    """
    if user.pk == by.pk:
        raise Refusal("Change your own password on the password page.", code="own_account")
    if not user.is_active:
        raise Refusal("This account is suspended. Lift the suspension first.", code="suspended")
    code = one_time_codes.new_code()
    user.password = one_time_codes.hash_of(code)
    user.one_time_until = at + valid_for
    user.save(update_fields=["password", "one_time_until"])
    record(
        verb="reset_password",
        target=user,
        by=by,
        tenant_id=user.school_id,
        at=at,
        after={"one_time_until": user.one_time_until.isoformat()},
    )
    return code


@transaction.atomic
def suspend(*, user: User, by: User, at: datetime, why: str = "") -> None:
    """Shut the account: its next request is signed out. Work and enrollments stay.

    Refuses one's own account (``own_account``) and one that is suspended already
    (``already_suspended``).
    """
    if user.pk == by.pk:
        raise Refusal("You cannot suspend your own account.", code="own_account")
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise Refusal("This account is suspended already.", code="already_suspended")
    user.is_active = False
    _record_suspension("suspend_account", user, by, at, why)


@transaction.atomic
def unsuspend(*, user: User, by: User, at: datetime, why: str = "") -> None:
    """Open a suspended account again, with the password it had."""
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise Refusal("This account is not suspended.", code="not_suspended")
    user.is_active = True
    _record_suspension("unsuspend_account", user, by, at, why)


def _record_suspension(verb: str, user: User, by: User, at: datetime, why: str) -> None:
    record(
        verb=verb,
        target=user,
        by=by,
        tenant_id=user.school_id,
        at=at,
        before={"is_active": not user.is_active},
        after={"is_active": user.is_active},
        why=why,
    )
