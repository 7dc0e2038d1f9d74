"""The edition's HTML, with the marks of the events that each paragraph tells of."""

import re

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from lessons.models import Edition
from lessons.views.timeline import Timeline

# A paragraph holds no <div> of its own, so its end is the next closing one.
_PARAGRAPH = re.compile(
    r'(<div class="paragraph" id="(s[0-9]+-[0-9]+)"><a class="paragraph-number" [^>]*>([0-9.]+)</a>'
    r".*?)(</div>)",
    re.DOTALL,
)


def essay_with_marks(edition: Edition, timeline: Timeline) -> SafeString:
    """Return the essay for a page that has the timeline too.

    Safe: ``Edition.html`` was made by ``lessons.importing.html``, which escapes all text and
    lets ``nh3`` have the last word; the marks come from a template, which escapes as ever.
    """
    template = get_template("lessons/paragraph_events.html")

    def with_marks(found: re.Match[str]) -> str:
        events = timeline.by_paragraph.get(found.group(2))
        if not events:
            return found.group(0)
        context = {"label": found.group(3), "events": events}
        return found.group(1) + template.render(context) + found.group(4)

    return mark_safe(_PARAGRAPH.sub(with_marks, edition.html))  # noqa: S308  (see docstring)
