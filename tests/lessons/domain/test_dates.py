import pytest

from lessons.domain.dates import Meaning, bounds_of, meaning_of
from studyhub.access.refusal import Refusal


@pytest.mark.parametrize(
    ("date", "words", "span"),
    [
        ("1939-05-01", "1 May 1939", ""),
        ("1939-05", "May 1939", "1 May 1939 to 31 May 1939"),
        ("1939-24", "winter 1939/1940", "1 December 1939 to 29 February 1940"),
        ("192X", "the 1920s", "1 January 1920 to 31 December 1929"),
        ("-0489", "490 BCE", "1 January 490 BCE to 31 December 490 BCE"),
        ("1939-05-01/..", "from 1 May 1939", "1 May 1939 or later"),
        ("/1940-02", "until February 1940, start unknown", "29 February 1940 or earlier"),
    ],
)
def test_meaning_of(date, words, span):
    meaning = meaning_of(date, "gregorian")
    assert (meaning.words, meaning.span) == (words, span)


def test_the_calendar_is_told():
    assert meaning_of("1917-10-25", "julian").words == "25 October 1917 (Julian)"


def test_a_meaning_can_be_spoken():
    assert meaning_of("1918/1920", "gregorian") == Meaning(
        "1918–1920", "1918 to 1920", "1 January 1918 to 31 December 1920"
    )


@pytest.mark.parametrize("date", ["", "1939-13", "May 1939", "x" * 50_000])
def test_what_is_no_date_is_refused(date):
    for ask in (bounds_of, meaning_of):
        with pytest.raises(Refusal) as refused:
            ask(date, "gregorian")
        assert refused.value.code == "date"
