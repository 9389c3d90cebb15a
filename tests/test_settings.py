"""Is the site safe by default, and does it refuse a dangerous set-up?"""

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from site_app import regions
from tests.settings import SITE_VARIABLES

ROOT = Path(__file__).resolve().parent.parent
LONG_KEY = "a-key-of-the-length-that-a-public-site-has-to-have-0123456789"

Configure = Callable[..., dict[str, Any]]


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Configure:
    """The settings that these environment variables make."""

    def read(**variables: str) -> dict[str, Any]:
        for name, value in {"DATA_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "site_app" / "settings.py"))

    return read


def test_without_variables_it_answers_on_this_machine_only(configure: Configure) -> None:
    settings = configure()
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert not settings["DEBUG"]
    assert not settings["HTTPS"]


def test_what_a_running_site_stores_lies_in_one_folder(configure: Configure, tmp_path: Path) -> None:
    settings = configure()
    places = {settings["STATIC_ROOT"], settings["MEDIA_ROOT"], settings["DATABASES"]["default"]["NAME"]}
    assert {place.parent for place in places} == {tmp_path}


def test_a_private_site_keeps_the_key_it_made(configure: Configure, tmp_path: Path) -> None:
    assert configure()["SECRET_KEY"] == configure()["SECRET_KEY"] == (tmp_path / "secret_key").read_text().strip()


def test_a_public_host_switches_https_on(configure: Configure) -> None:
    settings = configure(ALLOWED_HOSTS="example.org", SECRET_KEY=LONG_KEY)
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000


def test_https_may_be_switched_off_in_a_closed_network(configure: Configure) -> None:
    settings = configure(ALLOWED_HOSTS="health.lan", SECRET_KEY=LONG_KEY, HTTPS="false")
    assert not settings["SECURE_SSL_REDIRECT"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["http://health.lan"]


def test_forms_are_taken_from_the_public_hosts(configure: Configure) -> None:
    settings = configure(ALLOWED_HOSTS="example.org,.example.net,localhost", SECRET_KEY=LONG_KEY)
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://example.org", "https://*.example.net"]


@pytest.mark.parametrize(("value", "header"), [("", None), ("true", ("HTTP_X_FORWARDED_PROTO", "https"))])
def test_a_proxy_is_trusted_only_when_told(configure: Configure, value: str, header: tuple[str, str] | None) -> None:
    assert configure(TRUST_PROXY=value)["SECURE_PROXY_SSL_HEADER"] == header


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"ALLOWED_HOSTS": "example.org"}, "要求用环境变量 SECRET_KEY 或 SECRET_KEY_FILE 给出密钥"),
        ({"ALLOWED_HOSTS": "example.org", "SECRET_KEY": LONG_KEY, "DEBUG": "true"}, "环境变量 DEBUG 不能与公开的域名"),
        ({"ALLOWED_HOSTS": "*"}, "环境变量 ALLOWED_HOSTS 要逐一列出域名"),
        ({"SECRET_KEY": "short"}, "环境变量 SECRET_KEY 太弱"),
        ({"SECRET_KEY": "abc" * 30}, "环境变量 SECRET_KEY 太弱"),
        ({"SECRET_KEY": f"django-insecure-{LONG_KEY}"}, "环境变量 SECRET_KEY 太弱"),
        ({"ALLOWED_HOSTS": ","}, "环境变量 ALLOWED_HOSTS 里一个域名也没有"),
        ({"CACHE_URL": "redis://cache/one"}, "环境变量 CACHE_URL 的地址里，斜线后面要写编号"),
        ({"EMAIL_HOST": "smtp://m.example.org", "EMAIL_FROM": "a@example.org"}, "EMAIL_HOST 要写一个主机名"),
        ({"EMAIL_HOST": "m.example.org:25", "EMAIL_FROM": "a@example.org"}, "EMAIL_HOST 要写一个主机名"),
        ({"EMAIL_FROM": "a@example.org, b@example.org"}, "EMAIL_FROM 要写一个邮箱地址"),
        ({"DEBUG": "maybe"}, "环境变量 DEBUG 只能是"),
        ({"HTTPS": "maybe"}, "环境变量 HTTPS 只能是"),
        ({"TRUST_PROXY": "maybe"}, "环境变量 TRUST_PROXY 只能是"),
        ({"LOG_LEVEL": "loud"}, "环境变量 LOG_LEVEL 只能是"),
        ({"PORT": "http"}, "环境变量 PORT 要写 1 到 65535 的端口号"),
        ({"EMAIL_HOST": "mail.example.org"}, "要用环境变量 EMAIL_FROM 给出寄件人"),
        (
            {
                "EMAIL_HOST": "m.example.org",
                "EMAIL_FROM": "a@example.org",
                "EMAIL_TLS": "off",
                "EMAIL_HOST_PASSWORD": "x",
            },
            "不加密地发出去",
        ),
        ({"TIME_ZONE": "Mars/Base"}, "环境变量 TIME_ZONE 要写时区的名称"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_it_refuses_a_dangerous_or_unreadable_value(
    configure: Configure, variables: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=complaint) as refusal:
        configure(**variables)
    assert "\n" not in str(refusal.value)


def test_without_a_mail_server_no_message_leaves_the_site(configure: Configure) -> None:
    assert configure()["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


def test_mail_is_encrypted_unless_told_otherwise(configure: Configure) -> None:
    mail = {"EMAIL_HOST": "mail.example.org", "EMAIL_FROM": "desk@example.org"}
    assert configure(**mail)["EMAIL_USE_TLS"]
    assert configure(**mail, EMAIL_TLS="tls")["EMAIL_USE_SSL"]


def test_a_sender_may_have_a_name(configure: Configure) -> None:
    mail = {"EMAIL_HOST": "Mail.example.org", "EMAIL_FROM": "编辑部 <desk@example.org>"}
    assert configure(**mail)["DEFAULT_FROM_EMAIL"] == "编辑部 <desk@example.org>"


def test_the_password_for_mail_may_lie_in_a_file(configure: Configure, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("geheim\n")
    settings = configure(EMAIL_HOST_PASSWORD_FILE=str(tmp_path / "password"))
    assert settings["EMAIL_HOST_PASSWORD"] == "geheim"


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"PORT": "8123"}, "http://127.0.0.1:8123"),
        ({"ALLOWED_HOSTS": "example.org,localhost", "SECRET_KEY": LONG_KEY}, "https://example.org"),
        ({"ALLOWED_HOSTS": ".example.org", "SECRET_KEY": LONG_KEY, "HTTPS": "false"}, "http://example.org"),
    ],
)
def test_addresses_in_messages_lead_to_the_site(configure: Configure, variables: dict[str, str], address: str) -> None:
    assert configure(**variables)["SITE_ADDRESS"] == address


