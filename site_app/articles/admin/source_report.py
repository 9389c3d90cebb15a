"""Where does an editor read what importing brought to light?"""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from site_app.articles.admin.only_shown import OnlyShown
from site_app.articles.models import SourceReport


@admin.register(SourceReport)
class SourceReportDesk(OnlyShown):
    list_display = ("name", "imported_at")
    show_full_result_count = False
    fields = ("name", "imported_at", "sha256", "as_text")
    readonly_fields = fields

    @admin.display(description=gettext_lazy("报告"))
    def as_text(self, report: SourceReport) -> str:
        return format_html('<pre class="source-report">{}</pre>', report.text)
