"""App configuration of the assignments floor."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """What is asked, answered, graded and returned."""

    name = "assignments"
    label = "assignments"
    verbose_name = "Assignments"
