import re

import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles


def titles(user) -> list[str]:
    response = signed_in(user).get(reverse("lessons:list"))
    assert response.status_code == 200
    return re.findall(r'class="work-title"><a href="[^"]+">([^<]+)<', response.content.decode())


def test_everyone_sees_the_lessons_they_may_read(cast, files):
    place_lesson(lesson=load(files), school_class=cast.class_8a, by=cast.tessa, at=NOW)
    files.lesson["title"] = "Of Hillside"
    files.essay = files.essay.replace("# A small lesson", "# Of Hillside")
    load(files, school=cast.hillside)
    seen = {
        name: titles(getattr(cast, name))
        for name in ["alice", "carol", "frank", "tessa", "theo", "fiona", "sana", "sofia", "sue"]
    }
    library, hillside = "A small lesson", "Of Hillside"
    assert seen == {
        "alice": [library],
        "carol": [],
        "frank": [],
        "tessa": [library],
        "theo": [library],
        "fiona": [library, hillside],
        "sana": [library],
        "sofia": [library, hillside],
        "sue": [library, hillside],
    }


def test_an_entry_says_how_long_it_takes(cast, files):
    place_lesson(lesson=load(files), school_class=cast.class_8a, by=cast.tessa, at=NOW)
    html = signed_in(cast.alice).get(reverse("lessons:list")).content.decode()
    assert "Essay, about 1 minute to read. Timeline of 2 events." in html
    assert "Three paragraphs and two events." in html


def test_an_empty_list_says_what_will_be_here(cast):
    html = signed_in(cast.alice).get(reverse("lessons:list")).content.decode()
    assert "Lessons that your teacher puts before your class will be here" in html


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_one_query_of_its_own(cast, count, django_assert_num_queries):
    for number in range(count):
        files = PackFiles()
        files.lesson["id"] = f"lesson-{number}"
        place_lesson(lesson=load(files), school_class=cast.class_8a, by=cast.tessa, at=NOW)
    client = signed_in(cast.alice)
    with django_assert_num_queries(4 + 1):
        html = client.get(reverse("lessons:list")).content.decode()
    assert html.count('<li class="work">') == count
