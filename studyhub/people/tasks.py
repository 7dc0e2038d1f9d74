"""What is done later and elsewhere, by ``manage.py db_worker``. Each task may run twice."""

from django.utils import timezone
from django_tasks import task

from studyhub.people.domain.deliver import deliver


@task()
def deliver_mail(mail_id: str) -> None:
    """Send a letter; where the server refuses, come back when the wait is over."""
    again_at = deliver(mail_id=mail_id, at=timezone.now())
    if again_at is not None:
        deliver_mail.using(run_after=again_at).enqueue(mail_id)
