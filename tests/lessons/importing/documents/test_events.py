"""Draft events: the sentence of each date, a title, a key that lasts."""

import pytest

from lessons.importing.documents.events import drafts_of, sentences, title_of
from lessons.importing.documents.outline import Passage


def passage(text: str, index: int = 3, number: int = 1) -> Passage:
    return Passage(index, 1, number, "", text, (), f"line {index}")


def test_a_draft_holds_the_sentence_it_came_from():
    text = "Nothing happened. In April 1922, at Rapallo, two outsiders met. It was over by 1923!"
    assert [
        (d.date, d.wording, d.sentence, d.title, d.anchor, d.label, d.place)
        for d in drafts_of([passage(text)])
    ] == [
        (
            "1922-04",
            "April 1922",
            "In April 1922, at Rapallo, two outsiders met.",
            "In April 1922, at Rapallo, two outsiders met",
            "s1-1",
            "1.1",
            "line 3",
        ),
        ("1923", "1923", "It was over by 1923!", "It was over by 1923!", "s1-1", "1.1", "line 3"),
    ]


def test_a_date_counts_once_in_a_sentence_and_again_in_the_next():
    drafts = drafts_of([passage("In 1922, and in 1922 again. Then in 1922."), passage("In 1922.")])
    assert [draft.date for draft in drafts] == ["1922", "1922", "1922"]
    assert len({draft.key for draft in drafts}) == 3


def test_keys_last_when_paragraphs_are_joined_or_set_aside():
    one, two = "It was in 1922.", "It was in 1923."
    apart = {d.date: d.key for d in drafts_of([passage(one), passage(two, index=4)])}
    together = {d.date: d.key for d in drafts_of([passage(f"{one} {two}")])}
    alone = {d.date: d.key for d in drafts_of([passage(two, index=4)])}
    assert apart == together
    assert alone == {"1923": apart["1923"]}


def test_there_are_a_thousand_at_most():
    drafts = drafts_of([passage("It was in 1922. " * 50, number=n) for n in range(30)])
    assert len(drafts) == len({draft.key for draft in drafts}) == 1000


def test_sentences_end_where_they_do():
    text = "Mr. Smith came in c. 490 B.C. It was St. Ives (see p. 4). “Why?” he asked… Yes."
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "Mr. Smith came in c. 490 B.C. It was St. Ives (see p. 4).",
        "“Why?” he asked…",
        "Yes.",
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("It ended in 1922.", "It ended in 1922"),
        (
            "Others looked for partners who were outside as well, and in April 1922 they found one "
            "at Rapallo, a small town by the sea.",
            "Others looked for partners who were outside as well",
        ),
        ("word " * 30 + "end.", "word " * 17 + "word …"),
    ],
)
def test_a_title_is_a_sentence_cut_short(sentence, title):
    assert title_of(sentence) == title
    assert len(title) <= 160
