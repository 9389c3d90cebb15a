"""Where can everybody on the desk read who did what?"""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from site_app.articles.models import Act


@admin.register(Act)
class ActDesk(admin.ModelAdmin):
    """To look at; nobody changes the log, superusers neither."""

    list_display = ("at", "by_name", "kind", "subject", "from_state", "to_state", "note")
    list_display_links = None
    list_filter = ("kind", "at")
    search_fields = ("subject", "by_name", "note")
    date_hierarchy = "at"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
