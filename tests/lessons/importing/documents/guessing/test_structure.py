"""What each block of whole documents is taken for."""

import pytest

from lessons.importing.documents.blocks import Block, Kind, Mark, MarkKind
from lessons.importing.documents.guessing.structure import find_structure
from lessons.importing.documents.roles import Course, Role
from tests.lessons.importing.documents import corpora
from tests.lessons.importing.documents.reading import roles, roles_only

PARAGRAPH = (
    "When the League of Nations met for the first time in Geneva, forty-two states had joined it, "
    "and it was to settle their quarrels before they became wars."
)


def test_an_essay_without_headings_with_clutter_in_between():
    found = roles(corpora.WEB)
    assert [line for line in found if not line.startswith("aside")] == [
        "title: Weimar Foreign Policy, 1919-1933",
        *(f"paragraph: {line}" for line in corpora.WEB.split("\n") if len(line) > 150),
        "questions: ANALYSIS QUESTIONS",
        "introduction: Answer in complete sentences and give exact evidence.",
        "question: 1. Explain why no German government of the 1920’s could accept the treaty as it"
        " stood.",
        "question: 2. To what extent was the “policy of fulfillment” a policy of revision?"
        " (6 points)",
        "question: 3. Describe what Germany hoped to gain from each of the following:",
        "part: Rapallo -",
        "part: Locarno –",
        "part: Geneva:",
        "question: 4. Stresemann and his critics",
        "part: a) What did Stresemann want?",
        "part: b) How did his critics answer him",
        "subpart: i) on the left?",
        "subpart: ii) on the right?",
        "part: c) Who was right?",
        "question: 5) Compare the means of 1922-1925 with those of the years 1930-1933.",
    ]
    assert [line for line in found if line.startswith("aside")] == [
        f"aside: {line}" for line in corpora.WEB_CLUTTER
    ]


def test_a_wrapped_essay_with_sections_a_bibliography_and_parts():
    assert roles_only(corpora.WRAPPED) == [
        *("title", "aside", "heading", "paragraph", "paragraph", "heading", "paragraph"),
        *("readings", "reading", "reading", "questions"),
        *("question", "question", "part", "part", "part", "question"),
    ]


def test_numbered_questions_without_a_heading():
    assert roles_only(corpora.NO_HEADING) == [
        *("title", "paragraph", "paragraph", "question", "question", "question"),
        *("part", "part", "part", "question"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "ANALYSIS QUESTIONS",
        "Questions",
        "Questions:",
        "Discussion questions",
        "Questions for Discussion",
        "III. Study Questions",
        "QUESTIONS (30 points)",
        "Document-Based Questions",
        "Answer the following questions:",
        "Analysis Questions: Soviet Foreign Policy",
        "Exercises",
    ],
)
def test_headings_that_begin_questions(heading):
    assert roles_only(f"{PARAGRAPH}\n{heading}\n1. Why did it fail?\n") == [
        "paragraph",
        "questions",
        "question",
    ]


@pytest.mark.parametrize(
    "heading",
    ["The Eastern Question", "The German question", "Questions of sovereignty", "The question"],
)
def test_headings_that_are_about_a_question(heading):
    assert roles_only(f"{PARAGRAPH}\n{heading}\n{PARAGRAPH}\n") == [
        "paragraph",
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "heading", ["Works cited", "BIBLIOGRAPHY", "References:", "Further reading", "Sources"]
)
def test_headings_that_begin_readings(heading):
    lines = f"{PARAGRAPH}\n{heading}\nCarr, E. H. A Book. London, 1939.\nQuestions\n1. Why?\n"
    assert roles_only(lines) == ["paragraph", "readings", "reading", "questions", "question"]


