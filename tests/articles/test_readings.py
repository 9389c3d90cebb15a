"""Does `readings` print one token for each character of each line, on any machine, for any bytes?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from site_app.articles import available_lexicon
from site_app.articles.models import LexiconEntry
from site_app.articles.reading_desk.sources import STEPS
from site_app.pinyin import readings
from tests.factories import make_lexicon_entry


@pytest.fixture
def read(tmp_path, capsys):
    """The output's lines for a file of these bytes."""

    def run(data: bytes) -> list[str]:
        path = tmp_path / "text.txt"
        path.write_bytes(data)
        call_command("readings", str(path))
        printed = capsys.readouterr().out
        assert printed == "" or printed.endswith("\n")
        return printed.removesuffix("\n").split("\n") if printed else []

    return run


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("银行\n行人\n".encode(), ["yin2 hang2", "xing2 ren2"]),
        ("银行".encode(), ["yin2 hang2"]),
        ("绿，a1\n".encode(), ["lv4 - - -"]),
        (b"\n\n", ["", ""]),
        (b"", []),
        ("绿\r\n\r\n绿\r".encode(), ["lv4", "", "lv4"]),
        ("绿\r绿".encode(), ["lv4 - lv4"]),
        ("绿\x0b\x0c\x1c\x85\u2028\u2029绿".encode(), ["lv4 - - - - - - lv4"]),
        ("绿  绿".encode(), ["lv4 - - lv4"]),
        ("\ufeff绿".encode(), ["- lv4"]),
        ("绿".encode() + b"\xff\xc3\n" + "绿".encode(), ["lv4 - -", "lv4"]),
        (b"\x00", ["-"]),
        ("👨‍👩绿".encode(), ["- - - lv4"]),
        ("{卒中|cù zhòng}".encode(), ["- cu4 zhong4 " + " ".join("-" * 10)]),
        ("好吗".encode(), ["hao3 ma5"]),
    ],
)
def test_one_token_for_each_character_of_each_line(data, lines, read):
    assert read(data) == lines


@pytest.mark.django_db
def test_the_sites_table_decides(read):
    make_lexicon_entry("银行", "yín xíng")
    assert read("银行".encode()) == ["yin2 xing2"]


@pytest.mark.django_db
def test_an_empty_table_leaves_it_to_the_seeds(read, monkeypatch, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "lexicon.tsv").write_text("word\treading\tnote\n银行\tyín xíng\t\n", encoding="utf-8")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    assert not LexiconEntry.objects.exists()
    assert read("银行".encode()) == ["yin2 xing2"]


def test_a_missing_table_leaves_it_to_the_seeds(monkeypatch):
    def fail():
        raise OperationalError("no such table")

    monkeypatch.setattr("site_app.articles.lexicon.lexicon", fail)
    assert "卒中" in available_lexicon.available_lexicon()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's file; the test before this one is of both")
def test_a_missing_database_is_not_created(monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none.sqlite3")
    assert "卒中" in available_lexicon.available_lexicon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_seeds_lexicon_that_cannot_be_read_gets_one_line(monkeypatch, tmp_path, read):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "lexicon.tsv").write_text("word\treading\tnote\n银行\tyín\t\n", encoding="utf-8")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    with pytest.raises(CommandError, match=r"lexicon\.tsv:2:"):
        read("银行".encode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_file_that_cannot_be_read_gets_one_line(name, tmp_path):
    with pytest.raises(CommandError, match="无法读取"):
        call_command("readings", str(tmp_path / name))


@pytest.mark.django_db
def test_many_lines_at_a_time_are_answered_like_one_at_a_time(read):
    lines = ["他在银行工作，长期高血压", "”他说。", " 行人", "", "你得多喝水。"] * 30
    together = read("\n".join(lines).encode())
    assert together == [line for text in lines for line in (read(text.encode()) or [""])]


@pytest.mark.django_db
def test_heteronyms_are_explained(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("绿\n他去银行取钱。\n", encoding="utf-8")
    call_command("readings", str(path), "--explain")
    head, *rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert head == ["行", "列", "字", "词", "读音", "依据", "其他读音", "存疑"]
    assert ["2", "4", "行", "银行", "hang2", "词典一致", "xing2 heng2", "存疑"] in rows
    assert {len(row) for row in rows} == {8}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("请打120。", "qing2 da3 yao1 er4 ling2 -"),
        ("一个，不是", "yi2 ge4 - bu2 shi4"),
        ("80%", "bai3 fen1 zhi1 ba1 shi2"),
        ("去玩儿", "qu4 wanr2"),
        ("做CT", "zuo4 C T"),
        ("", ""),
    ],
)
def test_what_is_spoken_has_sandhi_and_numbers(text, tokens, tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    call_command("readings", str(path), "--spoken")
    assert capsys.readouterr().out == f"{tokens}\n"


def test_every_step_has_a_name_for_people():
    assert list(STEPS) == [step.__name__ for step in readings.STEPS]


def command(*arguments: str, data_dir: Path) -> subprocess.Popen:
    environment = {**os.environ, "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "site_app.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_fresh_clone_needs_no_database(tmp_path):
    process = command("readings", data_dir=tmp_path)
    out, err = process.communicate("卒中".encode())
    assert (out, err, process.returncode) == (b"cu4 zhong4\n", b"", 0)
    assert not list(tmp_path.glob("*.sqlite3*"))


def test_each_line_is_answered_before_the_next_is_asked(tmp_path):
    with command("readings", data_dir=tmp_path) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("银行\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"yin2 hang2\n"
        process.stdin.close()


def test_a_listener_that_leaves_is_no_error(tmp_path):
    with command("readings", data_dir=tmp_path) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write("银行\n".encode() * 1000)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
