"""What quickstart prints: demo accounts and addresses, as data."""

from typing import Any

from django.urls import reverse

from assignments.models import Attempt
from lessons.models import Lesson
from studyhub.demo.people import SUPERUSER, demo_password
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, SchoolRole, User
from studyhub.people.models.user import composed_username


def overview(base: str, lesson: Lesson) -> dict[str, Any]:
    """Return ``{"people": [...], "urls": {...}}``; the first student listed has an open draft.

    ``base`` is the address the server listens on, without a slash at the end.
    """
    draft = _first_open_draft()
    urls = {
        "home": reverse("home"),
        "sign_in": reverse("account_login"),
        "lesson": reverse("lessons:lesson", args=[lesson.pk, lesson.slug]),
        "assignment": reverse("work", args=[draft.submission_id]),
        "admin": reverse("admin:index"),
    }
    return {
        "people": _people(draft.submission.student),
        "urls": {name: base + path for name, path in urls.items()},
    }


def _first_open_draft() -> Attempt:
    """Return the draft of the first demo student who never handed in."""
    return (
        Attempt.objects.filter(
            submitted_at__isnull=True,
            number=1,
            submission__counted_attempt__isnull=True,
            submission__student__school__is_demo=True,
        )
        .select_related("submission__student")
        .earliest("submission__student__created_at", "submission__started_at", "pk")
    )


def _people(first_student: User) -> list[dict[str, str]]:
    roles = SchoolRole.objects.filter(school__is_demo=True).select_related("user__school")
    enrolled = Enrollment.objects.filter(user__school__is_demo=True).select_related("user__school")
    found = [("school_admin", role.user) for role in roles.order_by("created_at", "pk")]
    for role in (ClassRole.TEACHER, ClassRole.STUDENT):
        rows = enrolled.filter(role=role).order_by("created_at", "pk")
        found += [(role.value, row.user) for row in rows]
    found.sort(key=lambda pair: pair[1].pk != first_student.pk)
    people = [_person(role, user) for role, user in found]
    superuser = User.objects.filter(username=composed_username(None, SUPERUSER)).first()
    return [*people, _person("superuser", superuser)] if superuser else people


def _person(role: str, user: User) -> dict[str, str]:
    return {
        "role": role,
        "school": user.school.name if user.school else "",
        "sign_in": user.sign_in_name,
        "password": demo_password(),
    }
