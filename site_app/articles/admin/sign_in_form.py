"""Who may come to the desk: password, and the telephone's code where an account asks for it. Every attempt is in the log."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from site_app.articles import sign_in_log
from site_app.doors import second_factor
from site_app.doors.signing_in import name_typed


class SignIn(AdminAuthenticationForm):
    """Django's own with one field more."""

    code = forms.CharField(
        label=_("动态验证码"),
        required=False,
        max_length=20,
        help_text=_("开通了两步登录的账号才要填：手机上的6位数字，或者一个备用码。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}),
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _("用户名或密码不对，请再试一次；大写和小写要分清。忘了密码，请网站的管理员给您设一个新的。"),
        "code": _(
            "验证码不对。请等几秒，填手机上新出现的6位数字；手机不在手边，就填一个备用码。"
            "备用码也没有，请网站的管理员关闭您的两步登录。"
        ),
        "no_code": _("这个账号开通了两步登录，请再填一次密码，并填手机上的动态验证码，或者一个备用码。"),
    }

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        try:
            cleaned = super().clean()
            self._check_code()
        except ValidationError:
            sign_in_log.failed(self.request, name_typed(self.request))
            raise
        if self.user_cache is not None:
            sign_in_log.succeeded(self.request, self.user_cache)
        return cleaned

    def _check_code(self) -> None:
        user = self.user_cache
        if user is None or not second_factor.is_on(user):
            return
        typed = self.cleaned_data.get("code", "")
        if not typed:
            raise ValidationError(self.error_messages["no_code"], code="no_code")
        device = second_factor.confirmed_by(user, typed)
        if device is None:
            # Guesses of codes count like guesses of passwords.
            user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=self.request)
            raise ValidationError(self.error_messages["code"], code="code")
        vars(user)["otp_device"] = device  # where django_otp looks, once the session has begun
        if second_factor.is_backup(device):
            left = second_factor.backup_codes_left(user)
            said = ngettext(
                "您用了一个备用码，还剩%(left)s个。手机丢了，请现在就在“两步登录”关闭它，再用新手机开通。",
                "您用了一个备用码，还剩%(left)s个。手机丢了，请现在就在“两步登录”关闭它，再用新手机开通。",
                left,
            )
            messages.warning(self.request, said % {"left": left})
