import json
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.domain.drafts import draft_of, save_draft
from lessons.models import DraftRevision, Lesson, LessonDraft
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.views.desk import address, box, hidden, page, statuses, typed, words, write
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TERM,
    TREATY,
    begun,
    essay,
    published,
    saved,
)

HOSTILE = [
    "<script>alert", "<svg onload", "<iframe", "<style", "<img", 'href="javascript', 'href="data:',
]  # fmt: skip
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% debug %}'


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa has begun."""
    return begun(cast)


def stored(lesson: Lesson) -> str:
    return LessonDraft.objects.get(lesson=lesson).markdown


def read(user, lesson: Lesson, markdown: str, **values):
    """Ask how a text would be read."""
    return signed_in(user).post(address("read", lesson), typed(lesson, markdown, **values))


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
def test_p39_what_is_no_id_is_not_found(cast, bad):
    client = signed_in(cast.tessa)
    for rest in ("write/", "write/read/", "preview/", "publish/", "history/", "withdraw/"):
        assert client.get(f"/admin/lessons/lesson/{bad}/{rest}").status_code in {404, 405}


def test_p15_p16_saving_is_a_post_with_a_token(cast, lesson):
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


def test_p41_a_script_with_an_older_version_is_refused(cast, lesson):
    saved(lesson, essay(["Theo's."]), by=cast.theo)
    response = write(cast.tessa, lesson, essay(["Mine."]), json=True, do="auto", based_on=1)
    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert response.json()["error"].startswith("Theo Of Riverside School saved another text ")
    assert stored(lesson) == essay(["Theo's."])


def test_p42_the_same_request_again_is_answered_as_the_first_time(cast, lesson):
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
def test_p29_p34_one_character_over_the_limit_is_refused_and_stays_on_the_page(
    cast, lesson, as_json
):
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


def test_p34_the_longest_text_and_an_empty_one_are_saved(cast, lesson):
    write(cast.tessa, lesson, "x" * 500_000)
    assert stored(lesson) == "x" * 500_000
    write(cast.tessa, lesson, "")
    assert stored(lesson) == ""


@pytest.mark.parametrize(("cell", "most"), [("term", 80), ("id", 60), ("meaning", 600)])
def test_p34_a_row_of_the_glossary_that_is_too_long_is_marked(cast, lesson, cell, most):
    row = {**TERM, cell: "x" * most}
    assert write(cast.tessa, lesson, ESSAY, glossary=[row]).status_code == 302
    row = {**TERM, cell: "x" * (most + 1)}
    response = write(cast.tessa, lesson, ESSAY, glossary=[row])
    html = response.content.decode()
    assert response.status_code == 400
    assert f"has {most + 1} characters; {most} are the most." in words(html)
    assert html.count('aria-invalid="true"') == 1


@pytest.mark.parametrize("name", ["markdown", "term_term"])
def test_p25_nul_is_a_400(cast, lesson, name):
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
def test_p37_p38_json_is_not_this_forms_language(cast, lesson, body):
    client = signed_in(cast.tessa)
    for name in ("write", "read"):
        response = client.post(address(name, lesson), body, content_type="application/json")
        assert response.status_code == 400
        assert json.loads(response.content)["error"]
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize("based_on", ["", "abc", "-1", "1.5", "9" * 30])
def test_p39_a_version_that_is_none_keeps_the_text_on_the_page(cast, lesson, based_on):
    response = write(cast.tessa, lesson, essay(["Mine."]), based_on=based_on)
    assert response.status_code == 400
    assert box(response.content.decode()) == essay(["Mine."])
    assert stored(lesson) == ESSAY


def test_p40_unknown_fields_are_ignored_and_of_a_repeated_one_the_last_counts(cast, lesson):
    data = {
        **typed(lesson, ""),
        "markdown": ["first", essay(["Last."])],
        "school": "x",
        "lesson": "y",
    }
    assert signed_in(cast.tessa).post(address("write", lesson), data).status_code == 302
    assert stored(lesson) == essay(["Last."])


def test_p10_signed_out_a_script_gets_401_and_a_form_its_text_back(lesson, client):
    data = typed(lesson, essay(["Mine, and long enough to be worth keeping on the page."]))
    path = address("write", lesson)
    assert client.post(path, data, headers={"Accept": "application/json"}).status_code == 401
    response = client.post(path, data)
    assert "Mine, and long enough" in response.content.decode()
    assert stored(lesson) == ESSAY


# The live preview


def test_the_preview_is_read_by_the_servers_own_reader_and_writes_nothing(cast, lesson):
    text = "# T\n\n## S\n\nA [card](term:card) *here*.\n\n- list\n\n## R\n\n"
    response = read(cast.tessa, lesson, text, glossary=[TERM])
    answer = response.json()
    assert answer["title"] == "T"
    assert answer["counted"] == "1 paragraph, 3 words"
    assert answer["places"] == "3:s1 5:s1-1 9:s2"
    assert answer["findings"] == [
        {
            "line": 7,
            "sentence": "A list cannot stand here. An essay has headings and paragraphs only.",
            "quote": "- list",
        }
    ]
    assert answer["html"] == (
        '<section class="essay-section" id="s1" aria-labelledby="s1-title"><h2 id="s1-title">'
        '<span class="section-number">1</span> S</h2><div class="paragraph" id="s1-1">'
        '<a class="paragraph-number" href="#s1-1" aria-label="Paragraph 1.1">1.1</a><p>A '
        '<a class="term" href="#term-card">card</a> <em>here</em>.</p></div></section>\n'
        '<div class="finding" id="finding-1"><p><strong>Line 7.</strong> A list cannot stand '
        "here. An essay has headings and paragraphs only.</p><p>- list</p></div>\n"
        '<section class="essay-section" id="s2" aria-labelledby="s2-title"><h2 id="s2-title">'
        '<span class="section-number">2</span> R</h2></section>'
    )
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)>",
        "<iframe src=//evil.example></iframe>",
        "<style>*{}</style>",
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "- <script>alert(1)</script>",
        "## <script>alert(1)</script>",
    ],
)
def test_p20_p22_p23_p63_hostile_text_is_shown_as_text(cast, lesson, raw):
    text = f"# {raw}\n\n## {raw}\n\n### {raw}\n\n{raw}\n"
    answer = read(cast.tessa, lesson, text).json()
    write(cast.tessa, lesson, text)
    pages = [answer["html"]]
    pages += [page(signed_in(cast.theo), address(n, lesson)) for n in ("write", "preview")]
    for html in pages:
        for tag in HOSTILE:
            assert tag not in html


def test_p24_template_marks_are_literal(cast, lesson):
    text = essay(["{{ 7*7 }}{% debug %}${7+7}"])
    assert "{{ 7*7 }}{% debug %}${7+7}" in read(cast.tessa, lesson, text).json()["html"]


@pytest.mark.parametrize("text", ["[" * 20_000, "[a](<" * 10_000, "![" * 6_000, "`a" * 9_000])
def test_p62_pathological_markdown_is_answered_within_a_second(cast, lesson, text):
    begun_at = time.process_time()
    assert read(cast.tessa, lesson, essay([text])).status_code == 200
    assert time.process_time() - begun_at < 1


def test_a_glossary_that_cannot_be_kept_does_not_stop_the_preview(cast, lesson):
    rows = [{**TERM, "id": f"t{number}"} for number in range(301)]
    assert read(cast.tessa, lesson, ESSAY, glossary=rows).json()["counted"].startswith("4 ")


def test_without_script_a_button_reads_and_keeps_what_was_typed(cast, lesson):
    response = write(cast.tessa, lesson, essay(["Not saved yet."]), do="preview")
    html = response.content.decode()
    assert response.status_code == 200
    assert box(html) == essay(["Not saved yet."])
    assert "<p>Not saved yet.</p></div>" in html
    assert "data-unsaved" in html
    assert stored(lesson) == ESSAY


def test_without_script_a_button_adds_rows_to_the_glossary(cast, lesson):
    response = write(cast.tessa, lesson, ESSAY, glossary=[TERM], do="more")
    assert response.content.decode().count('name="term_term"') == 1 + 5 + 1  # and the template's
    assert draft_of(lesson).glossary == []


# Two at once


def clashed(cast, lesson: Lesson, mine: str, theirs: str, **values):
    """Let Theo save while Tessa writes, and return Tessa's page with both texts."""
    data = typed(lesson, mine, **values)
    saved(lesson, theirs, by=cast.theo, at=timezone.now())
    client = signed_in(cast.tessa)
    response = client.post(address("write", lesson), data)
    assert response.status_code == 409
    return client, response.content.decode(), data


