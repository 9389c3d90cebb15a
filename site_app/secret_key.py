"""Where does the signing key of a site on a private machine come from?"""

import contextlib
import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """The key stored in `path`, made at the first call; only the owner may read the file.

    Several processes may ask at once: all of them get the key of the one that stored it first. A file that holds no good
    key is refused with one line.
    """
    if not path.exists():
        _store_unless_present(path, get_random_secret_key())
    try:
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"密钥文件 {path} 无法读取：{error.strerror}。让运行网站的用户拥有它。") from error
    except UnicodeDecodeError:
        key = ""
    if is_weak(key):
        raise ImproperlyConfigured(f"密钥文件 {path} 已损坏。删除它，启动时会另做一个，大家要重新登录。")
    return key


def is_weak(key: str) -> bool:
    """Whether it can be guessed: short, of few characters, or an example's."""
    return len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-")


def _store_unless_present(path: Path, key: str) -> None:
    # Written in full under another name and then linked, so that nobody ever reads half a key.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{key}\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
