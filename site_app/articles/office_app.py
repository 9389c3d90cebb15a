"""How does Django find the editors' room instead of its own admin?"""

from django.contrib.admin.apps import AdminConfig


class OfficeConfig(AdminConfig):
    default_site = "site_app.articles.office.Office"
