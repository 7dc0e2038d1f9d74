"""The whole-class feedback sheet: a first text, saving, conflicts, the page for the wall."""

import re

import pytest
from django.utils import timezone

from assignments.domain.grading.answer_notes import comment_on_part, tag_answer
from assignments.domain.overview.class_feedback import as_page, names_in, write_feedback
from assignments.models import ClassFeedback
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.grading.conftest import boxes
from tests.assignments.results.conftest import citing, path, words_of


def write(desk, text="# Well", based_on=0, by=None):
    return write_feedback(
        assignment=desk.assignment,
        text=text,
        based_on=based_on,
        by=by or desk.cast.tessa,
        at=timezone.now(),
    )


def post(teacher, desk, **fields):
    return teacher.post(path(desk, "feedback/"), {"do": "save", "based_on": 0, **fields})


def test_versions_rise_and_a_save_of_the_same_writes_nothing(desk):
    assert write(desk).version == 1
    assert write(desk, based_on=0).version == 1
    assert write(desk, "# Better", 1).version == 2
    assert write(desk, "", 2).text == ""
    assert Entry.objects.filter(verb="write_class_feedback").count() == 3


def test_nothing_typed_for_nothing_saved_makes_no_row(desk):
    assert write(desk, " \n") is None
    assert not ClassFeedback.objects.exists()


@pytest.mark.parametrize("based_on", [0, 2, 9])
def test_an_old_version_never_wins(desk, based_on):
    write(desk)
    with pytest.raises(Conflict) as met:
        write(desk, "Other.", based_on)
    assert met.value.current.text == "# Well"
    assert ClassFeedback.objects.get().text == "# Well"


def test_a_text_over_the_limit_is_refused(desk):
    with pytest.raises(Refusal, match="the limit is 20,000"):
        write(desk, "x" * 20_001)


def test_a_conflict_shows_both_and_the_next_save_wins(desk, teacher):
    write(desk, "Theirs.")
    response = post(teacher, desk, text="Mine.")
    assert response.status_code == 409
    assert "Theirs." in words_of(response)
    fields = boxes(response)
    assert (fields["text"].strip(), fields["based_on"]) == ("Mine.", "1")
    assert post(teacher, desk, text="Mine.", based_on=1).status_code == 302
    assert ClassFeedback.objects.get().text == "Mine."


def test_the_first_text_is_made_from_the_results_and_not_saved(desk, cast, teacher):
    for place, student in enumerate([cast.alice, cast.bob, *desk.new_students(8)]):
        work = citing(desk, student, {"1": ["1.1"], "2": []} if place < 7 else {"1": ["1.1"]})
        desk.grade(work, "1", "5")
        desk.grade(work, "2", "1")
    response = teacher.get(path(desk, "feedback/"))
    text = boxes(response)["text"]
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# What went well", "# What went wrong", "# What to re-read",
    ]  # fmt: skip
    well, wrong, read = re.split("# What went wrong|# What to re-read", text)
    assert "Question 1: The essay says" in well
    assert "Question 2: How did Chicherin" in wrong
    assert "Question 3: 5 or more left it blank." in wrong
    assert "Paragraph 1.2: it answers a question" in read
    assert "Paragraph 1.1" not in read
    assert not re.search(r"Alice|Bob|Pupil|On 1", text)
    assert not ClassFeedback.objects.exists()


def test_a_small_class_gets_a_text_without_numbers(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "Words of Alice."})
    desk.grade(work, "1", "6")
    text = boxes(teacher.get(path(desk, "feedback/")))["text"]
    assert "Question" not in text
    assert "blank" not in text


def test_ticked_mistakes_come_under_the_text_and_nothing_is_saved(desk, teacher):
    response = post(
        teacher, desk, do="add", text="Mine.", m1="on", m2="on",
        **{"m1-count": "7", "m2-count": "3"},
    )  # fmt: skip
    assert boxes(response)["text"].strip().splitlines() == [
        "Mine.",
        "",
        "- Question 1: The Comintern was the Soviet foreign ministry (7 of you).",
        '- Question 1: "Two-track" means that Lenin and Stalin disagreed (some of you).',
    ]
    assert "Added to the text" in words_of(response)
    assert not ClassFeedback.objects.exists()
    wrong = post(teacher, desk, do="add", text="Mine.", m1="on", **{"m1-count": "-1"})
    assert boxes(wrong)["text"].strip() == "Mine."
    assert "Nothing was added" in words_of(wrong)


def test_what_is_saved_stays_until_a_new_beginning_is_saved(desk, teacher):
    write(desk, "Saved words.")
    assert boxes(teacher.get(path(desk, "feedback/")))["text"].strip() == "Saved words."
    again = boxes(teacher.get(path(desk, "feedback/?from=results")))
    assert again["text"].strip().startswith("# What went well")
    assert again["based_on"] == "1"
    assert ClassFeedback.objects.get().text == "Saved words."


