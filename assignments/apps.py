"""App configuration of the assignments floor."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """What is asked, answered, graded and returned."""

    name = "assignments"
    label = "assignments"
    verbose_name = "Assignments"

    def ready(self) -> None:
        """Tell the floors below what points to their rows, and who writes the daily letter."""
        from assignments.domain.material.event_uses import questions_about  # noqa: PLC0415  (loaded apps)
        from assignments.domain.material.guide_pointers import guide_pointers  # noqa: PLC0415  (as above)
        from assignments.domain.telling.daily_letter import write_daily  # noqa: PLC0415  (as above)
        from lessons.domain.pointing import count_pointers  # noqa: PLC0415  (as above)
        from lessons.domain.uses import tells_uses  # noqa: PLC0415  (as above)
        from studyhub.people.domain.letters import writes  # noqa: PLC0415  (as above)
        from studyhub.people.enums import MailKind  # noqa: PLC0415  (as above)

        writes(MailKind.DAILY, write_daily)
        tells_uses(questions_about)
        count_pointers("place in a marking guide", "places in marking guides", guide_pointers)
