from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.domain.material.copy_lesson import copy_lesson
from assignments.importing.question_set import loaded_set
from lessons.models import Lesson
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.exporting.conftest import take_in, take_out
from tests.assignments.importing.test_plan import everything
from tests.assignments.lesson_pages.conftest import page_of
from tests.conftest import NOW, signed_in
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def address(lesson: Lesson) -> str:
    return reverse("admin:lesson_copy", args=[lesson.pk])


def test_the_copy_is_the_schools_own_and_the_same(cast, library):
    copy = copy_lesson(lesson=library, school=cast.riverside, by=cast.tessa, at=NOW)
    assert (copy.school, copy.slug, copy.current_edition.number) == (
        cast.riverside,
        "small-lesson",
        1,
    )
    assert take_out(copy) == take_out(library)
    questions = loaded_set(copy)
    assert (questions.school, questions.title) == (cast.riverside, "Small questions")
    assert copy.placements.count() == 0
    entry = Entry.objects.get(verb="copy_lesson")
    assert (entry.actor_id, entry.tenant_id, entry.target_id, entry.at) == (
        cast.tessa.pk,
        cast.riverside.pk,
        copy.pk,
        NOW,
    )
    assert entry.before == {"lesson": library.pk, "edition": library.current_edition_id}
    assert entry.after["edition"] == copy.current_edition_id
    assert Entry.objects.filter(target_id=copy.pk).count() == 1


def test_the_library_does_not_follow_its_copy(cast, library):
    before = take_out(library)
    copy = copy_lesson(lesson=library, school=cast.riverside, by=cast.tessa, at=NOW)
    copy.events.all().delete()
    loaded_set(copy).versions.get().questions.all().delete()
    assert take_out(Lesson.objects.get(pk=library.pk)) == before


def test_a_school_has_a_lesson_of_one_name_once(cast, library):
    copy = copy_lesson(lesson=library, school=cast.riverside, by=cast.tessa, at=NOW)
    before = everything()
    with pytest.raises(Conflict) as met:
        copy_lesson(lesson=library, school=cast.riverside, by=cast.theo, at=NOW)
    assert str(met.value) == "Riverside School has this lesson already."
    assert met.value.current == copy
    with pytest.raises(Refusal, match=r"^Only lessons of the library are copied\.$"):
        copy_lesson(lesson=copy, school=cast.hillside, by=cast.fiona, at=NOW)
    assert everything() == before
    assert copy_lesson(lesson=library, school=cast.hillside, by=cast.fiona, at=NOW).pk != copy.pk


def test_a_teacher_copies_and_lands_on_the_copy(cast, library):
    client = signed_in(cast.tessa)
    page = client.get(address(library)).content.decode()
    assert "Copy to Riverside School" in page
    assert "The questions of “Small questions” with their marking guides." in page
    assert Lesson.objects.count() == 1
    response = client.post(address(library))
    copy = Lesson.objects.get(school=cast.riverside)
    assert (response.status_code, response["Location"]) == (302, page_of(copy))
    landed = client.get(response["Location"]).content.decode()
    assert "This is Riverside School’s copy. Change what you like." in landed
    assert address(copy) not in landed


def test_where_the_school_has_it_the_page_leads_there(cast, library):
    files = PackFiles()
    files.lesson["subtitle"] = "Mine"
    mine = take_in(files.bytes(), cast.riverside).lesson
    client = signed_in(cast.tessa)
    page = client.get(address(library)).content.decode()
    assert page_of(mine) in page
    assert "<button class" not in page[page.index('<div class="sheet">') :]
    before = everything()
    response = client.post(address(library))
    assert response.status_code == 200
    assert "Riverside School has this lesson already." in response.content.decode()
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("tessa", 200), ("theo", 200), ("fiona", 200)),
        *(("asif", 403), ("sana", 403), ("sofia", 403), ("sue", 403)),
        *(("alice", 404), ("frank", 404)),
    ],
)
def test_who_may_copy(cast, library, name, status):
    client = signed_in(getattr(cast, name))
    assert client.get(address(library)).status_code == status
    offered = address(library) in client.get(page_of(library)).content.decode()
    assert offered is (status == 200)
    assert client.post(address(library)).status_code == (302 if status == 200 else status)


def test_a_schools_own_lesson_is_not_copied(cast, own):
    assert signed_in(cast.tessa).post(address(own)).status_code == 403
    assert signed_in(cast.fiona).post(address(own)).status_code == 404
    assert Lesson.objects.count() == 1


def test_a_withdrawn_lesson_is_not_copied(cast, library):
    Lesson.objects.update(withdrawn_at=NOW)
    assert signed_in(cast.tessa).post(address(library)).status_code == 404
    assert Lesson.objects.count() == 1
