"""Keys for events, sources and themes: ids that people can read, made from a title."""

import unicodedata
from collections.abc import Collection

from django.utils.text import slugify


def free_key(title: str, *, taken: Collection[str], most: int, otherwise: str) -> str:
    """Return a slug of the title that is not taken yet, at most ``most`` characters long.

    A title without a single Latin letter or digit gets the word ``otherwise``.
    """
    stem = _slug(title, most) or otherwise
    if stem not in taken:
        return stem
    number = 2
    while True:
        tail = f"-{number}"
        key = stem[: most - len(tail)].rstrip("-") + tail
        if key not in taken:
            return key
        number += 1


def _slug(title: str, most: int) -> str:
    plain = unicodedata.normalize("NFKD", title).replace("_", "-")
    words = slugify(plain)[: most + 1]
    if len(words) > most:
        words = words[:most].rsplit("-", 1)[0] if "-" in words[:most] else words[:most]
    return words.strip("-")