def choose(client, html: str, lesson: Lesson, data: dict, act: str):
    """Press one of the three buttons of the page with both texts."""
    sent = {
        **data,
        "markdown": box(html),
        "based_on": hidden(html, "based_on"),
        "begun_over": hidden(html, "begun_over"),
        "do": act,
    }
    return client.post(address("write", lesson), sent)


MINE, THEIRS = essay([TREATY, "Mine."]), essay([TREATY, "Theirs."])


def test_the_second_save_shows_both_texts_and_writes_nothing(cast, lesson):
    _client, html, _data = clashed(cast, lesson, MINE, THEIRS)
    text = words(html)
    assert "the text Theo Of Riverside School saved at" in text
    assert "removed: Theirs. ; added: Mine. ;" in text
    assert box(html) == MINE
    assert stored(lesson) == THEIRS


def history(lesson: Lesson) -> set[tuple[str, bool]]:
    return set(lesson.draft_revisions.values_list("markdown", "is_aside"))


def test_keeping_mine_saves_it_over_and_theirs_stays_in_the_history(cast, lesson):
    client, html, data = clashed(cast, lesson, MINE, THEIRS)
    assert choose(client, html, lesson, data, "keep").status_code == 302
    assert stored(lesson) == MINE
    assert history(lesson) == {(ESSAY, False), (THEIRS, False), (MINE, False)}


