"""Template tags of the assignments floor."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from assignments.domain.citing.citation_tokens import token
from assignments.domain.citing.cited import Cited, Piece, pieces_of
from assignments.domain.giving.work_rules import word_guide_words
from assignments.domain.names import short_name, shown_name
from assignments.domain.returning.returned import ReturnedLeaf, ReturnedSpan
from assignments.domain.returning.span_pieces import SpanPiece, span_pieces
from assignments.domain.returning.talk import LeafTalk
from assignments.domain.timing.standing import Standing
from assignments.models import Assignment
from assignments.views.lesson_address import place_address

register = template.Library()

register.filter("shown_name", shown_name)
register.filter("short_name", short_name)


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


@register.simple_tag
def cited_text(text: str, citations: Mapping[int, Cited], assignment: Assignment) -> SafeString:
    """Write an answer with its citations as links to where they stand in their edition.

    The words of a token stay, so that the page can be copied and printed without loss.
    """
    return format_html_join(
        "", "{}", ([_piece(piece, assignment)] for piece in pieces_of(text, citations))
    )


@register.simple_tag
def marked_text(leaf: ReturnedLeaf, assignment: Assignment, prefix: str) -> SafeString:
    """Write a returned answer with the words that a comment is on marked, and its citations.

    Behind the marked words stands the comment's number, a link to it; ``prefix`` tells the leaf
    apart from the others of the page. The text itself is whole and unchanged.
    """
    return _marked(span_pieces(leaf.answer, leaf.citations, leaf.spans), assignment, prefix)


@register.simple_tag
def noted_text(
    text: str,
    citations: Mapping[int, Cited],
    spans: Iterable[ReturnedSpan],
    assignment: Assignment,
    prefix: str,
) -> SafeString:
    """Write an answer on the desk in the same way."""
    return _marked(span_pieces(text, citations, spans), assignment, prefix)


def _marked(pieces: Iterable[SpanPiece], assignment: Assignment, prefix: str) -> SafeString:
    return format_html_join(
        "", "{}", ([_marked_piece(piece, assignment, prefix)] for piece in pieces)
    )


def _marked_piece(piece: SpanPiece, assignment: Assignment, prefix: str) -> SafeString:
    words = _piece(Piece(piece.text, piece.citation), assignment)
    if not piece.numbers:
        return words
    kind = "passage passage-twice" if len(piece.numbers) > 1 else "passage"
    ends = format_html_join(
        "", _NUMBER_OF_COMMENT, ((prefix, number, prefix, number, number) for number in piece.ends)
    )
    return format_html('<mark class="{}">{}</mark>{}', kind, words, ends)


_NUMBER_OF_COMMENT = (
    '<a class="passage-number" id="words-{}-{}" href="#comment-{}-{}">'
    '<span class="visually-hidden">Comment </span>{}</a>'
)


def _piece(piece: Piece, assignment: Assignment) -> SafeString:
    if piece.citation is None:
        return escape(piece.text)
    return format_html(
        '<a class="cite" href="{}" title="{}">{}</a>',
        place_address(assignment, piece.citation),
        piece.citation.exact,
        piece.text,
    )


@register.simple_tag
def talk_on(talk: Mapping[str, LeafTalk], label: str) -> LeafTalk | None:
    """Return how the talk on an answer stands, by its label."""
    return talk.get(label)


@register.simple_tag
def word_guide(assignment: Assignment) -> str:
    """Return the guide to the length of an answer, in words; nothing where there is none."""
    return word_guide_words(assignment)


@register.simple_tag
def citation_url(citation: Cited, assignment: Assignment) -> str:
    """Return where a citation stands in its edition."""
    return place_address(assignment, citation)


@register.simple_tag
def citation_here(citation: Cited, assignment: Assignment) -> str:
    """Return where a citation stands, as a place on this page if the page shows its edition."""
    if citation.edition_number == assignment.edition.number:
        return f"#{citation.anchor}"
    return place_address(assignment, citation)


@register.simple_tag
def citation_token(citation: Cited) -> str:
    """Return the words that stand for a citation in an answer."""
    return token(citation.number, citation.label)
