"""How does Django find this app?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    name = "site_app.practice"
    verbose_name = _("练习")

    def ready(self) -> None:
        from site_app.practice import receivers  # noqa: F401  connects them
