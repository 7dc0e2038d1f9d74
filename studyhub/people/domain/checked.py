"""What a row must satisfy before a verb writes it, whoever calls: the fields' own rules."""

from django.core.exceptions import ValidationError
from django.db.models import Model

from studyhub.access.refusal import Refusal
from studyhub.web.fields import ShownNameField
from studyhub.web.text import (
    has_forbidden_characters,
    is_blank,
    shown_name,
    validate_shown_name,
    with_plain_line_breaks,
)


def check_fields(row: Model, *names: str) -> None:
    """Clean the named fields in place; shown names become NFC with single spaces.

    Raises ``Refusal`` with the first sentence and the field's name as its code.
    """
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, name)
        if isinstance(field, ShownNameField):
            value = shown_name(value)
        try:
            setattr(row, name, field.clean(value, row))  # type: ignore[union-attr]
        except ValidationError as error:
            raise Refusal(error.messages[0], code=name) from None


def checked_prose(model: type[Model], name: str, text: str, *, required: bool = False) -> str:
    """Return the text with plain line breaks and no blank ends.

    Refuses what no database can keep, more than the column's limit and, where ``required``, a
    text in which nothing can be seen. The refusal's code is the column's name.
    """
    text = with_plain_line_breaks(text).strip()
    limit = getattr(model._meta.get_field(name), "max_length", None)
    if has_forbidden_characters(text):
        raise Refusal("This text contains a character that cannot be kept.", code=name)
    check_length(text, limit, name)
    if is_blank(text):
        if required:
            raise Refusal("Write something here.", code=name)
        return ""
    return text


def checked_line(model: type[Model], name: str, text: str, *, required: bool = False) -> str:
    """Return a text of one line in NFC with single spaces; refuses as ``checked_prose`` does.

    Refuses besides what a shown name may not hold: line breaks, control and direction marks.
    """
    limit = getattr(model._meta.get_field(name), "max_length", None)
    line = shown_line(text, name)
    check_length(line, limit, name)
    if required and not line:
        raise Refusal("Write something here.", code=name)
    return line


def shown_line(text: str, code: str) -> str:
    """Return a line as it is shown; empty where it shows nothing. Refuses what cannot be shown."""
    line = shown_name(text)
    if not line or is_blank(line):
        return ""
    try:
        validate_shown_name(line)
    except ValidationError as error:
        raise Refusal(error.messages[0], code=code) from None
    return line


def check_length(text: str, most: int | None, code: str) -> None:
    """Refuse a text that is longer than its column."""
    if most is not None and len(text) > most:
        raise Refusal(f"This has {len(text):,} characters; the limit is {most:,}.", code=code)
