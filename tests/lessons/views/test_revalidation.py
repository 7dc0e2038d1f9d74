import pytest
from django.test import Client

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from studyhub.people.domain.enrollments import enroll
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.views.test_lesson import address


@pytest.fixture
def lesson(cast, files) -> Lesson:
    lesson = load(files)
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return lesson


def tag(client: Client, lesson: Lesson) -> str:
    response = client.get(address(lesson))
    assert response.status_code == 200
    return response.headers["ETag"]


def test_the_browser_may_keep_the_page_but_asks_first(cast, lesson):
    client = signed_in(cast.alice)
    response = client.get(address(lesson))
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]
    again = client.get(address(lesson), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == response.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_the_tag_changes_with_the_essay_and_with_an_event(cast, lesson, files):
    client = signed_in(cast.alice)
    first = tag(client, lesson)
    files.events["events"][0]["title"] = "A treaty is signed at Rapallo"
    load(files)
    second = tag(client, lesson)
    files.essay = files.essay.replace("ends", "is over")
    load(files)
    assert len({first, second, tag(client, lesson)}) == 3


def test_the_tag_changes_with_the_navigation(cast, lesson):
    client = signed_in(cast.alice)
    before = tag(client, lesson)
    enroll(user=cast.alice, school_class=cast.class_8b, role="assistant", by=cast.sana, at=NOW)
    after = client.get(address(lesson), headers={"If-None-Match": before})
    assert after.status_code == 200
    assert "/admin/" in after.content.decode()


def test_the_tag_is_the_persons_own(cast, lesson):
    alice, bob = signed_in(cast.alice), signed_in(cast.bob)
    assert (
        bob.get(address(lesson), headers={"If-None-Match": tag(alice, lesson)}).status_code == 200
    )


def test_a_page_of_an_earlier_sign_in_is_fetched_anew_so_that_its_form_works(cast, lesson):
    """Signing in makes a new form secret; the kept page would hold a token of the old one."""
    client = signed_in(cast.alice, enforce_csrf_checks=True)
    before = tag(client, lesson)
    client.cookies.pop("csrftoken")
    again = client.get(address(lesson), headers={"If-None-Match": before})
    assert again.status_code == 200


def test_who_may_no_longer_read_is_not_told_that_nothing_changed(cast, lesson):
    client = signed_in(cast.alice)
    before = tag(client, lesson)
    lesson.placements.all().delete()
    assert client.get(address(lesson), headers={"If-None-Match": before}).status_code == 404
