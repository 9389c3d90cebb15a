"""How does Django find this app?"""

from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "site_app.export"
