"""One letter a day: for whom, what it says, and what it never says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assignments.domain.returning.release import take_back
from assignments.domain.telling.notices import mark_read
from assignments.models import Notice
from studyhub.people.domain import enrollments
from studyhub.people.domain.accounts import suspend
from studyhub.people.domain.schools import allow_mail
from studyhub.people.models import Mail, User
from tests.conftest import signed_in, work_off_queue

from .conftest import NOON


@pytest.fixture
def letters(cast, mailing, django_capture_on_commit_callbacks):
    """Let Riverside send mail to Alice, and return a function that does a day's work."""
    allow_mail(school=cast.riverside, sends_mail=True, by=cast.sana, at=NOON)
    User.objects.filter(pk=cast.alice.pk).update(email="alice@example.org")

    def day() -> list[mail.EmailMessage]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("daily_mail")
        assert mail.outbox == []  # the command sends nothing itself
        work_off_queue()
        return list(mail.outbox)

    return day


def test_a_letter_from_top_to_bottom(class_8a, cast, letters):
    work = class_8a.handed_in(class_8a.give(due_at=NOON + timedelta(days=4)))
    class_8a.returned(work)
    class_8a.reopened(work)
    class_8a.give("On mouths", due_at=NOON + timedelta(days=1))
    (letter,) = letters()
    assert (letter.to, letter.cc, letter.bcc) == (["alice@example.org"], [], [])
    assert letter.subject == "StudyHub: something new for you"
    assert letter.content_subtype == "plain"
    head, listed, tail = letter.body.split("\n\n", 2)[0], *letter.body.split("\n\n", 3)[2:]
    assert head == "Hello Alice,"
    assert sorted(listed.split("\n")) == [
        "- Assigned: On mouths (8A). Due Tuesday 24 November, 12:00.",
        "- Assigned: Rivers and mouths (8A). Due Friday 27 November, 12:00.",
        "- Due tomorrow: On mouths (8A). Due Tuesday 24 November, 12:00.",
        "- Reopened: Rivers and mouths (8A). Due Friday 27 November, 12:00.",
        "- Returned: Rivers and mouths (8A)",
    ]
    assert tail == (
        "Sign in to read more: https://studyhub.example/sign-in/\n\n"
        "You get at most one such letter a day. To have none, sign in and look under Calendar and "
        "mail:\nhttps://studyhub.example/calendar-and-mail/\n"
    )


def test_no_answer_comment_reason_or_points(class_8a, cast, letters):
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work, points=3)
    class_8a.reopened(work)
    (letter,) = letters()
    whole = letter.message().as_string()
    assert "CANARY" not in whole
    assert "point" not in whole.lower()
    assert "Rivers" not in letter.subject


