import pytest
from django.urls import reverse

from lessons.models import Lesson
from tests.conftest import signed_in
from tests.lessons.views.desk import address, box, page, statuses, words

NEW = "/admin/lessons/lesson/new/"


def test_who_may_begin_a_lesson(cast):
    assert statuses(cast, NEW) == {
        "alice": 404, "carol": 404, "frank": 404, "tessa": 200, "theo": 200, "asif": 403,
        "fiona": 200, "sana": 403, "sofia": 403, "sue": 200,
    }  # fmt: skip


def test_a_teacher_begins_a_lesson_of_the_school_and_writes_on(cast):
    client = signed_in(cast.tessa)
    response = client.post(NEW, {"title": " Hard  years "})
    lesson = Lesson.objects.get()
    assert (lesson.title, lesson.school) == ("Hard years", cast.riverside)
    assert response.headers["Location"] == address("write", lesson)
    html = page(client, address("write", lesson))
    assert box(html) == "# Hard years\n"
    assert "Nothing to read yet" in words(html)
    assert signed_in(cast.fiona).get(address("write", lesson)).status_code == 404
    reading = reverse("lessons:lesson", args=[lesson.pk, lesson.slug])
    assert signed_in(cast.alice).get(reading).status_code == 404


def test_a_superuser_begins_a_lesson_of_the_library(cast):
    signed_in(cast.sue).post(NEW, {"title": "Hard years"})
    assert Lesson.objects.get().school is None


@pytest.mark.parametrize("title", ["", "  ", "a\u202eb", "a\nb", "x" * 161, "x" * 50_000])
def test_a_title_that_cannot_be_is_a_field_error(cast, title):
    response = signed_in(cast.tessa).post(NEW, {"title": title})
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert Lesson.objects.count() == 0


def test_a_title_is_shown_as_text(cast):
    client = signed_in(cast.tessa)
    client.post(NEW, {"title": "<script>alert(1)</script>{{ 7*7 }}"})
    lesson = Lesson.objects.get()
    for path in (
        "/admin/lessons/lesson/",
        reverse("admin:lessons_lesson_change", args=[lesson.pk]),
        address("write", lesson),
        address("preview", lesson),
        address("history", lesson),
        address("publish", lesson),
    ):
        html = page(client, path)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html


def test_the_list_offers_it_to_those_who_may_and_tells_the_state(cast):
    signed_in(cast.tessa).post(NEW, {"title": "Hard years"})
    offered = {
        name: NEW in page(signed_in(getattr(cast, name)), "/admin/lessons/lesson/")
        for name in ("tessa", "theo", "asif", "sana", "sue")
    }
    assert offered == {"tessa": True, "theo": True, "asif": False, "sana": False, "sue": True}
    assert '<td class="field-state">Draft</td>' in page(
        signed_in(cast.theo), "/admin/lessons/lesson/"
    )
