"""Random public ids: the primary keys of everything that has an address.

Fourteen letters and digits from an alphabet without look-alikes carry 69 bits, so an id tells
nothing about how many rows there are and cannot be walked. Lower case only: ids survive being
read aloud, and no database collation can confuse two of them.
"""

import secrets

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 14


def new_id() -> str:
    """Return a fresh random id."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class RandomIdField(models.CharField):
    """A primary key that is made here, never by a form or a caller."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.update(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Leave out what ``__init__`` sets, so migrations stay short."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("primary_key", "max_length", "default", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs


class RandomIdConverter:
    """The ``<rid:...>`` path converter: anything that cannot be an id is simply not found."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands."""
        return value
