"""Template filters and tags of the ground rules: times in words, icons, plural counts."""

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from studyhub.web import when
from studyhub.web.text import count_words

register = template.Library()


@register.filter
def day_and_time(moment: datetime | None) -> str:
    """Word a moment as "Friday 27 November, 17:00"; nothing for no moment."""
    return when.day_and_time(moment) if moment else ""


@register.filter
def day(moment: datetime | None) -> str:
    """Word a moment as "Friday 27 November"; nothing for no moment."""
    return when.day(moment) if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """Word a moment as "10:42"; nothing for no moment."""
    return when.clock(moment) if moment else ""


@register.filter
def words(text: str) -> int:
    """Count the words of a text by the rule that holds everywhere."""
    return count_words(text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol of the sprite; it is decoration, so screen readers skip it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )
