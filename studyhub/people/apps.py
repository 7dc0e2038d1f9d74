"""App configuration of the people floor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who: schools, classes, enrollments, sign-in."""

    name = "studyhub.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Register the checks, and who writes the letters of this floor."""
        from studyhub.people import checks  # noqa: F401, PLC0415  (needs loaded apps)
        from studyhub.people.domain.addresses import write_confirmation  # noqa: PLC0415  (as above)
        from studyhub.people.domain.letters import writes  # noqa: PLC0415  (as above)
        from studyhub.people.enums import MailKind  # noqa: PLC0415  (as above)

        writes(MailKind.CONFIRM, write_confirmation)
