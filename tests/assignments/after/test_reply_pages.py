"""Pages of talks, on both sides."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.returning.release import take_back
from assignments.domain.returning.replies import close_thread
from assignments.models import Message, Thread
from studyhub.people.domain.enrollments import end
from studyhub.people.models import Enrollment
from tests.assignments.after.test_replies import answered, opened
from tests.assignments.grading.conftest import words_of as desk_words
from tests.assignments.student.pages import hidden, texts_in_boxes, words_of
from tests.conftest import signed_in


@pytest.fixture
def work(desk, cast):
    found = desk.handed_in(cast.alice)
    desk.grade(found, "1", "2", "Returned words.")
    desk.give_back(found)
    return found


def path(desk, work, label="1") -> str:
    return f"/work/{work.pk}/replies/{desk.answer(work, label).question_id}/"


def desk_path(thread: Thread) -> str:
    return f"/admin/replies/{thread.pk}/"


def test_a_student_writes_and_the_teacher_answers(desk, cast, work, alice_client, teacher):
    page = alice_client.get(path(desk, work))
    assert "About answer 1" in words_of(page)
    body = {"key": hidden(page, "key"), "text": "Why <b>two</b>?", "do": "send"}
    for _replay in range(2):
        sent = alice_client.post(path(desk, work), body, follow=True)
    assert Message.objects.count() == 1
    assert "Why <b>two</b>?" in words_of(sent)
    assert "<b>two" not in sent.content.decode()
    thread = Thread.objects.get()
    assert "You wrote about this" in words_of(alice_client.get(f"/work/{work.pk}/returned/"))
    listed = desk_words(teacher.get("/admin/replies/"))
    assert "1 of 1 waits for an answer." in listed
    assert "1 talk is open about returned answers." in desk_words(teacher.get("/admin/"))
    assert "1 open reply" in desk_words(teacher.get(desk.board_path()))
    opened_page = teacher.get(desk_path(thread))
    assert "Why <b>two</b>?" in desk_words(opened_page)
    assert "2 of 6" in desk_words(opened_page)
    answer = {"key": hidden(opened_page, "key"), "text": "Read 6.2.", "do": "send"}
    assert teacher.post(desk_path(thread), answer)["Location"] == desk_path(thread)
    assert "Your teacher answered" in words_of(alice_client.get(f"/work/{work.pk}/returned/"))
    notices = words_of(alice_client.get("/notices/"))
    assert "Your teacher answered Ten questions" in notices
    assert "6.2" not in notices
    assert "Tessa Of Riverside School" in words_of(alice_client.get(path(desk, work)))


def test_two_megabytes_stay_in_the_box(desk, cast, work, alice_client, teacher):
    text = "word " * 400_000
    body = {"key": "k", "text": text, "do": "send"}
    response = alice_client.post(path(desk, work), body)
    assert response.status_code == 400
    assert texts_in_boxes(response) == [text]
    assert "the limit is 2,000" in words_of(response)
    thread = opened(desk, work)
    response = teacher.post(desk_path(thread), body)
    assert response.status_code == 400
    assert texts_in_boxes(response) == [text]
    assert Message.objects.count() == 1


def test_two_teachers_close_the_same_talk(desk, cast, work, teacher):
    thread = opened(desk, work)
    assert teacher.post(desk_path(thread), {"key": "a", "do": "close"}).status_code == 302
    stale = teacher.post(desk_path(thread), {"key": "b", "text": "Typed.", "do": "send"})
    assert stale.status_code == 409
    assert "closed this meanwhile" in desk_words(stale)
    assert texts_in_boxes(stale) == ["Typed."]
    assert Message.objects.count() == 1


def test_a_request_is_kept_or_corrected_on_the_page(desk, cast, work, alice_client, teacher):
    alice_client.post(
        path(desk, work), {"key": "k", "text": "I named both.", "asks_remark": "on", "do": "send"}
    )
    thread = Thread.objects.get()
    assert thread.asks_remark
    assert "This is settled" not in words_of(alice_client.get(path(desk, work)))
    assert "Asks to be marked again" in desk_words(teacher.get("/admin/replies/"))
    empty = teacher.post(desk_path(thread), {"key": "d", "text": "", "do": "correct"})
    assert empty.status_code == 400
    saved = teacher.post(desk_path(thread), {"key": "d", "text": "You did.", "do": "correct"})
    assert saved["Location"] == f"{desk.path('grade/', work)}#q1"
    assert "Corrected. Closed by Tessa" in words_of(alice_client.get(path(desk, work)))


def test_a_correction_not_returned_yet_shows_nowhere(desk, cast, work, alice_client):
    thread = opened(desk, work, asks=True)
    desk.grade(work, "1", "5.5", "CANARY")
    answered(thread, cast.tessa, "I will look.")
    for address in (path(desk, work), f"/work/{work.pk}/returned/", "/", "/notices/"):
        page = alice_client.get(address).content.decode()
        assert "CANARY" not in page
        assert "5.5" not in re.sub(r"<time.*?</time>", "", page)


def test_work_not_returned_has_no_page(desk, cast, alice_client):
    bobs = desk.handed_in(cast.bob)
    desk.grade(bobs)
    client = signed_in(cast.bob)
    assert client.get(path(desk, bobs)).status_code == 404
    desk.give_back(bobs, when=timezone.now() + timedelta(days=1))
    assert client.get(path(desk, bobs)).status_code == 404
    assert client.post(path(desk, bobs), {"key": "k", "text": "x"}).status_code == 404


def test_after_taking_back_what_was_written_stays_to_read(desk, cast, work, alice_client):
    opened(desk, work)
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    page = alice_client.get(path(desk, work))
    assert "Why two?" in words_of(page)
    assert "Returned words." not in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert "What was written about answer 1" in words_of(
        alice_client.get(f"/work/{work.pk}/returned/")
    )


def test_who_left_the_class_reads_on_and_writes_no_more(desk, cast, work, alice_client):
    opened(desk, work)
    enrollment = Enrollment.objects.get(user=cast.alice, school_class=cast.class_8a)
    end(enrollment=enrollment, by=cast.sana, at=timezone.now())
    assert "Why two?" in words_of(alice_client.get(path(desk, work)))
    refused = alice_client.post(path(desk, work), {"key": "z", "text": "Still here."})
    assert refused.status_code == 400
    assert texts_in_boxes(refused) == ["Still here."]
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("tessa", 200), ("asif", 403), ("sue", 403), ("theo", 404), ("fiona", 404),
        ("sana", 404), ("sofia", 404), ("alice", 404), ("bob", 404),
    ],
)  # fmt: skip
def test_who_opens_a_talk_on_the_desk(desk, cast, work, name, status):
    thread = opened(desk, work)
    assert signed_in(getattr(cast, name)).get(desk_path(thread)).status_code == status


@pytest.mark.parametrize("name", ["bob", "carol", "frank", "theo", "fiona", "sana", "sofia"])
def test_to_others_the_students_page_does_not_exist(desk, cast, work, name):
    opened(desk, work)
    client = signed_in(getattr(cast, name))
    assert client.get(path(desk, work)).status_code == 404
    body = {"key": "x", "text": "Forged."}
    assert client.post(path(desk, work), body).status_code == 404
    assert Message.objects.count() == 1


def test_a_forged_thread_is_not_written_in(desk, cast, work):
    thread = opened(desk, work)
    bobs = desk.handed_in(cast.bob)
    desk.grade(bobs)
    desk.give_back(bobs)
    client = signed_in(cast.bob)
    client.post(path(desk, bobs), {"key": "x", "text": "Forged.", "thread": thread.pk})
    assert [row.text for row in thread.messages.all()] == ["Why two?"]


def test_a_question_that_was_not_asked_is_404(desk, cast, work, alice_client):
    assert alice_client.get(f"/work/{work.pk}/replies/{work.pk}/").status_code == 404


def test_the_notice_leads_to_the_talk(desk, cast, work, alice_client):
    desk.grade(work, "2", "3")
    desk.give_back(work, note="Question 2 as well.")
    answered(opened(desk, work), cast.tessa)
    assert f'href="{path(desk, work)}"' in alice_client.get("/notices/").content.decode()
    answered(opened(desk, work, label="2", key="k2"), cast.tessa, key="t2")
    page = alice_client.get("/notices/").content.decode()
    assert f'href="{path(desk, work, "2")}"' in page


def test_closed_talks_are_read_again_on_the_desk(desk, cast, work, teacher):
    thread = opened(desk, work, text="Why not three?")
    words = desk_words(teacher.get("/admin/replies/?show=closed"))
    assert "Nothing was closed yet" in words
    assert "Why not three?" not in words
    close_thread(thread=thread, by=cast.tessa, at=timezone.now())
    assert "Why not three?" in desk_words(teacher.get("/admin/replies/?show=closed"))
    assert "Nothing is open" in desk_words(teacher.get("/admin/replies/"))
    for name in ("theo", "fiona"):
        shown = signed_in(getattr(cast, name)).get("/admin/replies/?show=closed")
        assert "Nothing was closed yet" in desk_words(shown)
