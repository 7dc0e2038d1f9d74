"""Quickstart: one command from nothing to a demo, and the same again the second time."""

import json

import pytest
from django.core.management import CommandError
from django.test import Client
from django.utils import timezone

from assignments.domain.citing.cite import cite_passage
from assignments.domain.overview.class_feedback import write_feedback
from assignments.domain.timing.position import position_of
from assignments.models import (
    Allocation,
    Answer,
    AnswerTag,
    Assignment,
    Attempt,
    BankComment,
    Citation,
    ClassFeedback,
    Comment,
    NextStep,
    Release,
    Submission,
    Thread,
)
from lessons.models import TimelineEvent
from studyhub.audit.models import Entry
from studyhub.people.domain.schools import create_school
from studyhub.people.models import Enrollment, School, SchoolClass, SchoolRole, User
from tests.studyhub.demo.conftest import quickstart


def test_marking_shows_what_the_desk_can_do(demo):
    given = AnswerTag.objects.order_by().values_list("kind", flat=True).distinct()
    assert sorted(given) == ["made", "misconception", "next_step", "strength"]
    assert Comment.objects.filter(start__isnull=False).exists()
    assert BankComment.objects.count() == 3
    assert NextStep.objects.count() == 1
    assert Thread.objects.filter(asks_remark=True, closed_at__isnull=True).count() == 1
    assert Release.objects.filter(planned_at__isnull=False).count() == 2
    assert Allocation.objects.filter(grader__given_name="Noor").count() == 2
    assert Assignment.objects.filter(is_blind=True, names_revealed_at__isnull=True).count() == 1


def test_good_answers_cite_the_source_where_their_guides_look(demo):
    cited = Citation.objects.values_list("submission", "question", "number", "label")
    assert len(cited) > 100
    texts = {
        (row.attempt.submission_id, row.question_id): row.text
        for row in Answer.objects.filter(attempt__number=1).select_related("attempt")
    }
    for submission, question, number, label in cited:
        assert f" [{number}: {label}]" in texts[submission, question]
    assert Citation.objects.filter(kind="event").exists()


def test_it_makes_what_it_promises(demo):
    riverside = School.objects.get(slug="riverside-demo")
    students = Enrollment.objects.filter(role="student")
    assert {
        "schools": School.objects.filter(is_demo=True).count(),
        "events": TimelineEvent.objects.count(),
        "classes": SchoolClass.objects.filter(school=riverside).count(),
        "students": students.filter(school_class__school=riverside).count(),
        "teachers": Enrollment.objects.filter(
            role="teacher", school_class__school=riverside
        ).count(),
        "admins": SchoolRole.objects.filter(school=riverside).count(),
    } == {"schools": 2, "events": 92, "classes": 2, "students": 24, "teachers": 2, "admins": 1}


def test_the_first_student_has_an_open_draft_behind_the_address(demo):
    first = next(person for person in demo["people"] if person["role"] == "student")
    assert (first["sign_in"], first["school"]) == ("amal", "Riverside Demo School")
    work = demo["urls"]["assignment"].rstrip("/").rsplit("/", 1)[1]
    attempt = Attempt.objects.get(submission=work, submitted_at__isnull=True)
    assert attempt.submission.student.sign_in_name == "amal"
    assert attempt.answers.filter(words__gt=0).count() == 6


def test_everybody_can_sign_in(demo):
    assert sorted({person["role"] for person in demo["people"]}) == [
        "assistant",
        "school_admin",
        "student",
        "superuser",
        "teacher",
    ]
    assert len(demo["people"]) == 34
    for person in demo["people"][::8]:
        school = School.objects.filter(name=person["school"]).first()
        client = Client()
        form = {
            "school": school.slug if school else "-",
            "login": person["sign_in"],
            "password": person["password"],
        }
        assert client.post("/sign-in/", form).status_code == 302
        assert client.get("/").status_code == 200


def test_work_stands_in_every_state(demo):
    assert {
        "not handed in": Submission.objects.filter(counted_attempt__isnull=True).exists(),
        "handed in, no draft": Submission.objects.filter(counted_attempt__isnull=False)
        .exclude(attempts__submitted_at__isnull=True)
        .exists(),
        "kept working": Attempt.objects.filter(
            number=2, submitted_at__isnull=True, reopened_by__isnull=True
        ).exists(),
        "reopened": Attempt.objects.filter(number=2, reopened_by__isnull=False).exists(),
        "late": any(attempt.is_late for attempt in Attempt.objects.all()),
        "returned": Release.objects.filter(kind="returned").exists(),
        "taken back": Release.objects.filter(kind="taken_back").exists(),
        "partly graded": Answer.objects.filter(grade__isnull=True, attempt__number=1)
        .filter(attempt__answers__grade__isnull=False)
        .exists(),
    } == dict.fromkeys(
        (
            "not handed in",
            "handed in, no draft",
            "kept working",
            "reopened",
            "late",
            "returned",
            "taken back",
            "partly graded",
        ),
        True,
    )


def test_a_second_run_changes_nothing(demo):
    def state() -> dict:
        tables = (User, Submission, Attempt, Answer, Release, Entry, TimelineEvent)
        return {table.__name__: sorted(map(str, table.objects.values_list())) for table in tables}

    before = state()
    again = json.loads(quickstart("--json"))
    assert again == demo
    assert state() == before


def test_a_reset_makes_all_anew_with_what_people_made_and_keeps_the_ledger(demo):
    old = set(User.objects.values_list("pk", flat=True))
    draft = Attempt.objects.filter(submitted_at__isnull=True).select_related(
        "submission__assignment__school_class__school"
    )[0]
    answer, assignment = draft.answers.all()[0], draft.submission.assignment
    at = timezone.now()
    made = cite_passage(
        answer=answer,
        position=position_of(draft.submission, at=at),
        paragraph=assignment.edition.paragraphs.all()[0],
        start=0,
        end=4,
        key="demo",
        at=at,
    )
    write_feedback(assignment=assignment, text="# Well", based_on=0, by=assignment.given_by, at=at)
    again = json.loads(quickstart("--json", "--reset"))
    assert not Citation.objects.filter(pk=made.citation.pk).exists()
    assert not ClassFeedback.objects.exists()
    assert len(again["people"]) == 34
    assert not old & set(User.objects.values_list("pk", flat=True))
    assert School.objects.count() == 2
    assert Entry.objects.filter(verb="erase").count() == 2


def test_the_table_names_people_and_addresses(demo):
    table = quickstart()
    assert "student       Riverside Demo School  amal" in table
    assert "http://127.0.0.1:8000/admin/" in table


def test_it_refuses_a_database_with_real_schools(db):
    create_school(name="Real", slug="real", time_zone="UTC", by=None, at=timezone.now())
    with pytest.raises(CommandError, match="holds real schools"):
        quickstart("--reset")
    assert School.objects.count() == 1


def test_it_refuses_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="does not run in production"):
        quickstart()
    assert School.objects.count() == 0
