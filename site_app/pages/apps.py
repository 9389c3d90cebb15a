"""The public site: what readers see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "site_app.pages"
    verbose_name = _("页面")
