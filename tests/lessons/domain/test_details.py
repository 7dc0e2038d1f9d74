import pytest

from lessons.domain.details import Details, change_details, details_of
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.domain.conftest import written

NEW = Details("By the river", "A summary\nof two lines.", "pt-BR")


def change(lesson, by, details=NEW, based_on=1):
    change_details(lesson=lesson, based_on=based_on, details=details, by=by, at=NOW)


def test_change_details(cast, lesson):
    change(lesson, cast.tessa)
    lesson.refresh_from_db()
    assert (details_of(lesson), lesson.version, lesson.pack_digest) == (NEW, 2, "")
    (entry,) = written()
    assert (entry.verb, entry.before["subtitle"], entry.after["language"]) == (
        "change_details", "For tests", "pt-BR",
    )  # fmt: skip
    assert pack_findings(lesson) == []


def test_saving_them_as_they_are_writes_nothing(cast, lesson):
    change(lesson, cast.tessa, details_of(lesson))
    lesson.refresh_from_db()
    assert (lesson.version, written()) == (1, [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"subtitle": "x" * 201}, "subtitle"),
        ({"subtitle": "a\u202eb"}, "subtitle"),
        ({"summary": "x" * 1001}, "summary"),
        ({"summary": "\ud800"}, "summary"),
        ({"language": ""}, "language"),
        ({"language": "English"}, "language"),
        ({"language": "en-" + "x" * 20}, "language"),
    ],
)
def test_what_no_pack_could_hold_is_refused(cast, lesson, changes, code):
    with pytest.raises(Refusal) as refused:
        change(lesson, cast.tessa, Details(**{**vars(NEW), **changes}))
    assert (refused.value.code, written()) == (code, [])


def test_a_change_based_on_an_older_state_is_refused(cast, lesson):
    change(lesson, cast.theo)
    with pytest.raises(Conflict) as met:
        change(lesson, cast.tessa, Details("Mine", "", "en"))
    assert details_of(met.value.current) == NEW
