import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from lessons.models import Lesson, LessonPlacement
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles


def place_address(lesson: Lesson) -> str:
    return reverse("admin:lessons_lesson_place", kwargs={"lesson": lesson.pk})


def test_the_list_and_the_details_open_for_staff_and_nobody_else(cast, files):
    lesson = load(files)
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    addresses = [
        reverse("admin:lessons_lesson_changelist"),
        reverse("admin:lessons_lesson_change", args=[lesson.pk]),
    ]
    for name, expected in {"tessa": 200, "sana": 200, "sue": 200, "alice": 404}.items():
        client = signed_in(getattr(cast, name))
        assert [client.get(a).status_code for a in addresses] == [expected, expected]


def test_another_schools_lesson_is_nowhere_on_the_desk(cast, files):
    lesson = load(files, school=cast.hillside)
    client = signed_in(cast.tessa)
    listed = client.get(reverse("admin:lessons_lesson_changelist")).content.decode()
    assert "A small lesson" not in listed
    assert client.get(reverse("admin:lessons_lesson_change", args=[lesson.pk])).status_code == 404
    assert client.get(place_address(lesson)).status_code == 404


def test_the_details_count_what_the_lesson_holds(cast, files):
    html = (
        signed_in(cast.tessa)
        .get(reverse("admin:lessons_lesson_change", args=[load(files).pk]))
        .content.decode()
    )
    assert "3 paragraphs with 15 words, 2 events from 2 sources, 2 readings" in html
    assert "The library" in html


def test_the_way_to_putting_it_before_a_class_is_for_teachers(cast, files):
    lesson = load(files)
    page = reverse("admin:lessons_lesson_change", args=[lesson.pk])
    offered = {
        name: place_address(lesson) in signed_in(getattr(cast, name)).get(page).content.decode()
        for name in ("tessa", "sana", "sue", "asif")
    }
    assert offered == {"tessa": True, "sana": False, "sue": False, "asif": False}


def test_who_may_put_a_lesson_before_a_class(cast, files):
    lesson = load(files)
    names = ["alice", "carol", "frank", "tessa", "theo", "fiona", "asif", "sana", "sofia", "sue"]
    found = {n: signed_in(getattr(cast, n)).get(place_address(lesson)).status_code for n in names}
    assert found == {
        "alice": 404,
        "carol": 404,
        "frank": 404,
        "tessa": 200,
        "theo": 200,
        "fiona": 200,
        "asif": 403,
        "sana": 403,
        "sofia": 403,
        "sue": 403,
    }


def test_a_teacher_puts_a_lesson_before_a_class(cast, files):
    lesson = load(files)
    client = signed_in(cast.tessa)
    response = client.post(place_address(lesson), {"classes": [cast.class_8a.pk]}, follow=True)
    assert response.status_code == 200
    assert "A small lesson is open to 8A." in response.content.decode()
    placement = LessonPlacement.objects.get()
    assert (placement.lesson, placement.school_class) == (lesson, cast.class_8a)
    assert "No class left to choose" in client.get(place_address(lesson)).content.decode()


@pytest.mark.parametrize("whose", ["class_8b", "hillside_class"])
def test_a_class_that_is_not_ones_own_is_no_choice(cast, files, whose):
    lesson = load(files)
    foreign = getattr(cast, whose)
    client = signed_in(cast.tessa)
    html = client.get(place_address(lesson)).content.decode()
    assert cast.class_8a.pk in html
    assert foreign.pk not in html
    response = client.post(place_address(lesson), {"classes": [cast.class_8a.pk, foreign.pk]})
    assert response.status_code == 200
    assert foreign.name not in response.content.decode()
    assert LessonPlacement.objects.count() == 0


@pytest.mark.parametrize("classes", [[], ["abc"], ["-1"], ["9" * 200]])
def test_nonsense_is_a_field_error(cast, files, classes):
    response = signed_in(cast.tessa).post(place_address(load(files)), {"classes": classes})
    assert response.status_code == 200
    assert LessonPlacement.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_long(cast, count, django_assert_num_queries):
    for number in range(count):
        files = PackFiles()
        files.lesson["id"] = f"lesson-{number}"
        load(files)
    client = signed_in(cast.tessa)
    with django_assert_num_queries(6):
        html = client.get(reverse("admin:lessons_lesson_changelist")).content.decode()
    assert html.count('class="field-title"') == count
