"""A first text for the whole-class feedback sheet, made from the results and the tags.

For staff only. The sheet is meant for the class, so nothing here names anybody, a line is quoted
only where the teacher picks it, and every number obeys ``distribution``: no count below
five, none that can be computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assignments.domain.grading.points_made import fitting
from assignments.domain.material.guides import Guide
from assignments.domain.overview.class_tags import Line, TagCount
from assignments.domain.overview.distribution import LEAST, at_least
from assignments.domain.overview.evidence import ANSWERS, Evidence
from assignments.domain.overview.results import QuestionResult, Results
from assignments.enums import TagKind
from assignments.models import Question

WELL, WRONG = 70, 50  # percent of the points, on average
_MOST_QUESTIONS = 3
_MOST_TAGS = 4
_WELL_HEADING = "# What went well"
_MOST_PLACES = 6
_LONGEST = 90  # characters of a question's text


@dataclass(frozen=True)
class Mistake:
    """A misconception that a guide names. ``key`` tells it apart on the page."""

    key: str
    label: str
    text: str


def mistakes_of(leaves: Sequence[Question], guides: Mapping[str, Guide]) -> list[Mistake]:
    """Return what the guides (``guides_for``) say is often mistaken, each once."""
    found: dict[str, Mistake] = {}
    for leaf in leaves:
        for text in guides[leaf.pk].misconceptions:
            found.setdefault(text, Mistake(f"m{len(found) + 1}", leaf.label, text))
    return list(found.values())


def first_text(results: Results, evidence: Evidence, tags: Sequence[TagCount]) -> str:
    """Return the suggestion: what went well, what went wrong, what to re-read.

    Of a question with fewer than five answers no tag is told: "some of you" would be one.
    """
    known = {row.question.label for row in results.questions if row.figures.handed_in >= LEAST}
    told = [tag for tag in tags if tag.label in known]
    graded = [row for row in results.questions if row.figures.graded >= LEAST]
    by_share = sorted(graded, key=lambda row: -(row.figures.share or 0))
    well = [row for row in by_share if (row.figures.share or 0) >= WELL]
    wrong = [row for row in reversed(by_share) if (row.figures.share or 0) < WRONG]
    blank = [row for row in results.questions if _unanswered(row)]
    return "\n\n".join(
        (
            _WELL_HEADING,
            _list(
                [_line(row) for row in well[:_MOST_QUESTIONS]]
                + _tag_lines(told, TagKind.STRENGTH)
                + _tag_lines([tag for tag in told if tag.count >= LEAST], TagKind.MADE)
            ),
            "# What went wrong",
            _list(
                [_line(row) for row in wrong[:_MOST_QUESTIONS]]
                + _tag_lines(told, TagKind.MISCONCEPTION)
                + [
                    f"Question {row.question.label}: {_unanswered(row)} or more left it blank."
                    for row in blank[:_MOST_QUESTIONS]
                ]
            ),
            "# What to re-read",
            _list(_places(evidence)),
        )
    )


def mistake_lines(mistakes: Sequence[tuple[Mistake, int]]) -> str:
    """Return a list of the mistakes with how often each was met; below five that is "some"."""
    return _list([_counted(mistake.label, mistake.text, count) for mistake, count in mistakes])


def with_lines(text: str, lines: Sequence[Line]) -> str:
    """Return the text with lines of answers quoted under what went well, else at its end."""
    quoted = "\n\n".join(f"> {line.text}" for line in lines)
    before, heading, after = text.partition(_WELL_HEADING)
    if not heading:
        return f"{text.rstrip()}\n\n{quoted}\n".lstrip()
    own, next_heading, rest = after.partition("\n# ")
    return f"{before}{heading}{own.rstrip()}\n\n{quoted}\n{next_heading}{rest}"


def counts_of(mistakes: Sequence[Mistake], tags: Sequence[TagCount]) -> dict[str, int]:
    """Return how often each mistake was tagged, by its key; none where it was not.

    A misconception that several parts of a question share is one: its tags are added up.
    """
    found: dict[str, int] = {}
    for tag in tags:
        for mistake in mistakes:
            if tag.kind == TagKind.MISCONCEPTION and tag.text == fitting(mistake.text):
                found[mistake.key] = found.get(mistake.key, 0) + tag.count
    return found


def _tag_lines(tags: Sequence[TagCount], kind: str) -> list[str]:
    rows = [tag for tag in tags if tag.kind == kind]
    return [_counted(tag.label, tag.text, tag.count) for tag in rows[:_MOST_TAGS]]


def _counted(label: str, text: str, count: int) -> str:
    often = f"{count} of you" if count >= LEAST else "some of you"
    return f"Question {label}: {text.rstrip('.')} ({often})."


def _line(row: QuestionResult) -> str:
    return f"Question {row.question.label}: {_short(row.question.text)}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _unanswered(row: QuestionResult) -> int:
    return at_least(row.figures.unanswered, row.figures.handed_in)


def _places(evidence: Evidence) -> list[str]:
    """Return the main paragraphs that fewest cited, as far as a class may know."""
    rows = [row for row in evidence.for_class().paragraphs if row.role == ANSWERS and not row.count]
    return [
        f"Paragraph {row.label}: it answers a question, and few of you cited it."
        for row in rows[:_MOST_PLACES]
    ]


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- "
