"""Where are authors and reviewers known to readers?"""

from django.contrib import admin
from django.http import HttpRequest

from site_app.articles.models import Person


@admin.register(Person)
class PersonDesk(admin.ModelAdmin):
    list_display = ("name", "qualification", "organisation", "user", "is_public")
    show_full_result_count = False
    list_per_page = 50
    list_filter = ("is_public",)
    list_select_related = ("user",)
    search_fields = ("name", "qualification", "organisation")
    fields = ("name", "qualification", "organisation", "is_public", "user")

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """Whoever could tie a profile to an account could sign a review with another's name."""
        return () if request.user.is_superuser else ("user",)
