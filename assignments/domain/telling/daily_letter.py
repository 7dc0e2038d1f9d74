"""One letter a day to a student: what is new, and never an answer, a comment or points."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from assignments.domain.telling.notices import Told, told_to
from assignments.models import Notice
from studyhub.people.domain.letters import Letter, site_address
from studyhub.people.domain.post import send_daily
from studyhub.people.models import Mail, School, User

# Who has just given an address is not told of a whole school year.
NEWS_FOR = timedelta(days=7)


def send_daily_letters(*, at: datetime) -> int:
    """Queue the day's letters of every school that sends mail; return how many are new.

    Safe to run often: each person has one letter for a day at their school. Two queries for each
    such school.
    """
    schools = School.objects.filter(sends_mail=True).order_by("pk")
    return sum(_send_in(school, at) for school in schools)


def _send_in(school: School, at: datetime) -> int:
    today = school.day_of(at)
    news = Notice.objects.showing(day=today, at=at).filter(
        recipient=OuterRef("pk"),
        read_at__isnull=True,
        mailed_at__isnull=True,
        shown_at__gte=at - NEWS_FOR,
    )
    people = (
        User.objects.filter(school=school, is_active=True, wants_daily_mail=True)
        .exclude(email="")
        .filter(Exists(news))
        .order_by("pk")
    )
    return send_daily(recipients=people, day=today, at=at)


def write_daily(mail: Mail, at: datetime) -> Letter | None:
    """Tell what is new now; None where it was read meanwhile or no longer holds."""
    person = mail.recipient
    news = [
        told for told in told_to(person, at=at, only_new=True) if told.shown_at >= at - NEWS_FOR
    ]
    if not news:
        return None

    def when_sent(sent_at: datetime) -> None:
        Notice.objects.filter(pk__in=[told.notice.pk for told in news]).update(mailed_at=sent_at)

    return Letter(
        subject="StudyHub: something new for you",
        body=_body(person, news),
        when_sent=when_sent,
    )


def _body(person: User, news: list[Told]) -> str:
    lines = "\n".join(_line(told) for told in news)
    return (
        f"Hello {person.given_name},\n\n"
        f"this is new for you on StudyHub:\n\n{lines}\n\n"
        f"Sign in to read more: {site_address(reverse('account_login'))}\n\n"
        "You get at most one such letter a day. To have none, sign in and look under Calendar "
        f"and mail:\n{site_address(reverse('calendar_and_mail'))}\n"
    )


def _line(told: Told) -> str:
    assignment = told.notice.assignment
    said = f"- {told.words}: {assignment.title} ({assignment.school_class.name})"
    return f"{said}. {told.due}." if told.due else said
