"""Where are authors and reviewers known to readers?"""

from django.contrib import admin

from site_app.articles.models import Person


@admin.register(Person)
class PersonDesk(admin.ModelAdmin):
    list_display = ("name", "qualification", "organisation", "user", "is_public")
    list_filter = ("is_public",)
    list_select_related = ("user",)
    search_fields = ("name", "qualification", "organisation")
    fields = ("name", "qualification", "organisation", "is_public", "user")
