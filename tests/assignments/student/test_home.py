"""Home: what is to do, by when, in what state."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.todo import moment_in_words
from assignments.models import Assignment, Release
from assignments.views.student.home import greeting
from studyhub.people.domain.enrollments import enroll
from tests.conftest import person, signed_in

from .conftest import begin, give, make_version, snapshot_json
from .pages import words_of


def titles(response, part: str) -> list[str]:
    page = response.content.decode()
    found = re.search(rf'aria-labelledby="{part}".*?</section>', page, re.DOTALL)
    return re.findall(r'work-title"><a[^>]*>([^<]*)<', found.group(0)) if found else []


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Good evening"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"),
     (17, "Good afternoon"), (18, "Good evening"), (23, "Good evening")],
)  # fmt: skip
def test_greeting(hour, words):
    assert greeting(hour) == words


def test_moments_of_the_last_days_are_short():
    now = timezone.now().replace(hour=12, minute=5)
    assert moment_in_words(now, at=now) == "12:05"
    earlier = now - timedelta(days=6)
    assert moment_in_words(earlier, at=now) == f"{earlier:%A} 12:05"
    assert moment_in_words(now - timedelta(days=7), at=now) != f"{now:%A} 12:05"


def test_empty_home_says_what_will_be_here(alice):
    page = words_of(alice.get("/"))
    assert "Nothing has been given to you yet" in page
    assert "Came back" not in page


def test_to_do_by_due_time_with_progress_and_standing(alice, cast, work):
    version, now = work.assignment.set_version, timezone.now()
    give(cast.class_8a, cast.tessa, version, title="Sooner", due_at=now + timedelta(days=1))
    give(cast.class_8a, cast.tessa, version, title="Never due", due_at=None)
    give(
        cast.class_8a, cast.tessa, version, title="Coming",
        opens_at=now + timedelta(days=2), due_at=now + timedelta(days=3),
    )  # fmt: skip
    give(cast.class_8b, cast.theo, version, title="Not mine")
    work.write("1", "In the hills.")
    response = alice.get("/")
    page = words_of(response)
    assert titles(response, "to-do") == ["Sooner", "Coming", "Rivers and mouths", "Never due"]
    assert "8A, Tessa Of Riverside School" in page
    assert "1 of 3 answers begun, saved " in page
    assert "Draft saved Continue" in page
    assert "Not started Start" in page
    assert "Not mine" not in page


def test_handed_in_and_past(alice, cast, work):
    work.write()
    work.hand_in()
    now = timezone.now()
    missed = give(cast.class_8a, cast.tessa, work.assignment.set_version, title="Missed")
    Assignment.objects.filter(pk=missed.pk).update(
        opens_at=now - timedelta(days=5), due_at=now - timedelta(days=1), late_rule="refused"
    )
    response = alice.get("/")
    assert titles(response, "to-do") == []
    assert titles(response, "handed-in") == ["Rivers and mouths"]
    assert titles(response, "past") == ["Missed"]
    assert "Not started Missing" in words_of(response)
    assert "Nothing is waiting" in words_of(response)


def test_work_stays_readable_after_leaving_the_class(alice, cast, work):
    from studyhub.people.domain import enrollments

    work.write()
    enrollments.end(enrollment=cast.alice.enrollments.get(), by=cast.sana, at=timezone.now())
    response = alice.get("/")
    assert titles(response, "past") == ["Rivers and mouths"]
    assert titles(response, "to-do") == []
    page = words_of(alice.get(work.path))
    assert "You are no longer in this class." in page
    assert "In the hills." in page


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("tessa", "Your classes, what they handed in, and what waits to be graded"),
        ("asif", "Your classes, what they handed in, and what waits to be graded"),
        ("sana", "Your school's classes, enrollments and accounts are on the desk."),
        ("sue", "All schools, their classes and their accounts are on the desk."),
    ],
)
def test_who_works_at_the_desk_is_led_there(cast, given, name, sentence):
    page = words_of(signed_in(getattr(cast, name)).get("/"))
    assert sentence in page
    assert "To do" not in page
    assert "Rivers" not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_home_costs_the_same_at_any_number(cast, django_assert_num_queries, count):
    version = make_version()
    for number in range(count):
        title = f"Work {number}"
        begun = begin(give(cast.class_8a, cast.tessa, version, title=title), cast.alice)
        begun.write()
        if number % 3 == 1:
            begun.hand_in()
        if number % 3 == 2:
            begun.hand_in()
            begun.returned()
        give(cast.class_8a, cast.tessa, version, title=f"Fresh {number}")
    client = signed_in(cast.alice)
    with django_assert_num_queries(13):
        client.get("/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_of_work_cost_the_same_at_any_number_of_answers(
    cast, django_assert_num_queries, count
):
    from assignments.models import AssignmentQuestion, Question

    assignment = give(cast.class_8a, cast.tessa)
    for number in range(count):
        question = Question.objects.create(
            version=assignment.set_version, position=10 + number, label=f"x{number}",
            text="More?", points=1,
        )  # fmt: skip
        AssignmentQuestion.objects.create(assignment=assignment, question=question)
    work = begin(assignment, cast.alice)
    work.write()
    for number in range(count):
        student = person(cast.riverside, f"Pupil{number}")
        enroll(
            user=student, school_class=cast.class_8a, role="student", by=cast.sana,
            at=timezone.now(),
        )  # fmt: skip
        begin(assignment, student).write()
    client = signed_in(cast.alice)
    with django_assert_num_queries(14):
        client.get(work.path)
    with django_assert_num_queries(14):
        client.get(f"{work.path}review/")
    work.hand_in()
    with django_assert_num_queries(11):
        client.get(work.path)
    with django_assert_num_queries(9):
        client.get(f"{work.path}receipt/1/")
    for number in range(1, count + 1):
        Release.objects.create(
            submission=work.submission, attempt=work.attempt, number=number, kind="returned",
            snapshot=snapshot_json(), released_by=cast.tessa, released_at=timezone.now(),
        )  # fmt: skip
    with django_assert_num_queries(11):  # the first look is noted
        client.get(f"{work.path}returned/")
    with django_assert_num_queries(10):
        client.get(f"{work.path}returned/")
