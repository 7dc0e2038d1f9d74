import pytest

from lessons.domain.themes import (
    add_theme,
    count_by_theme,
    move_theme,
    remove_theme,
    rename_theme,
)
from lessons.models import Lesson, TimelineEvent
from studyhub.access.refusal import Conflict, Refusal
from tests.conftest import NOW
from tests.lessons.as_pack import pack_findings
from tests.lessons.domain.conftest import written


def themes(lesson) -> list[tuple[str, str]]:
    stored = Lesson.objects.get(pk=lesson.pk).themes
    return [(theme["id"], theme["title"]) for theme in stored]


def by_event(lesson) -> dict[str, tuple[int, list[str]]]:
    return {row.key: (row.version, row.themes) for row in TimelineEvent.objects.all()}


def act(verb, lesson, by, **what):
    return verb(lesson=lesson, based_on=lesson.version, by=by, at=NOW, **what)


def test_add_theme(cast, lesson):
    assert act(add_theme, lesson, cast.tessa, title="Sea trade") == "sea-trade"
    assert themes(lesson) == [("war", "War"), ("economy", "Trade"), ("sea-trade", "Sea trade")]
    assert by_event(lesson) == {
        "treaty-signed": (1, ["war", "economy"]),
        "long-war": (1, ["war"]),
    }
    (entry,) = written()
    assert entry.before == {
        "themes": [{"id": "war", "title": "War"}, {"id": "economy", "title": "Trade"}]
    }
    assert entry.after["themes"][2] == {"id": "sea-trade", "title": "Sea trade"}
    assert pack_findings(lesson) == []


def test_the_first_theme_becomes_that_of_every_event(cast, lesson):
    act(remove_theme, lesson, cast.tessa, key="economy", into="war")
    act(remove_theme, lesson, cast.tessa, key="war", into="")
    assert by_event(lesson) == {"treaty-signed": (3, []), "long-war": (2, [])}
    assert pack_findings(lesson) == []
    act(add_theme, lesson, cast.tessa, title="All")
    assert by_event(lesson) == {"treaty-signed": (4, ["all"]), "long-war": (3, ["all"])}
    assert written()[-1].after["events"] == ["treaty-signed", "long-war"]
    assert pack_findings(lesson) == []


@pytest.mark.parametrize("title", ["", "\u200b", "x" * 81, "a\u202eb", "trade"])
def test_titles_that_cannot_be_shown_or_stand_twice_are_refused(cast, lesson, title):
    for verb, what in ((add_theme, {}), (rename_theme, {"key": "war"})):
        with pytest.raises(Refusal) as refused:
            act(verb, lesson, cast.tessa, title=title, **what)
        assert refused.value.code == "title"
    assert themes(lesson) == [("war", "War"), ("economy", "Trade")]


def test_there_are_eight_at_most(cast, lesson):
    for number in range(6):
        act(add_theme, lesson, cast.tessa, title=f"Theme {number}")
    with pytest.raises(Refusal) as refused:
        act(add_theme, lesson, cast.tessa, title="One more")
    assert (refused.value.code, len(themes(lesson))) == ("full", 8)


def test_rename_theme_keeps_its_key(cast, lesson):
    act(rename_theme, lesson, cast.tessa, key="war", title="The war")
    assert themes(lesson) == [("war", "The war"), ("economy", "Trade")]
    act(rename_theme, lesson, cast.tessa, key="war", title="The war")
    assert [entry.verb for entry in written()] == ["rename_theme"]


def test_move_theme(cast, lesson):
    act(move_theme, lesson, cast.tessa, key="economy", step=-1)
    assert themes(lesson) == [("economy", "Trade"), ("war", "War")]
    act(move_theme, lesson, cast.tessa, key="economy", step=-1)
    assert (themes(lesson)[0], lesson.version) == (("economy", "Trade"), 2)


def test_a_theme_in_use_asks_where_its_events_go(cast, lesson):
    for into in ("", "economy2", "war"):
        with pytest.raises(Refusal) as refused:
            act(remove_theme, lesson, cast.tessa, key="war", into=into)
        assert refused.value.code == "into"
    lesson.refresh_from_db()
    assert (lesson.version, len(lesson.themes), written()) == (1, 2, [])


def test_removing_a_theme_moves_its_events(cast, lesson):
    act(remove_theme, lesson, cast.tessa, key="war", into="economy")
    assert by_event(lesson) == {"treaty-signed": (2, ["economy"]), "long-war": (2, ["economy"])}
    assert written()[0].after["events"] == ["treaty-signed", "long-war"]
    assert pack_findings(lesson) == []


def test_a_theme_without_events_simply_goes(cast, lesson):
    act(add_theme, lesson, cast.tessa, title="Sea trade")
    act(remove_theme, lesson, cast.tessa, key="sea-trade", into="")
    assert themes(lesson) == [("war", "War"), ("economy", "Trade")]


def test_a_theme_that_is_gone_is_refused(cast, lesson):
    with pytest.raises(Refusal) as refused:
        act(remove_theme, lesson, cast.tessa, key="sea", into="war")
    assert refused.value.code == "removed"


def test_a_change_based_on_an_older_state_is_refused(cast, lesson):
    act(add_theme, lesson, cast.theo, title="Sea trade")
    for verb, what in (
        (add_theme, {"title": "Mine"}),
        (rename_theme, {"key": "war", "title": "Mine"}),
        (move_theme, {"key": "war", "step": 1}),
        (remove_theme, {"key": "war", "into": "economy"}),
    ):
        with pytest.raises(Conflict):
            verb(lesson=lesson, based_on=1, by=cast.tessa, at=NOW, **what)
    assert len(themes(lesson)) == 3


def test_count_by_theme(cast, lesson, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert count_by_theme(lesson) == {"war": 2, "economy": 1}
