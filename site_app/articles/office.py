"""What does the editors' room show whoever comes in?"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from site_app.articles.desk import heaps
from site_app.articles.signed_in import signed_in
from site_app.articles.workflow import may_practise


class Office(AdminSite):
    """Django's admin with what needs doing on its first page."""

    site_header = site_title = _("编辑部")
    index_title = _("工作台")

    def get_urls(self) -> list[Any]:
        from site_app.articles.admin.second_factor_page import second_factor_page

        page = self.admin_view(second_factor_page, cacheable=True)
        return [path("second-factor/", page, name="second_factor"), *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from site_app.articles.admin.sign_in_form import SignIn

        self.login_form = SignIn
        return super().login(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        # This room is opened before the models are there.
        from site_app.articles.welcome import welcome_of

        welcome = welcome_of(signed_in(request)) if may_practise(request.user) else None
        return super().index(request, {"heaps": heaps(request.user), "welcome": welcome, **(extra_context or {})})
