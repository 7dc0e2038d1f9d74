"""The one renderer of an edition's HTML: frame and numbers around what ``inline`` made.

An anchor names a paragraph in addresses and lasts; the number beside it is by its place here.

``nh3`` goes over the result as a second belt: should the first ever let a tag, an attribute or
an address through, it ends there.
"""

from collections.abc import Iterable

import nh3
from django.utils.html import escape

from lessons.importing.pack import EssayParagraph, EssaySection

_TAGS = {"section", "h2", "h3", "span", "div", "a", "p", "em", "strong"}
_ATTRIBUTES = {
    "section": {"class", "id", "aria-labelledby"},
    "h2": {"id"},
    "span": {"class"},
    "div": {"class", "id"},
    "a": {"class", "href", "aria-label"},
}


def clean(html: str) -> str:
    """Return the HTML with nothing in it but the tags and links an essay has."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
    )


def edition_html(sections: Iterable[EssaySection]) -> str:
    """Return the whole essay as it stands on the page."""
    return clean("\n".join(_section(section) for section in sections))


def _section(section: EssaySection) -> str:
    paragraphs = "\n".join(paragraph_html(label, row) for label, row in section.labelled)
    return (
        f'<section class="essay-section" id="{section.name}" '
        f'aria-labelledby="{section.name}-title">\n'
        f'<h2 id="{section.name}-title"><span class="section-number">{section.number}</span> '
        f"{escape(section.title)}</h2>\n{paragraphs}\n</section>"
    )


def paragraph_html(label: str, paragraph: EssayParagraph) -> str:
    """Return a paragraph in its frame, not cleaned yet."""
    return (
        f'<div class="paragraph" id="{paragraph.anchor}">'
        f'<a class="paragraph-number" href="#{paragraph.anchor}" '
        f'aria-label="Paragraph {label}">{label}</a>{paragraph.html}</div>'
    )
