"""App configuration: template tags and the cache table."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """HTTP manners as an installed app, for its template tags and its migration."""

    name = "studyhub.web"
    label = "web"
