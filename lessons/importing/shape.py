"""The shape of JSON objects: each wrong thing becomes a finding, and reading goes on.

What cannot be read is given back as an empty value of its kind, so that a file is read to its
end; a pack with findings is refused, so such a value never reaches the database.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from lessons.importing.findings import Findings
from studyhub.web.text import is_blank, shown_name, validate_shown_name, with_plain_line_breaks

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
MAX_ITEMS = 5000  # events of the longest timeline that still opens as a list


def limit(model: type[Model], field: str) -> int:
    """Return the most characters that a column takes."""
    return model._meta.get_field(field).max_length  # type: ignore[union-attr, return-value]


class Shape:
    """One JSON object being read. Call ``close`` at the end: it reports what nobody asked for."""

    def __init__(self, value: Any, file: str, place: str, findings: Findings) -> None:
        self.file, self.place, self.findings = file, place, findings
        self._asked: set[str] = set()
        if not isinstance(value, dict):
            self._report("", "This must be an object, in braces.")
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        self._broken = not isinstance(value, dict)

    def has(self, name: str) -> bool:
        """Tell whether the key is there at all."""
        return name in self._value

    def find(self, name: str, sentence: str) -> None:
        """Note a finding about one of the keys."""
        self._report(name, sentence)

    def line(self, name: str, most: int, *, required: bool = False) -> str:
        """Return a text of one line, without control or text-direction characters."""
        text = self._text(name, most, required=required)
        if not text:
            return ""
        try:
            validate_shown_name(text)
        except ValidationError:
            self._report(name, "This must be one visible line, without control characters.")
            return ""
        # Composing can lengthen a text: one character of Devanagari becomes two.
        return self._checked_text(name, shown_name(text), most, required=required)

    def prose(self, name: str, most: int, *, required: bool = False) -> str:
        """Return a text that may have several lines."""
        return self._text(name, most, required=required)

    def word(self, name: str, most: int, pattern: re.Pattern[str] = SLUG) -> str:
        """Return a required id."""
        text = self._text(name, most, required=True)
        if text and not pattern.fullmatch(text):
            case = "small letters" if pattern is SLUG else "letters"
            self._report(name, f'"{text[:60]}" is not an id: use {case}, digits and hyphens.')
            return ""
        return text

    def choice(self, name: str, choices: tuple[str, ...], *, required: bool = True) -> str:
        """Return one of the given words; the first where it is wrong or left out."""
        value = self._get(name, required=required)
        if value in choices:
            return value
        if value is not None:
            self._report(name, "This must be one of: " + ", ".join(choices) + ".")
        return choices[0]

    def flag(self, name: str) -> bool:
        """Return true or false; false where it is left out."""
        value = self._get(name, required=False)
        if value is not None and not isinstance(value, bool):
            self._report(name, "This must be true or false.")
        return value is True

    def whole(self, name: str, least: int, most: int) -> int:
        """Return a required whole number within bounds."""
        value = self._get(name, required=True)
        if is_whole(value) and least <= value <= most:
            return value
        if value is not None:
            self._report(name, f"This must be a whole number from {least} to {most}.")
        return least

    def lines(self, name: str, most: int) -> tuple[str, ...]:
        """Return a list of one-line texts, each of them once; empty where it is left out."""
        items = self._list(name, required=False)
        texts = [self._item_line(f"{name}[{i}]", item, most) for i, item in enumerate(items)]
        self._report_repeats(name, texts)
        return tuple(text for text in texts if text)

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        """Return a list of texts that may have several lines; empty where it is left out."""
        items = self._list(name, required=False)
        inner = [self._inner(f"{name}[{i}]", item) for i, item in enumerate(items)]
        return tuple(filter(None, (shape.prose("", most, required=True) for shape in inner)))

    def objects(self, name: str, *, required: bool = False) -> "Iterator[Shape]":
        """Yield each object of a list as a Shape, and close it afterwards."""
        for i, item in enumerate(self._list(name, required=required)):
            shape = Shape(item, self.file, self._path(f"{name}[{i}]"), self.findings)
            yield shape
            shape.close()

    def object(self, name: str) -> "Shape":
        """Return an object as a Shape; an empty one where it is left out. Close it yourself."""
        value = self._get(name, required=False)
        return Shape({} if value is None else value, self.file, self._path(name), self.findings)

    def raw(self, name: str) -> Any:
        """Return a value unread, for a shape of its own kind."""
        return self._get(name, required=True)

    def close(self) -> None:
        """Report the keys that this form does not have."""
        if self._broken:
            return
        for name in self._value:
            if name not in self._asked:
                self._report(str(name)[:60], "There is no such key in this form.")

    def _get(self, name: str, *, required: bool) -> Any:
        self._asked.add(name)
        if name in self._value and self._value[name] is not None:
            return self._value[name]
        if not self._broken and (required or name in self._value):
            self._report(name, "This is required." if required else "This may not be null.")
        return None

    def _text(self, name: str, most: int, *, required: bool) -> str:
        value = self._get(name, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._report(name, "This must be a text, in quotes.")
            return ""
        text = with_plain_line_breaks(value).strip()
        return self._checked_text(name, text, most, required=required)

    def _checked_text(self, name: str, text: str, most: int, *, required: bool) -> str:
        if required and is_blank(text):
            self._report(name, "This is required, and it is empty.")
            return ""
        if len(text) > most:
            self._report(name, f"This has {len(text):,} characters; {most:,} are the most.")
            return ""
        return text

    def _list(self, name: str, *, required: bool) -> list[Any]:
        value = self._get(name, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self._report(name, "This must be a list, in brackets.")
            return []
        if len(value) > MAX_ITEMS:
            self._report(name, f"This list has {len(value):,} items; {MAX_ITEMS:,} are the most.")
        return value[:MAX_ITEMS]

    def _item_line(self, name: str, item: Any, most: int) -> str:
        return self._inner(name, item).line("", most, required=True)

    def _inner(self, name: str, item: Any) -> "Shape":
        """Return a shape of one item, so that a list is read as a key is: under the name ""."""
        return Shape({"": item}, self.file, self._path(name), self.findings)

    def _report_repeats(self, name: str, texts: list[str]) -> None:
        for text in repeated(texts):
            self._report(name, f'"{text}" stands twice in this list.')

    def _path(self, name: str) -> str:
        return ".".join(part for part in (self.place, name) if part)

    def _report(self, name: str, sentence: str) -> None:
        self.findings.add(self.file, self._path(name), sentence)


def is_whole(value: Any) -> bool:
    """Tell whether a JSON value is a whole number; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def repeated(values: list[str]) -> list[str]:
    """Return what stands more than once, each of it once, in order; empty texts left out."""
    counted = Counter(value for value in values if value)
    return [value for value, count in counted.items() if count > 1]
