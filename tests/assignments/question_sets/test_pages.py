from __future__ import annotations

import html

import pytest
from django.utils import timezone

from assignments.domain.material.question_sets import describe_set
from assignments.domain.material.questions import change_question
from assignments.models import Question, QuestionSet, QuestionSetVersion
from tests.assignments.question_sets.editor import BASE, fields_of, post
from tests.assignments.question_sets.sets import content, everything, make_lesson, make_set
from tests.conftest import signed_in

EVIL = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}{% debug %}${7*7}"]


@pytest.fixture
def tessa(cast):
    return signed_in(cast.tessa)


@pytest.fixture
def first(sets) -> Question:
    return sets.own.questions.get(label="1")


def address(question: Question, act: str = "") -> str:
    return f"{BASE}questions/{question.pk}/{act}"


def page(response) -> str:
    return html.unescape(response.content.decode())


def own(sets) -> list[dict]:
    return everything(sets.own)


# Reading


def test_the_list_shows_own_and_library_sets(cast, sets, tessa):
    foreign = make_set(make_lesson("lakes", school=cast.hillside), school=cast.hillside)
    QuestionSet.objects.filter(pk=foreign.question_set_id).update(title="Lakes canary")
    shown = page(tessa.get(BASE))
    assert shown.count("Ten questions") == 2
    assert ("Riverside School" in shown, "The library" in shown) == (True, True)
    assert ("Lakes canary" in shown, "Hillside" in shown) == (False, False)


def test_a_set_shows_questions_points_and_guides(sets, tessa):
    shown = page(tessa.get(f"{BASE}{sets.library.question_set_id}/change/"))
    for text in (
        "Where do rivers rise?", "All about: Where do rivers rise?", "Names a spring",
        "Rivers rise in the sea", "Names of rivers", "The flood", "Copy to edit",
    ):  # fmt: skip
        assert shown.count(text) >= 1, text
    assert "<strong>9.5</strong> points on 3 questions" in shown
    assert "/edit/" not in shown


def test_own_sets_offer_editing_and_library_sets_copying(sets, tessa):
    shown = page(tessa.get(f"{BASE}{sets.own.question_set_id}/change/"))
    assert f'href="{BASE}{sets.own.question_set_id}/edit/"' in shown
    assert tessa.get(f"{BASE}{sets.library.question_set_id}/edit/").status_code == 403
    library = sets.library.questions.get(label="1")
    for act in ("", "add/", "remove/", "mend/"):
        assert tessa.get(address(library, act)).status_code == 403
        assert tessa.post(address(library, act), {"text": "x"}).status_code == 403
    assert everything(sets.library)[0]["text"] == "Where do rivers rise?"


def test_an_older_version_says_so(cast, sets, begun, tessa):
    tessa.post(f"{BASE}{sets.own.question_set_id}/new-version/", {"version": sets.own.pk})
    assert "older version" in page(tessa.get(f"{BASE}{sets.own.question_set_id}/versions/1/"))
    for number in ("3", "0", "9" * 30):
        assert tessa.get(f"{BASE}{sets.own.question_set_id}/versions/{number}/").status_code == 404


# Making and copying


def test_a_new_set_is_made(cast, sets, tessa):
    sent = {"lesson": sets.lesson.pk, "title": "Deltas"}
    response = tessa.post(f"{BASE}new/", sent)
    made = QuestionSet.objects.get(title="Deltas")
    assert response["Location"] == f"{BASE}{made.pk}/edit/"
    assert (made.school, made.lesson) == (cast.riverside, sets.lesson)


def test_a_lesson_of_another_school_is_no_choice(cast, sets, tessa):
    foreign = make_lesson("lakes", school=cast.hillside)
    response = tessa.post(f"{BASE}new/", {"lesson": foreign.pk, "title": "Mine"})
    assert "Choose one of the lessons in the list." in page(response)
    assert "On lakes" not in page(response)
    assert QuestionSet.objects.filter(title="Mine").count() == 0


def test_a_copy_is_the_schools(cast, sets, tessa):
    tessa.post(f"{BASE}{sets.library.question_set_id}/copy/", {"title": "Our copy"})
    copy = QuestionSet.objects.get(title="Our copy")
    assert (copy.school, copy.made_by) == (cast.riverside, cast.tessa)
    assert everything(copy.versions.get()) == everything(sets.library)