def test_taking_theirs_puts_mine_into_the_history(cast, lesson):
    client, html, data = clashed(cast, lesson, MINE, THEIRS)
    assert choose(client, html, lesson, data, "take").status_code == 302
    assert stored(lesson) == THEIRS
    assert history(lesson) == {(ESSAY, False), (THEIRS, False), (MINE, True)}


def test_both_in_one_are_edited_before_anything_is_saved(cast, lesson):
    mine = ESSAY.replace(FLEET, FLEET + " Mine.")
    theirs = ESSAY.replace(HARVEST, HARVEST + " Theirs.")
    client, html, data = clashed(cast, lesson, mine, theirs)
    response = choose(client, html, lesson, data, "merge")
    html = response.content.decode()
    assert response.status_code == 200
    assert box(html) == ESSAY.replace(FLEET, FLEET + " Mine.").replace(
        HARVEST, HARVEST + " Theirs."
    )
    assert hidden(html, "based_on") == "2"
    assert stored(lesson) == theirs
    assert history(lesson) == {(ESSAY, False), (theirs, False), (mine, True)}


def test_a_paragraph_that_both_changed_stands_twice_in_the_one_text(cast, lesson):
    client, html, data = clashed(
        cast, lesson, ESSAY.replace(BANK, BANK + " Mine."), ESSAY.replace(BANK, BANK + " Theirs.")
    )
    merged = box(choose(client, html, lesson, data, "merge").content.decode())
    assert merged == ESSAY.replace(BANK, f"{BANK} Theirs.\n\n{BANK} Mine.")


def test_first_saves_over_an_edition_are_put_in_one_from_that_edition(cast, files):
    lesson = load(files, school=cast.riverside)
    state = draft_of(lesson)
    mine = state.markdown.replace("It **ends**.", "It ends, I say.")
    client, html, data = clashed(cast, lesson, mine, state.markdown + "\nTheirs.\n")
    merged = box(choose(client, html, lesson, data, "merge").content.decode())
    assert merged == mine + "\nTheirs.\n"


def test_somebody_saving_once_more_meanwhile_is_met_again(cast, lesson):
    client, html, data = clashed(cast, lesson, MINE, THEIRS)
    saved(lesson, essay(["Theirs again."]), by=cast.theo)
    response = choose(client, html, lesson, data, "keep")
    assert response.status_code == 409
    assert stored(lesson) == essay(["Theirs again."])
    assert choose(client, response.content.decode(), lesson, data, "keep").status_code == 302
    assert stored(lesson) == MINE
    assert (essay(["Theirs again."]), False) in history(lesson)


def test_ones_own_other_window_is_named_as_that_and_loses_nothing(cast, lesson):
    data = typed(lesson, MINE)
    saved(lesson, THEIRS, by=cast.tessa, at=timezone.now(), is_deliberate=False)
    client = signed_in(cast.tessa)
    html = client.post(address("write", lesson), data).content.decode()
    assert "the text you saved at" in words(html)
    assert "in another window" in words(html)
    choose(client, html, lesson, data, "keep")
    assert history(lesson) == {(ESSAY, False), (THEIRS, False), (MINE, False)}


def test_a_superuser_is_named_as_staff_to_a_school(cast, lesson):
    data = typed(lesson, MINE)
    saved(lesson, THEIRS, by=cast.sue, at=timezone.now())
    html = signed_in(cast.tessa).post(address("write", lesson), data).content.decode()
    assert "the text StudyHub staff saved at" in words(html)
    assert "Sue" not in html


def test_glossaries_of_both_are_shown_and_put_in_one(cast, lesson):
    other = {"id": "fleet", "term": "fleet", "meaning": "Ships."}
    data = typed(lesson, ESSAY, glossary=[other])
    saved(lesson, ESSAY, by=cast.theo, glossary=[TERM])
    client = signed_in(cast.tessa)
    html = client.post(address("write", lesson), data).content.decode()
    assert "A paper that was worth bread." in html
    merged = choose(client, html, lesson, data, "merge").content.decode()
    assert [name for name in ("card", "fleet") if f'value="{name}"' in merged] == ["card", "fleet"]


def test_p20_names_and_texts_of_both_are_shown_as_text(cast, lesson):
    _client, html, _data = clashed(cast, lesson, essay([EVIL]), essay([TREATY + EVIL]))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


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
