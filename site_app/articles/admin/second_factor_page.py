"""How does somebody switch the telephone's code on for their own account, and off again?"""

from typing import Any

import django_otp
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from site_app.articles import sign_in_log
from site_app.articles.models import Act
from site_app.articles.signed_in import signed_in
from site_app.doors import second_factor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Whatever is done takes a code that is right just now."""
    if request.method == "POST":
        return _done(request)
    return _page(request)


def _done(request: HttpRequest) -> HttpResponse:
    user, typed, wanted = signed_in(request), request.POST.get("code", ""), request.POST.get("do")
    if not second_factor.is_on(user):
        device = second_factor.switch_on(user, typed)
        if device is None:
            return _page(request, error=_("验证码不对。请等几秒，填手机上新出现的6位数字。"))
        django_otp.login(request, device)
        request.session.cycle_key()
        sign_in_log.account_changed(Act.Kind.SECOND_FACTOR_ON, user.get_username(), user)
        return _page(request, codes=second_factor.new_backup_codes(user))
    if second_factor.confirmed_by(user, typed) is None:
        return _page(request, error=_("验证码不对。请等几秒，填手机上新出现的6位数字。"))
    if wanted == "codes":
        return _page(request, codes=second_factor.new_backup_codes(user))
    second_factor.switch_off(user)
    request.session.pop(django_otp.DEVICE_ID_SESSION_KEY, None)
    sign_in_log.account_changed(Act.Kind.SECOND_FACTOR_OFF, user.get_username(), user)
    messages.success(request, _("两步登录已经关闭。手机上的那一项可以删掉了。"))
    return redirect("admin:second_factor")


def _page(request: HttpRequest, error: str = "", codes: list[str] | None = None) -> HttpResponse:
    user = signed_in(request)
    is_on = second_factor.is_on(user)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("两步登录"),
        "error": error,
        "codes": codes,
        "is_on": is_on,
        "is_required": second_factor.is_required(user),
        "left": second_factor.backup_codes_left(user),
    }
    if not is_on:
        device = second_factor.beginning(user)
        context |= {"picture": second_factor.qr_code(device), "secret": second_factor.spelled_out(device)}
    return TemplateResponse(request, "admin/second_factor.html", context, status=422 if error else 200)
