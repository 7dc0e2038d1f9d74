"""The answering page as one form, without script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assignments.domain.answering.keep_working import keep_working
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Revision, Submission
from tests.conftest import signed_in

from .pages import answers_in_boxes, hidden, words_of


def as_browser(response, work, **texts) -> dict:
    """Return the form as a browser would send it back, with some texts typed over."""
    data = {name: hidden(response, name) for name in ("person", "attempt", "page")}
    for label, shown in zip(("1", "2a", "2b"), answers_in_boxes(response), strict=True):
        pk = work.answer(label).pk
        data[f"text-{pk}"] = texts.get(f"q{label}", shown).replace("\n", "\r\n")
        for name in (f"version-{pk}", f"was-{pk}", f"replaces-{pk}"):
            if (value := hidden(response, name)) is not None:
                data[name] = value
    return data


def texts(work) -> list[str]:
    return [work.answer(label).text for label in ("1", "2a", "2b")]


def versions(work) -> list[int]:
    return [work.answer(label).version for label in ("1", "2a", "2b")]


def test_page_shows_every_leaf_with_what_it_asks(alice, work):
    work.write("2a", "A fan.")
    response = alice.get(work.path)
    page = words_of(response)
    assert response.status_code == 200
    assert answers_in_boxes(response) == ["", "A fan.", ""]
    for sentence in (
        "1 Where do rivers rise? 4 points For full points: Everything about 1.",
        "Think of the mouth. 2a What is a delta? 2.5 points",
        "Think of the mouth. 2b Why does it grow? 3 points",
        "Rivers rise in hills.",
        "1927 The flood Water everywhere.",
        "Delta A mouth.",
        "If you submit now: on time.",
    ):
        assert sentence in page


def test_saving_writes_only_what_was_typed(alice, work):
    page = alice.get(work.path)
    response = alice.post(work.path, as_browser(page, work, q1="In\nthe hills. ", q2b=" "))
    assert (response.status_code, response.url) == (302, work.path)
    assert texts(work) == ["In\nthe hills. ", "", " "]
    assert versions(work) == [1, 0, 1]
    assert "Saved" in words_of(alice.get(work.path))


def test_a_page_sent_twice_saves_once(alice, work):
    data = as_browser(alice.get(work.path), work, q1="Once.")
    assert [alice.post(work.path, data).status_code for _ in range(2)] == [302, 302]
    assert versions(work) == [1, 0, 0]


def test_a_page_gone_back_to_and_written_on_is_not_taken_for_a_repeat(alice, work):
    page = alice.get(work.path)
    alice.post(work.path, as_browser(page, work, q1="First."))
    response = alice.post(work.path, as_browser(page, work, q1="Second."))
    assert response.status_code == 409
    assert answers_in_boxes(response) == ["Second.", "", ""]
    assert texts(work) == ["First.", "", ""]


def test_review_saves_and_goes_on(alice, work):
    data = as_browser(alice.get(work.path), work, q1="In the hills.") | {"do": "review"}
    response = alice.post(work.path, data)
    assert (response.status_code, response.url) == (302, f"{work.path}review/")
    assert texts(work) == ["In the hills.", "", ""]


def test_stale_box_is_not_overwritten_and_the_others_are_saved(alice, work):
    page = alice.get(work.path)
    work.write("1", "From the phone.")
    response = alice.post(work.path, as_browser(page, work, q1="From the desk.", q2a="A fan."))
    assert response.status_code == 409
    assert texts(work) == ["From the phone.", "A fan.", ""]
    assert answers_in_boxes(response) == ["From the desk.", "A fan.", ""]
    assert "1 answer was changed elsewhere: choose" in words_of(response)
    assert "From the phone." in words_of(response)

    again = alice.post(work.path, as_browser(response, work))
    assert (again.status_code, texts(work)) == (302, ["From the desk.", "A fan.", ""])
    kept = Revision.objects.filter(cause="kept_aside").values_list("text", flat=True)
    assert list(kept) == ["From the phone."]


def test_a_box_nobody_touched_is_no_conflict(alice, work):
    page = alice.get(work.path)
    work.write("1", "From the phone.")
    response = alice.post(work.path, as_browser(page, work, q2a="A fan."))
    assert response.status_code == 302
    assert texts(work) == ["From the phone.", "A fan.", ""]


def test_a_third_text_in_the_meantime_is_a_conflict_again(alice, work):
    page = alice.get(work.path)
    work.write("1", "Phone.")
    response = alice.post(work.path, as_browser(page, work, q1="Desk."))
    work.write("1", "Phone again.")
    again = alice.post(work.path, as_browser(response, work))
    assert (again.status_code, work.answer().text) == (409, "Phone again.")
    assert answers_in_boxes(again)[0] == "Desk."


@pytest.mark.parametrize("version", ["abc", "-1", "", "1" + "0" * 30, "1.5"])
def test_a_forged_version_never_wins(alice, work, version):
    work.write("1", "Mine.")
    data = work.form(q1="Other.") | {f"version-{work.answer().pk}": version}
    assert alice.post(work.path, data).status_code == 409
    assert texts(work) == ["Mine.", "", ""]


def test_too_long_saves_nothing_and_keeps_every_text(alice, work):
    long = "ab " * 20_000
    response = alice.post(work.path, as_browser(alice.get(work.path), work, q1=long, q2a="Fan."))
    assert response.status_code == 400
    assert answers_in_boxes(response) == [long, "Fan.", ""]
    assert (
        "Answer 1 has 60,000 characters; the limit is 50,000. Nothing was saved. Shorten it and "
        "save again." in words_of(response)
    )
    assert versions(work) == [0, 0, 0]
    again = alice.post(work.path, as_browser(response, work, q1="Short."))
    assert (again.status_code, texts(work)) == (302, ["Short.", "Fan.", ""])


def test_two_megabytes_come_back_with_a_sentence(alice, work):
    long = "a" * 2_000_000
    response = alice.post(work.path, work.form(q1=long))
    assert response.status_code == 400
    assert answers_in_boxes(response)[0] == long
    assert "the limit is 50,000" in words_of(response)


def test_line_breaks_are_stable_over_saving_and_loading(alice, work):
    first = "one\r\ntwo\rthree\n\tfour  "
    alice.post(work.path, work.form(q1=first))
    saved, count = work.answer().text, work.answer().words
    for _ in range(2):
        page = alice.get(work.path)
        assert alice.post(work.path, as_browser(page, work)).status_code == 302
    assert (work.answer().text, work.answer().words) == (saved, count)
    assert (saved, versions(work)) == ("one\ntwo\nthree\n\tfour  ", [1, 0, 0])


def test_leading_line_breaks_survive_the_box(alice, work):
    work.write("1", "\n\nBelow.")
    assert answers_in_boxes(alice.get(work.path))[0] == "\n\nBelow."


@pytest.mark.parametrize("text", ["</textarea><script>alert(1)</script>", "{{ 7*7 }}{% debug %}"])
def test_markup_is_text_everywhere(alice, work, text):
    work.write("1", text)
    for path in (work.path, f"{work.path}review/"):
        page = alice.get(path).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page or "script" in text
    attempt = work.hand_in()
    for path in (work.path, f"{work.path}receipt/{attempt.number}/"):
        assert "<script>alert" not in alice.get(path).content.decode()


def test_nul_is_400(alice, work):
    assert alice.post(work.path, work.form(q1="a\x00b")).status_code == 400
    assert alice.get(work.path + "?q=%00").status_code == 400
    assert texts(work) == ["", "", ""]


def test_fields_that_name_other_people_or_states_are_ignored(alice, work, cast):
    data = work.form(q1="Mine.") | {
        "student": cast.bob.pk, "author": cast.bob.pk, "school": cast.hillside.pk, "grade": "6",
        "status": "submitted", "submitted_at": "2020-01-01", "released": "1",
    }  # fmt: skip
    assert alice.post(work.path, data).status_code == 302
    work.submission.refresh_from_db()
    assert (work.submission.student_id, work.submission.counted_attempt) == (cast.alice.pk, None)
    assert work.attempt.submitted_at is None


def test_boxes_that_are_missing_from_the_form_are_left_alone(alice, work):
    work.write("1", "Stays.")
    response = alice.post(work.path, {"person": work.student.pk})
    assert (response.status_code, texts(work)) == (302, ["Stays.", "", ""])


def test_a_page_of_another_pupil_keeps_the_text_on_the_screen(cast, work):
    response = signed_in(cast.bob).post(work.path, work.form(q1="Alice wrote this."))
    assert response.status_code == 409
    assert answers_in_boxes(response) == ["Alice wrote this."]
    assert texts(work) == ["", "", ""]


def test_after_hand_in_the_text_stays_on_the_screen(alice, work):
    work.write()
    data = work.form(q1="A better one.")
    work.hand_in()
    response = alice.post(work.path, data)
    assert response.status_code == 409
    assert answers_in_boxes(response) == ["A better one."]
    assert "Nothing was saved. This was handed in." in words_of(response)
    assert work.answer().text == "In the hills."


def test_a_page_of_an_earlier_attempt_is_refused_with_its_text(alice, work):
    work.write()
    data = work.form(q1="On the old page.")
    work.hand_in()
    now = timezone.now()
    submission = Submission.objects.get(pk=work.submission.pk)
    keep_working(position=position_of(submission, at=now), by=work.student, at=now)
    response = alice.post(work.path, data)
    assert response.status_code == 409
    assert answers_in_boxes(response) == ["On the old page."]
    assert work.answer().text == "In the hills."


def test_after_closing_the_draft_is_readable_and_cannot_be_written(alice, work):
    work.write("1", "Half a thought.")
    now = timezone.now()
    Assignment.objects.filter(pk=work.assignment.pk).update(
        opens_at=now - timedelta(days=3),
        due_at=now - timedelta(hours=1),
        late_rule="refused",
        collects_drafts=False,
    )
    response = alice.post(work.path, work.form(q1="More."))
    assert (response.status_code, answers_in_boxes(response)) == (409, ["More."])
    page = alice.get(work.path)
    assert answers_in_boxes(page) == []
    assert "Your draft, not handed in" in words_of(page)
    assert "Half a thought." in words_of(page)


def test_without_the_token_nothing_is_saved(cast, work):
    client = signed_in(cast.alice, enforce_csrf_checks=True)
    for extra in ({}, {"csrfmiddlewaretoken": "wrong"}):
        assert client.post(work.path, work.form(q1="x") | extra).status_code == 403
    assert texts(work) == ["", "", ""]


def test_signed_out_form_is_led_to_sign_in(work):
    response = Client().post(work.path, work.form(q1="x"))
    assert (response.status_code, texts(work)) == (302, ["", "", ""])
