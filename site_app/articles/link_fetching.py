"""Does an address on the net answer?

The name is resolved first, every address that comes of it is checked, and the connection goes to a checked one: a name that
resolves to something else a moment later gains nothing. Redirects go the same way. Nothing but the status line and the
headers is read.
"""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from site_app.articles.public_addresses import Policy, is_public
from site_app.message import Message as _
from site_app.message import said

MAX_REDIRECTS = 5
_ASKED_BY_HAND = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.TOO_MANY_REQUESTS,
)
"""What sites answer to programs, though people see the page."""
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; link check)",
    "Accept": "text/html,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Connection": "close",
}


@cache
def _tls() -> ssl.SSLContext:
    """All the world's certificates: made when the first link is looked up."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of looking an address up."""

    status: str
    """For the editor."""
    is_broken: bool


class _Unreachable(Exception):
    """Why, in words for the editor."""


def look_up(address: str, *, seconds: float = 5, may_reach: Policy = is_public) -> Answer:
    """Ask for the address and follow its redirects, within `seconds` in all once names are resolved. Raises nothing."""
    until = monotonic() + seconds
    try:
        for _redirect in range(MAX_REDIRECTS + 1):
            status, target = _ask(address, until, may_reach)
            if status not in _REDIRECTS or not target:
                return _answer(status)
            address = urljoin(address, target)
    except _Unreachable as refusal:
        return Answer(said(refusal), True)
    except ssl.SSLError:
        return Answer(_("网站的证书有问题"), True)
    except (OSError, HTTPException, ValueError):
        reason = _("等了%(seconds)s秒没有回答") % {"seconds": round(seconds)} if monotonic() >= until else _("连不上")
        return Answer(reason, True)
    return Answer(_("转来转去超过了%(count)s次") % {"count": MAX_REDIRECTS}, True)


def _answer(status: int) -> Answer:
    if status in _ASKED_BY_HAND:
        return Answer(_("%(status)s，网站不让程序看，请自己点开") % {"status": status}, False)
    return Answer(str(status), not 200 <= status < 300)


def _ask(address: str, until: float, may_reach: Policy) -> tuple[int, str]:
    """The status, and where a redirect leads to."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise _Unreachable(_("不是可以检查的网址"))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    peer = _checked_peer(parts.hostname, port, may_reach)
    if (left := until - monotonic()) <= 0:
        raise TimeoutError
    with socket.create_connection((peer, port), timeout=left) as connected, connected.dup() as lever:
        # A server that sends a letter now and then would outlast every timeout of the socket, and TLS takes the socket
        # over: only another handle of the same connection can end it.
        alarm = Timer(max(until - monotonic(), 0), _cut, [lever])
        alarm.daemon = True
        alarm.start()
        try:
            answer = _converse(connected, parts)
        finally:
            alarm.cancel()
    if monotonic() >= until:  # headers that are cut off look like headers that end
        raise TimeoutError
    return answer


def _checked_peer(host: str, port: int, may_reach: Policy) -> str:
    """A numeric address of the host. One bad address among them is enough to refuse: nobody honest has any."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise _Unreachable(_("没有这个网站")) from error
    if not found or not all(may_reach(one, port) for one in found):
        raise _Unreachable(_("不是公开的网址，没有检查"))
    return found[0]


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connected.shutdown(socket.SHUT_RDWR)


def _converse(connected: socket.socket, parts: SplitResult) -> tuple[int, str]:
    host = parts.hostname or ""
    channel = _tls().wrap_socket(connected, server_hostname=host) if parts.scheme == "https" else connected
    with channel:
        connection = HTTPConnection(host)
        connection.sock = channel
        connection.request("GET", _target(parts), headers={"Host": parts.netloc.encode("idna").decode(), **_HEADERS})
        response = connection.getresponse()
        target = response.headers.get("Location", "")
        # Some sites send what is not ASCII as it is.
        return response.status, target.encode("latin-1", "replace").decode("utf-8", "replace")


def _target(parts: SplitResult) -> str:
    """Path and query as a request names them."""
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    return f"{path}?{quote(parts.query, safe='/%:=&?~+!$,;@()*[]')}" if parts.query else path
