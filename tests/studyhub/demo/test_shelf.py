"""The demo student's evidence shelf, and that a reset takes it along."""

from django.utils import timezone

from assignments.models import ShelfQuestion
from lessons.domain.keep import keep_event
from lessons.models import Lesson, ShelfItem
from studyhub.demo.remove import remove_demo
from studyhub.people.models import School, User


def test_the_first_student_has_kept_evidence_for_questions(demo):
    items = ShelfItem.objects.all()
    assert {item.owner.sign_in_name for item in items} == {"amal"}
    assert (items.filter(kind="passage").count(), items.filter(kind="event").count()) == (7, 2)
    assert items.exclude(note="").count() == 5
    tied = ShelfQuestion.objects.order_by("question__position").values_list("question__label")
    assert [label for (label,) in tied] == ["1", "1", "2", "3", "3", "5", "5", "5", "6"]
    quoted = items.get(note__startswith="My main point")
    assert quoted.exact == (
        "Giving way to Hitler was not siding with him, but seen from the Kremlin the difference "
        "shrank with every step."
    )


def test_removing_the_demo_removes_every_shelf_of_it(demo):
    superuser = User.objects.get(is_superuser=True)
    lesson = Lesson.objects.get()
    keep_event(
        lesson=lesson, event=lesson.events.all()[0], note="", key="k", by=superuser,
        at=timezone.now(),
    )  # fmt: skip
    remove_demo(at=timezone.now())
    assert (ShelfItem.objects.count(), ShelfQuestion.objects.count()) == (0, 0)
    assert (User.objects.count(), School.objects.count()) == (0, 0)
    assert Lesson.objects.count() == 1