def asked(*lines: str) -> list[str]:
    """Return the roles of lines under a questions heading."""
    return roles_only("\n".join([PARAGRAPH, "Questions", *lines]))[2:]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Why did it fail?", "How did it end?"], ["question", "question"]),
        (["1. Why did the League", "fail?", "2. How?"], ["question", "more", "question"]),
        (["1. Why did it", "Fail?", "2. How?"], ["question", "more", "question"]),
        (["1. Why? Say it.", "Give evidence.", "2. How?"], ["question", "more", "question"]),
        (["Question 1", "Why did it fail?", "Question 2", "How?"], ["question", "more"] * 2),
        (["1. One?", "a) x?", "b) y?", "2. Two?"], ["question", "part", "part", "question"]),
        (["1. One?", "i. x?", "ii. y?", "2. Two?"], ["question", "part", "part", "question"]),
        (["1. One?", "A. first?", "B. second?"], ["question", "part", "part"]),
        (["1. One?", "1.1 x?", "1.2 y?", "2. Two?"], ["question", "part", "part", "question"]),
        (["1. One?", "• first", "• second"], ["question", "part", "part"]),
        (["1a) first?", "1b) second?", "2. Two?"], ["question", "part", "question"]),
        (["1. One?", "1) x?", "2) y?", "2. Two?"], ["question", "part", "part", "question"]),
        (
            ["1. One?", "(a) first", "(i) deep", "(ii) deeper", "(b) second"],
            ["question", "part", "subpart", "subpart", "part"],
        ),
        (
            ["1. One?", "g) x?", "h) y?", "i) z?", "j) zz?"],
            ["question", "part", "part", "part", "part"],
        ),
        (
            ["1. Explain each of the following:", "the Comintern", "Rapallo -", "2. Two?"],
            ["question", "part", "part", "question"],
        ),
        (
            ["1. Explain each of", "the following meetings:", "Vienna:", "Genoa:"],
            ["question", "more", "part", "part"],
        ),
        (
            ["1. What was decided at each of these meetings?", "Tehran, 1943", "Yalta, 1945"],
            ["question", "part", "part"],
        ),
        (["1. Compare the two.", "Vienna -", "Genoa -"], ["question", "part", "part"]),
        (["1. One? (6 points)", "2. Two?", "(4 points)"], ["question", "question", "more"]),
        (["1. One?", "2. Two?", "1. Another one?"], ["question"] * 3),
        (["Answer two of these.", "1. One?", "2. Two?"], ["introduction", "question", "question"]),
        (["1. One?", "Section B", "2. Two?"], ["question", "aside", "question"]),
        (["1. One?", "Cold War Essay"], ["question", "aside"]),
        (["1. One?", "Soviet Foreign Policy"], ["question", "aside"]),
        (["1. One?", "The League failed when it mattered most…"], ["question", "aside"]),
        (["1. One?", "______________", "2. Two?"], ["question", "aside", "question"]),
    ],
)  # fmt: skip
def test_questions_and_their_parts(lines, expected):
    assert asked(*lines) == expected


def test_the_essay_goes_on_after_questions_in_the_middle():
    lines = ["1. Why did it fail?", "Conclusion", PARAGRAPH, PARAGRAPH]
    assert asked(*lines) == ["question", "heading", "paragraph", "paragraph"]
    assert asked("1. Why?", PARAGRAPH + " " + PARAGRAPH) == ["question", "paragraph"]


def test_headings_in_the_essay_are_taken_where_they_are_sure():
    lines = ["A title", PARAGRAPH, "THE CRISIS", PARAGRAPH, "2. The end", PARAGRAPH, "Was it over?"]
    assert roles_only("\n".join([*lines, PARAGRAPH])) == [
        *("title", "paragraph", "heading", "paragraph", "heading", "paragraph"),
        *("heading", "paragraph"),
    ]
    assert (
        roles_only(f"{PARAGRAPH}\nIt failed.\nAlone, it waited,\n{PARAGRAPH}") == ["paragraph"] * 4
    )


