from decimal import Decimal

import pytest

from assignments.importing.questions import read_questions
from assignments.importing.reading import read_pack
from lessons.importing.findings import Findings, PackRefused
from tests.lessons.pack_files import guide


def found_in(files, folder) -> list[str]:
    """Return the findings of the whole pack as lines."""
    with pytest.raises(PackRefused) as refused:
        read_pack(files.write(folder))
    return [str(finding) for finding in refused.value.findings]


def test_read_questions_reads_parts_and_leaves(files):
    findings = Findings()
    questions = read_questions(files.questions, "questions.json", findings)
    assert findings.all == []
    assert [(q.label, q.depth, q.points) for q in questions.walk()] == [
        ("1", 1, 4),
        ("2", 1, None),
        ("2a", 2, 2),
        ("2b", 2, 2),
    ]
    assert [leaf.label for leaf in questions.leaves] == ["1", "2a", "2b"]


def test_three_levels_and_no_more(files):
    part = files.questions["questions"][1]["parts"][0]
    leaf = {"number": "i", "text": "T", "points": 2, "full_points": "F", "guide": guide(2)}
    for key in ("points", "full_points"):
        del part[key]
    part["guide"] = {}
    part["parts"] = [{**leaf, "parts": [leaf]}, {**leaf, "number": "ii"}]
    findings = Findings()
    questions = read_questions(files.questions, "questions.json", findings)
    assert [leaf.label for leaf in questions.leaves] == ["1", "2ai", "2aii", "2b"]
    assert [str(finding) for finding in findings.all] == [
        "questions.json: questions[1].parts[0].parts[0].parts: Questions have 3 levels at most.",
        "questions.json: questions[1].parts[0].parts[0].parts: There is no such key in this form.",
    ]


def levels(*ranges: tuple[int, int], numbers: list[int] | None = None) -> list[dict]:
    """Return guide levels worth these points."""
    numbers = numbers or list(range(1, len(ranges) + 1))
    return [
        {"level": number, "points": list(pair), "text": "T"}
        for number, pair in zip(numbers, ranges, strict=True)
    ]


FIRST = "questions.json: questions[0]"


