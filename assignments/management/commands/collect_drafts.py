"""``manage.py collect_drafts``: hand in the drafts of assignments that have closed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.models import Assignment


class Command(BaseCommand):
    """For cron, where no page is opened after a closing for a long time."""

    help = "Hand in the drafts of assignments that have closed. Safe to run at any time."

    def handle(self, *args, **options) -> None:
        count = collect_due(assignments=Assignment.objects.all(), at=timezone.now())
        self.stdout.write(f"Collected {count} drafts.")
