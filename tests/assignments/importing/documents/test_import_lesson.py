"""The command: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assignments.models import QuestionSet
from lessons.models import Lesson
from studyhub.audit.models import Entry
from studyhub.people.domain.schools import create_school
from tests.assignments.importing.documents.test_making import counts
from tests.lessons.importing.documents import corpora
from tests.lessons.importing.documents.files import docx, odt, paragraph, pdf
from tests.lessons.importing.documents.test_hostile import NO_DOCUMENTS

pytestmark = pytest.mark.django_db

WEB = corpora.WEB.encode()


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_lesson", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(*arguments) -> tuple[str, str]:
    """Return what was printed and the sentence it failed with."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_lesson", *arguments, stdout=out, stderr=StringIO())
    assert error.value.returncode == 1
    return out.getvalue(), str(error.value)


@pytest.fixture
def put(tmp_path):
    """Return ``put(name, data)``: a file of this name."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_a_dry_run_prints_the_plan_and_writes_nothing(cast, put):
    before = counts()
    found = json.loads(run(put("essay.txt", WEB), "--school", "riverside", "--dry-run", "--json"))
    assert counts() == before
    assert (found["title"], found["sections"], found["paragraphs"]) == (
        "Weimar Foreign Policy, 1919-1933",
        1,
        4,
    )
    assert [question["number"] for question in found["questions"]] == ["1", "2", "3", "4", "5"]
    assert [part["text"] for part in found["questions"][2]["parts"]] == [
        "Rapallo",
        "Locarno",
        "Geneva",
    ]
    assert [part["number"] for part in found["questions"][3]["parts"][1]["parts"]] == ["i", "ii"]
    assert [event["date"] for event in found["events"]] == ["1919", "1922-04", "1923-01"]
    assert found["events"][1]["sentence"] == "In April 1922 others found a partner at Rapallo…"
    messages = [finding["message"] for finding in found["findings"]]
    assert [line for line in corpora.WEB_CLUTTER if not any(line in m for m in messages)] == []
    assert (found["school"], found["dry_run"], found["lesson"]) == ("riverside", True, None)


def test_the_plan_and_what_is_made_of_it_are_the_same(cast, put):
    path = put("essay.txt", WEB)
    planned = json.loads(run(path, "--dry-run", "--json"))
    made = json.loads(run(path, "--json"))
    differing = {key for key in planned if planned[key] != made[key]}
    assert differing == {"dry_run", "lesson"}
    lesson = Lesson.objects.get()
    assert made["lesson"] == {
        "id": lesson.pk,
        "slug": "weimar-foreign-policy-1919-1933",
        "address": f"/lessons/{lesson.pk}/weimar-foreign-policy-1919-1933/",
    }
    assert lesson.events.count() == 0
    assert lesson.current_edition.words == planned["words"]
    version = QuestionSet.objects.get(lesson=lesson).versions.get()
    assert version.questions.filter(depth=1).count() == len(planned["questions"])


def test_without_json_it_is_told_in_lines(cast, put):
    told = run(put("essay.txt", WEB), "--title", "Weimar")
    assert told.startswith("Weimar\n1 section, 4 paragraphs, ")
    assert "  warning: line 6: Set aside, a list of other documents: “Related Documents”\n" in told
    assert told.endswith(f"Made the lesson: /lessons/{Lesson.objects.get().pk}/weimar/\n")
    assert run(put("essay.txt", WEB), "--dry-run").endswith("Nothing was written.\n")


@pytest.mark.parametrize("name", ["riverside", "Riverside School", "riverside school"])
def test_a_school_is_named_by_slug_or_name(cast, put, name):
    run(put("essay.txt", WEB), "--school", name)
    assert Lesson.objects.get().school == cast.riverside
    (entry,) = Entry.objects.filter(verb="import_lesson")
    assert (entry.tenant_id, entry.actor_id) == (cast.riverside.pk, "")


def test_a_name_of_two_schools_is_refused_and_so_is_one_of_none(cast, put):
    create_school(
        name="riverside SCHOOL",
        slug="other",
        time_zone="UTC",
        by=None,
        at=cast.riverside.created_at,
    )
    path = put("essay.txt", WEB)
    assert refused(path, "--school", "Riverside School")[1] == (
        "Several schools are called “Riverside School”. Use a short name: other, riverside."
    )
    assert refused(path, "--school", "nowhere")[1] == "There is no school “nowhere”."
    assert Lesson.objects.count() == 0


def test_twice_is_no_second_lesson(cast, put):
    path = put("essay.txt", WEB)
    run(path)
    before = counts()
    out, sentence = refused(path, "--json")
    assert counts() == before
    assert sentence == (
        "Nothing can be made of this. The library has a lesson called “Weimar Foreign Policy, "
        "1919-1933” already. Use --title to give this one another."
    )
    assert json.loads(out)["findings"][0]["severity"] == "error"
    planned = json.loads(run(path, "--dry-run", "--json"))
    assert planned["findings"][0]["severity"] == "warning"
    run(path, "--title", "Weimar again")
    run(path, "--school", "riverside")
    assert Lesson.objects.count() == 3


@pytest.mark.parametrize("case", NO_DOCUMENTS)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_refusal_is_json_where_json_was_asked_for(put, case, dry):
    name, data, sentence = NO_DOCUMENTS[case]
    out, said = refused(put(name, data), "--json", *dry)
    assert sentence in said
    value = json.loads(out)
    assert value["error"] == said
    assert value["findings"] == [{"severity": "error", "place": "", "message": said}]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"a" * (5 * 1024 * 1024 + 1), "longer than the limit of 5 MB"),
        (b"a\x00b", "NUL"),
        ("père".encode("cp1252"), "UTF-8"),
        (b"Questions\n1. Why?\n", "no paragraph of an essay"),
    ],
    ids=["empty", "blank", "too long", "NUL", "not UTF-8", "no essay"],
)
def test_what_cannot_be_a_lesson_is_refused(put, data, sentence):
    before = counts()
    assert sentence in refused(put("essay.txt", data))[1]
    assert counts() == before


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    assert "is not there" in refused(tmp_path / "nothing.txt")[1]
    assert "is a folder" in refused(tmp_path)[1]


PARAGRAPH = (
    " ".join(["League nations treaty Soviet policy towards the powers of the west"] * 6) + "."
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("essay.txt", f"Questions of peace\n{PARAGRAPH}\n{PARAGRAPH}\nQuestions\n1. Why?".encode()),
        (
            "essay.md",
            f"# Questions of peace\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n## Questions\n1. Why?".encode(),
        ),
        (
            "essay.docx",
            docx(
                paragraph("Questions of peace", style="Titel"),
                paragraph(PARAGRAPH),
                paragraph(PARAGRAPH),
                paragraph("Questions", style="berschrift1"),
                paragraph("Why?", item=(1, 0)),
            ),
        ),
        (
            "essay.odt",
            odt(
                '<text:p text:style-name="P1">Questions of peace</text:p>'
                f"<text:p>{PARAGRAPH}</text:p><text:p>{PARAGRAPH}</text:p><text:h>Questions</text:h>"
                '<text:list text:style-name="L1"><text:list-item><text:p>Why?</text:p>'
                "</text:list-item></text:list>"
            ),
        ),
        (
            "essay.pdf",
            pdf(
                [
                    "Questions of peace",
                    "",
                    *(PARAGRAPH[i : i + 70] for i in range(0, len(PARAGRAPH), 70)),
                    "",
                    *(PARAGRAPH[i : i + 70] for i in range(0, len(PARAGRAPH), 70)),
                    "",
                    "Questions",
                    "1. Why?",
                ]
            ),
        ),
    ],
    ids=["txt", "md", "docx", "odt", "pdf"],
)  # fmt: skip
def test_the_same_document_in_every_form(put, name, data):
    found = json.loads(run(put(name, data), "--json"))
    assert (found["title"], found["sections"], found["paragraphs"]) == ("Questions of peace", 1, 2)
    assert [question["text"] for question in found["questions"]] == ["Why?"]
    assert Lesson.objects.get().current_edition.paragraphs.count() == 2