@pytest.mark.parametrize(
    "title", ["", " \u200b ", "x" * 161, "x" * 50_000, "a\u202eb", "a\r\nBcc: x"]
)
def test_titles_that_cannot_be_shown_are_refused(sets, tessa, title):
    response = tessa.post(f"{BASE}{sets.library.question_set_id}/copy/", {"title": title})
    assert (response.status_code, 'class="errorlist"' in page(response)) == (200, True)
    assert QuestionSet.objects.count() == 2


def test_nul_is_refused(sets, tessa):
    response = tessa.post(f"{BASE}{sets.library.question_set_id}/copy/", {"title": "a\x00b"})
    assert (response.status_code, QuestionSet.objects.count()) == (400, 2)


@pytest.mark.parametrize("text", EVIL)
def test_markup_is_shown_as_text_everywhere(cast, sets, tessa, first, text):
    response = post(
        tessa, address(first), text=text, full_points=text, context=text,
        **{"levels-0-text": text, "expected-0-text": text, "misconceptions-0-text": text},
    )  # fmt: skip
    assert response.status_code == 302
    post(tessa, f"{BASE}{sets.own.question_set_id}/edit/", title=text, introduction=text)
    urls = [
        BASE,
        *(f"{BASE}{sets.own.question_set_id}/{act}/" for act in ("change", "edit", "copy", "give")),
        *(address(first, act) for act in ("", "add/", "remove/", "mend/")),
    ]  # fmt: skip
    for url in urls:
        raw = tessa.get(url).content.decode()
        assert ("<script>alert" in raw, "<img src=x" in raw) == (False, False), url
        assert text in html.unescape(raw), url


@pytest.mark.parametrize(
    ("field", "limit"),
    [("text", 4000), ("full_points", 1000), ("context", 2000), ("levels-0-text", 1000),
     ("expected-0-text", 1000), ("misconceptions-0-text", 1000)],
)  # fmt: skip
def test_every_text_is_taken_up_to_its_limit(sets, tessa, first, field, limit):
    before = own(sets)
    for length in (limit + 1, 50_000):
        response = post(tessa, address(first), **{field: "y" * length})
        assert (response.status_code, 'class="errorlist"' in page(response)) == (200, True)
        assert fields_of(response.content.decode())[field] == ["y" * length]
    assert own(sets) == before
    assert post(tessa, address(first), **{field: "y" * limit}).status_code == 302


# Editing


def test_saving_an_untouched_page_changes_nothing_but_the_token(sets, tessa, first):
    before, token = own(sets), sets.own.token
    response = post(tessa, address(first))
    sets.own.refresh_from_db()
    assert response["Location"] == f"{BASE}{sets.own.question_set_id}/edit/#q1"
    assert (own(sets), sets.own.token) == (before, token + 1)


def test_question_and_guide_are_saved_together(sets, tessa, first):
    post(
        tessa, address(first),
        **{
            "text": "Why?", "points": "4,5", "full_points": "Say why", "events": [],
            "levels-1-text": "", "levels-1-points_from": "", "levels-1-points_to": "",
            "levels-2-text": "All", "levels-2-points_from": "4.5", "expected-1-anchors": ["s1-2"],
            "misconceptions-0-text": "", "main": ["s1-2"], "also": [],
        },
    )  # fmt: skip
    assert own(sets)[0] == {
        "label": "1", "parent": None, "depth": 1, "position": 1, "text": "Why?",
        "points": 4.5, "takes_whole_points": False, "full_points": "Say why", "events": [],
        "guide": {
            "levels": [["1", "2", "Names a spring"], ["4.5", "4.5", "All"]],
            "expected": [["In hills", ["s1-1", "s1-2"]], ["From rain", ["s1-2"]]],
            "misconceptions": [], "context": "Names of rivers", "main": ["s1-2"], "also": [],
        },
    }  # fmt: skip


