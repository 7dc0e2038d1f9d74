"""Dates of history, written in EDTF (ISO 8601-2, levels 0 and 1).

The words of this package:

EDTF text
    how a date is stored: ``1939-05-01``, ``1939-05``, ``1939``, ``1939-21``, ``1918/1920``.
Date
    one point on the timeline, as exactly as it is known; a day, a month, a season, a year, or with
    ``X`` for digits nobody knows a decade, a century, some day of a month.
Interval
    from one Date to another. An end may be open (``..``, it goes on) or unknown (empty, it ended
    but nobody knows when).
year
    astronomical: 1 is 1 CE, 0 is 1 BCE, -403 is 404 BCE. Only wordings say BCE.
calendar
    the one a text is written in. Julian 25 October 1917 and Gregorian 7 November 1917 are one
    day, with one number: so lists sort by what happened first, ranges overlap where they did, and
    29 February 1900 was a day in Julian only. The months, seasons, years and decades of a Julian
    date are Julian ones as well. Both calendars are carried back before they began. Nothing is
    converted in words: a date is told as it is written, with "(Julian)" behind it.
day number
    an integer, counted in the proleptic Gregorian calendar; 1 is 1 January of year 1, 0 the day
    before it.
first day, last day
    the day numbers between which it lies or may lie. "About" does not widen them: nobody can say
    by how much.
wording, spoken, machine
    the same date for the eye, for a screen reader, and for ``<time datetime>``.
language
    one of LANGUAGES, each a table of its own; the rules that put dates into words are the same
    for all. Wordings alone depend on it, never an order or a comparison.

There are no times of day and no time zones here, and ``datetime.date`` is never used: it begins in
year 1 and knows no doubt.
"""

from studyhub.edtf.bounds import NO_FIRST_DAY, NO_LAST_DAY, Calendar
from studyhub.edtf.languages import LANGUAGES
from studyhub.edtf.parsing import EdtfError, parse
from studyhub.edtf.values import Date, End, Interval, Precision, Qualifier, overlaps
from studyhub.edtf.wording import machine, spoken, wording, year_wording

__all__ = [
    "LANGUAGES",
    "NO_FIRST_DAY",
    "NO_LAST_DAY",
    "Calendar",
    "Date",
    "EdtfError",
    "End",
    "Interval",
    "Precision",
    "Qualifier",
    "machine",
    "overlaps",
    "parse",
    "spoken",
    "wording",
    "year_wording",
]
