"""Which doors open for a person, from the roles they hold today."""

from studyhub.people.enums import ClassRole, SchoolRoleKind
from studyhub.people.models import User
from studyhub.people.querysets import today_of


def desk_roles_of(user: User) -> frozenset[str]:
    """Return the roles that let a person into the admin: teacher, assistant, school_admin."""
    if user.is_superuser or user.school_id is None:
        return frozenset()
    today = today_of(user)
    in_classes = (
        user.enrollments.holding_on(today)
        .filter(role__in=[ClassRole.TEACHER, ClassRole.ASSISTANT], school_class__school=user.school)
        .values_list("role", flat=True)
        .distinct()
        .order_by()
    )
    roles = set(in_classes)
    if user.school_roles.as_school_admin(user).exists():
        roles.add(SchoolRoleKind.SCHOOL_ADMIN.value)
    return frozenset(roles)


def is_school_admin(user: User) -> bool:
    """Tell whether the person manages classes and accounts of their school."""
    return SchoolRoleKind.SCHOOL_ADMIN in user.desk_roles


def is_teacher(user: User) -> bool:
    """Tell whether the person teaches any class today."""
    return ClassRole.TEACHER in user.desk_roles
