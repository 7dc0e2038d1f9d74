"""Schools."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from studyhub.people.querysets import SchoolQuerySet
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


def validate_time_zone(value: str) -> None:
    """Refuse a name that the time zone database does not know."""
    if value not in available_timezones():
        raise ValidationError("This is not a time zone. Use a name such as Africa/Cairo.")


class School(models.Model):
    """One house: its people and their work are seen by nobody of another school.

    ``sends_mail``: people who have given an address may get one mail a day.
    """

    id = RandomIdField()
    name = ShownNameField(max_length=120)
    slug = models.SlugField(max_length=40, unique=True)
    time_zone = models.CharField(max_length=60, default="UTC", validators=[validate_time_zone])
    is_demo = models.BooleanField(default=False)
    sends_mail = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in which this school's days begin and its work falls due."""
        return ZoneInfo(self.time_zone)

    def day_of(self, at: datetime) -> date:
        """Return the calendar day at this school at an instant."""
        return at.astimezone(self.zone).date()
