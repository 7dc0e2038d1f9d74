"""A private page that the browser keeps, and asks about before it shows it again."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def revalidated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with an ETag, or 304 where the browser holds the same page.

    The tag is made from the page itself, so that whatever changes it - the edition, an event, the
    navigation, a message, a stylesheet's name - changes the tag. The form token differs each time
    and is left out, so the tag is a weak one, which compressing the page leaves as it is; the
    secret behind it and the person are put in, because a token of an earlier sign-in would be
    refused.
    """
    get_token(request)
    digest = hashlib.sha256(_TOKEN.sub(b"", response.content))
    digest.update(f"{request.user.pk} {request.META['CSRF_COOKIE']}".encode())
    response.headers["ETag"] = f'W/"{digest.hexdigest()[:32]}"'
    response.headers["Cache-Control"] = "private, no-cache"
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer if answer is not None else response
