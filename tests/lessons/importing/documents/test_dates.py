"""Dates that a text names, as EDTF; and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.documents.dates import dates_in
from studyhub import edtf

DATES = {
    "In 1922 the treaty was signed.": ["1922"],
    "It began in June, 1941 and ended.": ["1941-06"],
    "The war of 1936-1939 was bitter.": ["1936/1939"],
    "The war of 1914–18 was worse.": ["1914/1918"],
    "During the 1920's trade grew; in the 1930s it fell.": ["192X", "193X"],
    "On 7 November 1917 it fell.": ["1917-11-07"],
    "On March 2, 1919 they met.": ["1919-03-02"],
    "On the 16th of April 1922.": ["1922-04-16"],
    "On 30 January, 1933 and Sept. 1, 1939.": ["1933-01-30", "1939-09-01"],
    "In the spring of 1939, in autumn 1940.": ["1939-21", "1940-23"],
    "In the winter of 1939/40.": ["1939-24"],
    "In the early 1930s, the mid-1930s and the late 1920s.": ["193X~", "193X~", "192X~"],
    "In the nineteenth century and the 20th century.": ["18XX", "19XX"],
    "In the 5th century BC.": ["-0499/-0400"],
    "In 44 BC Caesar died.": ["-0043"],
    "At Marathon, c. 490 BCE.": ["-0489~"],
    "About 1500 BC, and 1 BC.": ["-1499~", "0000"],
    "The war of 431-404 BC.": ["-0430/-0403"],
    "In AD 410, or 410 AD, Rome fell.": ["0410", "0410"],
    "Between 1918 and 1920, from 1921 to 1922.": ["1918/1920", "1921/1922"],
    "The pact of 1939-08-23 held.": ["1939-08-23"],
    "On 29-30 September 1938 at Munich.": ["1938-09-29/1938-09-30"],
    "On September 29–30, 1938 at Munich.": ["1938-09-29/1938-09-30"],
    "From 28 June to 4 August 1914.": ["1914-06-28/1914-08-04"],
    "From September 1939 to May 1940.": ["1939-09/1940-05"],
    "Between June and August 1940.": ["1940-06/1940-08"],
    "In about 1500, around 1848; early in 1939.": ["1500~", "1848~", "1939"],
    "In 1919, in 1920 and in 1921.": ["1919", "1920", "1921"],
    "The Act of 1832. Weimar (1919-1933).": ["1832", "1919/1933"],
    "By 1939, since 1945.": ["1939", "1945"],
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_found(text):
    assert [date.text for date in dates_in(text)] == DATES[text]


@pytest.mark.parametrize(
    "text",
    [
        "See page 1922 of the book, and pp. 1930.",
        "It has 1,234 words and 5 pages.",
        "There were 300 million people and 1500 men.",
        "At 10:30, at 19.45 hours.",
        "He paid 1200 marks for 1800 tanks and more than 2000 people.",
        "It cost $1938, or €1939.",
        "Resolution 1441 was passed. See no. 1917.",
        "Almost 1800 died; nearly 1900 were lost.",
        "Louis 14 met 12 of them.",
        "It may be, or a march on Rome.",
        "1939% of 1.1939",
    ],
)
def test_numbers_that_are_no_dates(text):
    assert [date.text for date in dates_in(text)] == []


def test_a_day_that_does_not_exist_is_read_as_its_month():
    assert [date.text for date in dates_in("On 31 February 1922.")] == ["1922-02"]


def test_places_are_those_of_the_words():
    text = "It began in June, 1941 and ended in May 1945."
    assert [text[date.start : date.end] for date in dates_in(text)] == ["June, 1941", "May 1945"]


def test_there_are_fifty_at_most():
    assert len(dates_in("in 1922, " * 200)) == 50


@given(st.text(alphabet=st.sampled_from("0123456789 -–/.,'()sBCEADcJuneMaytohfn"), max_size=120))
def test_whatever_is_found_is_edtf_and_lies_in_the_text(text):
    last = 0
    for date in dates_in(text):
        edtf.parse(date.text)
        assert last <= date.start < date.end <= len(text)
        last = date.end
