"""Essays put together at random: nothing of them is lost, nothing foreign is kept.

An essay of one-line paragraphs, lists of other documents between them, questions with parts
under a heading, and more of other documents: whatever comes together, each line is accounted for
exactly once, and as what it is.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.importing.documents.guessing.structure import find_structure
from lessons.importing.documents.roles import Role
from tests.lessons.importing.documents.reading import blocks

PARAGRAPHS = [
    "In 1917 the Bolsheviks took power in Petrograd and asked all peoples at war for a peace "
    "without annexations. Nobody answered, and they had to sign what was laid before them.",
    "The Comintern was founded in March, 1919. Its twenty-one conditions split the socialist "
    "parties of Europe, and its offices filled pages upon pages with instructions.",
    "Chicherin, who spoke six languages, believed that trade would do what revolution had not. “We "
    "need bread and machines,” he said in the spring of 1922; “they need markets.”",
    "Then came the 1930s. Hitler's rise changed everything, though it took Moscow two years to see "
    "it; the slogans about social fascism were given up only in 1934.",
    "Litvinov spoke in Geneva for collective security between 1934 and 1938. The best essays and "
    "speeches that he left behind show a patient man.",
    "And so the alliance that everybody had feared came about at last. Nobody spoke, and the whole "
    "of Europe held its breath…",
    "Was it cynicism? Perhaps it was only fear. The documents that have been opened since 1991 "
    "fill 1,234 pages, and they do not decide the question.",
    "The war of 1941-1945 cost the country 20 million dead, and what its leaders wanted afterwards "
    "was, before all, never again to be surprised.",
]
OPEN = next(paragraph for paragraph in PARAGRAPHS if paragraph.endswith("…"))
TITLES = ["Soviet Foreign Policy, 1917-1945", "The Road to the Pact", "SOVIET FOREIGN POLICY"]
RELATED = [
    "The Causes of the Cold War", "Stalin's Five Year Plans Essay", "World War II: Origins",
    "How Did Lenin Come to Power?", "Apush Dbq", "The Treaty of Versailles and Its Consequences",
    "Russian Revolution Research Paper", "Similarities Between Lenin And Stalin",
]  # fmt: skip
TEASERS = [
    "The Cold War was a period of tension between the United States and...",
    "In the years after the war the new state found itself alone in the world, and its leaders…",
    "Stalin rose to power after the death of Lenin in 1924 by using his position as Secretary...",
    "...the rise of Hitler to power in Germany. This was the",
]
COUNTS = [
    ["1,234 words · 5 pages"], ["Words: 912 Pages: 4"], ["Essay 3 pages / 912 words"],
    ["1055 Words", "5 Pages"], ["5 Pages 1,108 Words"], ["Words: 1,456", "Pages: 6"],
]  # fmt: skip
HEADS = [
    "Related Documents", "Best Essays", "You may also find these documents helpful",
    "Related essays:", "Best essays on Soviet history", "Essays related to Soviet Foreign Policy",
]  # fmt: skip
QUESTIONS = [
    ["Explain the two aims of the policy and why they could not both be reached."],
    ["To what extent did the order of 1919 push the two together? (6 points)"],
    ["Describe what was decided at each of the following meetings:", "Vienna -", "Yalta, 1945 -"],
    ["Which matters came up at each of the following", "Genoa –", "Rapallo –"],
    ["Explain the importance of the following:", "the Comintern", "Collective security"],
    ["Compare the policy of the 1920’s with the next.", "a) How was it alike?", "b) How not?"],
    ["Stalin and the West", "(a) His aims?", "(b) His fears", "(i) then?", "(ii) later?"],
    ["How did the quarrel over the second front feed suspicion, and what did the", "Allies do?"],
    ["“Peace was only a pause.” Discuss."],
]
NUMBERS = ["{}. ", "{}) ", "Q{}: ", "Question {}: "]


@dataclass
class Composed:
    """A document with what every line of it is: "essay", "question" or "clutter"."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, *lines: str) -> None:
        self.lines += [(kind, line) for line in lines]

    def of(self, kind: str) -> list[str]:
        return [line for other, line in self.lines if other == kind]


