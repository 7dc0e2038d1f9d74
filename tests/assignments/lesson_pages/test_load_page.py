"""Loading a pack on the desk, and what is refused there."""

from __future__ import annotations

import base64
import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from assignments.importing.pack import load
from assignments.importing.reading import read_files
from lessons.exporting.archive import zip_bytes
from lessons.importing.archive import MAX_ZIP_BYTES
from lessons.importing.findings import Findings
from lessons.models import Lesson
from studyhub.audit.models import Entry
from tests.assignments.importing.test_plan import changed, everything
from tests.assignments.lesson_pages.conftest import LOAD, page_of, upload
from tests.conftest import NOW, signed_in
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """Return what a page says, without its marks."""
    body = response.content.decode()
    body = body[body.index('<div class="sheet">') :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def hidden(response) -> dict[str, str]:
    """Return the hidden fields of the form on a page."""
    fields = re.findall(r"<input[^>]+type=\"hidden\"[^>]*>", response.content.decode())
    found = {}
    for field in fields:
        name = re.search(r'name="([^"]+)"', field)
        value = re.search(r'value="([^"]*)"', field)
        if name and value:
            found[name.group(1)] = value.group(1)
    return {name: found[name] for name in ("kept_pack", "plan")}


def test_a_new_pack_becomes_the_schools_lesson_at_once(cast, files):
    client = signed_in(cast.tessa)
    response = upload(client, files)
    lesson = Lesson.objects.get()
    assert (response.status_code, response["Location"]) == (302, page_of(lesson))
    assert (lesson.school, lesson.question_sets.get().school) == (cast.riverside,) * 2
    assert (
        "“A small lesson” is here: 3 paragraphs, 2 events, 2 entries on the reading list, "
        "3 questions. No class sees it yet."
    ) in client.get(page_of(lesson)).content.decode()
    entry = Entry.objects.get(verb="load_lesson")
    assert (entry.actor_id, entry.tenant_id) == (cast.tessa.pk, cast.riverside.pk)


def test_a_superusers_pack_goes_to_the_library(cast, files):
    client = signed_in(cast.sue)
    assert "The lesson comes to the library" in text_of(client.get(LOAD))
    upload(client, files)
    assert Lesson.objects.get().school is None


def test_an_update_is_shown_first_and_written_after_the_yes(cast, files):
    client = signed_in(cast.tessa)
    upload(client, files)
    before = everything()
    response = upload(client, changed(PackFiles()))
    assert response.status_code == 200
    assert everything() == before
    said = text_of(response)
    for words in (
        "Update “A small lesson”",
        "Riverside School has this lesson already.",
        "Essay The text is a new edition.",
        "Added 1 Another war Changed 1 A treaty is renewed Removed 1 A long war",
        "1 source changed.",
        "written anew in place: no class was given it. Changed 1 Removed 2b",
    ):
        assert words in said
    done = client.post(LOAD, hidden(response))
    lesson = Lesson.objects.get()
    assert (done.status_code, done["Location"]) == (302, page_of(lesson))
    assert (lesson.summary, lesson.current_edition.number) == ("Another", 2)
    assert Entry.objects.filter(verb="load_lesson").count() == 2


def test_sent_twice_it_is_loaded_once(cast, files):
    client = signed_in(cast.tessa)
    for _click in range(2):
        response = upload(client, files)
    page = client.get(response["Location"]).content.decode()
    assert "“A small lesson” is as in the pack already. Nothing was changed." in page
    assert Entry.objects.filter(verb="load_lesson").count() == 1
    agreed = hidden(upload(client, changed(PackFiles())))
    for _click in range(2):
        response = client.post(LOAD, agreed)
    assert response.status_code == 302
    assert Entry.objects.filter(verb="load_lesson").count() == 2


def test_a_plan_that_is_out_of_date_is_shown_anew(cast, files):
    client = signed_in(cast.tessa)
    upload(client, files)
    response = upload(client, changed(PackFiles()))
    other = PackFiles()
    other.events["events"][0]["title"] = "A treaty is mended"
    load(pack=read_files(other.bytes(), Findings()), school=cast.riverside, by=cast.theo, at=NOW)
    before = everything()
    stale = client.post(LOAD, hidden(response))
    assert stale.status_code == 409
    assert "Somebody changed the lesson while you looked." in text_of(stale)
    assert everything() == before
    assert client.post(LOAD, hidden(stale)).status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"kept_pack": "@@@", "plan": "a" * 64},
        {"kept_pack": base64.b64encode(b"PK").decode(), "plan": "abc"},
        {"kept_pack": "", "plan": ""},
    ],
)
def test_a_forged_yes_writes_nothing(cast, files, fields):
    client = signed_in(cast.tessa)
    upload(client, files)
    before = everything()
    assert client.post(LOAD, fields).status_code == 400
    assert everything() == before


def test_a_yes_is_for_ones_own_school_alone(cast, files):
    upload(signed_in(cast.tessa), files)
    agreed = hidden(upload(signed_in(cast.tessa), changed(PackFiles())))
    response = signed_in(cast.fiona).post(LOAD, agreed)
    hers = Lesson.objects.get(school=cast.hillside)
    assert response["Location"] == page_of(hers)
    assert hers.summary == "Another"
    assert Lesson.objects.get(school=cast.riverside).summary == "Three paragraphs and two events."


