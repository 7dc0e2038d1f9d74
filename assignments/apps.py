"""App configuration of the assignments floor."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """What is asked, answered, graded and returned."""

    name = "assignments"
    label = "assignments"
    verbose_name = "Assignments"

    def ready(self) -> None:
        """Tell the floor below how to count what points to its places from here."""
        from assignments.domain.guide_pointers import guide_pointers  # noqa: PLC0415  (needs models)
        from lessons.domain.pointing import count_pointers  # noqa: PLC0415  (as above)

        count_pointers("place in a marking guide", "places in marking guides", guide_pointers)