def test_tests_start_without_the_variables_of_this_machine() -> None:
    source = (ROOT / "site_app" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""environment\.\w+\(\s*["'](\w+)["']""", source))
    files = {
        f"{name}_FILE"
        for name in ("CACHE_URL", "DATABASE_URL", "EMAIL_HOST_PASSWORD", "MEDIA_URL", "METRICS_TOKEN", "SECRET_KEY")
    }
    assert read | files == {*SITE_VARIABLES, "DATA_DIR"}


def test_the_table_in_the_readme_lists_just_the_variables_that_are_read() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    settings = readme[readme.index("\n## Settings\n") :]
    rows = re.findall(r"^\| (`[A-Z].*?) \|", settings[: settings.index("\n## ", 2)], re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    source = (ROOT / "site_app" / "settings.py").read_text(encoding="utf-8")
    assert sorted(listed) == sorted({*re.findall(r"""environment\.\w+\(\s*["'](\w+)["']""", source)})


def test_each_of_them_reaches_a_container_but_those_that_a_container_decides() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    settings = readme[readme.index("\n## Settings\n") :]
    rows = re.findall(r"^\| (`[A-Z].*?) \|", settings[: settings.index("\n## ", 2)], re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    passed = {*re.findall(r"^  (\w+): \$\{\1:-", compose, re.MULTILINE)}
    assert listed - passed == {
        "CACHE_URL",
        "DATABASE_URL",
        "DATA_DIR",
        "DEBUG",
        "PORT",
        "STATIC_ROOT",
        "VOICE_DIR",
    }


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "site_app.settings"} | variables
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments], env=environment, capture_output=True, text=True
    )


def test_a_public_site_passes_the_deployment_check(tmp_path: Path) -> None:
    public = {"ALLOWED_HOSTS": "example.org", "SECRET_KEY": LONG_KEY, "DATA_DIR": str(tmp_path)}
    check = manage("check", "--deploy", "--fail-level", "WARNING", **public)
    assert check.stdout == "System check identified no issues (0 silenced).\n", check.stderr


def test_a_command_ends_with_one_line_when_a_setting_cannot_be_used() -> None:
    check = manage("check", DEBUG="maybe")
    assert check.returncode == 1
    assert check.stderr == "设置有误：环境变量 DEBUG 只能是 true 或 false，现在是 “maybe”。\n"


def test_a_database_that_does_not_answer_ends_the_start_with_one_line(tmp_path: Path) -> None:
    """Neither with a traceback nor with the password."""
    lost = {"DATABASE_URL": "postgresql://site:geheim@127.0.0.1:9/x", "DATA_DIR": str(tmp_path)}
    start = manage("doctor", "--start", **lost)
    assert start.returncode == 1
    assert start.stderr.startswith("数据库：数据库连不上：")
    assert start.stderr.count("\n") == 1
    assert "geheim" not in start.stderr


def test_a_command_says_so_too(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").mkdir()
    assert manage("setup", DATA_DIR=str(tmp_path)).stderr.startswith("数据库：数据库连不上：")
    command = manage("migrate", DATA_DIR=str(tmp_path))
    assert command.returncode == 1
    assert command.stderr == "数据库无法使用：unable to open database file。运行 manage.py doctor 看怎样处理。\n"


@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 20_000)])
def test_the_database_lets_readers_and_a_writer_work_at_once(
    configure: Configure, pragma: str, value: str | int
) -> None:
    database = ConnectionHandler(configure()["DATABASES"])["default"]
    try:
        with database.cursor() as cursor:
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    finally:
        database.close()


@pytest.mark.parametrize(
    ("region", "number"), [("mainland", "120"), ("taiwan", "119"), ("hong_kong", "999"), ("other", "112")]
)
def test_the_region_decides_which_number_readers_call(
    configure: Configure, monkeypatch: pytest.MonkeyPatch, region: str, number: str
) -> None:
    monkeypatch.setattr(regions, "chosen", "mainland")
    assert configure(REGION=region)["EMERGENCY_NUMBER"] == number
    assert regions.emergency_number() == number


def test_readers_call_120_unless_told_otherwise(configure: Configure) -> None:
    assert configure()["EMERGENCY_NUMBER"] == "120"


def test_a_region_that_nobody_knows_stops_the_start(configure: Configure) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"REGION.*hong_kong"):
        configure(REGION="mars")


def test_holes_are_reported_to_the_editors_unless_told_otherwise(configure: Configure) -> None:
    assert configure()["SECURITY_CONTACT"] == ""
    assert configure(CONTACT_EMAIL="a@example.org")["SECURITY_CONTACT"] == "mailto:a@example.org"
    assert configure(SECURITY_CONTACT="https://example.org/s")["SECURITY_CONTACT"] == "https://example.org/s"
