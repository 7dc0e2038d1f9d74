"""A date's name, without what is said around it: "winter 218/217 BCE", "the 1920s".

Decided here, for every language:

- years before 1 have an era, and so have years up to 999; later ones don't need it. Numbers of
  five digits and more are grouped;
- ``192X`` is "the 1920s" and ``19XX`` "the 1900s", where the language has such names. Where one
  could mean another span (``190X``, ``20XX``; in other languages the "1900s" are ten years) or is
  not customary (before 1), the years are given, 1900 to 1909;
- a winter names both of its years: "winter 1939/1940".
"""

from dataclasses import dataclass
from typing import Final, Literal

from studyhub.edtf import bounds
from studyhub.edtf.languages import Language, Name, Signs
from studyhub.edtf.values import Date, Precision

# How years that have no name are put: "220–211 BCE"; "between 220 and 211 BCE" beside another
# date, where dashes would be two; "a year between ..." after a preposition, where languages differ.
Years = Literal["dashed", "between", "some"]

SOME: Final = (
    Precision.SOME_DAY_IN_MONTH,
    Precision.SOME_MONTH_IN_YEAR,
    Precision.SOME_DAY_IN_YEAR,
)


@dataclass(frozen=True, slots=True)
class Namer:
    """Names dates in one language, for the eye or for the ear."""

    language: Language
    signs: Signs

    def name(self, date: Date, *, years: Years = "dashed") -> Name:
        """Return the name, with "about" only where it stands inside: some day in about May."""
        if date.precision in (Precision.DECADE, Precision.CENTURY):
            return self._years_together(date, years)
        name = self.with_year(self.part_of_year(date), self._year_of(date))
        if date.precision not in SOME:
            return name
        pattern = self._some(date.precision)[date.qualifier.is_approximate]
        return Name("some", pattern.format(date=name.words))

    def part_of_year(self, date: Date) -> Name:
        """Return day and month, month or season; without words where there is none of them."""
        if date.season:
            article, season = self.language.seasons[date.season]
            return Name("season", season, article)
        if not date.month:
            return Name("year", "")
        month = self.language.months[date.month - 1]
        if not date.day:
            return Name("month", month)
        day = self.day(date.day)
        words = self.language.day_of_month.format(day=day.words, month=month)
        return Name("day", words, day.article)

    def day(self, day: int) -> Name:
        """Return the number of a day as it stands before its month."""
        pattern = self.language.first_of_month if day == 1 else self.language.day
        return Name("day", pattern.format(day=day), self.language.day_article)

    def with_year(self, part: Name, year: str) -> Name:
        """Return a part of a year, or none, with its year."""
        if not part.words:
            return Name("year", year)
        words = self.language.part_of_year.format(part=part.words, year=year)
        return Name(part.kind, words, part.article)

    def year(self, year: int) -> str:
        """Return the number with its era, where it needs one."""
        return self._count(year) + self._era(year)

    def year_pair(self, first: int, last: int) -> tuple[str, str]:
        """Return two years, with the era once where it is the same."""
        if are_of_two_eras(first, last):
            return self.year(first), self.year(last)
        return self._count(first), self._count(last) + self._era(first)

    def dashed(self, first: str, last: str, *, is_wide: bool) -> str:
        """Join two names; a wide dash has spaces about it."""
        return (self.signs.wide_dash if is_wide else self.signs.dash).join((first, last))

    def _year_of(self, date: Date) -> str:
        if date.season == bounds.WINTER:
            return self.signs.slash.join(self.year_pair(date.year, date.year + 1))
        return self.year(date.year)

    def _count(self, year: int) -> str:
        """Return the number alone; astronomical year 0 is counted 1, -1 is counted 2."""
        number = year if year > 0 else 1 - year
        return f"{number:,}".replace(",", self.signs.thousands) if number > 9999 else str(number)

    def _era(self, year: int) -> str:
        if year < 1:
            return self.signs.before_1
        return self.signs.from_1 if year < 1000 else ""

    def _some(self, precision: Precision) -> tuple[str, str]:
        return {
            Precision.SOME_DAY_IN_MONTH: self.language.some_day,
            Precision.SOME_MONTH_IN_YEAR: self.language.some_month,
            Precision.SOME_DAY_IN_YEAR: self.language.some_day_in_year,
        }[precision]

    def _years_together(self, date: Date, years: Years) -> Name:
        is_decade = date.precision is Precision.DECADE
        pattern = self.language.decade if is_decade else self.language.century
        if pattern and _has_a_name(date):
            words = pattern.format(year=date.year, era=self._era(date.year))
            return Name("decade", words, self.language.decade_article)
        first, last = self.year_pair(date.year, date.last_year)
        if years == "dashed":
            is_wide = are_of_two_eras(date.year, date.last_year)
            return Name("years", self.dashed(first, last, is_wide=is_wide))
        pattern = self.language.between if years == "between" else self.language.some_years
        return Name("between", pattern.format(first=first, last=last))


def are_of_two_eras(first: int, last: int) -> bool:
    """Tell whether one year is before 1 and the other is not."""
    return (first < 1) != (last < 1)


def _has_a_name(date: Date) -> bool:
    """Not 1900 for a decade nor 2000 for a century: "the 1900s" and "the 2000s" mean more."""
    longer = 100 if date.precision is Precision.DECADE else 1000
    return date.year > 0 and date.year % longer != 0
