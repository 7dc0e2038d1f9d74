import re

import pytest
from django.urls import reverse

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from tests.conftest import NOW, signed_in
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles


@pytest.fixture
def lesson(cast, files) -> Lesson:
    """Load the small lesson into the library and put it before class 8A."""
    return placed(cast, load(files))


def placed(cast, lesson: Lesson) -> Lesson:
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return lesson


def address(lesson: Lesson) -> str:
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def page(user, lesson: Lesson) -> str:
    response = signed_in(user).get(address(lesson))
    assert response.status_code == 200
    return response.content.decode()


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def statuses(cast, lesson: Lesson) -> dict[str, int]:
    students, staff = ["alice", "bob", "carol", "frank"], ["tessa", "asif", "theo", "fiona"]
    names = [*students, *staff, "sana", "sofia", "sue"]
    return {name: signed_in(getattr(cast, name)).get(address(lesson)).status_code for name in names}


def test_a_library_lesson_opens_for_its_class_and_for_staff_of_any_school(cast, lesson):
    assert statuses(cast, lesson) == {
        "alice": 200,
        "bob": 200,
        "carol": 404,
        "frank": 404,
        "tessa": 200,
        "asif": 200,
        "theo": 200,
        "fiona": 200,
        "sana": 200,
        "sofia": 200,
        "sue": 200,
    }


def test_a_schools_lesson_opens_for_nobody_of_another_school(cast, files):
    lesson = placed(cast, load(files, school=cast.riverside))
    assert statuses(cast, lesson) == {
        "alice": 200,
        "bob": 200,
        "carol": 404,
        "frank": 404,
        "tessa": 200,
        "asif": 200,
        "theo": 200,
        "fiona": 404,
        "sana": 200,
        "sofia": 404,
        "sue": 200,
    }


def test_a_stranger_is_asked_to_sign_in(client, lesson):
    response = client.get(address(lesson))
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"?next={address(lesson)}")


def test_a_wrong_slug_leads_to_the_right_one_and_only_for_readers(cast, lesson):
    wrong = reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": "other"})
    response = signed_in(cast.alice).get(wrong)
    assert (response.status_code, response.headers["Location"]) == (302, address(lesson))
    assert signed_in(cast.carol).get(wrong).status_code == 404


@pytest.mark.parametrize("bad", ["abc", "-1", "0", "1.5", "i" * 14, "2" * 13, "2" * 15])
def test_what_is_no_id_is_not_found(cast, bad):
    assert signed_in(cast.tessa).get(f"/lessons/{bad}/small-lesson/").status_code == 404


def test_writing_to_it_is_no_method(cast, lesson):
    assert signed_in(cast.alice).post(address(lesson)).status_code == 405


def test_an_event_shows_all_that_is_known_of_it(cast, lesson):
    html = page(cast.alice, lesson)
    event = re.search(
        r'<li class="event[^>]*id="event-treaty-signed".*?</details>\s*</details>', html, re.S
    )
    assert event is not None
    assert '<time datetime="1922-04-16">16 April 1922</time>' in event.group()
    assert text(event.group()) == (
        "16 April 1922 , Rapallo A treaty is signed Two outsiders agree. War Trade "
        "Anna Lind, Bo Berg Dated by the newspapers. In the essay: 1.1 , 2.1 Keep this event "
        "2 sources for: A treaty is signed "
        "Papers of the archive , The archive, 1950, p. 4 A book"
    )
    assert '<a href="https://example.org/papers">Papers of the archive</a>' in event.group()
    assert 'data-year="1922"' in event.group()


def test_a_span_of_years_is_spoken_and_has_no_machine_date(cast, lesson):
    html = page(cast.alice, lesson)
    event = re.search(r'<li class="event[^>]*id="event-long-war".*?</p>', html, re.S)
    assert event is not None
    assert "event-interval event-context" in event.group()
    assert "<time" not in event.group()
    assert (
        '<span aria-hidden="true">1939–1945</span>'
        '<span class="visually-hidden">1939 to 1945</span>' in event.group()
    )


def test_every_link_within_the_page_leads_somewhere(cast, lesson):
    html = page(cast.alice, lesson)
    targets = set(re.findall(r'href="#([^"]+)"', html))
    ids = re.findall(r'id="([^"]+)"', html)
    assert targets - set(ids) == set()
    assert len(ids) == len(set(ids))
    assert {"s1", "s2-1", "event-long-war", "term-treaty", "glossary", "readings"} <= targets


def test_a_paragraph_has_the_marks_of_its_events(cast, lesson):
    html = page(cast.alice, lesson)
    paragraph = re.search(r'<div class="paragraph" id="s2-1">.*?</div>', html, re.S)
    assert paragraph is not None
    assert text(paragraph.group()) == "2.1 It ends . A treaty is signed A long war"
    assert re.search(r'id="s1-2">.*?</div>', html, re.S).group().count("paragraph-events") == 0


def test_a_theme_has_hue_and_mark_by_its_place_whatever_it_is_called(cast, files):
    files.lesson["themes"] = [{"id": f"own-{i}", "title": f"Own {i}"} for i in range(1, 9)]
    files.events["events"][0]["themes"] = ["own-8", "own-2"]
    files.events["events"][1]["themes"] = ["own-1"]
    html = page(cast.alice, placed(cast, load(files)))
    assert re.findall(r'<li class="event (theme-\d)', html) == ["theme-8", "theme-1"]
    assert re.findall(r'<a class="(theme-\d)" href="#event-', html) == [
        "theme-8",
        "theme-8",
        "theme-1",
    ]
    key = re.search(r'<ul class="theme-key".*?</ul>', html, re.S).group()
    assert re.findall(r'<li class="(theme-\d)">', key) == [f"theme-{i}" for i in range(1, 9)]
    assert re.findall(r"#(theme-\d)", key) == [f"theme-{i}" for i in range(1, 9)]


