"""Where citations are shown: to the student, to the teacher, in what is returned."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.citing.cite import cite_event
from assignments.models import Answer, Submission
from lessons.domain.keep import keep_event
from studyhub.web.ids import new_id
from tests.assignments.citing.citing import body, place, words
from tests.conftest import signed_in


@pytest.fixture
def cited(work, paragraph, lesson):
    """Return Alice's work with an answer that cites a passage, an event, and nothing."""
    made = words(work, paragraph)
    event = cite_event(event=lesson.events.get(), **place(work))
    words(work, paragraph, 7, 11)  # made, and taken out of the text again
    work.write(text=f"<b>Hills</b> {made.token}, {event.token} and [3] and [4: mine].")
    return work


def chips(page: str) -> list[str]:
    return [part.split("</a>")[0].split(">", 1)[1] for part in page.split('class="cite"')[1:]]


CHIPS = ["[1: paragraph 1.1]", "[2: event The flood, 1927]"]


def test_the_student_sees_chips_before_and_after_handing_in(cited):
    client = signed_in(cited.student)
    review = client.get(f"{cited.path}review/").content.decode()
    assert chips(review) == CHIPS
    assert "&lt;b&gt;Hills&lt;/b&gt;" in review
    assert "and [3] and [4: mine]." in review
    assert '<q class="cited-words" dir="auto">Rivers</q>' in review
    cited.hand_in()
    assert chips(client.get(cited.path).content.decode()) == CHIPS


def test_the_teacher_sees_chips_that_open_the_passage(cast, cited):
    cited.hand_in()
    client = signed_in(cast.tessa)
    question = cited.answer().question_id
    pages = [
        f"/admin/assignments/submission/{cited.submission.pk}/grade/",
        f"/admin/assignments/assignment/{cited.assignment.pk}/question/{question}/",
    ]
    lesson = cited.assignment.edition.lesson
    for path in pages:
        page = client.get(path).content.decode()
        assert chips(page) == CHIPS
        assert f'href="/lessons/{lesson.pk}/{lesson.slug}/#s1-1" title="Rivers"' in page
        assert f'href="/lessons/{lesson.pk}/{lesson.slug}/#event-flood"' in page


def test_a_return_keeps_what_was_cited(cast, cited, lesson):
    from assignments.domain.returning.release import return_to_students

    cited.hand_in()
    submission = Submission.objects.get(pk=cited.submission.pk)
    return_to_students(submissions=[submission], by=cast.tessa, at=timezone.now())
    lesson.events.update(title="Renamed")
    page = signed_in(cited.student).get(f"{cited.path}returned/").content.decode()
    assert chips(page) == CHIPS
    stored = submission.releases.get().snapshot["leaves"]
    assert [leaf.get("citations", []) for leaf in stored][1:] == [[], []]
    assert stored[0]["citations"] == [
        {
            "number": 1, "label": "paragraph 1.1", "kind": "passage", "exact": "Rivers",
            "edition": 1, "anchor": "s1-1",
        },
        {
            "number": 2, "label": "event The flood, 1927", "kind": "event", "exact": "The flood",
            "edition": 1, "anchor": "event-flood",
        },
    ]  # fmt: skip


def test_a_saved_text_with_tokens_comes_back_as_typed(cited):
    text = Answer.objects.get(pk=cited.answer().pk).text
    cited.write(text="Other.", at=timezone.now() + timedelta(minutes=1))
    history = signed_in(cited.student).get(f"{cited.answer_path()}history/").content.decode()
    assert "[1: paragraph 1.1]" in history
    cited.write(text=text)
    assert cited.answer().text == text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_citing_asks_the_same_for_any_number_of_citations(
    cast, work, lesson, paragraph, django_assert_num_queries, count
):
    for number in range(count):
        row = lesson.events.create(
            key=f"e{number}", date="1930", first_day=704_000, last_day=704_365,
            title=f"Event {number}", summary="x", themes=["war"],
        )  # fmt: skip
        cite_event(event=row, **place(work))
        keep_event(
            lesson=lesson, event=row, note="", key=new_id(), by=cast.alice, at=timezone.now()
        )
    client = signed_in(cast.alice)
    path = f"{work.answer_path()}cite/"
    with django_assert_num_queries(12):
        client.get(path)
    with django_assert_num_queries(13):
        client.post(
            path,
            json.dumps(body(work, event="flood")),
            content_type="application/json",
            headers={"accept": "application/json"},
        )
    with django_assert_num_queries(14):
        client.get(f"{work.path}review/")
