"""Times in the reader's words: "Friday 27 November, 17:00".

Every function takes an aware datetime and words it in the time zone that is active (the
school's, set by middleware) or in the one given.
"""

from datetime import datetime, tzinfo

from django.utils import timezone

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_and_time(moment: datetime, *, zone: tzinfo | None = None) -> str:
    """Return "Friday 27 November, 17:00", with the year where it is not the present one."""
    local = timezone.localtime(moment, zone)
    return f"{day(moment, zone=zone)}, {local:%H:%M}"


def day(moment: datetime, *, zone: tzinfo | None = None) -> str:
    """Return "Friday 27 November", with the year where it is not the present one."""
    local = timezone.localtime(moment, zone)
    year = "" if local.year == timezone.localtime(None, zone).year else f" {local.year}"
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}{year}"


def clock(moment: datetime, *, zone: tzinfo | None = None) -> str:
    """Return "10:42", the time of day alone."""
    return f"{timezone.localtime(moment, zone):%H:%M}"
