"""Accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from studyhub.people.enums import ClassRole, SchoolRoleKind
from studyhub.people.models.school import School
from studyhub.people.querysets import UserQuerySet, today_of
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField
from studyhub.web.text import sign_in_key


def composed_username(school_id: str | None, sign_in_name: str) -> str:
    """Return the one unique username: the school's id and the comparable sign-in name.

    Names are unique per school, so that trying a name tells nothing about another school.
    """
    key = sign_in_key(sign_in_name)
    return f"{school_id}:{key}" if school_id else f":{key}"


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Builds accounts; ``people.domain.accounts`` is the way for schools."""

    def get_by_natural_key(self, username: str) -> User:
        """Fetch with the school, which every page needs."""
        return self.select_related("school").get(username=username)

    def create_superuser(self, sign_in_name: str, password: str | None = None, **names) -> User:
        """Make an account of no school with every right that a superuser has here."""
        user = self.model(
            sign_in_name=sign_in_name,
            username=composed_username(None, sign_in_name),
            is_superuser=True,
            given_name=names.get("given_name") or "Super",
            family_name=names.get("family_name") or "User",
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One account, of one school; a superuser's of none.

    ``username`` is made from the school and the sign-in name and is never shown.
    ``one_time_until`` is set while the password is a one-time one. ``email`` is an address that
    the person has given and confirmed, ``new_email`` one that waits to be confirmed; both are
    optional, unknown to everybody else, and may be another account's too (a family's).
    """

    id = RandomIdField()
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="users")
    username = models.CharField(max_length=200, unique=True, editable=False)
    sign_in_name = ShownNameField(max_length=60)
    given_name = ShownNameField(max_length=80)
    family_name = ShownNameField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True)
    new_email = models.EmailField(blank=True)
    wants_daily_mail = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        verbose_name = "account"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=True, school__isnull=True)
                | models.Q(is_superuser=False, school__isnull=False),
                name="people_user_superusers_have_no_school",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return given and family name, as shown to others."""
        return f"{self.given_name} {self.family_name}".strip()

    def get_full_name(self) -> str:
        """Django's name for it."""
        return self.full_name

    def get_short_name(self) -> str:
        """Django's name for the given name."""
        return self.given_name

    def has_one_time_password(self) -> bool:
        """Tell whether a password must be chosen before anything else."""
        return self.one_time_until is not None

    def one_time_password_has_run_out(self, at: datetime) -> bool:
        """Tell whether the handed-over code is too old to sign in with."""
        return self.one_time_until is not None and self.one_time_until <= at

    @cached_property
    def desk_roles(self) -> frozenset[str]:
        """Return the roles for which the admin opens, today: teacher, assistant, school_admin.

        Two queries, kept on the instance; of a superuser, who needs none, it is empty.
        """
        if self.is_superuser or self.school_id is None:
            return frozenset()
        in_classes = (
            self.enrollments.holding_on(today_of(self))
            .filter(
                role__in=[ClassRole.TEACHER, ClassRole.ASSISTANT], school_class__school=self.school
            )
            .values_list("role", flat=True)
            .distinct()
            .order_by()
        )
        roles = set(in_classes)
        if self.school_roles.as_school_admin(self).exists():
            roles.add(SchoolRoleKind.SCHOOL_ADMIN.value)
        return frozenset(roles)

    @property
    def may_enter_desk(self) -> bool:
        """Tell whether the admin opens for this person at all."""
        return bool(self.is_active and (self.is_superuser or self.desk_roles))

    @property
    def is_staff(self) -> bool:
        """Django's name for it; derived, so it cannot outlive the role it came from."""
        return self.may_enter_desk

    def audited_tenants(self) -> list[str] | None:
        """Return the schools whose audit trail this person keeps; None for all."""
        if self.is_superuser:
            return None
        if self.school_id is None or "school_admin" not in self.desk_roles:
            return []
        return [self.school_id]

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Model permissions are not used here; rights come from querysets."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See ``has_perm``."""
        return False
