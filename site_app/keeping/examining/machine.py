"""Does this machine give the site what it needs: folders, room, a cache, a font?"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from site_app.keeping.examining.finding import Finding, bad, care, first_line, ok
from site_app.pages import social_picture

LITTLE, TOO_LITTLE = 1000, 200
"""Megabytes."""


def data_folder() -> Iterator[Finding]:
    about, folder = _("数据目录"), Path(settings.DATA_DIR)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        mend = _("让运行网站的用户拥有这个目录，例如 chown -R 用户 %(folder)s，或者改环境变量DATA_DIR。")
        yield bad(
            about,
            _("%(folder)s不能写：%(why)s。") % {"folder": folder, "why": error.strerror},
            mend % {"folder": folder},
        )
        return
    for path in (folder / "db.sqlite3", folder / "secret_key", folder / "media", folder / "narration"):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            yield bad(
                about,
                _("%(path)s不能读写，大概是别的用户建的。") % {"path": path},
                _("chown -R 运行网站的用户 %(folder)s") % {"folder": folder},
            )
    for path in (folder / "media", folder / "narration", folder / "front"):
        if path.exists() and not path.is_dir():
            yield bad(about, _("%(path)s应该是目录。") % {"path": path}, _("移走它；网站会另建一个。"))
    exposed = [path for path in (folder / "secret_key", folder / "db.sqlite3") if path.exists() and _is_open(path)]
    if exposed and _is_open(folder):
        yield care(
            about,
            _("这台机器上别的用户也能读%(path)s。") % {"path": exposed[0]},
            f"chmod 700 {folder}",
        )
    yield ok(about, str(folder))


def disk() -> Iterator[Finding]:
    about = _("磁盘空间")
    free = shutil.disk_usage(settings.DATA_DIR).free // 1024**2
    said, mend = _("还剩%(free)d MB") % {"free": free}, _("清理磁盘，或者把DATA_DIR放到更大的磁盘上。")
    yield bad(about, said, mend) if free < TOO_LITTLE else care(about, said, mend) if free < LITTLE else ok(about, said)


def memory_of_forms() -> Iterator[Finding]:
    """Whether the processes of the site can tell each other which form was sent."""
    about = _("缓存")
    try:
        caches["forms"].set("doctor", "1", 5)
        answered = caches["forms"].get("doctor") == "1"
    except Exception as error:  # each kind of cache has its own
        mend = (
            _("检查环境变量CACHE_URL和缓存服务器。")
            if settings.CACHE_URL
            else _("chown -R 运行网站的用户 %(folder)s") % {"folder": settings.DATA_DIR}
        )
        yield bad(about, _("缓存没有回答：%(why)s") % {"why": first_line(error)}, mend)
    else:
        yield ok(about, _("能用")) if answered else bad(about, _("缓存没有记住写进去的内容。"))


def bucket() -> Iterator[Finding]:
    """Whether pictures can be put where MEDIA_URL says, and be removed again."""
    if not settings.OBJECT_STORAGE:
        return
    try:
        default_storage.delete(default_storage.save("doctor.txt", ContentFile(b"doctor\n")))
    except Exception as error:  # each kind of storage has its own
        yield bad(
            "MEDIA_URL",
            _("图片存不进去：%(why)s") % {"why": first_line(error)},
            _("检查环境变量MEDIA_URL里的主机、桶、钥匙和密码，以及这把钥匙可不可以写和删。"),
        )
    else:
        yield ok("MEDIA_URL", settings.OBJECT_STORAGE["bucket_name"])


def fonts() -> Iterator[Finding]:
    about = _("中文字体")
    if social_picture.font() is None:
        yield care(
            about,
            _("没有中文字体，分享链接时没有图片。"),
            _("Debian或Ubuntu上：apt-get install fonts-noto-cjk fontconfig"),
        )
    else:
        yield ok(about, _("找到了"))


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o004)
