"""Is it really the owner of the account? A code from the owner's telephone (TOTP), asked for beside the password.

Who has switched it on is asked at each sign-in; a session from before is no longer let in. `SECOND_FACTOR_FOR` names the
groups whose members have to switch it on.
"""

from base64 import b32encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import django_otp
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Answer = Callable[[HttpRequest], HttpResponse]

BACKUP_CODES = 10
"""Each signs in once, when the telephone is lost."""
_LENGTH = 6
EVERYBODY = "*"


def is_on(user: "User") -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_required(user: "User") -> bool:
    """Whether the site's settings oblige the account; superusers are in every group."""
    groups = settings.SECOND_FACTOR_FOR
    return bool(groups) and (EVERYBODY in groups or user.is_superuser or user.groups.filter(name__in=groups).exists())


def confirmed_by(user: "User", typed: str) -> Any:
    """The device whose code this is, a backup code's, too; None for a wrong code, and for a while after wrong ones."""
    code = "".join(typed.split()).lower()
    kind = TOTPDevice if code.isascii() and code.isdigit() and len(code) == _LENGTH else StaticDevice
    with transaction.atomic():
        for device in kind.objects.devices_for_user(user, confirmed=True).select_for_update():
            if device.verify_token(code):
                return device
    return None


def is_backup(device: Any) -> bool:
    """Whether it was a backup code that signed in."""
    return isinstance(device, StaticDevice)


def beginning(user: "User") -> TOTPDevice:
    """What the telephone is to be told; nothing is on yet."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "TOTP"})[0]


@transaction.atomic
def switch_on(user: "User", typed: str) -> TOTPDevice | None:
    """Nothing changes unless the telephone's first code is right."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    code = "".join(typed.split())
    if device is None or is_on(user) or not device.verify_token(code):
        return None
    device.confirmed = True
    device.save()
    return device


@transaction.atomic
def new_backup_codes(user: "User") -> list[str]:
    """Those from before are no longer taken."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="backup")
    codes = [StaticToken.random_token() for _number in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def backup_codes_left(user: "User") -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def switch_off(user: "User") -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def spelled_out(device: TOTPDevice) -> str:
    """The secret, for a telephone that reads no picture: groups of four."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def qr_code(device: TOTPDevice) -> SafeString:
    """What the telephone reads, as SVG."""
    import segno  # a server that only shows articles does without

    return mark_safe(
        segno.make(device.config_url, error="m", micro=False).svg_inline(
            scale=4, border=4, light="#fff", svgclass="qr-code", lineclass=None, omitsize=True
        )
    )


def ask_for_it(get_response: Answer) -> Answer:
    """The middleware; stands behind the one that knows who asks."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return get_response(request)
        if django_otp.DEVICE_ID_SESSION_KEY not in request.session:
            if is_on(request.user):
                logout(request)  # a session from before it was switched on
            elif is_required(request.user) and request.path_info not in _free():
                return redirect("admin:second_factor")
        return get_response(request)

    return answer


def _free() -> set[str]:
    names = ("admin:second_factor", "admin:logout", "admin:login", "admin:jsi18n", "set_language")
    return {reverse(name) for name in names}
