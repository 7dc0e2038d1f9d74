"""The answering page as one form: a box for each leaf, each with the version it was based on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from assignments import policy
from assignments.domain.answering.todo import moment_in_words
from assignments.domain.answering.writing import Leaf
from assignments.domain.citing.citation_tokens import count_answer_words
from assignments.domain.citing.cited import used_in
from assignments.models import Answer, Citation
from studyhub.access.refusal import Refusal
from studyhub.web.fields import ProseFormField
from studyhub.web.ids import new_id
from studyhub.web.text import with_plain_line_breaks

NEVER = -1  # a version no answer has, so that a save based on it is a conflict
_LONGEST_VERSION = 9


@dataclass(frozen=True)
class Typed:
    """What came back from one box. ``replaces`` says that a newer text was seen and not chosen."""

    leaf: Leaf
    text: str
    based_on: int
    key: str
    replaces: bool


@dataclass(frozen=True)
class Box:
    """One box as the page shows it. ``newer`` is the text that stands, where another came first.

    ``was`` is the digest of the text the box began with, so that a box nobody touched is told
    from one that was written in, when the page is old.
    """

    leaf: Leaf
    text: str
    version: int
    was: str
    error: str = ""
    newer: Answer | None = None
    replaces: bool = False

    @property
    def words(self) -> int:
        """Count the words in the box."""
        return count_answer_words(self.text)

    @property
    def cited(self) -> list[Citation]:
        """Return what the text in the box rests on, by number."""
        return used_in(self.text, self.leaf.citations)

    @property
    def saved_in_words(self) -> str:
        """Word when the saved text was saved: "10:42", or "Tuesday 14:02"."""
        return moment_in_words(self.leaf.answer.saved_at) if self.leaf.answer.saved_at else ""

    @property
    def is_unsaved(self) -> bool:
        """Tell whether the text in the box is not the one that is saved."""
        return self.text != self.leaf.answer.text


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class AnswersForm(forms.Form):
    """All boxes of an open attempt.

    A box that is not in the request counts as untouched, never as emptied. One box over the
    limit makes the whole form invalid, before anything is written.
    """

    def __init__(self, data=None, *, leaves: Sequence[Leaf]) -> None:
        super().__init__(data)
        self.leaves = leaves
        self.page_key = new_id()
        for leaf in leaves:
            self.fields[_name("text", leaf)] = ProseFormField(required=False)

    def clean(self) -> dict:
        """Hold every text to the limit."""
        for leaf in self.leaves:
            text = self.cleaned_data.get(_name("text", leaf), "")
            try:
                policy.check_length(text, leaf.question.label)
            except Refusal as refusal:
                self.add_error(_name("text", leaf), str(refusal))
        return self.cleaned_data

    def typed(self) -> list[Typed]:
        """Return the boxes whose text differs from what is saved and from what they began with."""
        return [
            self._typed(leaf, text)
            for leaf, text in self._posted()
            if text != leaf.answer.text and digest(text) != self.data.get(_name("was", leaf))
        ]

    def boxes(self, newer: dict[str, Answer] | None = None) -> list[Box]:
        """Return what to show; ``newer`` maps answer ids to the texts that came first."""
        return [self._box(leaf, (newer or {}).get(leaf.answer.pk)) for leaf in self.leaves]

    def _posted(self):
        for leaf in self.leaves:
            if _name("text", leaf) in self.data:
                yield leaf, self.cleaned_data[_name("text", leaf)]

    def _typed(self, leaf: Leaf, text: str) -> Typed:
        based_on = _version(self.data.get(_name("version", leaf), ""))
        # The key holds the text: the same page sent twice is one save, but a page gone back to
        # and written on is another.
        page = self.data.get("page", "")[:20]
        key = digest(f"{page} {leaf.answer.pk} {based_on} {text}")
        return Typed(leaf, text, based_on, key, replaces=_name("replaces", leaf) in self.data)

    def _box(self, leaf: Leaf, newer: Answer | None) -> Box:
        answer = leaf.answer
        name = _name("text", leaf)
        if not (self.is_bound and name in self.data):
            return Box(leaf, answer.text, answer.version, digest(answer.text))
        text = with_plain_line_breaks(self.data[name])
        errors = " ".join(str(error) for error in self.errors.get(name, []))
        if newer is not None:
            return Box(leaf, text, newer.version, "", errors, newer, replaces=True)
        if self.errors:  # nothing was written: the page goes on from where it began
            began = _version(self.data.get(_name("version", leaf), ""))
            was = self.data.get(_name("was", leaf), "")
            seen = _name("replaces", leaf) in self.data
            return Box(leaf, text, began, was, errors, replaces=seen)
        return Box(leaf, answer.text, answer.version, digest(answer.text))


def _name(what: str, leaf: Leaf) -> str:
    return f"{what}-{leaf.answer.pk}"


def _version(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) <= _LONGEST_VERSION:
        return int(value)
    return NEVER