def test_a_line_under_the_title_is_a_subtitle_where_nothing_else_is_a_heading():
    assert roles_only(f"The League\nA short history\n{PARAGRAPH}\n") == [
        "title",
        "subtitle",
        "paragraph",
    ]
    assert roles_only(f"The League\nIntroduction\n{PARAGRAPH}\n") == [
        "title",
        "heading",
        "paragraph",
    ]


def test_a_title_that_is_repeated_is_set_aside():
    assert roles_only(f"The League\nTHE LEAGUE\n{PARAGRAPH}\n") == ["title", "aside", "paragraph"]


def test_one_long_line_is_a_paragraph_and_no_title():
    assert roles_only(PARAGRAPH) == ["paragraph"]


def heading(text: str, level: int) -> Block:
    return Block(text, "line 1", Kind.HEADING, level)


def guessed(*blocks: Block) -> list[str]:
    return [guess.role.value for guess in find_structure(blocks)]


def test_levels_of_headings():
    body = Block(PARAGRAPH, "line 2")
    assert guessed(
        heading("T", 1), heading("A", 2), body, heading("B", 3), body, heading("C", 2), body
    ) == ["title", "heading", "paragraph", "subheading", "paragraph", "heading", "paragraph"]
    assert guessed(heading("A", 1), body, heading("B", 1), body) == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert guessed(heading("Introduction", 1), body, heading("B", 1), body) == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_a_title_style_counts_for_more_than_a_first_line():
    body = Block(PARAGRAPH, "line 2")
    title = Block("The League", "paragraph 2", Kind.TITLE)
    assert guessed(Block("School of history", "paragraph 1"), title, body)[1] == "title"
    assert guessed(title, heading("The League", 1), heading("A", 2), body) == [
        "title",
        "aside",
        "heading",
        "paragraph",
    ]


def test_a_bold_question_before_a_paragraph_heads_it():
    text = "Was the League, as many people said already then, never more than an illusion?"
    bold = Block(text, "paragraph 1", marks=(Mark(0, len(text), MarkKind.STRONG),))
    body = Block(PARAGRAPH, "line 2")
    assert guessed(body, bold, body)[1] == "paragraph"
    short = Block("Was it an illusion of all who came to Geneva then?", "paragraph 1")
    strong = Mark(0, len(short.text), MarkKind.STRONG)
    assert guessed(body, short, body)[1] == "paragraph"
    assert guessed(body, Block(short.text, "", marks=(strong,)), body)[1] == "heading"


# Corrections


def test_a_correction_stands_for_its_block_alone():
    lines = f"{PARAGRAPH}\nQuestions\n1. Why?\n2. How?\n"
    assert roles_only(lines, roles={2: Role.ASIDE}) == [
        *("paragraph", "questions", "aside", "question"),
    ]


def test_a_heading_that_was_missed_begins_the_questions():
    lines = f"{PARAGRAPH}\nThink about it\nWhy did it fail?\nHow did it end?\n"
    assert roles_only(lines) == ["paragraph"] * 4
    assert roles_only(lines, roles={1: Role.QUESTIONS}) == [
        "paragraph",
        "questions",
        "question",
        "question",
    ]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (Course.QUESTIONS, ["paragraph", "question", "question", "more"]),
        (Course.ASIDE, ["paragraph", "aside", "aside", "aside"]),
        (Course.READINGS, ["paragraph", "reading", "reading", "reading"]),
        (Course.ESSAY, ["paragraph", "paragraph", "paragraph", "paragraph"]),
    ],
)
def test_from_a_block_on_everything_is_taken_for_something(course, expected):
    lines = f"{PARAGRAPH}\nWhy did it fail?\nHow did it end?\nIt ended soon.\n"
    assert roles_only(lines, courses={1: course}) == expected


def test_the_parts_under_a_corrected_question_follow_it():
    lines = f"{PARAGRAPH}\nQuestions\n1. One?\nThe League and its parts\na) first?\n"
    assert roles_only(lines, roles={3: Role.QUESTION})[3:] == ["question", "part"]
