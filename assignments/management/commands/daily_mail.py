"""``manage.py daily_mail``: put the day's letters in the queue."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from assignments.domain.telling.daily_letter import send_daily_letters
from assignments.domain.telling.tell import tell_by_the_clock
from studyhub.people.domain.mailing import missing_for_mail
from studyhub.people.domain.post import send_waiting


class Command(BaseCommand):
    """For cron. Sends nothing itself: that is for ``manage.py db_worker``."""

    help = "Queue the day's letters, at most one for each person, and those that still wait."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--retry", action="store_true", help="only queue again what waits to be sent"
        )

    def handle(self, *args, retry: bool = False, **options) -> None:
        if missing := missing_for_mail():
            self.stdout.write(f"No mail is sent here. It needs {', '.join(missing)}.")
            return
        at = timezone.now()
        waiting = send_waiting(at=at)
        if retry:
            self.stdout.write(f"Queued {waiting} letters again.")
            return
        tell_by_the_clock(at=at)
        count = send_daily_letters(at=at)
        self.stdout.write(f"Queued {count} new letters, and {waiting} again.")
