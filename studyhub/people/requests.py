"""The request of somebody who is signed in, and who and what stands behind it."""

from django.http import HttpRequest

from studyhub.people.models import School, User


class SignedInRequest(HttpRequest):
    """A request past the door: ``AccessMiddleware`` lets no stranger through to a view."""

    user: User


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, inside hooks of the admin, whose signatures Django fixes."""
    assert isinstance(request.user, User)  # noqa: S101  (AccessMiddleware has seen to it)
    return request.user


def school_of(request: SignedInRequest) -> School:
    """Return the person's school, on pages that superusers, who have none, do not get."""
    assert request.user.school is not None  # noqa: S101  (the page's querysets have seen to it)
    return request.user.school