@st.composite
def clutter(draw) -> list[str]:
    lines = [draw(st.sampled_from(HEADS))] if draw(st.booleans()) else []
    shape = draw(st.integers(0, 3))
    for title in draw(st.lists(st.sampled_from(RELATED), min_size=1, max_size=3, unique=True)):
        counts, teaser = draw(st.sampled_from(COUNTS)), draw(st.sampled_from(TEASERS))
        lines += {
            0: [title, *counts, teaser],
            1: [title, teaser, *counts],
            2: [title, *counts],
            3: [f"{title} - 1,234 words · 5 pages"],
        }[shape]
    return lines


@st.composite
def documents(draw) -> Composed:
    composed = Composed()
    composed.add("title", draw(st.sampled_from(TITLES)))
    essay = draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=7, unique=True))
    for place, paragraph in enumerate(essay):
        composed.add("essay", paragraph)
        # Behind an entry without a teaser an open end would look just like one.
        is_open_next = essay[place + 1 : place + 2] == [OPEN]
        if place < len(essay) - 1 and not is_open_next and draw(st.integers(0, 4)) == 0:
            composed.add("clutter", *draw(clutter()))
    composed.add("opener", draw(st.sampled_from(["ANALYSIS QUESTIONS", "Discussion questions"])))
    number = draw(st.sampled_from(NUMBERS))
    asked = draw(st.lists(st.sampled_from(range(len(QUESTIONS))), min_size=1, unique=True))
    for count, which in enumerate(asked, start=1):
        first, *rest = QUESTIONS[which]
        composed.add("question", number.format(count) + first, *rest)
    if draw(st.booleans()):
        composed.add("clutter", *draw(clutter()))
    return composed


def outcome(text: str) -> dict[str, list[str]]:
    """Return the lines by what became of them."""
    found: dict[str, list[str]] = {"essay": [], "question": [], "clutter": [], "other": []}
    asked = (Role.QUESTION, Role.PART, Role.SUBPART, Role.MORE)
    for block, guess in zip(blocks(text), find_structure(blocks(text)), strict=True):
        if guess.role is Role.PARAGRAPH:
            found["essay"].append(block.written)
        elif guess.role in asked:
            found["question"].append(block.written)
        else:
            found["clutter" if guess.role is Role.ASIDE else "other"].append(block.written)
    return found


@settings(max_examples=120, deadline=None)
@given(documents(), st.sampled_from(["\n", "\n\n"]))
def test_every_line_becomes_what_it_is(composed, between):
    found = outcome(between.join(line for _kind, line in composed.lines))
    assert found["essay"] == composed.of("essay")
    assert found["clutter"] == composed.of("clutter")
    assert found["other"] == [*composed.of("title"), *composed.of("opener")]
    assert " ".join(found["question"]) == " ".join(composed.of("question"))


@settings(max_examples=60, deadline=None)
@given(documents(), st.integers(56, 90))
def test_a_wrapped_document_is_the_same_document(composed, width):
    wrapped = [
        "\n".join(textwrap.wrap(line, width)) if kind in ("essay", "question") else line
        for kind, line in composed.lines
    ]
    found = outcome("\n\n".join(wrapped))
    assert found["essay"] == composed.of("essay")
    assert " ".join(found["question"]) == " ".join(composed.of("question"))


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [*PARAGRAPHS, *RELATED, *TEASERS, *HEADS, *TITLES, "Works cited", "1."]
            ),
            st.sampled_from([line for question in QUESTIONS for line in question]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
        ),
        max_size=25,
    )
)
def test_no_word_of_any_text_is_lost_or_doubled(lines):
    text = "\n".join(lines)
    read = blocks(text)
    assert len(find_structure(read)) == len(read)
    kept = "".join(block.written for block in read if block.kind.value != "heading")
    headings = "".join(block.written for block in read if block.kind.value == "heading")
    words = [c for c in text if c.isalnum()]
    assert sorted(words) == sorted(c for c in kept + headings if c.isalnum())
