"""Citing: numbers that last, tokens in the text, and what a page makes of them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assignments.domain.citation_tokens import tokens_in
from assignments.domain.cite import MOST_CITATIONS, cite_event, cite_passage, cite_sentences
from assignments.domain.cited import pieces_of
from assignments.domain.position import position_of
from assignments.models import Answer, Citation, Submission
from lessons.domain.keep import keep_event, keep_passage
from lessons.models import Edition, Paragraph, Section
from studyhub.access.refusal import Refusal
from studyhub.web.ids import new_id
from tests.assignments.grading.test_at_once import at_once
from tests.assignments.student.conftest import begin, give
from tests.conftest import signed_in

TEXT = "Rivers rise in hills."


@pytest.fixture
def work(cast):
    return begin(give(cast.class_8a, cast.tessa), cast.alice)


@pytest.fixture
def lesson(work):
    return work.assignment.edition.lesson


@pytest.fixture
def paragraph(work):
    return Paragraph.objects.get(edition=work.assignment.edition)


def place(work, label: str = "1") -> dict:
    submission = Submission.objects.get(pk=work.submission.pk)
    now = timezone.now()
    return {
        "answer": work.answer(label),
        "position": position_of(submission, at=now),
        "key": new_id(),
        "at": now,
    }


def words(work, paragraph, start: int = 0, end: int = 6, label: str = "1", **fields):
    return cite_passage(paragraph=paragraph, start=start, end=end, **place(work, label) | fields)


def body(work, **fields) -> dict:
    return {
        "key": new_id(), "person": work.student.pk, "assignment": work.assignment.pk, **fields,
    }  # fmt: skip


def post(work, label: str = "1", by=None, **fields):
    client = signed_in(by or work.student)
    return client.post(
        f"{work.answer_path(label)}cite/",
        json.dumps(body(work, **fields)),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


# The domain ------------------------------------------------------------------------------------


def test_a_passage_gets_the_next_number_of_its_answer(work, paragraph):
    first, second = words(work, paragraph), words(work, paragraph, 7, 11)
    other = words(work, paragraph, label="2a")
    assert [made.token for made in (first, second, other)] == [
        "[1: paragraph 1.1]", "[2: paragraph 1.1]", "[1: paragraph 1.1]",
    ]  # fmt: skip
    row = second.citation
    assert (row.exact, row.prefix, row.suffix, row.start, row.end) == (
        "rise", "Rivers ", " in hills.", 7, 11,
    )  # fmt: skip
    assert (row.anchor, row.edition_id) == ("s1-1", work.assignment.edition_id)


def test_the_same_words_keep_the_number_they_have(work, paragraph):
    first, again = words(work, paragraph), words(work, paragraph)
    assert (first.citation, first.is_new, again.is_new) == (again.citation, True, False)


def test_a_request_sent_twice_makes_one(work, paragraph):
    key = new_id()
    first, again = words(work, paragraph, key=key), words(work, paragraph, 7, 11, key=key)
    assert (again.citation, again.is_new) == (first.citation, True)


def test_sentences_are_cited_by_number(work, paragraph):
    made = cite_sentences(paragraph=paragraph, first=1, last=1, **place(work))
    assert made.citation.exact == TEXT
    with pytest.raises(Refusal, match=r"^Paragraph 1\.1 has 1 sentence\.$"):
        cite_sentences(paragraph=paragraph, first=2, last=2, **place(work))


def test_an_event_is_cited_as_it_is_called_today(work, lesson):
    event = lesson.events.get()
    made = cite_event(event=event, **place(work))
    lesson.events.update(title="The great flood", date="1928")
    again = cite_event(event=lesson.events.get(), **place(work))
    assert made.token == "[1: event The flood, 1927]"
    assert (again.citation.label, again.citation.exact) == ("event The flood, 1927", "The flood")
    lesson.events.all().delete()
    assert Citation.objects.get().anchor == "event-flood"


def test_what_would_end_a_token_never_gets_into_one(work, lesson):
    lesson.events.update(title="A [bracketed]\nevent " + "long " * 25)
    made = cite_event(event=lesson.events.get(), **place(work))
    (found,) = tokens_in(f"Before {made.token} after")
    assert (found.number, found.label) == (1, made.citation.label)
    assert made.citation.label.startswith("event A (bracketed) event long")
    assert made.citation.label.endswith("…, 1927")


def test_an_older_edition_is_named(work, lesson, paragraph):
    newer = Edition.objects.create(
        lesson=lesson, number=2, markdown="", html="", digest="1" * 64, words=3,
        published_at=timezone.now(),
    )  # fmt: skip
    section = Section.objects.create(edition=newer, number=1, name="s1", title="Source")
    other = Paragraph.objects.create(
        edition=newer, section=section, anchor=paragraph.anchor, position=1, label="1.1",
        text="Streams rise.", html="<p>Streams rise.</p>",
    )  # fmt: skip
    made = words(work, other, 0, 7)
    assert made.token == "[1: paragraph 1.1 of edition 2]"
    assert made.citation.edition == newer


@pytest.mark.parametrize(
    ("start", "end", "seen", "code"),
    [(0, 6, "Streams", "other_words"), (6, 7, None, "blank"), (0, 99, None, "no_passage")],
)
def test_words_that_do_not_stand_there_are_refused(work, paragraph, start, end, seen, code):
    with pytest.raises(Refusal) as refused:
        words(work, paragraph, start, end, seen=seen)
    assert refused.value.code == code
    assert Citation.objects.count() == 0


def test_work_that_takes_no_change_takes_no_citation(work, paragraph):
    work.write()
    work.hand_in()
    with pytest.raises(Refusal) as refused:
        words(work, paragraph)
    assert refused.value.code == "already_submitted"


def test_an_answer_has_a_most(work, paragraph):
    row = words(work, paragraph).citation
    Citation.objects.bulk_create(
        Citation(
            submission=row.submission, question=row.question, number=number, kind="event",
            edition=row.edition, anchor=f"event-{number}", label="x", exact="x", key=new_id(),
            made_at=row.made_at,
        )
        for number in range(2, MOST_CITATIONS + 1)
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        words(work, paragraph, 7, 11)
    assert refused.value.code == "full"


def test_a_citation_can_be_neither_changed_nor_deleted(work, paragraph):
    row = words(work, paragraph).citation
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.filter(pk=row.pk).update(label="other")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM assignments_citation")
    assert Citation.objects.get().label == "paragraph 1.1"


@pytest.mark.django_db(transaction=True)
def test_eight_citations_at_once_get_eight_numbers(cast, work, paragraph):
    came = at_once(8, lambda at: words(work, paragraph, at, at + 1))
    numbers = sorted(Citation.objects.values_list("number", flat=True))
    assert all(not isinstance(made, Refusal) or made.code in {"busy", "blank"} for made in came)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 3


def test_numbers_survive_a_further_attempt(work, paragraph):
    made = words(work, paragraph)
    work.write(text=f"In hills {made.token}.")
    work.hand_in()
    signed_in(work.student).post(f"{work.path}keep-working/")
    again = words(work, paragraph, 7, 11)
    assert again.token == "[2: paragraph 1.1]"
    assert work.answer().text == "In hills [1: paragraph 1.1]."


# Tokens ----------------------------------------------------------------------------------------


# Both languages find the same: tests/browser/test_citing.py.
TOKENS = [
    ("", []),
    ("[1: paragraph 1.1]", [1]),
    ("a [1: x] b [2: y] c [1: x]", [1, 2, 1]),
    ("[0: x] [01: x] [1000: x] [1:x] [1 : x]", []),
    ("[1: two\nlines]", []),
    ("[[1: x]]", [1]),
    ("[1: ]", []),
    (f"[1: {'x' * 121}]", []),
    ("👩‍👩‍👧 [3: مادة] עברית", [3]),
]


@pytest.mark.parametrize(("text", "numbers"), TOKENS)
def test_tokens_are_found(text, numbers):
    assert [found.number for found in tokens_in(text)] == numbers


def test_a_text_taken_apart_is_the_same_text(work, paragraph):
    row = words(work, paragraph).citation
    row.edition_number = 1
    text = "👩‍👩‍👧 [1: paragraph 1.1][9: mine]\n[1: changed words] end"
    pieces = pieces_of(text, {1: row})
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.citation] == [
        "[1: paragraph 1.1]", "[1: changed words]",
    ]  # fmt: skip


# By script -------------------------------------------------------------------------------------


def test_a_marked_passage_is_cited(work):
    answer = post(
        work, edition=work.assignment.edition_id, paragraph="s1-1", start=0, end=6, exact="Rivers"
    )
    row = Citation.objects.get()
    path = f"/lessons/{work.assignment.edition.lesson_id}/{work.assignment.edition.lesson.slug}/"
    assert answer.json() == {
        "number": 1, "label": "paragraph 1.1", "exact": "Rivers", "kind": "passage",
        "anchor": "s1-1", "here": True, "url": f"{path}#s1-1", "token": "[1: paragraph 1.1]",
        "is_new": True,
    }  # fmt: skip
    assert (row.submission, row.question.label) == (work.submission, "1")
    assert work.answer().text == ""


def test_sentences_events_and_the_shelf_are_cited(work, lesson, paragraph):
    now = timezone.now()
    shelf = {"lesson": lesson, "note": "", "by": work.student, "at": now}
    kept = keep_passage(
        edition=paragraph.edition, paragraph=paragraph, start=7, end=11, key="a", **shelf
    )
    event = keep_event(event=lesson.events.get(), key="b", **shelf)
    tokens = [
        post(work, paragraph="1.1", sentences="1").json()["token"],
        post(work, item=kept.item.pk).json()["token"],
        post(work, item=event.item.pk).json()["token"],
        post(work, event="flood").json()["token"],
    ]
    assert tokens == [
        "[1: paragraph 1.1]", "[2: paragraph 1.1]", "[3: event The flood, 1927]",
        "[3: event The flood, 1927]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"event": "none"}, 400, "There is no such event on this timeline. Reload the page."),
        ({"item": "none"}, 400, "This no longer lies on your shelf. Reload the page."),
        ({"event": 5}, 400, "The field event must be a text of at most 60 characters."),
        ({"event": "flood", "key": ""}, 400, "The field key must not be empty."),
        (
            {"paragraph": "9.9", "sentences": "1"},
            400,
            "There is no paragraph 9.9 in this essay.",
        ),
        ({"paragraph": "1.1", "sentences": "3"}, 409, "Paragraph 1.1 has 1 sentence."),
        (
            {"paragraph": "1.1", "sentences": "x"},
            400,
            "Type one number, or two with a dash between, such as 2-4.",
        ),
        ({}, 400, "The field edition must be a text of at most 60 characters."),
    ],
)
def test_a_request_that_names_nothing_there_gets_a_sentence(work, fields, status, sentence):
    answer = post(work, **fields)
    assert (answer.status_code, answer.json()["error"]) == (status, sentence)
    assert Citation.objects.count() == 0


def test_another_persons_shelf_cannot_be_cited(cast, work, lesson):
    item = keep_event(
        lesson=lesson, event=lesson.events.get(), note="", key="a", by=cast.bob, at=timezone.now()
    ).item
    assert post(work, item=item.pk).status_code == 400


def test_a_page_left_open_by_somebody_else_is_refused(cast, work):
    answer = post(work, by=cast.bob, event="flood")
    assert (answer.status_code, answer.json()["code"]) == (409, "other_person")
    assert Citation.objects.count() == 0


def test_nobody_cites_in_another_persons_answer(cast, work):
    for person, status in [(cast.bob, 404), (cast.sofia, 404), (cast.tessa, 403)]:
        answer = post(work, by=person, event="flood", person=person.pk)
        assert answer.status_code == status
    assert Citation.objects.count() == 0


def test_handed_in_work_says_so(work):
    work.write()
    work.hand_in()
    answer = post(work, event="flood")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_submitted")


# Without script --------------------------------------------------------------------------------


def test_by_the_page_the_token_comes_to_the_end_of_the_answer(work):
    work.write(text="In the hills.")
    client = signed_in(work.student)
    path = f"{work.answer_path()}cite/"
    page = client.get(f"{path}?paragraph=1.1&sentences=1")
    assert 'value="1.1"' in page.content.decode()
    sent = {"paragraph": "1.1", "sentences": "1", "key": "once"}
    for _ in range(2):  # a double click
        answer = client.post(path, sent)
        assert (answer.status_code, answer["Location"]) == (302, f"{work.path}#q-1")
    assert work.answer().text == "In the hills. [1: paragraph 1.1]"
    client.post(path, {"event": "flood"})
    assert work.answer().text == "In the hills. [1: paragraph 1.1] [2: event The flood, 1927]"


def test_a_page_filled_in_wrongly_keeps_what_was_typed(work):
    answer = signed_in(work.student).post(
        f"{work.answer_path()}cite/", {"paragraph": "7.<b>", "sentences": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is no paragraph 7.&lt;b&gt; in this essay." in page
    assert 'value="7.&lt;b&gt;"' in page
    assert work.answer().text == ""


def test_the_cite_button_saves_the_page_first(work):
    answer = work.answer()
    client = signed_in(work.student)
    sent = {
        "person": work.student.pk, f"text-{answer.pk}": "Typed.", f"version-{answer.pk}": "0",
        f"was-{answer.pk}": "", "page": "p", "do": f"cite-{answer.pk}",
    }  # fmt: skip
    came = client.post(work.path, sent)
    assert (came.status_code, came["Location"]) == (302, f"{work.answer_path()}cite/")
    assert work.answer().text == "Typed."
    sent["do"] = "cite-../../x"
    assert client.post(work.path, sent)["Location"] == work.path


def test_an_answer_at_its_limit_is_left_alone(work):
    work.write(text="x" * 50_000)
    answer = signed_in(work.student).post(f"{work.answer_path()}cite/", {"event": "flood"})
    assert answer.status_code == 409
    assert "the limit is 50,000" in answer.content.decode()
    assert work.answer().text == "x" * 50_000


# Where it is shown -----------------------------------------------------------------------------


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
    from assignments.domain.release import return_to_students

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
    with django_assert_num_queries(12):
        client.get(f"{work.path}review/")
