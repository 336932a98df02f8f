from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from portal import checks


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        register(checks.private_files_are_private)
        register(checks.pictures_can_be_read)
