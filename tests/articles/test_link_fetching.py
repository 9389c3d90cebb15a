"""Does looking an address up tell the truth, end in time, and reach nobody whom it must not?"""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep

import pytest

from site_app.articles import link_fetching
from site_app.articles.link_fetching import Answer, look_up

asked: list[str] = []
"""The paths that the server was asked for."""
stopped = threading.Event()


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append(self.path)
        name, _, value = self.path.strip("/").partition("/")
        if name == "status":
            self.send_response(int(value))
            self.end_headers()
        elif name == "to":
            self.send_response(302)
            self.send_header("Location", value)
            self.end_headers()
        elif name == "again":
            self.send_response(302)
            self.send_header("Location", f"/again/{int(value) - 1}" if int(value) else "/status/200")
            self.end_headers()
        elif name == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not stopped.wait(0.1):
                self.wfile.write(b"X-Slow: 1\r\n")
        elif name == "headers":
            self.send_response(200)
            for number in range(1000):
                self.send_header(f"X-{number}", "x" * 100)
            self.end_headers()

    def log_message(self, *_message: object) -> None:
        pass


class Listening(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """It is cut off on purpose."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    asked.clear()
    stopped.clear()
    listening = Listening(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    stopped.set()
    listening.shutdown()
    listening.server_close()
    thread.join()


def anywhere(_address: str, _port: int) -> bool:
    return True


@pytest.mark.parametrize("status", [200, 204])
def test_what_answers_is_whole(server, status):
    assert look_up(f"{server}/status/{status}", may_reach=anywhere) == Answer(str(status), False)


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_what_is_gone_is_broken(server, status):
    assert look_up(f"{server}/status/{status}", may_reach=anywhere) == Answer(str(status), True)


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_what_is_refused_to_programs_is_for_people_to_see(server, status):
    answer = look_up(f"{server}/status/{status}", may_reach=anywhere)
    assert "请自己点开" in answer.status
    assert not answer.is_broken


def test_query_and_characters_beyond_ascii_arrive(server):
    look_up(f"{server}/status/200?词=梗#这里", may_reach=anywhere)
    assert asked == ["/status/200?%E8%AF%8D=%E6%A2%97"]


@pytest.mark.parametrize(("times", "answer"), [(4, "200"), (5, "转来转去超过了5次")])
def test_a_few_redirects_are_followed(server, times, answer):
    assert look_up(f"{server}/again/{times}", may_reach=anywhere).status == answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_this_machine_is_never_asked_however_it_is_written(server, host):
    port = server.rpartition(":")[2]
    answer = look_up(f"http://{host}:{port}/status/200")
    assert answer.is_broken
    assert asked == []


def test_port_and_address_are_both_checked(server, monkeypatch):
    """Even if the port were one of those that pages are served at."""
    port = int(server.rpartition(":")[2])
    monkeypatch.setattr("site_app.articles.public_addresses.PORTS", frozenset({port}))
    assert look_up(f"{server}/status/200") == Answer("不是公开的网址，没有检查", True)
    assert asked == []


def test_a_redirect_is_checked_like_an_address(server):
    """The first hop is allowed, the second is not: it has another port."""
    port = int(server.rpartition(":")[2])
    answer = look_up(f"{server}/to/http://127.0.0.1:1/", may_reach=lambda _address, wanted: wanted == port)
    assert answer == Answer("不是公开的网址，没有检查", True)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://a@127.0.0.1/"]
)
def test_a_redirect_leads_to_no_other_kind_of_address(server, target):
    assert look_up(f"{server}/to/{target}", may_reach=anywhere) == Answer("不是可以检查的网址", True)


def test_one_address_that_is_not_public_is_enough_to_refuse(monkeypatch):
    def resolve(_host, port, **_how):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(link_fetching.socket, "getaddrinfo", resolve)
    assert look_up("http://mixed.example/").status == "不是公开的网址，没有检查"


def test_the_name_is_resolved_once_and_the_checked_address_is_connected_to(server, monkeypatch):
    """Whoever answers differently the second time gains nothing."""
    port, answers = int(server.rpartition(":")[2]), ["127.0.0.1", "10.0.0.1"]
    seen: list[str] = []

    def resolve(_host, port, **_how):
        seen.append(answers.pop(0))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (seen[-1], port))]

    def connect(peer, timeout):
        assert peer == ("127.0.0.1", port)
        connected = socket.socket()
        connected.settimeout(timeout)
        connected.connect(peer)
        return connected

    monkeypatch.setattr(link_fetching.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(link_fetching.socket, "create_connection", connect)
    assert look_up(f"http://rebinding.example:{port}/status/200", may_reach=anywhere).status == "200"
    assert seen == ["127.0.0.1"]


def test_a_server_that_drips_is_cut_off_in_time(server):
    began = monotonic()
    answer = look_up(f"{server}/drip", seconds=0.6, may_reach=anywhere)
    assert answer.is_broken
    assert monotonic() - began < 30


def test_a_server_that_says_nothing_is_cut_off_in_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = monotonic()
        answer = look_up(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.4, may_reach=anywhere)
    assert answer == Answer("等了0秒没有回答", True)
    assert monotonic() - began < 30


def test_a_server_that_drips_while_keys_are_exchanged_is_cut_off_in_time():
    def drip(listening: socket.socket) -> None:
        peer, _address = listening.accept()
        with peer, suppress(OSError):
            peer.sendall(bytes.fromhex("16 03 03 40 00 02 00 3f fc"))  # a long message of the handshake begins
            while True:
                sleep(0.1)
                peer.sendall(b"\0")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=[listening])
        thread.start()
        began = monotonic()
        answer = look_up(f"https://127.0.0.1:{listening.getsockname()[1]}/", seconds=0.6, may_reach=anywhere)
        assert monotonic() - began < 30
        thread.join()
    assert answer.is_broken


def test_a_server_with_endless_headers_is_not_listened_to(server):
    assert look_up(f"{server}/headers", may_reach=anywhere) == Answer("连不上", True)


def test_a_port_where_nobody_listens_is_broken():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert look_up(f"http://127.0.0.1:{port}/", may_reach=anywhere) == Answer("连不上", True)


def test_a_server_without_a_certificate_is_told(server):
    assert look_up(server.replace("http:", "https:") + "/", seconds=1, may_reach=anywhere).is_broken


@pytest.mark.parametrize(
    "address", ["", "ftp://a.example/", "http://", "http://a@b.example/", "http://a.example:99999/", "http://[::1/"]
)
def test_what_is_no_address_is_refused_without_a_word(address):
    assert look_up(address, may_reach=anywhere).is_broken


def test_a_name_that_does_not_exist_is_told():
    assert look_up("http://name.invalid/", may_reach=anywhere) == Answer("没有这个网站", True)
