"""Who a person is at their school today, for pages that ask before they show something."""

from studyhub.people.enums import ClassRole, SchoolRoleKind
from studyhub.people.models import User


def is_school_admin(user: User) -> bool:
    """Tell whether the person manages classes and accounts of their school."""
    return SchoolRoleKind.SCHOOL_ADMIN in user.desk_roles


def is_teacher(user: User) -> bool:
    """Tell whether the person teaches any class today."""
    return ClassRole.TEACHER in user.desk_roles
