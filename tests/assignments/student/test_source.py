"""What lies beside the questions: the timeline in the reader's language."""

import re

import pytest


def dates(response) -> list[str]:
    """Return the line of each event's date, tags and all."""
    return re.findall(r'<p class="event-date">(.*?)</p>', response.content.decode(), re.DOTALL)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("", "<span>possibly 1927</span>"),
        ("fr-CA,fr;q=0.8", '<span lang="fr" dir="ltr">peut-être en 1927</span>'),
        ("ar", '<span lang="ar" dir="rtl">ربما 1927</span>'),
        ("pt", "<span>possibly 1927</span>"),
    ],
)
def test_dates_beside_the_questions_are_in_the_readers_language(alice, work, language, expected):
    work.assignment.edition.lesson.events.update(date="1927?")
    response = alice.get(work.path, headers={"Accept-Language": language})
    assert dates(response) == [expected]
    assert "Accept-Language" in response.headers["Vary"]


def test_a_page_that_comes_back_unsaved_speaks_the_same_language(alice, work):
    work.assignment.edition.lesson.events.update(date="1927-05")
    form = work.form(q1="x" * 200_001)
    response = alice.post(work.path, form, headers={"Accept-Language": "es"})
    assert dates(response) == [
        '<span lang="es" dir="ltr"><time datetime="1927-05">mayo de 1927</time></span>'
    ]
    assert "Accept-Language" in response.headers["Vary"]