@pytest.mark.parametrize(
    ("given", "findings"),
    [
        (levels((1, 2), (3, 4)), []),
        (levels((1, 2), (2.5, 4)), []),
        # what the editor of question sets lets a teacher leave open comes back in
        (levels((1, 1), (3, 4)), []),
        (levels((0, 0), (2, 3.5)), []),
        ([], []),
        (
            levels((1, 2), (2, 4)),
            ["Level 2 begins at 2 points, and the one before it ends at 2: no overlap."],
        ),
        (
            levels((3, 4), (1, 2)),
            ["Level 2 begins at 1 points, and the one before it ends at 4: no overlap."],
        ),
        (levels((1, 4.5)), ["The levels end at 4.5 points, and the question has 4."]),
        (
            levels((1, 2), (3, 4), numbers=[1, 3]),
            ["Levels are listed in order and numbered 1, 2, 3 and so on."],
        ),
    ],
)
def test_levels_run_upwards_to_the_points_without_overlap(files, given, findings):
    files.questions["questions"][0]["guide"]["levels"] = given
    found = Findings()
    read_questions(files.questions, "questions.json", found)
    assert [str(finding) for finding in found.all] == [
        f"{FIRST}.guide.levels: {sentence}" for sentence in findings
    ]


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        ([2, 1], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ([-1, 4], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ([1, 2, 4], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ([True, 4], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ([1, 2.25], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ([1.0, 4], "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        ("1-4", "This must be two numbers, whole or half, first and last, as in [4, 5]."),
        (None, "This is required."),
    ],
)
def test_a_levels_points_are_a_pair(files, folder, value, finding):
    files.questions["questions"][0]["guide"]["levels"][0]["points"] = value
    assert found_in(files, folder) == [f"{FIRST}.guide.levels[0].points: {finding}"]


@pytest.mark.parametrize("points", [0, -1, 1001, 10**12, "4", 4.25, 4.0, -0.5, 1e300, True, None])
def test_points_are_whole_or_half_and_above_zero(files, points):
    files.questions["questions"][0]["points"] = points
    found = Findings()
    read_questions(files.questions, "questions.json", found)
    sentence = (
        "This is required."
        if points is None
        else "This must be a number from 0.5 to 1000, whole or half."
    )
    assert str(found.all[0]) == f"{FIRST}.points: {sentence}"


def test_half_points_are_read(files):
    files.questions["questions"][0]["points"] = 4.5
    found = Findings()
    questions = read_questions(files.questions, "questions.json", found)
    assert found.all == []
    assert questions.questions[0].points == Decimal("4.5")


def test_points_sit_on_the_leaves_alone(files, folder):
    files.questions["questions"][1]["points"] = 4
    files.questions["questions"][1]["guide"]["levels"] = levels((1, 4))
    assert found_in(files, folder) == [
        "questions.json: questions[1].points: A question with parts has none: its parts have.",
        "questions.json: questions[1].guide.levels: "
        "A question with parts has no levels: its parts have.",
    ]


def test_a_leaf_needs_its_line_and_no_guide(files, folder):
    del files.questions["questions"][0]["full_points"]
    del files.questions["questions"][0]["guide"]
    assert found_in(files, folder) == [f"{FIRST}.full_points: This is required."]


def test_a_pack_may_have_no_questions_but_no_empty_set(files, folder):
    for event in files.events["events"]:
        del event["questions"]
    files.questions = {"questions": []}
    assert read_pack(files.write(folder)).questions.questions == ()
    files.questions = {"title": "Nothing yet", "questions": []}
    assert found_in(files, folder) == [
        "questions.json: questions: A set has one question at least."
    ]


def test_the_number_of_a_part_may_begin_with_a_hyphen(files, folder):
    files.questions["questions"][0]["number"] = "-1"
    files.questions["questions"][1]["parts"][0]["number"] = "-ii"
    files.events["events"][0]["questions"] = ["2-ii"]
    files.events["events"][1]["questions"] = ["2a"]
    assert found_in(files, folder) == [
        f'{FIRST}.number: "-1" is not an id: use letters, digits and hyphens.',
        'events.json: events[1].questions: There is no question "2a".',
    ]


def test_a_mistake_may_have_several_lines(files, folder):
    files.questions["questions"][0]["guide"]["misconceptions"] = ["One\r\nand more.", "Two"]
    pack = read_pack(files.write(folder))
    assert pack.questions.questions[0].guide.misconceptions == ("One\nand more.", "Two")


def test_labels_stand_once_and_anchors_exist(files, folder):
    files.questions["questions"][1]["parts"][1]["number"] = "a"
    files.questions["questions"][0]["guide"]["paragraphs"]["also"] = ["s7-7"]
    files.questions["questions"][0]["guide"]["expected"][0]["anchors"] = ["s8-8"]
    assert found_in(files, folder) == [
        'questions.json: questions: There are two questions "2a".',
        f'{FIRST}.guide.paragraphs.also: There is no paragraph "s7-7".',
        f'{FIRST}.guide.expected[0].anchors: There is no paragraph "s8-8".',
    ]


@pytest.mark.parametrize("label", ["2", "3", "2c", "2A"])
def test_events_bear_on_leaves(files, folder, label):
    files.events["events"][0]["questions"] = ["1", label]
    assert found_in(files, folder) == [
        f'events.json: events[0].questions: There is no question "{label}".'
    ]


def test_a_pack_says_it_and_half_points_beside_it_are_a_finding(files):
    question = files.questions["questions"][0]
    question["whole_points"] = True
    findings = Findings()
    read = read_questions(files.questions, "questions.json", findings)
    assert (findings.all, [leaf.takes_whole_points for leaf in read.leaves]) == (
        [],
        [True, False, False],
    )
    question["points"] = 4.5
    findings = Findings()
    read_questions(files.questions, "questions.json", findings)
    assert [str(finding) for finding in findings.all] == [
        "questions.json: questions[0].whole_points: The question or a level of its guide has "
        "half points."
    ]
