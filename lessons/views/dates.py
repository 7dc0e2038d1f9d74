"""Dates of history as a page shows them: in the reader's language, in a lesson of another."""

from studyhub import edtf
from studyhub.web.languages import primary_language


class DateWords:
    """Words dates in one language and tells how to mark them where ``around`` is the page's.

    ``mark`` is the language, and empty where it is that of the text around; ``direction`` is
    empty where it need not be said.
    """

    def __init__(self, language: str, around: str) -> None:
        table = edtf.LANGUAGES[language]
        is_marked = primary_language(around) != language
        self.language = language
        self.mark = language if is_marked else ""
        self.direction = table.direction if is_marked or table.direction == "rtl" else ""

    def of(self, date: edtf.Date | edtf.Interval) -> tuple[str, str, str]:
        """Return what is read, what is heard, and the year that stands on the axis.

        The axis is narrow and breaks the year's line between words, but not in "J.-C.".
        """
        words = edtf.wording(date, language=self.language)
        spoken = edtf.spoken(date, language=self.language)
        year = edtf.year_wording(_year_of(date), self.language)
        year = year.replace("-", "\N{NON-BREAKING HYPHEN}")
        return words, spoken, isolated(year, self.direction)


def isolated(words: str, direction: str) -> str:
    """Keep words of a direction to themselves where no markup can, as in an attribute."""
    if direction != "rtl":
        return words
    return f"\N{RIGHT-TO-LEFT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def _year_of(date: edtf.Date | edtf.Interval) -> int:
    """Return the first year as it is written, or the last where no first is known."""
    ends = [date.start, date.end] if isinstance(date, edtf.Interval) else [date]
    return next(end.year for end in ends if isinstance(end, edtf.Date))
