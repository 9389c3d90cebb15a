"""What do logs, figures and reports of failures say, and to whom?"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from site_app.doors import error_mail, requests
from site_app.doors.error_mail import ErrorMail
from site_app.doors.log_lines import JsonLine
from tests.factories import make_article

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = "a-token-that-nobody-guesses"


class TestRequests:
    @pytest.mark.django_db
    def test_each_has_a_line_with_its_id_and_nothing_about_who_asked(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO, "site.requests"):
            answer = client.get(
                "/search/?q=wo+de+bing", REMOTE_ADDR="198.51.100.7", headers={"User-Agent": "Someone/1"}
            )
        (record,) = [record for record in caplog.records if record.name == "site.requests"]
        line = JsonLine().format(record)
        assert json.loads(line).keys() >= {"time", "level", "method", "path", "view", "status", "milliseconds"}
        assert json.loads(line)["view"] == "finding:search"
        assert not any(word in line for word in ("bing", "198.51.100.7", "Someone"))
        assert len(answer.headers["X-Request-ID"]) == 32

    def test_only_a_trusted_proxy_names_it(self, client: Client, settings) -> None:
        given = {"X-Request-ID": "from-the-proxy-1"}
        assert client.get("/healthz", headers=given).headers["X-Request-ID"] != "from-the-proxy-1"
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        assert client.get("/healthz", headers=given).headers["X-Request-ID"] == "from-the-proxy-1"
        for bad in ("short", "x" * 65, "with space 123", '"}{"level":"x"}'):
            assert client.get("/healthz", headers={"X-Request-ID": bad}).headers["X-Request-ID"] != bad

    def test_a_line_is_one_line_whatever_stands_in_it(self) -> None:
        record = logging.makeLogRecord({"msg": "a\nb %s", "args": ("\r\n{}",), "status": 200})
        token = requests.current.set("abc")
        line = JsonLine().format(record)
        requests.current.reset(token)
        assert len(line.splitlines()) == 1
        assert json.loads(line)["message"] == "a\nb \r\n{}"
        assert (json.loads(line)["request_id"], json.loads(line)["status"]) == ("abc", 200)

    def test_what_is_logged_after_the_answer_has_the_id_too(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING, "django.request"):  # a command run before may have turned it down
            answer = client.get("/no/such/page/")
        (record,) = [record for record in caplog.records if record.name == "django.request"]
        assert json.loads(JsonLine().format(record))["request_id"] == answer.headers["X-Request-ID"]

    def test_a_failure_is_part_of_its_line(self) -> None:
        try:
            raise ValueError("坏了")
        except ValueError:
            record = logging.makeLogRecord({"msg": "x", "exc_info": sys.exc_info()})
        assert "ValueError: 坏了" in json.loads(JsonLine().format(record))["exception"]


class TestFigures:
    @pytest.mark.django_db
    def test_without_a_token_there_is_no_such_address(self, client: Client) -> None:
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404

    @pytest.mark.django_db
    @pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer 密"])
    def test_with_another_token_nothing_is_said(self, client: Client, settings, given: str) -> None:
        settings.METRICS_TOKEN = TOKEN
        answer = client.get("/metrics", HTTP_AUTHORIZATION=given)
        assert (answer.status_code, b"site_" in answer.content) == (401, False)

    @pytest.mark.django_db
    def test_whoever_watches_asks_each_machine_by_its_own_name(self, client: Client, settings) -> None:
        settings.METRICS_TOKEN, settings.SECURE_SSL_REDIRECT = TOKEN, True
        answer = client.get("/metrics", headers={"host": "10.0.0.7:8000", "authorization": "Bearer wrong"})
        assert answer.status_code == 401

    def test_several_processes_count_together(self, tmp_path: Path) -> None:
        """Servers of their own, since what counts is loaded once."""
        script = """
import os, django
django.setup()
from django.core.management import call_command
from django.test import Client
client = Client(raise_request_exception=False)
client.get("/robots.txt"); client.post("/robots.txt"); client.generic("MADE-UP", "/healthz")
if os.environ.get("TELL"):
    call_command("migrate", verbosity=0)
    answer = client.get("/metrics", headers={"Authorization": "Bearer a-token-that-nobody-guesses"})
    print(answer.status_code, answer.content.decode())
