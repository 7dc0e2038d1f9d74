"""Writing a lesson: who may, how it is saved, and what a long one costs."""

import json

import pytest
from django.urls import reverse

from lessons.domain.drafts import save_draft
from lessons.models import DraftRevision, Lesson
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.views.desk import (
    address,
    box,
    hidden,
    page,
    read,
    statuses,
    stored,
    typed,
    words,
    write,
)
from tests.lessons.writing import (
    ESSAY,
    FLEET,
    TERM,
    begun,
    essay,
    published,
    saved,
)


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa has begun."""
    return begun(cast)


# Rights


def test_those_who_teach_at_the_school_write_its_lessons(cast, lesson):
    published(lesson, by=cast.tessa)
    expected = {
        "alice": 404, "carol": 404, "frank": 404, "tessa": 200, "theo": 200, "asif": 403,
        "fiona": 404, "sana": 403, "sofia": 404, "sue": 200,
    }  # fmt: skip
    for name in ("write", "publish", "history", "preview", "withdraw"):
        assert statuses(cast, address(name, lesson)) == expected


def test_teachers_read_the_librarys_lessons_and_copy_them_to_change_them(cast, files):
    lesson = load(files)
    assert statuses(cast, address("write", lesson)) == {
        "alice": 404, "carol": 404, "frank": 404, "tessa": 403, "theo": 403, "asif": 403,
        "fiona": 403, "sana": 403, "sofia": 403, "sue": 200,
    }  # fmt: skip
    html = page(signed_in(cast.tessa), address("write", lesson), status=403)
    assert "Copy this one first; the copy is your school's to change." in words(html)
    html = page(signed_in(cast.sana), address("write", lesson), status=403)
    assert "Those who teach at this school write its lessons." in words(html)


def test_nobody_else_saves(cast, lesson):
    for name in ("alice", "asif", "fiona", "sana", "sofia"):
        assert write(getattr(cast, name), lesson, essay(["Mine."])).status_code in {403, 404}
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize("bad", ["abc", "-1", "0", "1.5", "2" * 13, "9" * 30])
def test_what_is_no_id_is_not_found(cast, bad):
    client = signed_in(cast.tessa)
    for rest in ("write/", "write/read/", "preview/", "publish/", "history/", "withdraw/"):
        assert client.get(f"/admin/lessons/lesson/{bad}/{rest}").status_code in {404, 405}


def test_saving_is_a_post_with_a_token(cast, lesson):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.tessa)
    assert client.get(address("read", lesson)).status_code == 405
    response = client.post(address("write", lesson), typed(lesson, essay([FLEET, "Mine."])))
    assert response.status_code == 403
    assert "Mine." in response.content.decode()
    assert stored(lesson) == ESSAY


# Saving


def test_the_page_shows_the_text_and_how_it_will_be_read(cast, lesson):
    html = page(signed_in(cast.theo), address("write", lesson))
    assert box(html) == ESSAY
    assert hidden(html, "based_on") == "1"
    assert (
        '<div class="paragraph" id="s2-1"><a class="paragraph-number" href="#s2-1" '
        'aria-label="Paragraph 2.1">2.1</a><p>' + FLEET
    ) in html
    assert 'data-places="3:s1 5:s1-1 7:s1-2 9:s2 11:s2-1 13:s2-2"' in html
    assert "4 paragraphs, 52 words" in words(html)
    assert "by Tessa Of Riverside School" in words(html)


def test_a_save_by_form_leads_back_to_the_page(cast, lesson):
    client = signed_in(cast.tessa)
    response = client.post(address("write", lesson), typed(lesson, essay(["New."])), follow=True)
    assert response.redirect_chain == [(address("write", lesson), 302)]
    html = response.content.decode()
    assert box(html) == essay(["New."])
    assert "Saved at" in words(html)


@pytest.mark.parametrize(("act", "name"), [("publish", "publish"), ("student", "preview")])
def test_saving_on_the_way_to_another_page(cast, lesson, act, name):
    response = write(cast.tessa, lesson, essay(["New."]), do=act)
    assert response.headers["Location"] == address(name, lesson)
    assert stored(lesson) == essay(["New."])


def test_a_draft_with_findings_is_saved_as_it_is(cast, lesson):
    text = ESSAY + "\n- a list\n\n<b>raw</b> [x](javascript:alert(1))\n"
    write(cast.tessa, lesson, text)
    assert stored(lesson) == text
    html = page(signed_in(cast.tessa), address("write", lesson))
    assert "2 things to mend before this can be published" in words(html)
    assert 'data-line="15">Line 15</a>' in html
    assert "Line 17. “javascript:alert(1)” is not a link that may stand here" in words(html)


def test_a_script_gets_the_new_version(cast, lesson):
    response = write(cast.tessa, lesson, essay(["New."]), json=True, do="auto")
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert set(response.json()) == {"version", "saved_clock"}
    assert DraftRevision.objects.count() == 1


def test_a_script_with_an_older_version_is_refused(cast, lesson):
    saved(lesson, essay(["Theo's."]), by=cast.theo)
    response = write(cast.tessa, lesson, essay(["Mine."]), json=True, do="auto", based_on=1)
    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert response.json()["error"].startswith("Theo Of Riverside School saved another text ")
    assert stored(lesson) == essay(["Theo's."])


def test_the_same_request_again_is_answered_as_the_first_time(cast, lesson):
    data = typed(lesson, essay(["New."]), do="auto")
    client = signed_in(cast.tessa)
    versions = [
        client.post(address("write", lesson), data, headers={"Accept": "application/json"}).json()[
            "version"
        ]
        for _time in range(3)
    ]
    assert versions == [2, 2, 2]


@pytest.mark.parametrize("as_json", [True, False])
def test_one_character_over_the_limit_is_refused_and_stays_on_the_page(cast, lesson, as_json):
    text = "x" * 500_001
    response = write(cast.tessa, lesson, text, json=as_json)
    assert response.status_code == 400
    sentence = "The essay has 500001 characters; the limit is 500,000. Nothing was saved."
    if as_json:
        assert response.json()["error"].startswith(sentence)
    else:
        assert sentence in words(response.content.decode())
        assert box(response.content.decode()) == text
    assert stored(lesson) == ESSAY


def test_the_longest_text_and_an_empty_one_are_saved(cast, lesson):
    write(cast.tessa, lesson, "x" * 500_000)
    assert stored(lesson) == "x" * 500_000
    write(cast.tessa, lesson, "")
    assert stored(lesson) == ""


@pytest.mark.parametrize(("cell", "most"), [("term", 80), ("id", 60), ("meaning", 600)])
def test_a_row_of_the_glossary_that_is_too_long_is_marked(cast, lesson, cell, most):
    row = {**TERM, cell: "x" * most}
    assert write(cast.tessa, lesson, ESSAY, glossary=[row]).status_code == 302
    row = {**TERM, cell: "x" * (most + 1)}
    response = write(cast.tessa, lesson, ESSAY, glossary=[row])
    html = response.content.decode()
    assert response.status_code == 400
    assert f"has {most + 1} characters; {most} are the most." in words(html)
    assert html.count('aria-invalid="true"') == 1


@pytest.mark.parametrize("name", ["markdown", "term_term"])
def test_nul_is_a_400(cast, lesson, name):
    data = typed(lesson, ESSAY, glossary=[TERM], **{name: "a\x00b"})
    for path in (address("write", lesson), address("read", lesson)):
        assert signed_in(cast.tessa).post(path, data).status_code == 400
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"based_on": "1"},
        {"markdown": "x", "based_on": "1", "term_id": ["a"], "term_term": [], "term_meaning": []},
    ],
)
def test_a_request_that_is_not_the_pages_never_empties_a_text(cast, lesson, data):
    client = signed_in(cast.tessa)
    for headers in ({}, {"Accept": "application/json"}):
        response = client.post(address("write", lesson), data, headers=headers)
        assert response.status_code == 400
        assert client.post(address("read", lesson), data, headers=headers).status_code == 400
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize(
    "body", ["{}", "[", '{"markdown": "x"}', "\ufeff{}", "[" * 1000, '{"a": NaN}']
)
def test_json_is_not_this_forms_language(cast, lesson, body):
    client = signed_in(cast.tessa)
    for name in ("write", "read"):
        response = client.post(address(name, lesson), body, content_type="application/json")
        assert response.status_code == 400
        assert json.loads(response.content)["error"]
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize("based_on", ["", "abc", "-1", "1.5", "9" * 30])
def test_a_version_that_is_none_keeps_the_text_on_the_page(cast, lesson, based_on):
    response = write(cast.tessa, lesson, essay(["Mine."]), based_on=based_on)
    assert response.status_code == 400
    assert box(response.content.decode()) == essay(["Mine."])
    assert stored(lesson) == ESSAY


def test_unknown_fields_are_ignored_and_of_a_repeated_one_the_last_counts(cast, lesson):
    data = {
        **typed(lesson, ""),
        "markdown": ["first", essay(["Last."])],
        "school": "x",
        "lesson": "y",
    }
    assert signed_in(cast.tessa).post(address("write", lesson), data).status_code == 302
    assert stored(lesson) == essay(["Last."])


def test_signed_out_a_script_gets_401_and_a_form_its_text_back(lesson, client):
    data = typed(lesson, essay(["Mine, and long enough to be worth keeping on the page."]))
    path = address("write", lesson)
    assert client.post(path, data, headers={"Accept": "application/json"}).status_code == 401
    response = client.post(path, data)
    assert "Mine, and long enough" in response.content.decode()
    assert stored(lesson) == ESSAY


# Editions that come between, and long essays


def test_the_page_warns_of_an_edition_that_came_between(cast, files):
    lesson = load(files, school=cast.riverside)
    client = signed_in(cast.tessa)
    saved(lesson, essay(["Mine."]), by=cast.tessa)
    assert "came between" not in page(client, address("write", lesson))
    files.essay = files.essay.replace("It **ends**.", "It is over.")
    load(files, school=cast.riverside)
    html = page(client, address("write", lesson))
    assert "Edition 2 came between" in words(html)
    changes = reverse("lessons:changes", args=[lesson.pk, lesson.slug])
    assert f'href="{changes}?from=1&amp;to=2"' in html


def test_an_essay_of_fifty_thousand_words_opens_is_read_and_saved(cast):
    texts = long_essay(500, 100)
    text = essay(*[texts[i : i + 25] for i in range(0, 500, 25)])
    lesson = begun(cast, markdown=text)
    html = page(signed_in(cast.tessa), address("write", lesson))
    assert box(html) == text
    assert "500 paragraphs, 50,000 words" in words(html)
    assert read(cast.tessa, lesson, text + "\nMore.\n").json()["counted"] == (
        "501 paragraphs, 50,001 words"
    )
    assert write(cast.tessa, lesson, text + "\nMore.\n").status_code == 302


# Session, person, the two of the person's roles, and whether they teach; then the lesson, the draft
# with its edition, and that edition's glossary.
@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_the_page_takes_the_same_queries_for_any_text(cast, paragraphs, django_assert_num_queries):
    lesson = begun(cast, markdown=essay(long_essay(paragraphs, 12)))
    published(lesson, by=cast.tessa)
    saved(lesson, essay([*long_essay(paragraphs, 12), "New."]), by=cast.tessa)
    for number in range(paragraphs):
        save_draft(
            lesson=lesson, markdown=essay([f"{number}"]), glossary=[], based_on=2 + number,
            edition=None, by=cast.tessa, at=NOW,
        )  # fmt: skip
    client = signed_in(cast.tessa)
    with django_assert_num_queries(8):
        client.get(address("write", lesson))
    data = typed(lesson, essay(["Read."]))
    with django_assert_num_queries(6):
        client.post(address("read", lesson), data)