def test_more_rows_are_asked_for_without_saving_or_losing(sets, tessa, first):
    before, token = own(sets), sets.own.token
    typed = {"text": "", "points": "abc", "expected-2-text": "Half a sent", "more": "expected"}
    response = post(tessa, address(first), **typed)
    sent = fields_of(response.content.decode())
    assert sent["expected-TOTAL_FORMS"] == ["6"]
    assert (sent["text"], sent["points"], sent["expected-2-text"]) == (
        [""],
        ["abc"],
        ["Half a sent"],
    )
    assert sent["expected-0-anchors"] == ["s1-1", "s1-2"]
    assert 'class="errorlist"' not in page(response)
    sets.own.refresh_from_db()
    assert (own(sets), sets.own.token) == (before, token)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"points": ""}, "This field is required."),
        ({"points": "0"}, "Give whole or half points above 0, 1000 at most."),
        ({"points": "-1"}, "Type a number such as 4 or 4.5."),
        ({"points": "NaN"}, "Type a number such as 4 or 4.5."),
        ({"points": "0.25"}, "Give whole or half points above 0, 1000 at most."),
        ({"text": "\u2800"}, "Write something here."),
        ({"levels-0-points_to": "9"}, "A level's points run upwards and lie between 0 and 4."),
        ({"levels-0-points_to": "3"}, "Two levels share 2.5 points."),
        ({"levels-2-text": "New"}, "Say how many points this is worth."),
        ({"levels-0-text": ""}, "Describe this level, or take its points away."),
        ({"expected-0-anchors": ["s9-9"]}, "Choose from the paragraphs of this lesson."),
        ({"main": ["1"]}, "Choose from the paragraphs of this lesson."),
        ({"events": ["nothing"]}, "Choose from the events of this lesson."),
        ({"expected-TOTAL_FORMS": "abc"}, "ManagementForm data is missing"),
        ({"expected-TOTAL_FORMS": "100000"}, "Please submit at most 30 forms."),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_written(
    sets, tessa, first, typed, sentence
):
    before = own(sets)
    response = post(tessa, address(first), context="Kept", **typed)
    assert response.status_code == 200
    assert sentence in page(response)
    assert fields_of(response.content.decode())["context"] == ["Kept"]
    assert own(sets) == before


def test_an_anchor_of_another_lesson_is_no_choice(sets, tessa, first):
    other = make_lesson("lakes")
    other.anchors.create(name="s7-7")
    before = own(sets)
    assert "Choose from the paragraphs" in page(post(tessa, address(first), main=["s7-7"]))
    assert own(sets) == before


def test_a_part_is_added_below_its_question(sets, tessa, first):
    response = post(tessa, address(first, "add/"), text="Which hills?", points="1", full_points="x")
    assert response.status_code == 302
    assert [row["label"] for row in own(sets)] == ["1", "1a", "2", "2a", "2b"]


def test_moving_and_removing(sets, tessa, first):
    sent = {"step": "down", "based_on": sets.own.token}
    assert tessa.post(address(first, "move/"), sent)["Location"].endswith("/edit/#q2")
    stale = tessa.post(address(first, "move/"), sent, follow=True)
    assert "Somebody changed these questions meanwhile." in page(stale)
    sets.own.refresh_from_db()
    response = tessa.post(address(first, "remove/"), {"based_on": sets.own.token - 1})
    assert (response.status_code, Question.objects.filter(pk=first.pk).count()) == (409, 1)
    tessa.post(address(first, "remove/"), {"based_on": sets.own.token})
    assert [row["text"] for row in own(sets)] == [
        "Think of the mouth.", "What is a delta?", "Why does it grow?",
    ]  # fmt: skip


@pytest.mark.parametrize("token", ["", "abc", "-1", "9" * 30, "1.5"])
def test_a_token_that_is_none_is_no_token(sets, tessa, first, token):
    before = own(sets)
    response = tessa.post(address(first, "remove/"), {"based_on": token})
    assert (response.status_code, own(sets)) == (409, before)
    assert post(tessa, address(first), based_on=token, text="Mine").status_code == 200
    assert own(sets) == before


