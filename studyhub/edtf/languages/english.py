"""English: years before 1 are BCE; autumn rather than fall."""

from studyhub.edtf.languages.language import Language, Signs

ENGLISH = Language(
    code="en",
    written=Signs(
        before_1=" BCE", from_1=" CE", thousands=",", dash="–", wide_dash=" – ", slash="/"
    ),
    aloud=Signs(
        before_1=" BCE", from_1=" CE", thousands=",", dash=" to ", wide_dash=" to ", slash=" into "
    ),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    seasons={21: ("", "spring"), 22: ("", "summer"), 23: ("", "autumn"), 24: ("", "winter")},
    decade="the {year}s{era}",
    century="the {year}s{era}",
    some_day=("some day in {date}", "some day in about {date}"),
    some_month=("some month in {date}", "some month in about {date}"),
    some_day_in_year=("some day in {date}", "some day in about {date}"),
    between="between {first} and {last}",
    some_years="between {first} and {last}",
    possibly="possibly ",
    about="about ",
    phrases={
        "alone": "{possibly}{about}{date}",
        "from": "{possibly}from {about}{date}",
        "until": "{possibly}until {about}{date}",
        "end": "to {possibly}{about}{date}",
    },
    start_unknown=", start unknown",
    end_unknown=", end unknown",
    julian=" (Julian)",
)
