"""How does Django find this app?"""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "site_app.keeping"