def test_all_findings_are_listed_and_nothing_is_written(cast, files):
    files.lesson["title"] = ""
    files.events["events"][1]["date"] = "soon"
    files.questions["questions"][0]["number"] = "1 a"
    before = everything()
    response = upload(signed_in(cast.tessa), files)
    assert response.status_code == 400
    said = text_of(response)
    assert "Nothing was loaded: 4 things to mend" in said
    for words in (
        "lesson.json title This is required, and it is empty.",
        "events[1].date",
        'questions[0].number "1 a" is not an id',
        'There is no question "1".',
    ):
        assert words in said
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"  \n ", "This is not a zip file, or it is damaged."),
        (b"MZ\x90\x00" * 200, "This is not a zip file, or it is damaged."),
        (zip_bytes({"word/document.xml": b"<w/>"}), "A pack needs this file, and it is not there."),
        (zip_bytes({"../evil": b"x"}), "This name leads out of the folder."),
        (zip_bytes({"essay.md": b"0" * 6_000_000}), "This file is longer than 5,242,880 bytes."),
    ],
)
def test_bad_files_get_a_plain_reason(cast, content, words):
    response = upload(signed_in(cast.tessa), content)
    assert response.status_code == 400
    assert words in text_of(response)
    assert Lesson.objects.count() == 0


@pytest.mark.parametrize(("more", "status"), [(0, 400), (1, 413)])
def test_one_byte_over_the_limit_is_413_and_names_it(cast, more, status):
    client = signed_in(cast.tessa)
    assert "at most 5,242,880 bytes (5 MB)" in text_of(client.get(LOAD))
    response = upload(client, b"\x00" * (MAX_ZIP_BYTES + more))
    assert response.status_code == status
    assert ("a lesson pack has 5,242,880 bytes (5 MB) at most." in text_of(response)) is bool(more)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("essay.md", "# A small lesson\n".encode("utf-16"), "This is not UTF-8"),
        ("lesson.json", b'{"id": "a\\u0000b"}', "such as NUL."),
        ("lesson.json", b'{"id": "\\ud800"}', "A text contains a character that cannot be kept"),
        ("lesson.json", b"\x00", "This contains a NUL character"),
        ("events.json", b'{"a": 1, "a": 2}', 'The key "a" stands twice'),
        ("events.json", b"[" * 250_000, "This file holds more values than any lesson needs."),
        ("essay.md", b"#\n" * 50_000, "2,000,000 characters in 40,000 lines at most."),
        ("readings.json", b" \n", "This file is empty."),
    ],
)
def test_bad_texts_in_a_good_zip(cast, files, name, content, words):
    response = upload(signed_in(cast.tessa), {**files.bytes(), name: content})
    assert response.status_code == 400
    assert words in text_of(response)


def test_pathological_markdown_is_answered(cast, files):
    files.essay = files.essay.replace("It **ends**.", "[a](<" * 10_000)
    response = upload(signed_in(cast.tessa), files)
    assert response.status_code == 400
    assert "12,000 are the most." in text_of(response)


HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>{{ 7*7 }}{% debug %}'


def test_hostile_names_are_text_on_every_page(cast, files):
    title = HOSTILE.replace("[", "(")
    files.lesson["title"] = title
    files.essay = files.essay.replace("# A small lesson", "# " + title.replace("<", "\\<"))
    files.events["events"][0]["title"] = HOSTILE
    files.questions["title"] = HOSTILE
    client = signed_in(cast.tessa)
    assert upload(client, files).status_code == 302
    lesson = Lesson.objects.get()
    for event in files.events["events"]:
        event["title"] = f"{HOSTILE} again"
    files.questions["introduction"] = "Other"
    plan = upload(client, files)
    desk = client.get(page_of(lesson))
    export = client.get(reverse("admin:lesson_export", args=[lesson.pk]))
    listed = client.get(reverse("admin:lessons_lesson_changelist"))
    for response in (plan, desk, export, listed):
        page = response.content.decode()
        assert response.status_code == 200
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert "{{ 7*7 }}{% debug %}" in page


def test_a_hostile_file_name_or_place_is_text(cast, files):
    entries = {**files.bytes(), "../<script>alert(1)</script>": b"x"}
    response = upload(signed_in(cast.tessa), entries, name='"><script>alert(1)</script>.zip')
    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
    assert "../<script>alert(1)</script>" in text_of(response)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("tessa", 200), ("theo", 200), ("fiona", 200), ("sue", 200)),
        *(("asif", 404), ("sana", 404), ("sofia", 404), ("alice", 404), ("frank", 404)),
    ],
)
def test_who_may_load_packs(cast, files, name, status):
    client = signed_in(getattr(cast, name))
    assert client.get(LOAD).status_code == status
    assert upload(client, files).status_code == (302 if status == 200 else 404)
    offered = client.get(reverse("admin:lessons_lesson_changelist"))
    assert (LOAD in offered.content.decode()) is (status == 200)


def test_a_pack_needs_the_token_of_a_form(cast, files):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.tessa)
    assert upload(client, files).status_code == 403
    assert Lesson.objects.count() == 0


def test_a_kept_pack_is_not_shown_where_a_session_has_ended(client, files):
    kept = base64.b64encode(zip_bytes(files.bytes())).decode()
    response = client.post(LOAD, {"kept_pack": kept, "plan": "a" * 30})
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/")
