import pytest

from assignments.importing.pack import load_pack
from lessons.domain.pointing import pointers_to
from lessons.models import Lesson, ShelfItem
from tests.conftest import NOW


@pytest.fixture
def lesson(cast, files, tmp_path) -> Lesson:
    """Return the small lesson of Riverside, with its guides."""
    return load_pack(files.write(tmp_path / "pack"), at=NOW, school=cast.riverside).lesson


def test_pointers_name_events_and_count_all_else(cast, lesson):
    paragraph = lesson.current_edition.paragraphs.get(anchor__name="s1-1")
    for number, owner in enumerate([cast.alice, cast.alice, cast.bob]):
        ShelfItem.objects.create(
            owner=owner, lesson=lesson, kind="passage", edition=lesson.current_edition,
            paragraph=paragraph, exact="It", start=number, end=number + 2, key=f"k{number}",
            removed_at=NOW if number == 1 else None,
        )  # fmt: skip
    found = pointers_to(lesson.anchors.all())
    assert set(found) == {"s1-1", "s2-1"}
    assert (found["s1-1"].events, found["s1-1"].counts) == (
        ["A treaty is signed"],
        [(3, "places in marking guides"), (2, "notes on shelves")],
    )
    assert (found["s2-1"].events, found["s2-1"].counts) == (
        ["A treaty is signed", "A long war"],
        [(6, "places in marking guides")],
    )


def test_pointers_take_five_queries_for_any_number_of_places(lesson, django_assert_num_queries):
    for anchors in (list(lesson.anchors.all()[:1]), list(lesson.anchors.all())):
        with django_assert_num_queries(5):
            pointers_to(anchors)
    assert pointers_to([]) == {}
