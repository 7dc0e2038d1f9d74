"""Whether this installation can send mail at all."""

from django.conf import settings
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend


def mail_is_possible() -> bool:
    """Tell whether letters go out: there is a server, a queue, and an address for links."""
    return not missing_for_mail()


def missing_for_mail() -> list[str]:
    """Return the settings that mail still needs, each with what it is for.

    A queue that runs its tasks at once counts as none: it would send inside a request.
    """
    missing = []
    if not settings.EMAIL_URL:
        missing.append("EMAIL_URL (the mail server)")
    if not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        missing.append("TASK_QUEUE (a queue, emptied by manage.py db_worker)")
    if not settings.SITE_URL:
        missing.append("SITE_URL (the address that links in a letter lead to)")
    return missing
