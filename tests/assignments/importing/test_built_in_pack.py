"""The built-in lesson, loaded as it stands in the repository."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from assignments.importing.pack import load_pack
from assignments.importing.reading import read_pack
from lessons.domain.place import place_lesson
from tests.conftest import NOW, signed_in

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"


def test_the_pack_has_no_findings_and_is_whole():
    pack = read_pack(PACK)
    assert len(pack.lesson.essay.paragraphs) == 26
    assert len(pack.lesson.essay.sections) == 10
    assert len(pack.lesson.events) == 92
    assert len(pack.lesson.themes) == 8
    assert len(pack.questions.questions) == 10
    assert [leaf.label for leaf in pack.questions.leaves] == [
        *("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "9", "10a", "10b"),
    ]
    assert sum(leaf.points or 0 for leaf in pack.questions.leaves) == 65


def test_every_paragraph_answers_a_question_and_every_leaf_has_events():
    pack = read_pack(PACK)
    answering = {name for q in pack.questions.leaves for name in q.guide.main_anchors}
    assert pack.lesson.essay.anchors - answering == set()
    asked = {label for event in pack.lesson.events for label in event.questions}
    assert asked == {leaf.label for leaf in pack.questions.leaves}


def test_every_term_of_the_glossary_is_explained_where_it_stands():
    pack = read_pack(PACK)
    assert pack.lesson.essay.terms == {term.key for term in pack.lesson.glossary}


@pytest.mark.django_db
def test_the_loaded_lesson_has_the_length_that_was_asked_for():
    loaded = load_pack(PACK, at=NOW)
    assert 2200 <= loaded.lesson.current_edition.words <= 2800
    assert load_pack(PACK, at=NOW).is_changed is False


def test_the_page_of_the_built_in_lesson_takes_six_queries_of_its_own(
    cast, django_assert_num_queries
):
    lesson = load_pack(PACK, at=NOW).lesson
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    address = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    client = signed_in(cast.alice)
    with django_assert_num_queries(4 + 6):  # session, person, two of roles; and the page
        html = client.get(address).content.decode()
    assert html.count('<div class="paragraph"') == 26
    assert html.count('<li class="event ') == 92
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(ids) == set()


def test_the_levels_of_every_leaf_share_out_its_points_without_a_gap():
    for leaf in read_pack(PACK).questions.leaves:
        shared = [
            point
            for level in leaf.guide.levels
            for point in range(int(level.points_from), int(level.points_to) + 1)
        ]
        assert shared == list(range(1, int(leaf.points or 0) + 1))
