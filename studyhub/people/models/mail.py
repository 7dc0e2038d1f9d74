"""Letters on their way: what is to be sent, to whom, and what has become of it."""

from django.db import models

from studyhub.people.enums import MailKind, MailOutcome
from studyhub.people.models.user import User
from studyhub.web.ids import RandomIdField


class Mail(models.Model):
    """One letter to one person. What it says is composed when it is sent, by today's rights.

    ``address`` is where a letter goes that does not go to the person's confirmed address.
    ``day`` is the school's day of a daily letter, of which there is one. A process that sends
    holds the row until ``claimed_until``; whoever finds that past may take it over. ``try_at`` is
    not before when, ``tries`` how often it was claimed.
    """

    id = RandomIdField()
    recipient = models.ForeignKey(User, models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=12, choices=MailKind)
    address = models.EmailField(blank=True)
    day = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=MailOutcome, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                condition=models.Q(kind=MailKind.DAILY),
                name="people_mail_daily_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=MailKind.DAILY, day__isnull=False)
                | models.Q(kind=MailKind.CONFIRM, day__isnull=True),
                name="people_mail_daily_has_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", done_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(done_at__isnull=False)),
                name="people_mail_done_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at"], condition=models.Q(outcome=""), name="people_mail_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.recipient}"
