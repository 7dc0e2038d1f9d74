"""Review, hand-in, receipt, keep working."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.models import Assignment, Attempt, Submission
from studyhub.audit.models import Entry

from .pages import hidden, words_of


def hand_in(client, work, *, without: bool = True, **extra):
    """Hand in as the review page offers it."""
    review = client.get(f"{work.path}review/")
    data = {"seen": hidden(review, "seen") or "", **extra}
    if without:
        data["without"] = "1"
    return client.post(f"{work.path}hand-in/", data)


def fill(work) -> None:
    for label in ("1", "2a", "2b"):
        work.write(label, f"Answer {label} in words.")


def set_times(work, **fields) -> None:
    Assignment.objects.filter(pk=work.assignment.pk).update(
        opens_at=timezone.now() - timedelta(days=9), **fields
    )


def test_review_names_what_is_empty(alice, work):
    work.write("2a", "A fan.")
    page = alice.get(f"{work.path}review/")
    assert page.status_code == 200
    assert "Still empty: 1 , 2b ." in words_of(page)
    assert "Hand in without the 2 empty answers" in words_of(page)
    assert "If you submit now: on time." in words_of(page)


def test_hand_in_and_receipt(alice, work):
    fill(work)
    response = hand_in(alice, work, without=False)
    assert (response.status_code, response.url) == (302, f"{work.path}receipt/1/")
    attempt = work.attempt
    page = words_of(alice.get(response.url))
    pairs = [[label, f"Answer {label} in words."] for label in ("1", "2a", "2b")]
    digest = hashlib.sha256(json.dumps(pairs, separators=(",", ":")).encode()).hexdigest()
    assert f"{attempt.submitted_at:%Y-%m-%d %H:%M:%S} UTC" in page
    assert "(Africa/Cairo)" in page
    assert digest[:12] in page
    assert digest[:13] not in page
    assert "12 words in 3 answers" in page
    assert "In time On time Attempt 1, the one that counts" in page
    assert Entry.objects.filter(verb="hand_in").count() == 1


def test_double_click_is_one_submission_and_both_see_the_receipt(alice, work):
    fill(work)
    seen = hidden(alice.get(f"{work.path}review/"), "seen")
    answers = [alice.post(f"{work.path}hand-in/", {"seen": seen}) for _ in range(2)]
    assert [response.url for response in answers] == [f"{work.path}receipt/1/"] * 2
    assert Attempt.objects.filter(submitted_at__isnull=False).count() == 1
    assert Entry.objects.filter(verb="hand_in").count() == 1


def test_text_changed_since_the_review_is_shown_again(alice, work):
    fill(work)
    seen = hidden(alice.get(f"{work.path}review/"), "seen")
    work.write("1", "Changed in another tab.")
    response = alice.post(f"{work.path}hand-in/", {"seen": seen}, follow=True)
    assert response.redirect_chain == [(f"{work.path}review/", 302)]
    assert "Your answers changed after this page was opened" in words_of(response)
    assert "Changed in another tab." in words_of(response)
    assert work.attempt.submitted_at is None
    assert hand_in(alice, work).url == f"{work.path}receipt/1/"


def test_nothing_reviewed_nothing_handed_in(alice, work):
    fill(work)
    response = alice.post(f"{work.path}hand-in/")
    assert (response.status_code, response.url) == (302, f"{work.path}review/")
    assert work.attempt.submitted_at is None


def test_empty_answers_need_a_yes(alice, work):
    work.write("1", "Only this.")
    response = hand_in(alice, work, without=False)
    assert response.status_code == 409
    assert "Some answers are empty." in words_of(response)
    assert work.attempt.submitted_at is None
    assert hand_in(alice, work).status_code == 302


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\u200b", "\ufeff", "\u2800", "\r\n\t"])
def test_blank_work_is_nothing_to_submit(alice, work, blank):
    for label in ("1", "2a", "2b"):
        work.write(label, blank)
    assert "There is nothing to submit yet: every answer is empty." in words_of(
        alice.get(f"{work.path}review/")
    )
    from assignments.domain.answering.writing import fingerprint, leaves_of

    response = alice.post(
        f"{work.path}hand-in/", {"seen": fingerprint(leaves_of(work.attempt)), "without": "1"}
    )
    assert response.status_code == 409
    assert "There is nothing to submit yet: every answer is empty." in words_of(response)
    assert work.attempt.submitted_at is None


def test_a_second_after_due_with_late_work_off_is_refused_with_the_reason(alice, work):
    fill(work)
    seen = hidden(alice.get(f"{work.path}review/"), "seen")
    set_times(
        work,
        due_at=timezone.now() - timedelta(seconds=1),
        late_rule="refused",
        collects_drafts=False,
    )
    response = alice.post(f"{work.path}hand-in/", {"seen": seen})
    assert response.status_code == 409
    assert "Nothing more can be handed in." in words_of(response)
    assert "Answer 1 in words." in words_of(response)
    assert work.attempt.submitted_at is None
    assert "Answer 1 in words." in words_of(alice.get(work.path))


def test_a_second_before_due_is_on_time_by_the_server(alice, work):
    fill(work)
    due_at = timezone.now() + timedelta(seconds=1)
    set_times(work, due_at=due_at, late_rule="refused")
    before = timezone.now()
    assert hand_in(alice, work, submitted_at="2020-01-01").status_code == 302
    attempt = work.attempt
    assert before <= attempt.submitted_at <= due_at
    assert (attempt.is_late, attempt.due_at) == (False, due_at)


def test_late_work_is_accepted_and_says_so(alice, work):
    fill(work)
    set_times(work, due_at=timezone.now() - timedelta(hours=1))
    assert "If you submit now: late." in words_of(alice.get(f"{work.path}review/"))
    page = words_of(alice.get(hand_in(alice, work).url))
    assert "In time Late" in page


def test_closing_collects_the_draft_and_the_receipt_says_so(alice, work):
    work.write("1", "Left open.")
    closes_at = timezone.now() - timedelta(minutes=1)
    set_times(work, due_at=closes_at - timedelta(hours=1), closes_at=closes_at)
    page = words_of(alice.get(work.path))
    assert "Collected at closing" in page
    assert "Left open." in page
    receipt = words_of(alice.get(f"{work.path}receipt/1/"))
    assert "It was collected at closing" in receipt
    assert work.attempt.submitted_at == closes_at
    assert alice.get(f"{work.path}receipt/1/").status_code == 200


def test_keep_working_opens_a_copy_and_the_hand_in_counts_on(alice, work):
    fill(work)
    first = work.hand_in()
    assert "Keep working" in words_of(alice.get(work.path))
    responses = [alice.post(f"{work.path}keep-working/") for _ in range(2)]
    assert [response.url for response in responses] == [work.path] * 2
    work.submission.refresh_from_db()
    assert (work.attempt.number, work.submission.counted_attempt) == (2, first)
    assert work.answer("2a").text == "Answer 2a in words."
    assert "counts until you hand in again." in words_of(alice.get(work.path))
    assert hand_in(alice, work).url == f"{work.path}receipt/2/"
    assert "Attempt 1, replaced by a later one" in words_of(alice.get(f"{work.path}receipt/1/"))


def test_keep_working_after_closing_says_why_not(alice, work):
    fill(work)
    work.hand_in()
    set_times(work, due_at=timezone.now() - timedelta(hours=1), late_rule="refused")
    assert "Keep working" not in words_of(alice.get(work.path))
    response = alice.post(f"{work.path}keep-working/", follow=True)
    assert "Nothing more can be handed in." in words_of(response)
    assert Submission.objects.get().attempts.count() == 1


def test_review_of_handed_in_work_leads_to_it(alice, work):
    fill(work)
    work.hand_in()
    response = alice.get(f"{work.path}review/")
    assert (response.status_code, response.url) == (302, work.path)