"""
        environment = {
            "DATA_DIR": str(tmp_path),
            "METRICS_TOKEN": TOKEN,
            "NARRATION_ENGINE": "device",
            "LOG_LEVEL": "ERROR",
        }
        environment |= {"DJANGO_SETTINGS_MODULE": "site_app.settings", "PATH": os.environ["PATH"]}
        environment |= {"ALLOWED_HOSTS": "testserver", "SECRET_KEY": "k3y-" * 10 + "abcdefghij", "HTTPS": "off"}
        for more in ({}, {"TELL": "1"}):
            run = subprocess.run(
                [sys.executable, "-c", script],
                cwd=ROOT,
                env=environment | more,
                capture_output=True,
                text=True,
                check=True,
            )
        assert run.stdout.startswith("200 "), run.stdout
        lines = run.stdout.splitlines()
        assert 'site_request_seconds_count{method="GET",status="2xx",view="pages:robots"} 2.0' in lines
        assert 'site_request_seconds_count{method="POST",status="4xx",view="pages:robots"} 2.0' in lines
        assert 'site_request_seconds_count{method="other",status="2xx",view="none"} 2.0' in lines
        assert 'site_narrations{state="failed"} 0' in lines
        assert any(line.startswith("site_database_bytes ") and int(line.split()[1]) > 10_000 for line in lines)


class TestReports:
    @pytest.fixture
    def told(self, settings) -> ErrorMail:
        settings.ERROR_MAIL_TO = ("ops@example.org",)
        settings.METRICS_TOKEN = TOKEN
        settings.DEFAULT_FROM_EMAIL = "site@example.org"
        return ErrorMail()

    def fail(self, handler: ErrorMail, message: str = "坏了", **more) -> None:
        try:
            secret_of_a_reader = "我得了病"  # noqa: F841  a variable
            raise RuntimeError(message)
        except RuntimeError:
            handler.handle(
                logging.makeLogRecord({"msg": "failed", "levelno": 40, "name": "x", "exc_info": sys.exc_info(), **more})
            )
        if handler.sending:
            handler.sending.join()

    def test_a_failure_is_reported_once_an_hour_without_anybodys_data(self, told: ErrorMail, rf) -> None:
        request = rf.post("/articles/x/feedback/?q=bing", {"words": "我得了病"}, HTTP_COOKIE="sessionid=abcdefgh")
        for _ in range(3):
            self.fail(told, f"cannot reach with {TOKEN}", request=request)
        (message,) = mail.outbox
        assert message.to == ["ops@example.org"]
        assert "POST /articles/x/feedback/" in message.body
        assert "RuntimeError: cannot reach with …" in message.body
        for private in ("我得了病", "abcdefgh", TOKEN, "q=bing", "127.0.0.1"):
            assert private not in message.body

    def test_secrets_of_addresses_are_struck_out(self, settings) -> None:
        settings.CACHE_URL = "redis://:p%40ss-of-the-cache@cache:6379/0"
        settings.OBJECT_STORAGE = {"secret_key": "key-of-the-bucket"}
        assert error_mail.without_secrets("p@ss-of-the-cache, key-of-the-bucket, bucket") == "…, …, bucket"

    def test_many_kinds_are_ten_messages(self, told: ErrorMail) -> None:
        for number in range(15):
            told.handle(logging.makeLogRecord({"msg": f"kind {number}", "levelno": 40, "name": "x"}))
            if told.sending:
                told.sending.join()
        assert len(mail.outbox) == error_mail.MOST_IN_AN_HOUR

    def test_whoever_asks_by_another_name_or_sends_too_much_is_no_failure(self, told: ErrorMail) -> None:
        self.fail(told, name="django.security.DisallowedHost")
        self.fail(told, name="django.security.RequestDataTooBig")
        assert mail.outbox == []

    def test_without_an_address_or_a_mail_server_nothing_breaks(self, told: ErrorMail, settings) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        self.fail(told)
        settings.ERROR_MAIL_TO = ()
        self.fail(told)
        assert mail.outbox == []

    @pytest.mark.django_db
    def test_a_page_that_fails_is_reported(self, told: ErrorMail, monkeypatch) -> None:
        from site_app.pages import views

        make_article()
        monkeypatch.setattr(views, "_with_articles", None)
        client = Client(raise_request_exception=False)
        assert client.get("/").status_code == 500
        handler = next(handler for handler in logging.getLogger().handlers if isinstance(handler, ErrorMail))
        assert handler.sending
        handler.sending.join()
        assert "GET /" in mail.outbox[0].body
