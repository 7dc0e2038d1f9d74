"""A school's grade scale: written by its admin, read beside every percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import GradeBand, GradeScale, School, User
from studyhub.people.models.grade_scale import MAX_BANDS


@dataclass(frozen=True)
class Scale:
    """A scale as it is read: bands from the highest down; ``version`` 0 where there is none."""

    name: str = ""
    bands: tuple[tuple[int, str], ...] = ()
    version: int = 0

    def word_for(self, percent: int | None) -> str:
        """Return what a whole percent is called; nothing for none, or where no band reaches."""
        if percent is None:
            return ""
        return next((label for low, label in self.bands if percent >= low), "")


def scale_of(school: School) -> Scale:
    """Return a school's scale, an empty one where none was written. Two queries at most."""
    found = GradeScale.objects.filter(school=school).prefetch_related("bands").first()
    if found is None:
        return Scale()
    bands = sorted(((row.from_percent, row.label) for row in found.bands.all()), reverse=True)
    return Scale(found.name, tuple(bands), found.version)


@transaction.atomic
def set_grade_scale(
    *,
    school: School,
    name: str,
    bands: Sequence[tuple[int, str]],
    based_on: int,
    by: User,
    at: datetime,
) -> Scale:
    """Write a school's scale in the place of what was there; without bands there is none.

    Bands are pairs of a whole percent and a label, in any order. Nothing that was returned
    changes: the scale stands on the desk only. Writing what stands already writes nothing.

    Raises ``Refusal`` for percents out of range or twice (``bands``), where the lowest band does
    not begin at 0, and when somebody wrote a scale meanwhile.
    """
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    before = scale_of(school)
    scale = GradeScale(school=school, name=name)
    check_fields(scale, "name")
    after = Scale(scale.name, _checked(bands), before.version + 1)
    if (before.name, before.bands) == (after.name, after.bands):
        return before
    if before.version != based_on:
        raise Refusal(
            "Somebody changed the grade scale meanwhile. Load the page again to see it.",
            code="conflict",
        )
    _write(school, after)
    record(
        verb="set_grade_scale",
        target=school,
        by=by,
        tenant_id=school.pk,
        at=at,
        before=_for_the_record(before),
        after=_for_the_record(after),
    )
    return after


def _checked(bands: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    if len(bands) > MAX_BANDS:
        raise Refusal(f"A scale has at most {MAX_BANDS} bands.", code="bands")
    found: dict[int, str] = {}
    for percent, label in bands:
        row = GradeBand(from_percent=percent, label=label)
        check_fields(row, "label")
        if not 0 <= percent <= 100:  # noqa: PLR2004  (percent)
            raise Refusal("Percents lie between 0 and 100.", code="bands")
        if percent in found:
            raise Refusal(f"Two bands begin at {percent} percent.", code="bands")
        found[percent] = row.label
    if found and 0 not in found:
        raise Refusal("Let the lowest band begin at 0 percent.", code="bands")
    return tuple(sorted(found.items(), reverse=True))


def _write(school: School, scale: Scale) -> None:
    values = {"name": scale.name, "version": scale.version}
    kept, _made = GradeScale.objects.update_or_create(school=school, defaults=values)
    kept.bands.all().delete()
    GradeBand.objects.bulk_create(
        GradeBand(scale=kept, from_percent=percent, label=label) for percent, label in scale.bands
    )


def _for_the_record(scale: Scale) -> dict:
    return {"name": scale.name, "bands": [list(band) for band in scale.bands]}
