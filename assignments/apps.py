"""App configuration of the assignments floor."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """What is asked, answered, graded and returned."""

    name = "assignments"
    label = "assignments"
    verbose_name = "Assignments"

    def ready(self) -> None:
        """Tell the floor below which questions point to an event."""
        from assignments.domain.event_uses import questions_about  # noqa: PLC0415  (loaded apps)
        from lessons.domain.uses import tells_uses  # noqa: PLC0415  (as above)

        tells_uses(questions_about)
