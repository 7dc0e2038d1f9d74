"""The modules that compute the drawing, run in Chromium against what the server says or a law."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.views.axis import axis_words
from studyhub import edtf
from studyhub.edtf.bounds import day_number

# Pseudorandom numbers that are the same each time (a linear congruential generator).
SEEDED = """
const seeded = (seed) => () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
const words = Object.assign(document.createElement("ol"), {});
Object.assign(words.dataset, forms);
const use = (name) => import(`/static/js/timeline/${name}.js`);
"""


@pytest.fixture
def run(modules):
    """Return a way to run the body of an asynchronous function with ``use`` at hand."""
    words = axis_words()

    def run_body(body: str, argument=None):
        forms = {"yearForms": words.years, "monthForms": words.months}
        script = f"async ({{forms, argument}}) => {{ {SEEDED} {body} }}"
        return modules.evaluate(script, {"forms": forms, "argument": argument})

    return run_body


def test_days_of_the_calendar_are_those_of_the_server(run):
    dates = [
        [year, month, day]
        for year in (-999999999999, -4713, -400, -100, -4, -1, 0, 1, 4, 1582, 1900, 2000, 12000)
        for month, day in ((1, 1), (2, 28), (3, 1), (12, 31))
    ]
    numbers, back = run(
        """
        const {civil, dayNumber} = await use("calendar");
        const numbers = argument.map((date) => dayNumber(...date));
        return [numbers, numbers.map((number) => Object.values(civil(number)))];
        """,
        dates,
    )
    assert numbers == [day_number(*date) for date in dates]
    assert back == dates


def test_every_day_across_year_0_is_the_one_after_the_day_before(run):
    wrong = run(
        """
        const {civil, dayNumber} = await use("calendar");
        const wrong = [];
        for (let number = dayNumber(-404); number < dayNumber(404); number += 1) {
          const {year, month, day} = civil(number + 0.5);
          if (dayNumber(year, month, day) !== number) wrong.push(number);
        }
        return wrong;
        """
    )
    assert wrong == []


def test_years_and_months_on_the_axis_are_worded_as_in_the_list(run):
    years = [-123456, -9999, -9998, -403, -1, 0, 1, 44, 999, 1000, 1939, 9999, 10000, 1234567]
    said, months = run(
        """
        const {AxisWords} = await use("words");
        const axis = new AxisWords(words);
        return [argument.map((year) => axis.year(year)), [axis.month(-43, 3), axis.month(1939, 5)]];
        """,
        years,
    )
    texts = [
        f"Y{year}" if abs(year) > 9999 else f"{'-' * (year < 0)}{abs(year):04d}" for year in years
    ]
    assert said == [edtf.wording(text) for text in texts]
    assert months == [edtf.wording("-0043-03"), edtf.wording("1939-05")]


TICKS = """
const {ticks} = await use("ticks");
const {AxisWords} = await use("words");
const {dayNumber} = await use("calendar");
const [first, last, zoom] = argument;
const found = ticks({
  from: dayNumber(...first), to: dayNumber(...last), zoom, apart: 60, words: new AxisWords(words),
});
return found.filter(({text}) => text).map(({text}) => text);
"""


@pytest.mark.parametrize(
    ("first", "last", "zoom", "expected"),
    [
        # centuries across year 0: round as they are counted, and year 1 where the eras meet
        ([-350], [250], 0.002, ["300 BCE", "200 BCE", "100 BCE", "1 CE", "100 CE", "200 CE"]),
        ([-3], [3], 0.2, ["4 BCE", "3 BCE", "2 BCE", "1 BCE", "1 CE", "2 CE", "3 CE"]),
        ([1931], [1952], 0.05, ["1935", "1940", "1945", "1950"]),
        ([1938, 10], [1939, 6, 30], 1, ["Oct.", "1939", "April"]),
        ([1939, 3, 25], [1939, 4, 20], 8, ["April", "11"]),
        ([1939, 8, 22], [1939, 9, 2], 70, [*map(str, range(22, 32)), "Sep.", "2"]),
        ([-250000], [0], 0.000002, ["200,000 BCE", "100,000 BCE"]),
    ],
)
def test_ticks_suit_the_zoom(run, first, last, zoom, expected):
    assert run(TICKS, [first, last, zoom]) == expected


@pytest.mark.parametrize("zoom", [0.0001, 0.001, 0.01, 0.1, 1, 10, 40])
def test_ticks_with_words_never_stand_closer_than_the_words_need(run, zoom):
    least, count = run(
        """
        const {ticks} = await use("ticks");
        const {AxisWords} = await use("words");
        const span = 3000 / argument;
        const axis = {zoom: argument, apart: 60, words: new AxisWords(words)};
        const found = ticks({from: -span / 2, to: span / 2, ...axis}).filter(({text}) => text);
        const places = found.map(({day}) => day * argument).sort((a, b) => a - b);
        return [Math.min(...places.slice(1).map((place, i) => place - places[i])), places.length];
        """,
        zoom,
    )
    assert least >= 60 * 4 / 5  # from 1 CE to 5 CE are four years; a February is shorter, too
    assert 8 <= count <= 51


SCENE = Path(__file__).with_name("timeline_scene.js").read_text()


@pytest.mark.parametrize("zoom", [1, 3, 20, 200])
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("direction", "room", "breadth"), [("down", 560, 297), ("right", 1200, 330)]
)
def test_of_500_random_events_nothing_lies_over_anything_else(
    run, direction, room, breadth, seed, zoom
):
    made = {"seed": seed, "count": 500, "days": 40_000, "room": room, "breadth": breadth}
    found = run(SCENE, {**made, "zoom": zoom, "direction": direction})
    assert found["overlaps"] == []
    assert found["drawn"] == 500  # each has a mark of its own, or is counted in a pile
    assert found["labels"] >= 10
    assert found["isChosenNamed"] is True  # what is chosen is always named
    assert [size for size in found["piles"] if size < 2] == []
    assert found["beyond"] == []


@pytest.mark.parametrize("direction", ["down", "right"])
def test_of_many_events_on_one_day_nothing_lies_over_anything_else(run, direction):
    made = {"seed": 5, "count": 60, "days": 1, "room": 600, "breadth": 300, "zoom": 1}
    found = run(SCENE, {**made, "direction": direction})
    assert found["overlaps"] == []
    assert found["drawn"] == 60
    assert found["labels"] >= 5


def test_the_span_is_of_the_days_that_are_named_and_never_too_short(run):
    spans = run(
        """
        const {spanOf} = await use("scale");
        const event = (first, last) => ({first, last});
        const open = [event(null, 100), event(40, null)];
        return [[], [event(100, 100)], open, [event(-900000, 100)]].map(spanOf);
        """
    )
    assert spans == [[1, 31], [85.5, 115.5], [40, 101], [-900000, 101]]


@pytest.mark.parametrize("days", [30, 14_000, 2_000_000, 365_000_000_000_000])
def test_zooming_ends_where_all_is_seen_and_where_browsers_give_up(run, days):
    least, most, is_whole = run(
        """
        const {Scale} = await use("scale");
        const scale = new Scale([{first: 0, last: argument - 1}]);
        scale.fit(600);
        scale.zoomTo(0);
        const found = [scale.length, 0, scale.isWhole];
        scale.zoomTo(Infinity);
        found[1] = scale.length;
        return found;
        """,
        days,
    )
    assert least == pytest.approx(600)
    assert is_whole is True
    assert 600 < most <= 12_000_100


def test_lines_are_counted_as_the_browser_breaks_them(run):
    counted, real = run(
        """
        const {TextMeasure} = await use("text-width");
        const probe = document.createElement("p");
        Object.assign(probe.style, {
          font: "14px/20px serif", position: "absolute", width: "150px",
          overflowWrap: "anywhere", margin: 0,
        });
        document.body.append(probe);
        const measure = new TextMeasure(probe);
        const real = argument.map((text) => {
          probe.textContent = text;
          return probe.offsetHeight / 20;
        });
        return [argument.map((text) => measure.lines(text, 150)), real];
        """,
        [
            "War",
            "A treaty is signed at Rapallo",
            "USSR signs pacts with France and Czechoslovakia",
            "Germany and Japan sign the Anti Comintern Pact in Berlin",
            "Donaudampfschifffahrtsgesellschaftskapitän",
        ],
    )
    assert counted == real
    assert max(counted) > 2
