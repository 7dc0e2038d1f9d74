"""The request of somebody who is signed in, for type annotations of views."""

from django.http import HttpRequest

from studyhub.people.models import User


class SignedInRequest(HttpRequest):
    """A request past the door: ``AccessMiddleware`` lets no stranger through to a view."""

    user: User
