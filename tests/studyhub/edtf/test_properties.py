"""EDTF dates: what holds for all of them: day numbers without a gap, any text read or refused."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyhub.edtf import (
    LANGUAGES,
    NO_FIRST_DAY,
    NO_LAST_DAY,
    EdtfError,
    machine,
    overlaps,
    parse,
    spoken,
    wording,
)
from studyhub.edtf.bounds import day_number, days_in_month, is_leap


def test_day_numbers_agree_with_datetime_from_year_1_on() -> None:
    for ordinal in range(1, date.max.toordinal(), 97):
        day = date.fromordinal(ordinal)
        assert day_number(day.year, day.month, day.day) == ordinal


def test_day_numbers_have_no_gap_across_year_0() -> None:
    days = [
        day_number(year, month, day)
        for year in range(-405, 406)
        for month in range(1, 13)
        for day in range(1, days_in_month(year, month) + 1)
    ]

    assert all(later - earlier == 1 for earlier, later in pairwise(days))
    assert day_number(1, 1, 1) == 1
    assert day_number(0, 12, 31) == 0


def test_leap_years_before_and_after_year_1() -> None:
    leap = [year for year in (-400, -100, -5, -4, -1, 0, 1, 4, 100, 400, 1900) if is_leap(year)]
    assert leap == [-400, -4, 0, 4, 400]


def test_days_fit_a_database_integer_inside_the_sentinels() -> None:
    assert parse("Y-999999999999").first_day > NO_FIRST_DAY > -(2**63)
    assert parse("Y999999999999").last_day < NO_LAST_DAY < 2**63


def test_every_year_is_in_exactly_one_decade_and_one_century() -> None:
    decades = [parse(f"{sign}{n:03}X") for sign in ("-", "") for n in range(1000)]
    centuries = [parse(f"{sign}{n:02}XX") for sign in ("-", "") for n in range(100)]
    for spans in (decades, centuries):
        spans.sort(key=lambda span: span.first_day)
        assert all(b.first_day == a.last_day + 1 for a, b in pairwise(spans))


# Fuzz. Nothing is stored: the examples below are the memory.
thorough = settings(max_examples=1000, database=None, deadline=None)

edtf_like = st.from_regex(
    r"\A(\.\.|(-?[0-9]{3}[0-9X]|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,11})?"
    r"(-(0[1-9]|1[0-2]|2[1-4]|XX)(-([0-2][0-9]|3[01]|XX))?)?[?~%]?)"
    r"(/(\.\.|(-?[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4])(-[0-2][0-9])?)?[?~%]?)?))?\Z"
)


def check_any_text(text: str, calendar: str) -> None:
    refused = ""
    try:
        value = parse(text, calendar)
    except EdtfError as refusal:
        refused = str(refusal)
    if refused:
        assert refused.endswith(".")
        return
    assert NO_FIRST_DAY <= value.first_day <= value.last_day <= NO_LAST_DAY
    assert parse(str(value), calendar) == value
    assert overlaps(value, value)
    for language in LANGUAGES:
        assert not set("–/X~?%{}") & set(spoken(value, language=language))
        assert not set("X~?%{}") & set(wording(value, language=language))
    assert re.fullmatch(r"(\d{4,}(-\d\d(-\d\d)?)?)?", machine(value))


calendars = st.sampled_from(["gregorian", "julian"])


@thorough
@given(st.text(max_size=80), calendars)
@example("\x00", "gregorian")
@example("1939-05-01\x00", "gregorian")
@example("9" * 5000, "gregorian")
@example("\udfff", "julian")
def test_any_text_is_read_or_refused(text: str, calendar: str) -> None:
    check_any_text(text, calendar)


@thorough
@given(st.text(alphabet="0123456789XY-/.~?% ", max_size=24), calendars)
@example("-00XX", "gregorian")
@example("-000X/0000", "gregorian")
@example("0000-24/0001-02", "julian")
@example("1900-02-29/1900-02-29", "julian")
def test_any_text_of_edtf_signs_is_read_or_refused(text: str, calendar: str) -> None:
    check_any_text(text, calendar)


@thorough
@given(edtf_like, calendars)
def test_any_text_of_edtf_shape_is_read_or_refused(text: str, calendar: str) -> None:
    check_any_text(text, calendar)


@thorough
@given(edtf_like, edtf_like)
def test_overlap_is_symmetrical(a: str, b: str) -> None:
    try:
        first, second = parse(a), parse(b)
    except EdtfError:
        return
    assert overlaps(first, second) == overlaps(second, first)
