"""Two who write one lesson: both texts are shown, and nothing is lost."""

import pytest
from django.utils import timezone

from lessons.domain.drafts import draft_of
from lessons.models import Lesson
from tests.conftest import signed_in
from tests.lessons.conftest import load
from tests.lessons.views.desk import EVIL, address, box, hidden, stored, typed, words
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TERM,
    TREATY,
    begun,
    essay,
    saved,
)


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa has begun."""
    return begun(cast)


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


def test_names_and_texts_of_both_are_shown_as_text(cast, lesson):
    _client, html, _data = clashed(cast, lesson, essay([EVIL]), essay([TREATY + EVIL]))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
