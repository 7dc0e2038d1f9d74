"""Files that a page hands out: a clean name, no guessing of types, never shown as a page."""

import re
import unicodedata

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_MAX_STEM = 80
# What no file system or header takes, besides control and format characters.
_FORBIDDEN = re.compile(r'["*/:<>?\\|;%\']+|\.{2,}')


def download(content: bytes, *, stem: str, suffix: str, content_type: str) -> HttpResponse:
    """Return a file that the browser saves under ``stem`` and ``suffix``, made clean."""
    response = HttpResponse(content, content_type=content_type)
    name = f"{clean_stem(stem)}{suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def clean_stem(text: str) -> str:
    """Return a name for a file without its suffix, from any text whatever.

    Letters of any script stay; what a path, a header or a shell could read differently goes.
    """
    kept = "".join(
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in {"Cf", "Cs", "Co", "Cn"}
    )
    words = " ".join(_FORBIDDEN.sub(" ", kept).split())
    return words[:_MAX_STEM].strip(". ") or "download"
