"""The start page and the start."""

from datetime import timedelta

from django.utils import timezone

from assignments.models import Assignment, Submission

from .pages import words_of


def test_start_makes_the_work_once(alice, given):
    path = f"/assignments/{given.pk}/start/"
    first, second = alice.post(path), alice.post(path)
    submission = Submission.objects.get()
    assert first.url == second.url == f"/work/{submission.pk}/"
    assert submission.attempts.count() == 1
    assert submission.attempts.get().answers.count() == 3
    given.set_version.refresh_from_db()
    assert given.set_version.frozen_at is not None


def test_start_page_tells_what_is_asked_and_by_when(alice, given):
    page = words_of(alice.get(f"/assignments/{given.pk}/"))
    assert page.startswith(
        "8A, Tessa Of Riverside School Rivers and mouths 3 answers to write, 9.5 points in all. "
        "If you submit now: on time. Due "
    )


def test_who_has_started_is_led_to_the_work(alice, given):
    alice.post(f"/assignments/{given.pk}/start/")
    response = alice.get(f"/assignments/{given.pk}/")
    assert (response.status_code, response.url) == (302, f"/work/{Submission.objects.get().pk}/")


def test_before_the_opening_nothing_starts(alice, given):
    now = timezone.now()
    Assignment.objects.filter(pk=given.pk).update(
        opens_at=now + timedelta(days=1), due_at=now + timedelta(days=2)
    )
    page = alice.get(f"/assignments/{given.pk}/")
    assert "/start/" not in page.content.decode()
    assert "Opens " in words_of(page)
    response = alice.post(f"/assignments/{given.pk}/start/", follow=True)
    assert response.redirect_chain == [(f"/assignments/{given.pk}/", 302)]
    assert Submission.objects.count() == 0


def test_start_by_get_is_405(alice, given):
    assert alice.get(f"/assignments/{given.pk}/start/").status_code == 405
    assert Submission.objects.count() == 0
