import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from studyhub.audit.models import Entry
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.views.desk import address, page, statuses, words
from tests.lessons.writing import begun, published


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a published lesson that both classes of Riverside read."""
    found = begun(cast)
    published(found, by=cast.tessa)
    place_lesson(lesson=found, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    place_lesson(lesson=found, school_class=cast.class_8b, by=cast.theo, at=NOW)
    return found


def reading(lesson: Lesson) -> str:
    return reverse("lessons:lesson", args=[lesson.pk, lesson.slug])


def test_withdrawing_says_whom_it_takes_the_lesson_from_and_does_it(cast, lesson):
    client = signed_in(cast.tessa)
    html = page(client, address("withdraw", lesson))
    assert (
        "Students of 8A and 1 other class no longer find Hard years among their lessons."
    ) in words(html)
    assert "8B" not in html
    assert client.get(reading(lesson)).status_code == 200
    response = client.post(address("withdraw", lesson), {"why": "A mistake"}, follow=True)
    assert "Hard years is withdrawn." in words(response.content.decode())
    lesson.refresh_from_db()
    assert lesson.state == "withdrawn"
    assert Entry.objects.get(verb="withdraw_lesson").why == "A mistake"


def test_students_lose_the_page_and_the_entry_and_get_them_back(cast, lesson):
    alice, tessa = signed_in(cast.alice), signed_in(cast.tessa)
    assert "Hard years" in page(alice, reverse("lessons:list"))
    tessa.post(address("withdraw", lesson))
    assert "Hard years" not in page(alice, reverse("lessons:list"))
    assert alice.get(reading(lesson)).status_code == 404
    assert "Withdrawn Students do not see this lesson now." in words(page(tessa, reading(lesson)))
    assert "in edition 1" in words(page(tessa, address("republish", lesson)))
    tessa.post(address("republish", lesson))
    assert "Hard years" in page(alice, reverse("lessons:list"))
    html = page(alice, reading(lesson))
    assert "Withdrawn" not in html


def test_twice_is_refused_with_a_sentence(cast, lesson):
    client = signed_in(cast.tessa)
    client.post(address("withdraw", lesson))
    response = client.post(address("withdraw", lesson))
    assert response.status_code == 200
    assert "Students cannot read this lesson now, so nothing was changed." in words(
        response.content.decode()
    )
    assert Entry.objects.filter(verb="withdraw_lesson").count() == 1


def test_looking_at_the_pages_changes_nothing(cast, lesson):
    for name in ("withdraw", "republish"):
        page(signed_in(cast.tessa), address(name, lesson))
    lesson.refresh_from_db()
    assert lesson.state == "published"


def test_who_may_withdraw(cast, lesson, files):
    expected = {
        "alice": 404, "carol": 404, "frank": 404, "tessa": 200, "theo": 200, "asif": 403,
        "fiona": 404, "sana": 403, "sofia": 404, "sue": 200,
    }  # fmt: skip
    for name in ("withdraw", "republish"):
        assert statuses(cast, address(name, lesson)) == expected
    library = load(files)
    text = words(page(signed_in(cast.sue), address("withdraw", library)))
    assert "Teachers of all schools no longer find it in the library." in text
    signed_in(cast.sue).post(address("withdraw", library))
    assert signed_in(cast.fiona).get(reading(library)).status_code == 404


def test_the_details_offer_what_the_state_allows(cast, lesson):
    client = signed_in(cast.tessa)
    details = reverse("admin:lessons_lesson_change", args=[lesson.pk])

    def offered() -> list[str]:
        html = page(client, details)
        names = ("write", "history", "withdraw", "republish")
        return [name for name in names if f'"{address(name, lesson)}"' in html]

    assert offered() == ["write", "history", "withdraw"]
    client.post(address("withdraw", lesson))
    assert offered() == ["write", "history", "republish"]
    assert "Put before a class" not in page(client, details)
    html = page(signed_in(cast.sana), details)
    assert address("write", lesson) not in html
