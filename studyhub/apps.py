"""App configurations of the roof."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class StudyHubConfig(AppConfig):
    """The roof as an installed app: commands and checks, no models."""

    name = "studyhub"
    label = "studyhub"
    verbose_name = "StudyHub"


class StudyHubAdminConfig(AdminConfig):
    """Django's admin app, with our own site in the place of the stock one."""

    default_site = "studyhub.site.StudyHubAdminSite"
