"""The evidence map: what was cited against what the guide expects."""

import re

from assignments.domain.material.guides import guides_for
from assignments.domain.overview.evidence import evidence_of, leaves_of
from tests.assignments.results.conftest import citing, path, question, words_of


def evidence(desk, cast, label=None):
    leaves = leaves_of(desk.assignment)
    chosen = [leaf for leaf in leaves if label in (None, leaf.label)]
    return evidence_of(
        assignment=desk.assignment,
        leaves=chosen,
        guides=guides_for(chosen, edition=desk.assignment.edition),
        by=cast.tessa,
    )


def row(found, label):
    return next(place for place in found.paragraphs if place.label == label)


def test_a_student_counts_once_for_a_paragraph(desk, cast):
    citing(desk, cast.alice, {"1": ["1.1", "1.2"], "2": ["1.1"]})
    citing(desk, cast.bob, {"1": ["1.1"]})
    found = evidence(desk, cast)
    assert (found.writers, row(found, "1.1").count, row(found, "1.2").count) == (2, 2, 1)
    assert row(found, "1.1").count_text == "cited by 2 of 2"
    of_one = evidence(desk, cast, "2")
    assert (of_one.writers, row(of_one, "1.1").count, row(of_one, "1.2").count) == (1, 1, 0)


def test_what_was_cited_but_taken_out_of_the_text_does_not_count(desk, cast):
    citing(desk, cast.alice, {"1": ["1.1"]}, unused=True)
    found = evidence(desk, cast)
    assert not found.has_citations


def test_a_draft_does_not_count_and_the_last_hand_in_does(desk, cast):
    work = citing(desk, cast.alice, {"1": ["1.1"]})
    desk.handed_in_again(work, "1", "No place named.")
    assert not evidence(desk, cast).has_citations


def test_expected_and_missed_and_cited_without_being_expected(desk, cast):
    for student in [cast.alice, cast.bob, *desk.new_students(2)]:
        citing(desk, student, {"1": ["1.1", "5.1"]})
    found = evidence(desk, cast, "1")
    assert [place.label for place in found.missed] == ["1.2", "3.2"]
    assert [place.label for place in found.surprises] == ["5.1"]
    assert row(found, "1.1").expected_text == "expected, answers the question"
    assert row(found, "3.2").expected_text == "expected, helps"
    assert row(found, "5.1").expected_text == "not expected"


def test_events_are_counted_too(desk, cast):
    event = desk.assignment.edition.lesson.events.order_by("first_day")[0]
    citing(desk, cast.alice, {"1": [event.key]})
    (cited, *_rest) = evidence(desk, cast).events
    assert (cited.name, cited.count) == (f"event-{event.key}", 1)


def test_a_count_leads_to_the_answers(desk, cast, teacher):
    work = citing(desk, cast.alice, {"1": ["1.1"], "2": ["1.1"]})
    page = teacher.get(path(desk, "evidence/")).content.decode()
    assert page.count(path(desk, "cited/s1-1/")) == 2
    assert "Alice" not in page
    words = words_of(teacher.get(path(desk, "cited/s1-1/")))
    assert words.count("Alice Of Riverside School") == 2
    one = question(desk, "2")
    response = teacher.get(path(desk, f"cited/s1-1/?question={one}"))
    assert words_of(response).count("Alice Of Riverside School") == 1
    assert f"/question/{one}/?work={work.pk}&amp;show=all" in response.content.decode()
    assert teacher.get(path(desk, "cited/s99-9/")).status_code == 404
    assert teacher.get(path(desk, "evidence/?question=nothing")).status_code == 404
    assert "Cited by nobody" in words_of(teacher.get(path(desk, "cited/s1-2/")))


def test_a_class_sees_round_numbers_and_no_way_to_an_answer(desk, cast, teacher):
    students = [cast.alice, cast.bob, *desk.new_students(10)]
    for place, student in enumerate(students):
        named = ["1.1"] + ["5.1"] * (place < 8) + ["6.1"] * (place < 4)
        citing(desk, student, {"1": named})
    response = teacher.get(path(desk, f"evidence/projector/?question={question(desk, '1')}"))
    page, words = response.content.decode(), words_of(response)
    assert "/cited/" not in page
    assert "Pupil" not in page
    assert set(re.findall(r"cited by (\d+|\w+) ", words)) == {"5", "fewer"}
    assert "Expected, cited by fewer than five 1.2 Answers the question 3.2 Helps" in words
    assert words.count("cited by 5 or more") == 2 * 2 + 1  # in table and text; 5.1 is called out
    # 12 and 8 of them are drawn alike, and 4 not at all
    assert re.findall(r'<rect [^>]*height="(\d+)"', page) == ["72", "72"]


def test_the_projector_draws_no_small_count(desk, cast, teacher):
    for student in [cast.alice, cast.bob, *desk.new_students(2)]:
        citing(desk, student, {"1": ["1.1", "5.1"]})
    page = teacher.get(path(desk, "evidence/projector/")).content.decode()
    assert "<rect" not in page
    assert "ev-shade-1" not in page
    assert "ev-shade-0" in page
    assert "<rect" in teacher.get(path(desk, "evidence/")).content.decode()
