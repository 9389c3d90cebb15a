"""Can pages be shown as they are meant to be, and to whom?"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.utils.translation import gettext as _

from site_app.catalogue import LOCALE
from site_app.keeping.examining.finding import Finding, bad, care, ok
from site_app.pinyin import dictionary


def readings() -> Iterator[Finding]:
    about = _("读音词典")
    if dictionary.is_built():
        yield ok(about, _("已经编好"))
    else:
        yield bad(about, _("还没有编好，保存文章会很慢或者失败。"), "manage.py setup")


def translations() -> Iterator[Finding]:
    about = _("界面译文")
    stale = [
        source
        for source in LOCALE.glob("*/LC_MESSAGES/*.po")
        if not source.with_suffix(".mo").exists()
        or source.with_suffix(".mo").stat().st_mtime_ns != source.stat().st_mtime_ns
    ]
    compiled = [*LOCALE.glob("*/LC_MESSAGES/*.mo")]
    if stale or not compiled:
        yield care(about, _("没有编译，界面只有中文。"), "manage.py setup")
    else:
        yield ok(about, _("已经编译"))


def static_files() -> Iterator[Finding]:
    about, manifest = _("静态文件"), Path(settings.STATIC_ROOT) / "staticfiles.json"
    mend = _("manage.py collectstatic --no-input，然后重新启动网站。")
    if settings.DEBUG:
        yield care(about, _("DEBUG打开时不用收集。"))
    elif not manifest.exists():
        yield bad(about, _("还没有收集：%(folder)s。") % {"folder": settings.STATIC_ROOT}, mend)
    else:
        collected = manifest.stat().st_mtime
        newer = [name for name, changed in _sources() if changed > collected]
        yield (
            bad(about, _("收集以后又改过：%(name)s。") % {"name": newer[0]}, mend)
            if newer
            else ok(about, str(settings.STATIC_ROOT))
        )


def who_may_ask() -> Iterator[Finding]:
    about = "ALLOWED_HOSTS"
    if not settings.PUBLIC_HOSTS:
        yield care(
            about,
            _("网站只回答这台机器自己。"),
            _("要让别人看到，用环境变量ALLOWED_HOSTS写出域名，例如 ALLOWED_HOSTS=health.example.org。"),
        )
        return
    yield ok(about, "、".join(settings.PUBLIC_HOSTS))
    if settings.PUBLIC_HOSTS[0].startswith("."):
        yield care(about, _("第一个域名是整个域，书和邮件里的地址会不对。"), _("把网站的主要域名写在第一个。"))
    if not (settings.SITE_OWNER and settings.CONTACT_EMAIL):
        yield care(
            "SITE_OWNER、CONTACT_EMAIL",
            _("读者看不到谁办这个网站，也不能写信。"),
            _("用环境变量SITE_OWNER和CONTACT_EMAIL写出来。"),
        )


def https() -> Iterator[Finding]:
    about = "HTTPS"
    if not settings.PUBLIC_HOSTS:
        if settings.HTTPS and settings.SECURE_PROXY_SSL_HEADER is None:
            yield bad(
                about,
                _("网站只回答这台机器自己，却要求HTTPS：没有页面打得开。"),
                _("去掉HTTPS=true，或者用ALLOWED_HOSTS写出域名。"),
            )
        return
    if not settings.HTTPS:
        yield care(
            about,
            _("没有用HTTPS：密码会不加密地发送。"),
            _("只在封闭的内部网络里这样；否则在前面放一个有证书的nginx，去掉HTTPS=false。"),
        )
    elif settings.SECURE_PROXY_SSL_HEADER is None:
        yield care(
            about,
            _("网站要求HTTPS，但是不相信前面的代理：如果证书在代理上，页面会不停地转。"),
            _("前面有代理，并且它会设置X-Forwarded-Proto时，设TRUST_PROXY=true。"),
        )
    else:
        yield ok(about, _("要求HTTPS，相信前面的代理"))


def key() -> Iterator[Finding]:
    about, kept = "SECRET_KEY", Path(settings.DATA_DIR) / "secret_key"
    is_kept = kept.exists() and kept.read_text(encoding="ascii", errors="replace").strip() == settings.SECRET_KEY
    if is_kept and kept.stat().st_mode & 0o077:
        yield bad(about, _("别的用户能读%(path)s。") % {"path": kept}, f"chmod 600 {kept}")
    else:
        yield ok(about, _("够长，没有外露"))


def mail() -> Iterator[Finding]:
    about = _("邮件")
    if not settings.EMAIL_HOST:
        yield care(
            about,
            _("没有设置邮件服务器，编辑收不到每天的提醒。"),
            _("用环境变量EMAIL_HOST、EMAIL_FROM等设置；manage.py doctor --mail-to 地址 会发一封试试。"),
        )
    else:
        yield ok(about, f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def _sources() -> Iterator[tuple[str, float]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name)).stat().st_mtime
