"""How is a setting read from the environment?

Every reader refuses a value it does not understand with one line that names the variable, so that a typing mistake
stops the start instead of changing the site's behaviour. An empty variable counts as not given.
"""

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_EMAIL = re.compile(r"[^\s@<>\"',:;?&%#]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_SENDER = re.compile(r"([^<>@,;\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)")
_HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")


def text(name: str, default: str) -> str:
    """The variable's value without surrounding white space."""
    return os.environ.get(name, "").strip() or default


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words, in any case; returned as `allowed` spells it."""
    value = text(name, default)
    spelled = {word.lower(): word for word in allowed}
    if value.lower() not in spelled:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 {'、'.join(allowed)} 之一，现在是 “{value}”。")
    return spelled[value.lower()]


def boolean(name: str, default: bool) -> bool:
    """True for true/yes/on/1, False for false/no/off/0, in any case."""
    value = text(name, str(default)).lower()
    if value not in _BOOLEANS:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 true 或 false，现在是 “{value}”。")
    return _BOOLEANS[value]


def port(name: str, default: int) -> int:
    """The number of a port."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise ImproperlyConfigured(f"环境变量 {name} 要写 1 到 65535 的端口号，现在是 “{value}”。")
    return int(value)


def number(name: str, default: int) -> int:
    """A whole number from 0 on."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ImproperlyConfigured(f"环境变量 {name} 要写0或者更大的整数，现在是 “{value}”。")
    return int(value)


def words(name: str) -> tuple[str, ...]:
    """The parts of a comma-separated list."""
    return tuple(part.strip() for part in text(name, "").split(",") if part.strip())


def hosts(name: str, default: tuple[str, ...]) -> list[str]:
    """The host names of a comma-separated list, in small letters; `.example.org` stands for a domain with all below it."""
    found = [part.strip().lower() for part in text(name, ",".join(default)).split(",") if part.strip()]
    for host in found:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"环境变量 {name} 要逐一列出域名，不带协议、端口和通配符（中文域名写成 xn-- 开头的形式），“{host}” 不是域名。"
            )
    if not found:
        raise ImproperlyConfigured(f"环境变量 {name} 里一个域名也没有。")
    return found


def server(name: str) -> str:
    """The name or address of one machine; empty when it is not given."""
    value = text(name, "")
    if value and not _HOST.fullmatch(value.lower()):
        raise ImproperlyConfigured(f"环境变量 {name} 要写一个主机名，不带协议和端口，“{value}” 不是。")
    return value


def sender(name: str) -> str:
    """An e-mail address, which may have a name before it (``名称 <desk@example.org>``); empty when it is not given."""
    value = text(name, "")
    if value and not _SENDER.fullmatch(value):
        raise ImproperlyConfigured(
            f"环境变量 {name} 要写一个邮箱地址，例如 bianji@example.org 或 编辑部 <bianji@example.org>，“{value}” 不是。"
        )
    return value


def email(name: str) -> str:
    """An e-mail address; empty when it is not given."""
    value = text(name, "")
    if value and not _EMAIL.fullmatch(value):
        raise ImproperlyConfigured(f"环境变量 {name} 要写一个邮箱地址，例如 bianji@example.org，“{value}” 不是。")
    return value


def emails(name: str) -> tuple[str, ...]:
    """The e-mail addresses of a comma-separated list."""
    found = words(name)
    for value in found:
        if not _EMAIL.fullmatch(value):
            raise ImproperlyConfigured(f"环境变量 {name} 要写邮箱地址，中间用逗号隔开，“{value}” 不是。")
    return found


def contact(name: str) -> str:
    """The URI of a mailbox (``mailto:…``; a bare address gets it) or of a page (``https://…``); empty when not given."""
    value = text(name, "")
    if value.startswith("https://") and not re.search(r"\s", value):
        return value
    if value and not _EMAIL.fullmatch(value.removeprefix("mailto:")):
        raise ImproperlyConfigured(f"环境变量 {name} 要写邮箱地址或 https:// 开头的网址，“{value}” 两样都不是。")
    return value and f"mailto:{value.removeprefix('mailto:')}"


def time_zone(name: str, default: str) -> str:
    """A time zone's name, such as Asia/Shanghai."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"环境变量 {name} 要写时区的名称，例如 {default}，“{value}” 不是。") from error
    return value


def folder(name: str, default: Path) -> Path:
    """An existing folder that can be written to, made now if it is missing, for this user alone.

    A relative path starts at `default`'s parent.
    """
    path = default.parent / text(name, str(default))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 指定的目录 {path} 无法使用：{error.strerror}。") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"环境变量 {name} 指定的目录 {path} 不可写：让运行网站的用户拥有它。")
    return path


def path(name: str, default: Path) -> Path:
    """A folder that need not be there, nor be written to; a relative path starts where the process does."""
    return Path(text(name, str(default))).absolute()


def optional_path(name: str) -> Path | None:
    """The same, or None when it is not given."""
    return path(name, Path()) if text(name, "") else None


def secret(name: str) -> str:
    """The value of `name`, or the content of the file that `name`_FILE points to; empty when neither is given."""
    value, path = text(name, ""), text(f"{name}_FILE", "")
    if value and path:
        raise ImproperlyConfigured(f"环境变量 {name} 与 {name}_FILE 只能给出一个。")
    if not path:
        return value
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "不是 UTF-8 文本"
        raise ImproperlyConfigured(f"环境变量 {name}_FILE 指定的文件 {path} 无法读取：{reason}。") from error
    if not value:
        raise ImproperlyConfigured(f"环境变量 {name}_FILE 指定的文件 {path} 是空的。")
    return value


def database(name: str, file: Path) -> dict[str, Any]:
    """Django's settings of the PostgreSQL database at the address that the variable (or its _FILE) holds, else of SQLite's `file`.

    ``postgresql://user:password@host:5432/name``, with percent-encoding and options as ``?sslmode=require``.
    """
    address = secret(name)
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A write waits for its turn at its first statement instead of failing at its last.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,  # seconds
                "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
            },
        }
    parts = _address(name, address, ("postgresql", "postgres"))
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"环境变量 {name} 的地址里没有数据库的名称：postgresql://用户:密码@主机:5432/名称。")
    found: dict[str, Any] = {**dj_database_url.parse(address)}
    # Each server process keeps few connections, and gives up on a database that does not answer.
    options = {"connect_timeout": 5, **found.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 4, "timeout": 10}}
    return {**found, "OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def object_storage(name: str) -> dict[str, Any]:
    """The options of `media_storage` for ``s3://key:secret@host/bucket/prefix``; empty when no address is given.

    ``?region=eu-central-1`` names a region, ``?tls=off`` speaks to a server on one's own network without HTTPS.
    """
    address = secret(name)
    if not address:
        return {}
    parts = _address(name, address, ("s3",))
    said = dict(parse_qsl(parts.query))
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if not (bucket and parts.username and parts.password and said.get("tls", "on") in ("on", "off")):
        raise ImproperlyConfigured(f"环境变量 {name} 要写成 s3://钥匙:密码@主机/桶，可以加 ?region=… 和 ?tls=off。")
    if find_spec("storages") is None:
        raise ImproperlyConfigured(f"环境变量 {name} 要先安装 requirements-s3.txt 里的包。")
    host = parts.netloc.rpartition("@")[2]
    return {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "endpoint_url": f"{'http' if said.get('tls') == 'off' else 'https'}://{host}",
        "region_name": said.get("region", "us-east-1"),
        "bucket_name": bucket,
        "location": prefix,
    }


def cache(name: str) -> str:
    """The address of a Redis or Valkey server, ``redis://host:6379/0``; empty when none is given."""
    address = secret(name)
    if address:
        parts = _address(name, address, ("redis", "rediss"))
        if parts.path.strip("/") and not parts.path.strip("/").isdecimal():
            raise ImproperlyConfigured(f"环境变量 {name} 的地址里，斜线后面要写编号：redis://主机:6379/0。")
    return address


def _address(name: str, address: str, schemes: tuple[str, ...]) -> Any:
    """Its parts. What is wrong is said without the address, which holds a password."""
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ImproperlyConfigured(
            f"环境变量 {name} 要写 {schemes[0]}:// 开头、有主机名的地址；密码里的 @ / # ? % 要写成 %40 %2F %23 %3F %25。"
        )
    return parts
