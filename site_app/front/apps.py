"""How does Django find this app?"""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    name = "site_app.front"
    verbose_name = _("存好的页面")

    def ready(self) -> None:
        pre_migrate.connect(_before, sender=self)
        post_migrate.connect(_after, sender=self)


def _before(using: str, plan: list[Any], **news: Any) -> None:
    from site_app.front.triggers import take_away

    if plan:
        take_away(using)


def _after(using: str, **news: Any) -> None:
    from site_app.front.triggers import put_up

    put_up(using)
