"""How does Django find this app?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingConfig(AppConfig):
    name = "site_app.finding"
    verbose_name = _("查找")

    def ready(self) -> None:
        from site_app.finding import receivers  # noqa: F401  connects them
