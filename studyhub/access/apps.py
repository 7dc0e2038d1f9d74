"""App configuration: system checks of routes and admins."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The rights contract as an installed app, for its system checks."""

    name = "studyhub.access"
    label = "access"

    def ready(self) -> None:
        """Register the checks."""
        from studyhub.access import checks  # noqa: F401, PLC0415  (checks need loaded apps)
