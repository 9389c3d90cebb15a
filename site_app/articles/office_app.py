"""How does Django find the editors' room instead of its own admin?"""

from django.contrib.admin.apps import SimpleAdminConfig


class OfficeConfig(SimpleAdminConfig):
    """Its modules are opened with its addresses (`office_addresses`), and not at every start."""

    default_site = "site_app.articles.office.Office"
