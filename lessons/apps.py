"""App configuration of the lessons floor."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """What is read: essay, timeline, sources."""

    name = "lessons"
    label = "lessons"
    verbose_name = "Lessons"
