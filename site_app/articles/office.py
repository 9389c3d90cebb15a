"""What does the editors' room show whoever comes in?"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from site_app.articles.desk import heaps


class Office(AdminSite):
    """Django's admin with what needs doing on its first page."""

    site_header = site_title = _("编辑部")
    index_title = _("工作台")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"heaps": heaps(request.user), **(extra_context or {})})
