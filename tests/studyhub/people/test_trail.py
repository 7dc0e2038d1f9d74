"""The trail in sentences."""

from django.utils import timezone

from studyhub.audit.models import Entry
from studyhub.audit.record import record
from studyhub.people.domain.accounts import rename, reset_password, suspend
from studyhub.people.domain.enrollments import move
from studyhub.people.models import Enrollment
from studyhub.people.trail import SENTENCES, history_of_person, lines


def worded(viewer, **lookup):
    entries = Entry.objects.visible_to(viewer).filter(**lookup)
    return [(line.who, line.what, line.why) for line in lines(entries, viewer=viewer)]


def test_every_verb_of_this_floor_has_a_sentence(cast):
    reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs <= set(SENTENCES)


def test_a_move_names_the_person_and_both_classes(cast):
    row = Enrollment.objects.get(user=cast.alice)
    move(enrollment=row, to_class=cast.class_8b, by=cast.sana, at=timezone.now(), why="timetable")
    assert worded(cast.sana, verb="move_enrollment") == [
        ("Sana Of Riverside School", "moved Alice Of Riverside School from 8A to 8B", "timetable")
    ]


def test_names_are_those_of_today(cast):
    reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    rename(user=cast.alice, given_name="Alicja", family_name="N", by=cast.sana, at=timezone.now())
    assert worded(cast.sana, verb="reset_password") == [
        ("Tessa Of Riverside School", "gave Alicja N a one-time password", "")
    ]


def test_a_superuser_is_shown_as_staff_and_the_system_by_its_name(cast):
    suspend(user=cast.alice, by=cast.sue, at=timezone.now())
    assert worded(cast.sana, verb="suspend_account")[0][0] == "StudyHub staff"
    assert worded(cast.sana, verb="create_school")[0][:2] == (
        "StudyHub",
        "made the school Riverside School",
    )


def test_an_entry_that_names_a_foreign_row_tells_no_name(cast):
    record(
        verb="suspend_account",
        target=cast.frank,
        by=cast.fiona,
        tenant_id=cast.riverside.pk,
        at=timezone.now(),
    )
    assert worded(cast.sana, verb="suspend_account") == [
        ("StudyHub staff", "suspended somebody no longer known", "")
    ]


def test_the_history_of_a_person_is_for_those_who_keep_the_books(cast):
    told = {line.what for line in history_of_person(cast.alice, viewer=cast.sana)}
    assert told == {
        "enrolled Alice Of Riverside School in 8A as student",
        "made the account of Alice Of Riverside School",
    }
    assert history_of_person(cast.alice, viewer=cast.tessa) == []
    assert history_of_person(cast.frank, viewer=cast.sana) == []


def test_wording_takes_four_queries_at_any_number(cast, django_assert_num_queries):
    entries = list(Entry.objects.visible_to(cast.sana))
    assert len(entries) > 10
    for some in (entries[:1], entries):
        with django_assert_num_queries(4):
            lines(some, viewer=cast.sue)
