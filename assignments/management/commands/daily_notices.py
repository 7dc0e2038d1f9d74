"""``manage.py daily_notices``: tell students what is due tomorrow."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from assignments.domain.telling.tell import tell_by_the_clock


class Command(BaseCommand):
    """For cron, so that the daily letter knows; pages tell without it."""

    help = "Make the notices of what is due tomorrow. Safe to run at any time, and often."

    def handle(self, *args, **options) -> None:
        count = tell_by_the_clock(at=timezone.now())
        self.stdout.write(f"Made {count} notices of what is due tomorrow.")
