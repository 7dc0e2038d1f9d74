"""What a teacher's text must satisfy before a verb writes it, whoever calls."""

from django.db.models import Model

from studyhub.access.refusal import Refusal
from studyhub.web.text import has_forbidden_characters, is_blank, with_plain_line_breaks


def checked_prose(model: type[Model], name: str, text: str, *, required: bool = False) -> str:
    """Return the text with plain line breaks and no blank ends.

    Refuses what no database can keep, more than the column's limit and, where ``required``, a
    text in which nothing can be seen. The refusal's code is the column's name.
    """
    text = with_plain_line_breaks(text).strip()
    limit = getattr(model._meta.get_field(name), "max_length", None)
    if has_forbidden_characters(text):
        raise Refusal("This text contains a character that cannot be kept.", code=name)
    if limit is not None and len(text) > limit:
        raise Refusal(f"This has {len(text):,} characters; the limit is {limit:,}.", code=name)
    if is_blank(text):
        if required:
            raise Refusal("Write something here.", code=name)
        return ""
    return text
