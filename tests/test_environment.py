"""Does every reader take what is meant and refuse the rest?"""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from site_app import environment


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    def give(value: str, name: str = "SETTING") -> None:
        monkeypatch.setenv(name, value)

    return give


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_counts_as_not_given(given, value: str) -> None:
    given(value)
    assert environment.text("SETTING", "默认") == "默认"


@pytest.mark.parametrize(
    ("value", "meaning"), [("true", True), ("YES", True), ("1", True), ("off", False), ("0", False)]
)
def test_a_boolean_is_written_in_several_ways(given, value: str, meaning: bool) -> None:
    given(value)
    assert environment.boolean("SETTING", not meaning) is meaning


@pytest.mark.parametrize("value", ["ture", "2", "是"])
def test_a_boolean_refuses_anything_else(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=f"^环境变量 SETTING 只能是 true 或 false，现在是 “{value}”。$"):
        environment.boolean("SETTING", False)


def test_a_choice_comes_back_as_it_is_spelled_in_the_list(given) -> None:
    given("warning")
    assert environment.choice("SETTING", "INFO", ("INFO", "WARNING")) == "WARNING"


def test_a_choice_refuses_a_word_outside_the_list(given) -> None:
    given("loud")
    with pytest.raises(ImproperlyConfigured, match=r"^环境变量 SETTING 只能是 INFO、WARNING 之一，现在是 “loud”。$"):
        environment.choice("SETTING", "INFO", ("INFO", "WARNING"))


def test_hosts_are_separated_by_commas(given) -> None:
    given(" Example.org, .example.net ,,[::1]")
    assert environment.hosts("SETTING", ()) == ["example.org", ".example.net", "[::1]"]


@pytest.mark.parametrize(
    "value", ["*", "https://example.org", "example.org:8000", "example.org/path", "a b", "健康.org"]
)
def test_a_host_is_a_plain_name(given, value: str) -> None:
    given(f"example.org,{value}")
    with pytest.raises(ImproperlyConfigured, match=r"^环境变量 SETTING 要逐一列出域名.*不是域名。$") as refusal:
        environment.hosts("SETTING", ())
    assert f"“{value}”" in str(refusal.value)


@pytest.mark.parametrize("value", ["Asia/Nowhere", "+8", "../../etc/passwd", "Asia"])
def test_a_time_zone_has_a_known_name(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="环境变量 SETTING 要写时区的名称"):
        environment.time_zone("SETTING", "Asia/Shanghai")


def test_a_folder_is_made_with_those_above_it(given, tmp_path: Path) -> None:
    given(str(tmp_path / "a" / "b"))
    assert environment.folder("SETTING", tmp_path / "var") == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()


def test_a_relative_folder_lies_beside_the_default_one(given, tmp_path: Path) -> None:
    given("elsewhere")
    assert environment.folder("SETTING", tmp_path / "var") == tmp_path / "elsewhere"


def test_a_folder_cannot_be_a_file(given, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    given(str(tmp_path / "file"))
    with pytest.raises(ImproperlyConfigured, match=r"^环境变量 SETTING 指定的目录 .*file 无法使用"):
        environment.folder("SETTING", tmp_path / "var")


def test_a_secret_is_read_from_a_file(given, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密\n", encoding="utf-8")
    given(str(tmp_path / "secret"), name="SETTING_FILE")
    assert environment.secret("SETTING") == "秘密"


def test_a_secret_has_one_source(given, tmp_path: Path) -> None:
    given("秘密")
    given(str(tmp_path / "secret"), name="SETTING_FILE")
    with pytest.raises(ImproperlyConfigured, match=r"^环境变量 SETTING 与 SETTING_FILE 只能给出一个。$"):
        environment.secret("SETTING")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file or directory"), (b" \n", "是空的"), (b"\xff\xfe", "不是 UTF-8 文本")],
)
def test_an_unreadable_secret_is_refused(given, tmp_path: Path, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    given(str(tmp_path / "secret"), name="SETTING_FILE")
    with pytest.raises(ImproperlyConfigured, match=f"^环境变量 SETTING_FILE 指定的文件 .*secret .*{reason}。$"):
        environment.secret("SETTING")


def test_a_new_folder_is_for_this_user_alone(given, tmp_path: Path) -> None:
    given(str(tmp_path / "new"))
    assert environment.folder("SETTING", tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_there_keeps_its_permissions(given, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o750)
    given(str(tmp_path / "shared"))
    assert environment.folder("SETTING", tmp_path / "var").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("value", ["bianji@example.org", "a.b+c@mail.example.org"])
def test_an_e_mail_address_is_taken(given, value: str) -> None:
    given(value)
    assert environment.email("SETTING") == value
    assert environment.contact("SETTING") == f"mailto:{value}"


@pytest.mark.parametrize(
    "value", ["bianji", "a@b", "a b@example.org", "a@example.org?bcc=b@example.org", "<a@example.org>"]
)
def test_what_is_no_e_mail_address_is_refused(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="SETTING"):
        environment.email("SETTING")
    with pytest.raises(ImproperlyConfigured, match="SETTING"):
        environment.contact("SETTING")


@pytest.mark.parametrize("value", ["https://example.org/security", "mailto:a@example.org"])
def test_a_contact_may_be_a_page_or_a_mailbox(given, value: str) -> None:
    given(value)
    assert environment.contact("SETTING") == value


@pytest.mark.parametrize(
    "value", ["http://example.org/", "javascript:alert(1)", "https://a b", "https://a\nExpires: 1"]
)
def test_a_contact_is_nothing_else(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="SETTING"):
        environment.contact("SETTING")
