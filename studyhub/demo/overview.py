"""What quickstart prints: demo accounts and addresses, as data."""

from typing import Any

from django.urls import reverse

from assignments.models import Submission
from lessons.models import Lesson
from studyhub.demo.people import RIVERSIDE, SUPERUSER, demo_password
from studyhub.people.models import Enrollment, SchoolRole, User
from studyhub.people.models.user import composed_username


def overview(base: str, lesson: Lesson) -> dict[str, Any]:
    """Return ``{"people": [...], "urls": {...}}``; the first student listed has an open draft.

    ``base`` is the address the server listens on, without a slash at the end. Once every demo
    student has handed in, the first one with any work is listed first.
    """
    first = _first_work()
    urls = {
        "home": reverse("home"),
        "sign_in": reverse("account_login"),
        "lesson": reverse("lessons:lesson", args=[lesson.pk, lesson.slug]),
        "assignment": reverse("work", args=[first.pk]),
        "admin": reverse("admin:index"),
    }
    return {
        "people": _people(first.student),
        "urls": {name: base + path for name, path in urls.items()},
    }


def _first_work() -> Submission:
    """Return the work of the first demo student by name who has never handed it in."""
    work = Submission.objects.filter(student__school__slug=RIVERSIDE.slug).select_related("student")
    drafts = work.filter(counted_attempt__isnull=True, attempts__submitted_at__isnull=True)
    in_order = ("student__given_name", "started_at", "pk")
    return drafts.order_by(*in_order).first() or work.earliest(*in_order)


def _people(first_student: User) -> list[dict[str, str]]:
    roles = SchoolRole.objects.filter(school__is_demo=True).select_related("user__school")
    enrolled = Enrollment.objects.filter(user__school__is_demo=True).select_related("user__school")
    found = {(role.user, "school_admin") for role in roles}
    found |= {(row.user, row.role) for row in enrolled}
    superuser = User.objects.filter(username=composed_username(None, SUPERUSER))
    found |= {(user, "superuser") for user in superuser}
    in_order = sorted(found, key=lambda pair: _place(pair[0], pair[1], first_student))
    return [_person(role, user) for user, role in in_order]


def _place(user: User, role: str, first_student: User) -> tuple:
    """Order by school, the larger one first, then by role, then by name."""
    small = user.school is not None and user.school.slug != RIVERSIDE.slug
    return (
        role == "superuser",
        small,
        ("student", "teacher", "assistant", "school_admin", "superuser").index(role),
        user.pk != first_student.pk,
        user.given_name,
    )


def _person(role: str, user: User) -> dict[str, str]:
    return {
        "role": role,
        "school": user.school.name if user.school else "",
        "sign_in": user.sign_in_name,
        "password": demo_password(),
    }
