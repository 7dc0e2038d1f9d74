"""A page's form as a browser sends it back: every box as it stood, but for what is typed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BASE = "/admin/assignments/questionset/"


class Reader(HTMLParser):
    """Collects what the page's last form would send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "form":
            self.sent = {}
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option":
            self._take_option(found)
        elif tag == "input" and name and self._is_sent(found):
            self.sent.setdefault(name, []).append(self._value(found))

    def _take_option(self, found: dict) -> None:
        """A select sends what is selected or, for want of that, its first entry."""
        if "selected" in found or self.select not in self.sent:
            self.sent[self.select] = [found.get("value") or ""]

    def _is_sent(self, found: dict) -> bool:
        return found.get("type") not in {"checkbox", "radio"} or "checked" in found

    def _value(self, found: dict) -> str:
        return found.get("value") or ("on" if found.get("type") == "checkbox" else "")

    def handle_data(self, data) -> None:
        if self.area:
            self.sent[self.area][0] += data

    def handle_endtag(self, tag) -> None:
        if tag == "textarea":
            # the first line break in a textarea is markup
            self.sent[self.area][0] = re.sub(r"^\r?\n", "", self.sent[self.area][0])
            self.area = ""


def fields_of(page: str) -> dict[str, list[str]]:
    """Return what the page's last form would send."""
    reader = Reader()
    reader.feed(page)
    return {name: values for name, values in reader.sent.items() if name != "csrfmiddlewaretoken"}


def post(client, url: str, /, **typed):
    """Open the page, type, and send it."""
    sent = fields_of(client.get(url).content.decode())
    return client.post(url, {**sent, **typed})
