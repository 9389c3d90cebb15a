"""Which rows does nobody touch by hand, superusers neither?"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class OnlyShown(admin.ModelAdmin):
    """Rows that the site writes: nobody adds, changes or deletes one here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
