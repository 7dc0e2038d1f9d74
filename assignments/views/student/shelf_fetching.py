"""Fetch what a request to the shelf names, through the scopes."""

from typing import Any

from lessons.models import Edition, Lesson, Paragraph, ShelfItem
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.web.strict_json import BadBody

READERS = (
    "student, classmate, assistant, teacher, other teacher, school admin, "
    "foreign teacher, foreign admin, superuser"
)


def fetch_lesson(user: User, lesson: str) -> Lesson:
    """Return a lesson you may read, to keep something of it."""
    readable = Lesson.objects.visible_to(user).select_related("current_edition")
    return fetch_or_404(readable, pk=lesson)


def fetch_lesson_of_shelf(user: User, lesson: str) -> Lesson:
    """Return a lesson you may read, or once could and kept something of."""
    known = Lesson.objects.with_shelf_of(user).select_related("current_edition")
    return fetch_or_404(known, pk=lesson)


def fetch_item(user: User, lesson: str, item: str) -> ShelfItem:
    """Return an item of your own on this lesson, taken off or not."""
    own = ShelfItem.objects.owned_by(user).select_related(
        "lesson__current_edition", "paragraph__anchor", "edition", "event"
    )
    return fetch_or_404(own, pk=item, lesson=lesson)


def edition_named(lesson: Lesson, pk: str) -> Edition:
    """Return an edition of the lesson. What was published once may be quoted, also later."""
    edition = lesson.editions.filter(pk=pk).first()
    if edition is None:
        raise BadBody("There is no such edition of this lesson.")
    return edition


def paragraph_named(edition: Edition, name: str) -> Paragraph:
    """Return what stands at an anchor in the edition."""
    paragraph = edition.paragraphs.filter(anchor__name=name).first()
    if paragraph is None:
        raise BadBody("There is no such paragraph in this edition.")
    return paragraph


def text_of(body: dict[str, Any], name: str, *, most: int, default: str | None = None) -> str:
    """Return a text of a JSON body, or raise ``BadBody``; ``most`` is its limit in characters."""
    value = body.get(name, default)
    if not isinstance(value, str) or len(value) > most:
        raise BadBody(f"The field {name} must be a text of at most {most:,} characters.")
    return value


def number_of(body: dict[str, Any], name: str) -> int:
    """Return a whole number of a JSON body that is not negative, or raise ``BadBody``."""
    value = body.get(name)
    if type(value) is not int or not 0 <= value <= 2**31 - 1:
        raise BadBody(f"The field {name} must be a whole number.")
    return value


def ids_of(body: dict[str, Any], name: str) -> list[str]:
    """Return a list of ids of a JSON body, or raise ``BadBody``."""
    value = body.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadBody(f"The field {name} must be a list of ids.")
    return value
