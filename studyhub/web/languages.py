"""Which language the reader's browser asks for."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


def reader_language(request: HttpRequest, among: Collection[str]) -> str:
    """Return the first of the languages that the reader prefers, or else the site's own.

    ``among`` are codes such as "de"; "de-AT" is served by it. What is answered with it varies by
    ``Accept-Language``, and must say so.
    """
    for wanted, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        code = primary_language(wanted)
        if code == "*":
            break
        if weight > 0 and code in among:
            return code
    return primary_language(settings.LANGUAGE_CODE)


def primary_language(tag: str) -> str:
    """Return "de" for "de-AT"."""
    return tag.lower().partition("-")[0]
