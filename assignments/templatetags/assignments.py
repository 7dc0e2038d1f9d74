"""Template tags of the assignments floor."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from assignments.domain.standing import Standing

register = template.Library()


@register.simple_tag
def standing_sentence(standing: Standing) -> SafeString | str:
    """Write the clock's sentence with its due time marked up as a time.

    A script adds what that time is on a device set to another zone.
    """
    if not standing.due_words or standing.due_at is None:
        return standing.sentence
    before, words, after = standing.sentence.partition(standing.due_words)
    return format_html(
        '{}<time datetime="{}" data-behavior="local-time" data-local-time="beside">{}</time>{}',
        before,
        localtime(standing.due_at).isoformat(timespec="minutes"),
        words,
        after,
    )
