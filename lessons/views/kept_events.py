"""The list of events as HTML, rendered once for each content and kept.

Rendering five thousand events takes longer than a reader should wait, and nothing in them differs
from reader to reader. What is kept stands under the digest of everything it was rendered from, so
there is nothing to invalidate: a changed event, source, theme, date wording or paragraph number is
another digest. Each process keeps its own. The template gets no request and no person, so that it
cannot show one.
"""

import hashlib
from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lessons.views.timeline import Timeline

MOST_CHARACTERS = 16_000_000  # two lists of 5,000 events, or 80 of 92


class KeptLists:
    """Rendered lists by digest, the one used longest ago leaving first. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._lists: OrderedDict[str, SafeString] = OrderedDict()
        self._lock = Lock()

    def find(self, digest: str) -> SafeString | None:
        """Return a list that is kept, and count it as just used."""
        with self._lock:
            if digest in self._lists:
                self._lists.move_to_end(digest)
            return self._lists.get(digest)

    def keep(self, digest: str, html: SafeString) -> None:
        """Keep a list, at the cost of others; one that is larger than all room is let go."""
        with self._lock:
            self._size += len(html) - len(self._lists.pop(digest, ""))
            self._lists[digest] = html
            while self._size > self._most:
                _digest, oldest = self._lists.popitem(last=False)
                self._size -= len(oldest)


_kept = KeptLists(MOST_CHARACTERS)


def kept_events(timeline: Timeline, **context: str | bool) -> SafeString:
    """Return the ``<li>`` of every event; ``context`` is what else their template asks for.

    Nothing is kept while templates may change under a running server. What is asked once only,
    such as events with the hits of a search marked, is better rendered by ``render_events``.
    """
    if settings.DEBUG:
        return render_events(timeline, **context)
    content = f"{get_language()} {sorted(context.items())} {timeline.entries!r}"
    digest = hashlib.sha256(content.encode()).hexdigest()
    html = _kept.find(digest)
    if html is None:
        html = render_events(timeline, **context)
        _kept.keep(digest, html)
    return html


def render_events(timeline: Timeline, **context: str | bool) -> SafeString:
    """Render them, from nothing but the timeline and these words."""
    return render_to_string("lessons/_events.html", {**context, "events": timeline.entries})