def test_a_conflict_shows_both_and_can_be_settled(cast, sets, tessa, first):
    sent = fields_of(tessa.get(address(first)).content.decode())
    change_question(
        question=first, based_on=sets.own.token, content=content("Theo's words"), guide=None,
        by=cast.theo, at=timezone.now(),
    )  # fmt: skip
    sent["text"] = ["Tessa's words"]
    response = tessa.post(address(first), sent)
    assert response.status_code == 409
    assert "Theo's words" in page(response)
    again = fields_of(response.content.decode())
    assert again["text"] == ["Tessa's words"]
    first.refresh_from_db()
    assert first.text == "Theo's words"
    assert tessa.post(address(first), again).status_code == 302
    first.refresh_from_db()
    assert first.text == "Tessa's words"


def test_title_and_introduction_show_a_conflict(cast, sets, tessa):
    url = f"{BASE}{sets.own.question_set_id}/edit/"
    sent = fields_of(tessa.get(url).content.decode())
    describe_set(
        version=sets.own, based_on=sets.own.token, title="Theo's title", introduction="",
        by=cast.theo, at=timezone.now(),
    )  # fmt: skip
    sent["title"] = ["Tessa's title"]
    response = tessa.post(url, sent)
    assert response.status_code == 409
    assert "Theo's title" in page(response)
    assert fields_of(response.content.decode())["title"] == ["Tessa's title"]
    assert QuestionSet.objects.get(pk=sets.own.question_set_id).title == "Theo's title"


# Frozen


def test_a_page_opened_before_a_student_began_keeps_its_text(cast, sets, tessa, first, given):
    from assignments.domain.answering.start import start

    sent = fields_of(tessa.get(address(first)).content.decode())
    start(assignment=given, by=cast.alice, at=timezone.now())
    before = own(sets)
    sent["text"] = ["Better words"]
    response = tessa.post(address(first), sent)
    assert "Save in version 2" in page(response)
    again = fields_of(response.content.decode())
    assert again["text"] == ["Better words"]
    assert own(sets) == before
    tessa.post(address(first), {**again, "save": "next_version"})
    assert own(sets) == before
    second = QuestionSetVersion.objects.get(question_set=sets.own.question_set_id, number=2)
    assert everything(second)[0]["text"] == "Better words"
    assert everything(second)[1:] == before[1:]


def test_a_frozen_set_offers_the_next_version_and_mending(sets, begun, tessa, first):
    url = f"{BASE}{sets.own.question_set_id}/edit/"
    shown = page(tessa.get(url))
    assert ("Start version 2" in shown, f"{first.pk}/mend/" in shown) == (True, True)
    assert (f"{first.pk}/remove/" in shown, "Add a question" in shown) == (False, False)
    assert tessa.get(address(first))["Location"] == f"{url}#q1"
    for _click in range(2):
        tessa.post(f"{BASE}{sets.own.question_set_id}/new-version/", {"version": sets.own.pk})
    assert sets.own.question_set.versions.count() == 2


def test_mending_on_the_page(sets, begun, tessa, first):
    refused = post(tessa, address(first, "mend/"), text="Something else altogether", reason="x")
    assert "more than a typing error" in page(refused)
    assert fields_of(refused.content.decode())["text"] == ["Something else altogether"]
    assert (
        post(tessa, address(first, "mend/"), text="Where do rivers rise", reason="").status_code
        == 200
    )
    first.refresh_from_db()
    assert first.text == "Where do rivers rise?"
    post(tessa, address(first, "mend/"), text="Where do the rivers rise?", reason="Article")
    first.refresh_from_db()
    assert first.text == "Where do the rivers rise?"


# Ids


@pytest.mark.parametrize("wrong", ["abc", "-1", "0", "9" * 30, "1.5", "2" * 14])
def test_ids_that_are_none_are_not_found(sets, tessa, wrong):
    for url in (f"{BASE}{wrong}/edit/", f"{BASE}questions/{wrong}/", f"{BASE}{wrong}/change/"):
        assert tessa.get(url).status_code == 404, url


def test_a_question_of_another_school_is_not_found(cast, tessa):
    foreign = make_set(make_lesson("lakes"), school=cast.hillside).questions.get(label="1")
    for act in ("", "add/", "remove/", "mend/"):
        assert tessa.get(address(foreign, act)).status_code == 404
        assert tessa.post(address(foreign, act), {"text": "x"}).status_code == 404
    assert tessa.post(address(foreign, "move/"), {"step": "down"}).status_code == 404
