from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lessons.models import Lesson

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_lesson", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_load_lesson_says_in_a_line_what_was_loaded(files, folder):
    files.write(folder)
    assert run(folder) == (
        "A small lesson: 3 paragraphs, 2 events, 3 questions worth 8 points. Edition 1.\n",
        "",
    )
    assert run(folder) == ("Nothing changed.\n", "")


def test_load_lesson_lists_the_findings_and_fails(files, folder):
    files.lesson["title"] = ""
    files.questions["questions"][0]["number"] = "1 a"
    files.write(folder)
    err = StringIO()
    with pytest.raises(
        CommandError, match=r"Nothing was loaded\. There are 3 findings\."
    ) as failed:
        call_command("load_lesson", folder, stderr=err)
    assert failed.value.returncode == 1
    assert err.getvalue().splitlines() == [
        "lesson.json: title: This is required, and it is empty.",
        'questions.json: questions[0].number: "1 a" is not an id: use letters, digits and hyphens.',
        'events.json: events[0].questions: There is no question "1".',
    ]
    assert Lesson.objects.count() == 0


def test_load_lesson_loads_for_a_school(files, folder, cast):
    files.write(folder)
    run(folder, "--school", "riverside")
    assert Lesson.objects.get().school == cast.riverside
    with pytest.raises(CommandError, match=r'There is no school "nowhere"\.'):
        run(folder, "--school", "nowhere")
