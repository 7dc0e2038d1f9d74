from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assignments.domain.material.question_sets import copy_set
from assignments.exporting.pack import export_files
from lessons.exporting.archive import zip_bytes
from lessons.importing.files import NAMES
from lessons.models import Lesson
from tests.assignments.exporting.conftest import take_in, take_out
from tests.conftest import NOW
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("export_lesson", *arguments, stdout=out)
    return out.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def lesson() -> Lesson:
    return take_in(PackFiles().bytes()).lesson


def test_a_folder_holds_the_five_files(lesson, tmp_path):
    folder = tmp_path / "new" / "pack"
    assert run("small-lesson", folder) == f"A small lesson: {folder}\n"
    assert contents(folder) == take_out(lesson)


@pytest.mark.parametrize(
    ("name", "more"), [("pack.zip", []), ("pack.ZIP", []), ("pack", ["--zip"])]
)
def test_a_zip_holds_the_same(lesson, tmp_path, name, more):
    run(lesson.pk, tmp_path / name, *more)
    assert (tmp_path / name).read_bytes() == zip_bytes(take_out(lesson))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_is_written_over_unless_forced(lesson, tmp_path):
    (tmp_path / "readings.json").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine too")
    with pytest.raises(CommandError, match=r"readings\.json is there already\. Use --force"):
        run("small-lesson", tmp_path)
    assert contents(tmp_path) == {"readings.json": b"mine", "notes.txt": b"mine too"}
    run("small-lesson", tmp_path, "--force")
    assert contents(tmp_path) == {**take_out(lesson), "notes.txt": b"mine too"}


def test_a_link_is_replaced_and_not_followed(lesson, tmp_path):
    target = tmp_path / "precious"
    target.write_text("mine")
    (tmp_path / "pack.zip").symlink_to(target)
    with pytest.raises(CommandError, match="is there already"):
        run("small-lesson", tmp_path / "pack.zip")
    run("small-lesson", tmp_path / "pack.zip", "--force")
    assert target.read_text() == "mine"
    assert (tmp_path / "pack.zip").read_bytes() == zip_bytes(take_out(lesson))


def test_a_file_is_no_folder(lesson, tmp_path):
    (tmp_path / "pack").write_text("mine")
    with pytest.raises(CommandError, match="pack is there and is no folder"):
        run("small-lesson", tmp_path / "pack", "--force")
    with pytest.raises(CommandError, match="could not be written: File exists"):
        run("small-lesson", tmp_path / "pack" / "deeper.zip")


def test_a_schools_lesson_is_named_with_its_school(cast, tmp_path, lesson):
    files = PackFiles()
    files.lesson["subtitle"] = "Riverside's"
    own = take_in(files.bytes(), cast.riverside).lesson
    run("small-lesson", tmp_path / "own", "--school", "riverside")
    assert contents(tmp_path / "own") == take_out(own) != take_out(lesson)
    run(own.pk, tmp_path / "same", "--school", "riverside")
    assert contents(tmp_path / "same") == take_out(own)
    for arguments, sentence in (
        (["small-lesson", "--school", "nowhere"], 'There is no school "nowhere".'),
        (
            ["small-lesson", "--school", "hillside"],
            'School "hillside" has no lesson "small-lesson".',
        ),
        ([own.pk, "--school", "hillside"], f'School "hillside" has no lesson "{own.pk}".'),
        (["other"], 'The library has no lesson "other".'),
    ):
        with pytest.raises(CommandError) as refused:
            run(arguments[0], tmp_path / "no", *arguments[1:])
        assert str(refused.value) == sentence
    assert not (tmp_path / "no").exists()


def test_another_set_is_named_by_its_id(cast, tmp_path, lesson):
    own = copy_set(
        question_set=lesson.question_sets.get(), school=cast.riverside, by=cast.tessa, at=NOW,
        title="Ours",
    )  # fmt: skip
    run("small-lesson", tmp_path / "pack", "--set", own.pk)
    assert contents(tmp_path / "pack") == export_files(lesson=lesson, question_set=own)
    with pytest.raises(CommandError, match='This lesson has no question set "abc"'):
        run("small-lesson", tmp_path / "no", "--set", "abc")


def test_a_lesson_without_a_text_is_refused(tmp_path):
    Lesson.objects.create(slug="empty", title="Empty")
    with pytest.raises(CommandError, match="This lesson has no text yet"):
        run("empty", tmp_path / "no")
    assert not (tmp_path / "no").exists()


def test_what_is_written_is_loaded_again(lesson, tmp_path):
    run("small-lesson", tmp_path / "pack.zip")
    out = StringIO()
    call_command("load_lesson", tmp_path / "pack.zip", stdout=out)
    assert out.getvalue() == "Nothing changed.\n"
    assert sorted(contents_of_zip(tmp_path / "pack.zip")) == sorted(NAMES)


def contents_of_zip(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()
