"""App configuration: keeps the append-only triggers in place after every migrate."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The audit trail as an installed app."""

    name = "studyhub.audit"
    label = "audit"
    verbose_name = "Records"

    def ready(self) -> None:
        """Install triggers after migrations; Django rebuilds SQLite tables and drops them.

        The signal is sent for every app once all have migrated, so one sender is enough.
        """
        from studyhub.audit.append_only import install_triggers  # noqa: PLC0415  (needs loaded apps)

        post_migrate.connect(install_triggers, sender=self, dispatch_uid="audit.install_triggers")
