"""The edition's HTML, with the marks of the events that each paragraph tells of, and with hits."""

import html
import re
from typing import Protocol

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from lessons.views.essay_search import EssayFound
from lessons.views.timeline import Timeline

MOST_MARKS = 12  # beside a paragraph; the timeline has the others
# A paragraph holds no <div> of its own, so its end is the next closing one.
_PARAGRAPH = re.compile(
    r'(<div class="paragraph" id="([^"]+)">(?:<a class="paragraph-number"[^>]*>([^<]*)</a>)?.*?)'
    r"(</div>)",
    re.DOTALL,
)


class HasHtml(Protocol):
    """An edition, or a draft rendered as one."""

    html: str


def essay_with_marks(
    edition: HasHtml, timeline: Timeline, found: EssayFound | None = None
) -> SafeString:
    """Return the essay for a page that has the timeline too, with what was found marked in it.

    Safe: ``Edition.html`` was made by ``lessons.importing.html``, which escapes all text and
    lets ``nh3`` have the last word; the marks come from a template, which escapes as ever, and
    ``find_in_essay`` escapes what it takes apart.
    """
    template = get_template("lessons/paragraph_events.html")

    def with_marks(paragraph: re.Match[str]) -> str:
        events = timeline.by_paragraph.get(paragraph.group(2))
        if not events:
            return paragraph.group(0)
        context = {
            "label": html.unescape(paragraph.group(3) or ""),
            "events": events[:MOST_MARKS],
            "more": events[MOST_MARKS:],
        }
        return paragraph.group(1) + template.render(context) + paragraph.group(4)

    essay = found.html if found else edition.html
    return mark_safe(_PARAGRAPH.sub(with_marks, essay))  # noqa: S308  (see docstring)
