"""Where does an editor read what importing brought to light?"""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from site_app.articles.models import SourceReport


@admin.register(SourceReport)
class SourceReportDesk(admin.ModelAdmin):
    list_display = ("name", "imported_at")
    show_full_result_count = False
    fields = ("name", "imported_at", "sha256", "as_text")
    readonly_fields = fields

    @admin.display(description=gettext_lazy("报告"))
    def as_text(self, report: SourceReport) -> str:
        return format_html('<pre class="source-report">{}</pre>', report.text)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
