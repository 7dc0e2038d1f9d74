"""What a letter says: each kind has one writer, which an upper floor may be.

No letter carries an answer, a comment or a grade, and its subject names no work and no person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from studyhub.people.models import Mail


def _nothing(at: datetime) -> None:
    """Leave everything as it is."""


@dataclass(frozen=True)
class Letter:
    """A plain text. ``when_sent`` is called with the time once the server has taken it."""

    subject: str
    body: str
    when_sent: Callable[[datetime], None] = _nothing


Writer = Callable[[Mail, datetime], Letter | None]
_writers: dict[str, Writer] = {}


def writes(kind: str, writer: Writer) -> None:
    """Name the one who writes letters of a kind; None from it means that there is no need."""
    _writers[kind] = writer


def compose(mail: Mail, *, at: datetime) -> Letter | None:
    """Return what a letter says now."""
    return _writers[mail.kind](mail, at)


def site_address(path: str) -> str:
    """Return a path as a whole address, under the name that the installation gives itself."""
    return f"{settings.SITE_URL}{path}"
