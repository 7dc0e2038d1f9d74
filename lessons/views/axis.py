"""The words of the axis, taken from those of the dates, so that a script needs no rule of its own.

The drawing puts years and months on its axis, some of which no event has. How a year before 1 or
one of five digits is worded, and what the months are called, ``studyhub.edtf`` alone decides: the
page gives one example of each, and the script puts the number it wants in the place of the one in
the example.
"""

from collections.abc import Callable
from dataclasses import dataclass

from studyhub import edtf

# Each example says 999, 1999 or 19999 in its own way: before year 1, up to 999, four digits, more.
_YEARS = ("-0998", "0999", "1999", "Y19999", "Y-19998")
_MONTHS = tuple(f"1999-{month:02d}" for month in range(1, 13))
BETWEEN = "|"


@dataclass(frozen=True)
class AxisWords:
    """Examples with ``BETWEEN`` between them, for two attributes of the list."""

    years: str
    months: str


def axis_words(wording: Callable[[str], str] = edtf.wording) -> AxisWords:
    """Return the examples as worded by ``wording``, in whatever language it words them."""
    return AxisWords(
        years=BETWEEN.join(map(wording, _YEARS)), months=BETWEEN.join(map(wording, _MONTHS))
    )
