"""Where the lines of a small drawing go. The templates write it as SVG with a table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assignments.domain.overview.distribution import Cell
from assignments.domain.overview.evidence import ANSWERS, Evidence, PlaceRow
from assignments.domain.overview.results import QuestionResult

_ROW, _LABEL, _SHORT, _GAP, _BAR, _VALUE = 24, 112, 32, 8, 160, 80
_STEP, _HIGH = 14, 72


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart; ``kind`` picks how it is filled, ``value`` is written after it."""

    kind: str
    label: str
    value: str
    y: int
    width: int
    value_x: int

    @property
    def text_y(self) -> int:
        """Return the line its words stand on."""
        return self.y + 16

    @property
    def bar_y(self) -> int:
        """Return where its upper edge is."""
        return self.y + 4


@dataclass(frozen=True)
class BarChart:
    """Bars from the left, each with its label before and its value after it."""

    name: str
    title: str
    bars: Sequence[Bar]
    label_x: int
    bar_x: int

    @property
    def width(self) -> int:
        """Return how wide the longest row can be."""
        return self.bar_x + _BAR + _VALUE

    @property
    def height(self) -> int:
        """Return how high all rows are."""
        return _ROW * len(self.bars)


def distribution_chart(name: str, title: str, cells: Sequence[Cell]) -> BarChart:
    """Draw how many students are in each place."""
    most = max((cell.count for cell in cells), default=0)
    rows = [(str(cell.kind), cell.label, str(cell.count), cell.count) for cell in cells]
    return BarChart(name, title, _bars(rows, most, _LABEL), _LABEL, _LABEL + _GAP)


def average_chart(name: str, title: str, questions: Sequence[QuestionResult]) -> BarChart:
    """Draw the average share of the points of each question."""
    rows = [
        (
            "points",
            row.question.label,
            f"{row.figures.average_text} of {row.figures.worth_text}"
            if row.figures.graded
            else "not graded",
            row.figures.share or 0,
        )
        for row in questions
    ]
    return BarChart(name, title, _bars(rows, 100, _SHORT), _SHORT, _SHORT + _GAP)


def _bars(rows: Sequence[tuple[str, str, str, int]], most: int, label_x: int) -> list[Bar]:
    bars = []
    for i, (kind, label, value, size) in enumerate(rows):
        width = round(_BAR * size / most) if most else 0
        after = label_x + _GAP + (width + 6 if width else 6)
        bars.append(Bar(kind, label, value, i * _ROW, width, after))
    return bars


@dataclass(frozen=True)
class Stick:
    """A paragraph in the strip: how high, and which mark stands under it."""

    x: int
    y: int
    height: int
    mark: str


@dataclass(frozen=True)
class Strip:
    """All paragraphs side by side, with the number of each section where it begins."""

    sticks: Sequence[Stick]
    sections: Sequence[tuple[int, int]]
    width: int
    base: int = _HIGH
    height: int = _HIGH + 34


def strip_of(evidence: Evidence) -> Strip:
    """Draw the essay from the first paragraph to the last, by how many cited each."""
    sticks: list[Stick] = []
    sections: list[tuple[int, int]] = []
    for part in evidence.sections:
        sections.append((len(sticks) * _STEP, part.section.number))
        for row in part.rows:
            height = round(_HIGH * row.count / evidence.most) if evidence.most else 0
            sticks.append(Stick(len(sticks) * _STEP + 2, _HIGH - height, height, _mark(row)))
    return Strip(sticks, sections, max(len(sticks) * _STEP, _STEP))


def _mark(row: PlaceRow) -> str:
    if not row.is_expected:
        return ""
    return "main" if row.role == ANSWERS else "also"


def shade(row: PlaceRow, evidence: Evidence) -> int:
    """Return how strong a paragraph is colored, 0 to 4, by the one that is cited most."""
    return -(-4 * row.count // evidence.most) if evidence.most else 0
