import re

import pytest

from lessons.views.axis import axis_words
from studyhub import edtf


def test_the_examples_are_the_wordings_of_the_dates():
    words = axis_words()
    assert words.years.split("|") == ["999 BCE", "999 CE", "1999", "19,999", "19,999 BCE"]
    assert words.months.split("|")[0] == "January 1999"
    assert len(words.months.split("|")) == 12


def test_another_wording_gives_its_own_words():
    words = axis_words(lambda text: f"({edtf.wording(text)})")
    assert words.years.split("|")[0] == "(999 BCE)"
    assert words.months.split("|")[11] == "(December 1999)"


@pytest.mark.parametrize("number", range(5))
def test_each_example_holds_its_number_once(number):
    example = axis_words().years.split("|")[number]
    assert len(re.findall(r"19(.?)999|1999|999", example)) == 1