def test_a_name_in_the_text_is_pointed_out(desk, cast, teacher):
    assert names_in("As alice wrote; Bobbing along", desk.assignment) == ["Alice"]
    response = teacher.post(
        path(desk, "feedback/"), {"do": "save", "based_on": 0, "text": "Alice did well."},
        follow=True,
    )  # fmt: skip
    assert "is also a name in this class: Alice." in response.content.decode()
    assert ClassFeedback.objects.get().text == "Alice did well."


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Well", "<h2>Well</h2>\n"),
        ("#### Deep", "<h4>Deep</h4>\n"),
        ("- one\n- *two*", "<ul>\n<li>one</li>\n<li><em>two</em></li>\n</ul>\n"),
        ("> A line.", "<blockquote>\n<p>A line.</p>\n</blockquote>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:y) ![p](q)", "<p>[x](javascript:y) ![p](q)</p>\n"),
        ("<https://a.example>", "<p>&lt;https://a.example&gt;</p>\n"),
    ],
)
def test_markdown_becomes_plain_blocks(text, html):
    assert as_page(text) == html


def test_the_page_for_the_wall_shows_what_is_saved(desk, teacher):
    assert "Nothing written yet" in words_of(teacher.get(path(desk, "feedback/show/")))
    write(desk, "# What went well\n\n- All of it.")
    page = teacher.get(path(desk, "feedback/show/")).content.decode()
    assert "<h2>What went well</h2>\n<ul>\n<li>All of it.</li>" in page
    assert "page-projector" in page


def tagged(desk, student, label: str, *tags: tuple[str, str]):
    """Hand in, and tag the answer as (kind, text)."""
    work = desk.handed_in(student, {label: f"The words of {student.given_name}."})
    for kind, text in tags:
        tag_answer(
            answer=desk.answer(work, label), kind=kind, text=text, by=desk.cast.tessa,
            at=timezone.now(),
        )  # fmt: skip
    return work


COMINTERN = "The Comintern was the Soviet foreign ministry."


def test_tags_stand_in_the_first_text_and_below_five_only_as_some(desk, cast, teacher):
    for place, student in enumerate([cast.alice, cast.bob, *desk.new_students(4)]):
        rare = [("misconception", COMINTERN), ("made", "Seldom said")] if place < 2 else []
        tagged(desk, student, "1", ("strength", "Exact dates"), ("made", "Both aims"), *rare)
    page = teacher.get(path(desk, "feedback/"))
    lines = [line for line in boxes(page)["text"].splitlines() if line.startswith("- Question 1")]
    assert lines == [
        "- Question 1: Exact dates (6 of you).",
        "- Question 1: Both aims (6 of you).",
        "- Question 1: The Comintern was the Soviet foreign ministry (some of you).",
    ]
    assert boxes(page)["m1-count"] == "2"


def test_of_a_small_class_no_tag_is_told(desk, cast, teacher):
    tagged(desk, cast.alice, "1", ("strength", "Exact dates"), ("misconception", COMINTERN))
    text = boxes(teacher.get(path(desk, "feedback/")))["text"]
    assert text.strip().startswith("# What went well")
    assert "Exact dates" not in text
    assert "Comintern" not in text


def test_tags_on_an_earlier_attempt_count_no_more(desk, cast, teacher):
    people = [cast.alice, cast.bob, *desk.new_students(4)]
    for student in people:
        tagged(desk, student, "1", ("strength", "Exact dates"))
    desk.handed_in_again(cast.alice.submissions.get(), "1", "Quite other words now.")
    text = boxes(teacher.get(path(desk, "feedback/")))["text"]
    assert "Exact dates (5 of you)" in text


def test_a_line_goes_under_what_went_well_without_a_name(desk, cast, teacher):
    line = "They wanted both, trade and a revolution."
    work = desk.handed_in(cast.alice, {"1": f"{line} And no more."})
    answer = desk.answer(work)
    comment_on_part(
        answer=answer, start=0, end=len(line), text="Well put.", key="k", by=cast.tessa,
        at=timezone.now(),
    )  # fmt: skip
    assert "A line to show" not in words_of(teacher.get(path(desk, "feedback/")))
    desk.grade(work, "1", "5")  # of six
    assert line in words_of(teacher.get(path(desk, "feedback/")))
    text = "# What went well\n\n- Much.\n\n# What went wrong\n\n- Little."
    response = post(teacher, desk, do="add", text=text, l1="on")
    assert boxes(response)["text"].strip() == (
        f"# What went well\n\n- Much.\n\n> {line}\n\n# What went wrong\n\n- Little."
    )
    response = post(teacher, desk, do="add", text="Mine.", l1="on")
    assert boxes(response)["text"].strip() == f"Mine.\n\n> {line}"
    assert not ClassFeedback.objects.exists()