def test_an_event_without_a_theme_has_a_plain_mark(cast, files):
    lesson = placed(cast, load(files))
    lesson.events.filter(key="long-war").update(themes=[])
    html = page(cast.alice, lesson)
    assert re.findall(r'<li class="event (theme-\d)', html) == ["theme-1", "theme-0"]
    assert 'class="theme-0" href="#event-long-war"' in html


def test_a_paragraph_of_very_many_events_shows_twelve_and_leads_to_the_others(cast, files):
    html = page(cast.alice, placed(cast, load(files.with_events(15))))
    paragraph = re.search(r'<div class="paragraph" id="s2-1">.*?</div>', html, re.S).group()
    assert len(re.findall(r'class="theme-1" href="#event-', paragraph)) == 12
    assert 'class="paragraph-more" href="#event-event-12"' in paragraph
    assert text(paragraph).endswith("Event 11 +3 3 more events, in the timeline")
    assert text(paragraph).count("Event 12") == 0


def test_the_drawing_finds_what_it_needs_in_the_list(cast, files):
    files.events["events"][1]["date"] = "1939~/.."
    html = page(cast.alice, placed(cast, load(files)))
    events = re.findall(r'<li class="event [^>]*>', html)
    assert [re.findall(r'data-(?:first|last|start|end)="[^"]*"', event) for event in events] == [
        ['data-first="701736"', 'data-last="701736"'],
        ['data-first="707840"', 'data-last=""', 'data-start="soft"', 'data-end="open"'],
    ]
    assert 'data-year-forms="999 BCE|999 CE|1999|19,999|19,999 BCE"' in html
    assert 'data-month-forms="January 1999|February 1999|' in html
    assert html.count("<template data-drawing>") == 1


def test_a_lesson_without_events_says_what_will_be_there(cast, files):
    files.events["events"] = []
    html = page(cast.alice, placed(cast, load(files)))
    pane = re.search(r'<aside class="timeline-pane".*?</aside>', html, re.S).group()
    assert text(pane).endswith(
        "No events yet What happened, and when, will stand here in order of time, each event with "
        "its sources and the paragraphs that tell of it."
    )
    assert "data-behavior" not in pane
    assert "<template" not in pane


@pytest.mark.parametrize(("events", "is_long"), [(300, False), (301, True)])
def test_a_list_of_hundreds_is_laid_out_by_what_is_in_sight(cast, files, events, is_long):
    html = page(cast.alice, placed(cast, load(files.with_events(events))))
    assert ('<ol class="timeline timeline-long"' in html) is is_long


def test_marks_of_a_place_that_the_edition_lacks_are_left_out(cast, files):
    lesson = placed(cast, load(files))
    lesson.events.get(key="long-war").anchors.add(lesson.anchors.create(name="s9-9"))
    assert "s9-9" not in page(cast.alice, lesson)


def test_readings_stand_under_their_level(cast, lesson):
    html = page(cast.alice, lesson)
    section = re.search(r'<section class="strand" id="readings".*?</section>', html, re.S)
    assert text(section.group()) == (
        "Further reading To begin with Eva Holm, An easy book , A press, 2003 Short. "
        "To go deeper Ulf Dahl, A hard book , 1998"
    )


def test_texts_of_a_pack_are_shown_as_text(cast, files):
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    files.lesson["subtitle"] = files.events["events"][0]["title"] = evil
    files.lesson["themes"][0]["title"] = files.lesson["glossary"][0]["meaning"] = evil
    files.events["sources"][0]["title"] = files.readings["readings"][0]["note"] = evil
    html = page(cast.alice, placed(cast, load(files)))
    assert html.count("<script") == 2  # the site's own
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}") == 13


def test_only_teachers_are_offered_to_put_it_before_a_class(cast, lesson):
    offer = reverse("admin:lessons_lesson_place", kwargs={"lesson": lesson.pk})
    offered = {
        name: offer in page(getattr(cast, name), lesson)
        for name in ["alice", "tessa", "theo", "fiona", "asif", "sana", "sue"]
    }
    assert offered == {
        "alice": False,
        "tessa": True,
        "theo": True,
        "fiona": True,
        "asif": False,
        "sana": False,
        "sue": False,
    }


def test_a_lesson_without_a_text_says_so_to_its_school(cast):
    lesson = Lesson.objects.create(school=cast.riverside, slug="draft", title="A draft")
    assert "The essay will stand here as soon as it is published." in page(cast.tessa, lesson)
    assert signed_in(cast.alice).get(address(lesson)).status_code == 404


# Session, person, and the two of the person's roles; then the lesson with its edition, sections,
# events with sources, paragraphs of events, readings, glossary.
QUERIES = 4 + 6


@pytest.mark.parametrize("events", [1, 3, 30, 92, 500])
def test_the_page_takes_six_queries_of_its_own(cast, events, django_assert_num_queries):
    lesson = placed(cast, load(PackFiles().with_events(events)))
    client = signed_in(cast.alice)
    with django_assert_num_queries(QUERIES):
        html = client.get(address(lesson)).content.decode()
    assert html.count('<li class="event ') == events
