"""What a row must satisfy before a verb writes it, whoever calls: the fields' own rules."""

from django.core.exceptions import ValidationError
from django.db.models import Model

from studyhub.access.refusal import Refusal
from studyhub.web.fields import ShownNameField
from studyhub.web.text import shown_name


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
