import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.grade_scale import Scale, scale_of, set_grade_scale
from studyhub.people.models import GradeBand

BANDS = [(0, "F"), (90, "A"), (75, "B")]


def write(cast, bands=BANDS, based_on=0, name="Letters"):
    return set_grade_scale(
        school=cast.riverside, name=name, bands=bands, based_on=based_on, by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip


def test_a_school_begins_without_a_scale(cast):
    assert scale_of(cast.riverside) == Scale()
    assert scale_of(cast.riverside).word_for(100) == ""


def test_set_and_read_a_scale(cast):
    write(cast)
    scale = scale_of(cast.riverside)
    assert scale == Scale("Letters", ((90, "A"), (75, "B"), (0, "F")), 1)
    assert [scale.word_for(percent) for percent in (100, 90, 89, 75, 74, 0, None)] == [
        "A", "A", "B", "B", "F", "F", "",
    ]  # fmt: skip
    assert scale_of(cast.hillside) == Scale()
    entry = Entry.objects.get(verb="set_grade_scale")
    assert (entry.actor_id, entry.target_id) == (cast.sana.pk, cast.riverside.pk)
    assert entry.before == {"name": "", "bands": []}
    assert entry.after == {"name": "Letters", "bands": [[90, "A"], [75, "B"], [0, "F"]]}


def test_the_same_again_writes_nothing(cast):
    write(cast)
    assert write(cast, based_on=0).version == 1
    assert Entry.objects.filter(verb="set_grade_scale").count() == 1


def test_a_scale_can_be_taken_away(cast):
    write(cast)
    write(cast, bands=[], based_on=1, name="")
    assert scale_of(cast.riverside) == Scale("", (), 2)
    assert GradeBand.objects.count() == 0


def test_a_stale_page_does_not_win(cast):
    write(cast)
    with pytest.raises(Refusal, match="meanwhile"):
        write(cast, bands=[(0, "Fail"), (50, "Pass")], based_on=0)
    assert scale_of(cast.riverside).bands == ((90, "A"), (75, "B"), (0, "F"))


@pytest.mark.parametrize(
    ("bands", "sentence"),
    [
        ([(0, "F"), (101, "A")], "Percents lie between 0 and 100."),
        ([(-1, "F")], "Percents lie between 0 and 100."),
        ([(0, "F"), (0, "E")], "Two bands begin at 0 percent."),
        ([(50, "Pass")], "Let the lowest band begin at 0 percent."),
        ([(place, "x") for place in range(16)], "A scale has at most 15 bands."),
        ([(0, "x" * 21)], "Ensure this value has at most 20 characters (it has 21)."),
    ],
)
def test_refused_bands_write_nothing(cast, bands, sentence):
    with pytest.raises(Refusal) as refused:
        write(cast, bands=bands)
    assert str(refused.value) == sentence
    assert scale_of(cast.riverside) == Scale()
