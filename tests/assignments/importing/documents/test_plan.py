"""The plan as a whole: title, counts, and what is told."""

import pytest

from assignments.importing.documents.plan import make_plan
from assignments.importing.documents.report import plan_as_json, report_lines
from lessons.importing.documents.blocks import Block
from tests.assignments.importing.documents.planning import PARAGRAPH, findings, outline, plan
from tests.lessons.importing.documents import corpora


def test_a_copied_essay():
    found = plan(corpora.WEB)
    assert (found.title, found.questions_title, found.introduction) == (
        "Weimar Foreign Policy, 1919-1933",
        "Analysis questions",
        "Answer in complete sentences and give exact evidence.",
    )
    assert [part.title for part in found.essay.parts] == ["Weimar Foreign Policy, 1919-1933"]
    assert [passage.label for passage in found.essay.passages] == ["1.1", "1.2", "1.3", "1.4"]
    assert outline(found) == [
        "1 Explain why no German government of the 1920’s could accept the treaty as it stood. (5)",
        "2 To what extent was the “policy of fulfillment” a policy of revision? (6)",
        "3 Describe what Germany hoped to gain from each of the following:",
        "3a Rapallo (5)",
        "3b Locarno (5)",
        "3c Geneva (5)",
        "4 Stresemann and his critics",
        "4a What did Stresemann want? (5)",
        "4b How did his critics answer him",
        "4b-i on the left? (5)",
        "4b-ii on the right? (5)",
        "4c Who was right? (5)",
        "5 Compare the means of 1922-1925 with those of the years 1930-1933. (5)",
    ]
    assert [event.date for event in found.events] == ["1919", "1922-04", "1923-01"]


def test_every_line_of_clutter_stands_whole_in_a_finding_with_its_place():
    lines = corpora.WEB.split("\n")
    aside = [finding for finding in plan(corpora.WEB).findings if "Set aside" in finding.message]
    assert [finding.place for finding in aside] == [
        f"line {lines.index(line) + 1}" for line in corpora.WEB_CLUTTER
    ]
    assert all(
        finding.message.endswith(f": “{line}”")
        for finding, line in zip(aside, corpora.WEB_CLUTTER, strict=True)
    )
    assert {finding.severity for finding in aside} == {"warning"}


def test_an_essay_with_sections_and_readings():
    found = plan(corpora.WRAPPED)
    assert [(part.title, len(part.passages)) for part in found.essay.parts] == [
        ("Hopes", 2),
        ("Disappointment", 1),
    ]
    assert [(reading.author, reading.title, reading.year) for reading in found.readings] == [
        ("Walters, F. P.", "A History of the League of Nations", "1952"),
        ("Steiner, Zara", "The Lights that Failed", "2005"),
    ]
    assert len(found.questions.questions) == 3


def test_titles():
    assert plan(PARAGRAPH).title == "the file"
    assert "warning The document names no title; it is called “the file”." in findings(
        plan(PARAGRAPH)
    )
    asked_for = plan(f"Its own\n{PARAGRAPH}", title="Another")
    assert (asked_for.title, asked_for.essay.parts[0].title) == ("Another", "Another")
    assert "info The document’s own title is “Its own”." in findings(asked_for)
    assert findings(plan(PARAGRAPH, named=""))[0] == "error The document has no title. Give it one."
    assert findings(plan(PARAGRAPH, title="x" * 161))[0] == (
        "error The title has 161 characters; 160 are the most."
    )


def test_without_an_essay_nothing_can_be_made():
    assert findings(plan("Questions\n1. Why?\n2. How?\n"))[0] == (
        "error There is no paragraph of an essay in this document."
    )


def test_an_essay_has_so_many_paragraphs():
    blocks = [Block(f"{PARAGRAPH} {i}", f"line {i}") for i in range(3001)]
    assert findings(make_plan(blocks=blocks, named="x"))[0] == (
        "error The essay has 3,001 paragraphs; 3,000 are the most."
    )


def test_a_paragraph_that_stays_open_is_told():
    lines = f"{PARAGRAPH}\n{PARAGRAPH[:-1]}…\n{PARAGRAPH}"
    assert "info line 2: Paragraph 1.2 ends in an ellipsis and was kept: see if it is whole." in (
        findings(plan(lines))
    )


def test_a_plan_without_questions_says_so():
    assert "info No questions were found. The lesson is made without any." in findings(
        plan(PARAGRAPH)
    )


@pytest.mark.parametrize("text", [corpora.WEB, corpora.WRAPPED, corpora.NO_HEADING])
def test_json_has_the_counts_and_what_is_counted(text):
    found = plan_as_json(plan(text))
    assert found["sections"] == len(found["outline"])
    assert found["paragraphs"] == sum(len(part["paragraphs"]) for part in found["outline"])
    assert found["words"] == sum(
        len(paragraph["text"].split())
        for part in found["outline"]
        for paragraph in part["paragraphs"]
    )
    assert {"number", "text", "parts"} <= found["questions"][0].keys()
    assert {"severity", "place", "message"} == found["findings"][0].keys()


def test_a_report_in_lines():
    lines = list(report_lines(plan(corpora.NO_HEADING)))
    assert lines[:4] == [
        "The Corn Laws",
        "1 section, 2 paragraphs, 60 words, 6 questions to answer, 0 readings, 2 dates found",
        "  1 The Corn Laws (2 paragraphs)",
        "  1 Why were the laws passed in 1815? (5 points)",
    ]
    assert "    3b Bright (5 points)" in lines


def test_headings_that_stand_nowhere_in_the_lesson_are_told():
    lines = (
        f"{PARAGRAPH}\nStudy questions\n1. Why?\nAnalysis questions\n2. How?\n"
        "Works cited\nCarr, E. H. A Book. London, 1939.\n"
    )
    found = plan(lines)
    assert found.questions_title == "Study questions"
    assert [line for line in findings(found) if "begin here" in line] == [
        "info line 4: Questions begin here: “Analysis questions”",
        "info line 6: Readings begin here: “Works cited”",
    ]
    default = plan(f"{PARAGRAPH}\nQuestions\n1. Why?\n")
    assert "info line 2: Questions begin here: “Questions”" in findings(default)
