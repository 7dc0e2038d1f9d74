"""The notices page, the number on the start page, and marking as read."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.models import Notice
from tests.assignments.student.pages import words_of
from tests.conftest import signed_in

from .conftest import NOON


def count_on(response) -> str:
    """Return the number beside the bell, empty for none."""
    found = re.search(r'class="site-count">.*?</span>(\d+)<', response.content.decode())
    return found[1] if found else ""


def test_an_empty_page_says_what_will_be_here(cast):
    page = words_of(signed_in(cast.alice).get("/notices/"))
    assert "Nothing to tell you When a teacher gives your class work" in page
    assert "Mark" not in page


def test_notices_in_words_with_times_newest_first(class_8a, cast, clock):
    work = class_8a.handed_in(class_8a.give(due_at=NOON + timedelta(days=4)))
    clock.shift(timedelta(hours=1))
    class_8a.returned(work)
    clock.shift(timedelta(hours=1))
    class_8a.reopened(work)
    page = words_of(signed_in(cast.alice).get("/notices/"))
    assert page == (
        "Notices What was given to your classes, what is due tomorrow, what came back, what was "
        "reopened, what your teacher answered. They can reach you by calendar and mail too. "
        "Mark all 3 as read "
        "Unread: Reopened Rivers and mouths 8A. Due Friday 27 November, 12:00. "
        "Monday 23 November, 14:00 Mark as read "
        "Unread: Returned Rivers and mouths 8A Monday 23 November, 13:00 Mark as read "
        "Unread: Assigned Rivers and mouths 8A. Due Friday 27 November, 12:00. "
        "Monday 23 November, 12:00 Mark as read"
    )


def test_each_notice_leads_to_its_page(class_8a, cast):
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work)
    class_8a.reopened(work)
    client = signed_in(cast.alice)
    page = client.get("/notices/").content.decode()
    links = re.findall(r'work-title"><a href="([^"]*)"', page)
    assert sorted(links) == sorted(
        [f"/assignments/{work.assignment.pk}/", f"{work.path}returned/", work.path]
    )
    assert [client.get(link, follow=True).status_code for link in links] == [200, 200, 200]


def test_no_grade_comment_or_reason_stands_there(class_8a, cast):
    """What came back is on its own page; a notice says only that it did."""
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work)
    class_8a.reopened(work)
    assert "CANARY comment" in signed_in(cast.alice).get(f"{work.path}returned/").content.decode()
    page = signed_in(cast.alice).get("/notices/").content.decode()
    assert "CANARY" not in page
    assert "points" not in words_of(signed_in(cast.alice).get("/notices/"))


def test_hidden_grading_changes_nothing_on_the_page(class_8a, cast):
    from decimal import Decimal

    from assignments.domain.grading.grade import grade_answer
    from assignments.models import Submission
    from tests.assignments.student.pages import masked

    work = class_8a.handed_in(class_8a.give())
    client = signed_in(cast.alice)
    before = masked(client.get("/notices/"))
    answer = Submission.objects.get(pk=work.submission.pk).counted_attempt.answers.first()
    grade_answer(
        answer=answer, points=Decimal(1), comment="CANARY", based_on=0,
        seen_answer_version=answer.version, by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    assert masked(client.get("/notices/")) == before


def test_reading_one_and_all(class_8a, cast):
    class_8a.give("One")
    class_8a.give("Two")
    class_8a.give("Three")
    client = signed_in(cast.alice)
    assert count_on(client.get("/")) == "3"
    one = Notice.objects.get(recipient=cast.alice, assignment__title="One")
    response = client.post("/notices/read/", {"notice": one.pk})
    assert (response.status_code, response["Location"]) == (302, "/notices/")
    one.refresh_from_db()
    assert one.read_at == NOON
    page = client.get("/notices/")
    assert count_on(page) == "2"
    shown = re.findall(r'type="hidden" name="notice" value="([^"]+)"', page.content.decode())
    client.post("/notices/read/", {"notice": shown})
    assert count_on(client.get("/")) == count_on(client.get("/notices/")) == ""
    assert Notice.objects.filter(recipient=cast.bob, read_at__isnull=True).count() == 3


def test_looking_marks_nothing_and_a_second_reading_keeps_the_first_time(class_8a, cast, clock):
    class_8a.give()
    client = signed_in(cast.alice)
    client.get("/notices/")
    row = Notice.objects.get(recipient=cast.alice)
    assert row.read_at is None
    client.post("/notices/read/", {"notice": row.pk})
    clock.shift(timedelta(hours=1))
    client.post("/notices/read/", {"notice": row.pk})
    row.refresh_from_db()
    assert row.read_at == NOON


def test_nobody_marks_anothers(class_8a, cast):
    class_8a.give()
    row = Notice.objects.get(recipient=cast.alice)
    for name in ("bob", "tessa", "sana", "sue", "frank"):
        signed_in(getattr(cast, name)).post("/notices/read/", {"notice": [row.pk, "no-such"]})
    row.refresh_from_db()
    assert row.read_at is None


def test_opening_the_start_page_tells_what_is_due_tomorrow_without_any_worker(class_8a, cast):
    class_8a.give(due_at=NOON + timedelta(days=1))
    client = signed_in(cast.alice)
    for _look in range(2):
        assert count_on(client.get("/")) == "2"
    assert Notice.objects.filter(kind="due_tomorrow").get().recipient == cast.alice
    assert "Due tomorrow Rivers and mouths" in words_of(client.get("/notices/"))


def test_handing_in_ends_the_notice_of_the_due_time(class_8a, cast):
    given = class_8a.give(due_at=NOON + timedelta(days=1))
    client = signed_in(cast.alice)
    client.get("/")
    class_8a.handed_in(given)
    assert count_on(client.get("/")) == "1"
    assert "Due tomorrow" not in words_of(client.get("/notices/")).partition("Mark all")[2]


def test_the_bell_is_on_every_page_of_a_student_and_on_none_of_the_staff(class_8a, cast):
    given = class_8a.give()
    page = signed_in(cast.alice).get(f"/assignments/{given.pk}/")
    assert 'class="site-notices" href="/notices/"' in page.content.decode()
    assert count_on(page) == ""
    for name in ("tessa", "sana", "sue"):
        assert "site-notices" not in signed_in(getattr(cast, name)).get("/").content.decode()
        assert signed_in(getattr(cast, name)).get("/notices/").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_at_any_number(class_8a, cast, count, django_assert_num_queries):
    for number in range(count):
        work = class_8a.handed_in(class_8a.give(f"Work {number}", due_at=NOON + timedelta(days=2)))
        class_8a.returned(work)
    client = signed_in(cast.alice)
    with django_assert_num_queries(9):
        page = client.get("/notices/")
    assert count_on(page) == str(2 * count)
    ids = list(Notice.objects.filter(recipient=cast.alice).values_list("pk", flat=True))
    with django_assert_num_queries(3):
        client.post("/notices/read/", {"notice": ids})


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_start_page_costs_the_same_with_work_due_tomorrow(
    class_8a, cast, count, django_assert_num_queries
):
    for number in range(count):
        class_8a.give(f"Work {number}", due_at=NOON + timedelta(days=1))
    client = signed_in(cast.alice)
    client.get("/")
    with django_assert_num_queries(12):
        assert count_on(client.get("/")) == str(2 * count)
