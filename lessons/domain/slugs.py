"""Names for addresses and links, made from what people call a thing."""

from django.utils.text import slugify

from lessons.models import Lesson
from studyhub.people.models import School

_LONGEST = 70  # the column's 80, with room for a number


def slug_of(words: str, otherwise: str) -> str:
    """Return small letters, digits and hyphens; ``otherwise`` where the words leave none."""
    return slugify(words).replace("_", "-").strip("-") or otherwise


def free_slug(title: str, *, school: School | None) -> str:
    """Return an address for a lesson that no other of its school, or of the library, has."""
    stem = slug_of(title, "lesson")[:_LONGEST].rstrip("-")
    taken = set(
        Lesson.objects.filter(school=school, slug__startswith=stem).values_list("slug", flat=True)
    )
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
