"""How does Django find this app?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "site_app.articles"
    verbose_name = _("内容")

    def ready(self) -> None:
        from site_app.articles.desk_sections import register_sections

        register_sections()
