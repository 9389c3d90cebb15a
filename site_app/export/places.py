"""At which address, and in which file, does a page stand on a server that knows files alone?

There a query tells nothing: what `/a-z/?letter=B` shows stands at `/a-z/letter/B/`. What a script of the page reads from its own
address stays as it is.
"""

from pathlib import PurePosixPath
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

DECISIVE = ("letter", "order")
"""What a query may say that decides what a page shows; whatever else it says is for scripts of the page, or for a server."""
LASTING = ("/static/", "/media/", "/narration/", "/words/")
"""What lies here never changes under its name."""
NOT_PUBLIC = ("/admin/",)


def within(address: str, page: str, site: str) -> SplitResult | None:
    """An address as a page writes it, from the site's root on; None where it leads elsewhere."""
    parts = urlsplit(urljoin(site + page, address.strip()))
    if f"{parts.scheme}://{parts.netloc}" != site:
        return None
    return parts._replace(scheme="", netloc="", path=parts.path or "/")


def asked(parts: SplitResult) -> str:
    """What the server is asked for: the path, with the query where that decides what is answered."""
    said = [(name, value) for name, value in parse_qsl(parts.query) if name in DECISIVE]
    return f"{parts.path}?{urlencode(said)}" if said else parts.path


def standing(request: str) -> str:
    """The path at which the answer to a request stands."""
    path, _, query = request.partition("?")
    if not query:
        return path
    said = [part for pair in parse_qsl(query, keep_blank_values=True) for part in pair]
    return "/".join([path.rstrip("/"), *map(_plain, said)]) + "/"


def file_of(path: str) -> str:
    """Where the file lies that a server shows at a path; raises ValueError for a path that could lead elsewhere."""
    plain = unquote(path)
    parts = PurePosixPath(plain).parts[1:]
    if not plain.startswith("/") or any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
        raise ValueError(path)
    return "/".join([*parts, "index.html"] if plain.endswith("/") else parts)


def _plain(text: str) -> str:
    """As a part of a path that needs no signs."""
    return quote(text) if text.isalnum() else "x" + text.encode().hex()
