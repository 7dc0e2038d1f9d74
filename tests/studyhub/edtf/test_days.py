from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyhub import edtf
from studyhub.edtf.bounds import day_number
from studyhub.edtf.days import date_of_day


@given(st.dates())
def test_a_day_number_leads_back_to_its_day(day: date):
    found = date_of_day(day.toordinal())
    assert (found.year, found.month, found.day, str(found)) == (
        day.year, day.month, day.day, day.isoformat(),
    )  # fmt: skip


@given(st.integers(-(10**14), 10**14))
def test_there_and_back_for_any_day(number):
    found = date_of_day(number)
    assert day_number(found.year, found.month, found.day) == number


@pytest.mark.parametrize("text", ["0000-12-31", "-0489-09-12", "-0001-02-28", "0000-02-29"])
def test_days_before_year_1(text):
    day = edtf.parse(text)
    assert date_of_day(day.first_day) == day


def test_a_day_of_a_long_year_is_worded_and_has_no_text():
    found = date_of_day(edtf.parse("Y-12000").first_day)
    assert (str(found), edtf.wording(found)) == ("", "1 January 12,001 BCE")
