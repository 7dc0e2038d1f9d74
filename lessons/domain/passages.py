"""Passages of a paragraph as they are kept and cited."""

from lessons.models import Paragraph
from studyhub.access.refusal import Refusal
from studyhub.anchors import Selector, describe, sentences
from studyhub.web.text import is_blank


def passage(paragraph: Paragraph, start: int, end: int) -> Selector:
    """Describe ``paragraph.text[start:end]``, grown to whole graphemes, offsets in code points.

    Refuses a passage that does not lie within the paragraph (``no_passage``) and one that shows
    nothing (``blank``).
    """
    try:
        selector = describe(paragraph.text, start, end)
    except ValueError:
        raise Refusal(
            f"This passage does not lie within paragraph {paragraph.label}.", code="no_passage"
        ) from None
    if is_blank(selector.exact):
        raise Refusal("Mark at least one visible character.", code="blank")
    return selector


def sentences_between(paragraph: Paragraph, first: int, last: int) -> tuple[int, int]:
    """Return where the sentences from number ``first`` to ``last`` stand, counted from 1.

    Refuses numbers that the paragraph does not have (``no_sentence``).
    """
    spans = sentences(paragraph.text)
    if not 1 <= first <= last <= len(spans):
        count = f"{len(spans)} sentence{'' if len(spans) == 1 else 's'}"
        raise Refusal(f"Paragraph {paragraph.label} has {count}.", code="no_sentence")
    return spans[first - 1][0], spans[last - 1][1]


def check_seen(paragraph: Paragraph, start: int, end: int, seen: str | None, *, act: str) -> None:
    """Refuse words that the page had and the text has not; ``act`` is what was not done."""
    if seen is not None and paragraph.text[max(start, 0) : max(end, 0)] != seen:
        raise Refusal(
            f"Nothing was {act}: the words on your page are not those of the text. Reload the page "
            "and mark them again.",
            code="other_words",
        )
