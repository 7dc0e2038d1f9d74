"""System checks: mail that somebody has switched on and that would never be sent."""

from django.core.checks import Tags, Warning, register  # noqa: A004  (Django's own name)
from django.db import DatabaseError

from studyhub.people.domain.mailing import missing_for_mail
from studyhub.people.models import School

_HINT = "Until then letters wait, and nothing is sent."


@register()
def mail_settings_are_whole(app_configs, **kwargs) -> list[Warning]:
    """Report a mail server without what else mail needs."""
    from django.conf import settings  # noqa: PLC0415  (read anew each time)

    missing = missing_for_mail()
    if not settings.EMAIL_URL or not missing:
        return []
    return [
        Warning(
            f"EMAIL_URL is set, but mail needs {_listed(missing)} too.",
            hint=_HINT,
            id="people.W001",
        )
    ]


@register(Tags.database)
def schools_can_mail(app_configs, databases=None, **kwargs) -> list[Warning]:
    """Report schools that have switched mail on where none can be sent."""
    missing = missing_for_mail()
    if not missing or not databases:
        return []
    try:
        waiting = School.objects.filter(sends_mail=True).count()
    except DatabaseError:  # not migrated yet
        return []
    if not waiting:
        return []
    return [
        Warning(
            f"{waiting} school{' has' if waiting == 1 else 's have'} switched mail on, but mail "
            f"needs {_listed(missing)}.",
            hint=_HINT,
            id="people.W002",
        )
    ]


def _listed(missing: list[str]) -> str:
    return ", ".join(missing)
