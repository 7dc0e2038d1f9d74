import pytest
from django.utils.safestring import SafeString

from lessons.views import kept_events as module
from lessons.views.kept_events import KeptLists, kept_events, render_events
from lessons.views.timeline import timeline_of
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(monkeypatch) -> list[int]:
    """Begin with nothing kept, and note how often a list is rendered."""
    calls: list[int] = []

    def counted(*args, **kwargs):
        calls.append(1)
        return render_events(*args, **kwargs)

    monkeypatch.setattr(module, "render_events", counted)
    monkeypatch.setattr(module, "_kept", KeptLists(module.MOST_CHARACTERS))
    return calls


def of(lesson) -> SafeString:
    lesson.refresh_from_db()
    return kept_events(timeline_of(lesson, lesson.current_edition))


def test_the_same_events_are_rendered_once(files, rendered):
    lesson = load(files)
    first, again = of(lesson), of(lesson)
    assert first == again
    assert isinstance(again, SafeString)
    assert first.count('<li class="event ') == 2
    assert len(rendered) == 1


def test_two_lessons_with_the_same_events_share_the_list(files, rendered):
    other = PackFiles()
    other.lesson["id"] = "other-lesson"
    assert of(load(files)) == of(load(other))
    assert len(rendered) == 1


CHANGES = {
    "title": lambda files: files.events["events"][0].update(title="Another title"),
    "date": lambda files: files.events["events"][0].update(date="1922-04-17"),
    "source": lambda files: files.events["sources"][0].update(title="Other papers"),
    "locator": lambda files: files.events["events"][0]["sources"][0].update(locator="p. 5"),
    "paragraphs": lambda files: files.events["events"][0].update(anchors=["s1-1"]),
    "theme": lambda files: files.lesson["themes"][0].update(title="Warfare"),
    "order of themes": lambda files: files.lesson["themes"].reverse(),
    "one less": lambda files: files.events["events"].pop(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_at_once(files, rendered, change):
    before = of(load(files))
    CHANGES[change](files)
    lesson = load(files)
    after = of(lesson)
    assert after == render_events(timeline_of(lesson, lesson.current_edition))
    assert after != before
    assert len(rendered) == 2


def test_what_else_the_template_asks_for_counts_too(files, rendered):
    lesson = load(files)
    timeline = timeline_of(lesson, lesson.current_edition)
    kept_events(timeline)
    kept_events(timeline, shelf_url="/shelf/")
    kept_events(timeline, shelf_url="/shelf/")
    assert len(rendered) == 2


def test_while_templates_may_change_nothing_is_kept(files, rendered, settings):
    settings.DEBUG = True
    lesson = load(files)
    assert of(lesson) == of(lesson)
    assert len(rendered) == 2


def test_the_list_used_longest_ago_leaves_first():
    lists = KeptLists(most=10)
    lists.keep("a", SafeString("aaaa"))
    lists.keep("b", SafeString("bbbb"))
    assert lists.find("a") == "aaaa"
    lists.keep("c", SafeString("cccc"))
    assert [lists.find(digest) for digest in "abc"] == ["aaaa", None, "cccc"]


def test_a_list_larger_than_all_room_is_not_kept():
    lists = KeptLists(most=10)
    lists.keep("a", SafeString("aaaa"))
    lists.keep("b", SafeString("b" * 11))
    assert [lists.find(digest) for digest in "ab"] == [None, None]
    lists.keep("c", SafeString("c" * 10))
    assert lists.find("c") == "c" * 10


def test_a_list_kept_twice_counts_once():
    lists = KeptLists(most=10)
    for _ in range(5):
        lists.keep("a", SafeString("aaaa"))
    lists.keep("b", SafeString("bbbb"))
    assert [lists.find(digest) for digest in "ab"] == ["aaaa", "bbbb"]
