"""Citing: numbers that last, and tokens in the text."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assignments.domain.citing.citation_tokens import tokens_in
from assignments.domain.citing.cite import MOST_CITATIONS, cite_event, cite_sentences
from assignments.domain.citing.cited import pieces_of
from assignments.models import Citation
from lessons.models import Edition, Paragraph, Section
from studyhub.access.refusal import Refusal
from studyhub.web.ids import new_id
from tests.assignments.citing.citing import TOKENS, place, words
from tests.assignments.grading.test_at_once import at_once
from tests.conftest import signed_in

TEXT = "Rivers rise in hills."


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
