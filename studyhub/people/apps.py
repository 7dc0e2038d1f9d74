"""App configuration of the people floor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who: schools, classes, enrollments, sign-in."""

    name = "studyhub.people"
    label = "people"
    verbose_name = "People"