def test_hidden_grading_sends_nothing(class_8a, cast, letters):
    """After the letter of what was assigned, grading alone makes no other."""
    from decimal import Decimal

    from assignments.domain.grading.grade import grade_answer
    from assignments.models import Submission

    work = class_8a.handed_in(class_8a.give())
    assert len(letters()) == 1
    answer = Submission.objects.get(pk=work.submission.pk).counted_attempt.answers.first()
    grade_answer(
        answer=answer, points=Decimal(1), comment="CANARY", based_on=0,
        seen_answer_version=answer.version, by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    assert letters() == []


def test_one_letter_a_day_and_each_notice_once(class_8a, cast, letters, clock):
    class_8a.give("One")
    assert len(letters()) == 1
    class_8a.give("Two")
    assert letters() == []
    clock.shift(timedelta(days=1))
    (letter,) = letters()
    assert "Two" in letter.body
    assert "One" not in letter.body
    clock.shift(timedelta(days=1))
    assert letters() == []
    assert Mail.objects.filter(kind="daily").count() == 2


def test_the_day_is_the_schools(class_8a, cast, letters, clock):
    """23:30 and 00:30 in Cairo are two days, though both are the 23rd in UTC."""
    clock.shift(timedelta(hours=11, minutes=30))
    class_8a.give("One")
    assert len(letters()) == 1
    clock.shift(timedelta(hours=1))
    class_8a.give("Two")
    assert len(letters()) == 1


def test_what_was_read_in_the_app_is_not_mailed(class_8a, cast, letters):
    class_8a.give()
    ids = Notice.objects.filter(recipient=cast.alice).values_list("pk", flat=True)
    mark_read(notices=ids, by=cast.alice, at=NOON)
    assert letters() == []
    assert Mail.objects.count() == 0


def test_a_return_taken_back_before_the_letter_leaves_is_not_told(
    class_8a, cast, letters, django_capture_on_commit_callbacks
):
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("daily_mail")
    take_back(submission=work.submission, by=cast.tessa, at=NOON, reason="Wrong.")
    work_off_queue()
    (letter,) = mail.outbox
    assert "Assigned" in letter.body
    assert "Returned" not in letter.body


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: User.objects.filter(pk=cast.alice.pk).update(email=""),
        lambda cast: User.objects.filter(pk=cast.alice.pk).update(
            email="", new_email="alice@example.org"
        ),
        lambda cast: User.objects.filter(pk=cast.alice.pk).update(wants_daily_mail=False),
        lambda cast: suspend(user=cast.alice, by=cast.sana, at=NOON),
        lambda cast: allow_mail(school=cast.riverside, sends_mail=False, by=cast.sana, at=NOON),
        lambda cast: enrollments.end(
            enrollment=cast.alice.enrollments.get(), by=cast.sana, at=NOON
        ),
    ],
    ids=["no address", "unconfirmed", "not wanted", "suspended", "school", "left"],
)
def test_who_gets_none_whether_it_changes_before_or_after_queueing(
    class_8a, cast, letters, change, django_capture_on_commit_callbacks
):
    class_8a.give()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("daily_mail")
    change(cast)
    work_off_queue()
    assert mail.outbox == []
    assert Mail.objects.get().outcome == "nothing"
    Mail.objects.all().delete()
    assert letters() == []
    assert Mail.objects.count() == 0


def test_one_recipient_each(class_8a, cast, letters):
    User.objects.filter(pk=cast.bob.pk).update(email="bob@example.org")
    class_8a.give()
    assert sorted(letter.to for letter in letters()) == [
        ["alice@example.org"], ["bob@example.org"]
    ]  # fmt: skip


def test_nothing_old_is_told_to_who_gives_an_address_late(class_8a, cast, letters, clock):
    class_8a.give("Old", due_at=NOON + timedelta(days=30))
    clock.shift(timedelta(days=8))
    assert letters() == []


def test_without_a_queue_nothing_is_queued_or_sent(class_8a, cast, settings, capsys):
    """The stock backend would run a task at once, inside the request."""
    settings.EMAIL_URL = "smtp://mail.example"
    settings.SITE_URL = "https://studyhub.example"
    allow_mail(school=cast.riverside, sends_mail=True, by=cast.sana, at=NOON)
    User.objects.filter(pk=cast.alice.pk).update(email="alice@example.org")
    class_8a.give()
    call_command("daily_mail")
    assert capsys.readouterr().out == (
        "No mail is sent here. It needs TASK_QUEUE (a queue, emptied by manage.py db_worker).\n"
    )
    assert (Mail.objects.count(), mail.outbox) == (0, [])


def test_no_request_sends(class_8a, cast, letters, django_capture_on_commit_callbacks):
    work = class_8a.handed_in(class_8a.give(due_at=NOON + timedelta(days=1)))
    class_8a.returned(work)
    client = signed_in(cast.alice)
    with django_capture_on_commit_callbacks(execute=True):
        for path in ("/", "/notices/", "/calendar-and-mail/", work.path):
            assert client.get(path).status_code == 200
        client.post("/calendar-and-mail/mail/", {"email": "new@example.org"})
    assert mail.outbox == []
    work_off_queue()
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queueing_costs_the_same_reads_at_any_number_of_notices(
    class_8a, cast, letters, count, django_assert_num_queries
):
    from assignments.domain.telling.daily_letter import send_daily_letters

    for number in range(count):
        class_8a.give(f"Work {number}")
    with django_assert_num_queries(6):
        assert send_daily_letters(at=NOON) == 1


def test_a_stranger_finds_no_page_of_it(cast):
    assert Client().get("/notices/").status_code == 302
