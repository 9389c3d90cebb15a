"""How does Django find this app?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    name = "site_app.glossary"
    verbose_name = _("词语解释")

    def ready(self) -> None:
        from site_app.glossary import receivers  # noqa: F401  connects them
