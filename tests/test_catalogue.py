"""Is everything that the site says there in English and in traditional characters, and does it come into a fresh tree?"""

import re
from pathlib import Path
from shutil import copytree

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override

from site_app.catalogue import LOCALE, ROOT, compile_catalogues, said_in_source, untranslated, update
from site_app.traditional_catalogue import said_in_traditional

HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\(\w+\)\w|%%?s|%%|\{\w+\}|<[^>]+>")
QUOTED = {
    "卒中", "脑", "梗", "脑梗", "高血压", "预防", "一", "不", "汉", "字",
}  # fmt: skip
"""Chinese that English sentences quote as examples."""
MEND = "Run `make messages`, and write what is missing into locale/en/LC_MESSAGES/django.po."


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (LOCALE / "en/LC_MESSAGES/django.po").open("rb") as lines:
        return read_po(lines, locale="en")


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_everything_that_the_source_says_is_in_english_and_nothing_else(english):
    said = {key(message) for message in said_in_source() if message.id}
    known = {key(message) for message in english if message.id}
    assert said - known == set(), MEND
    assert known - said == set(), MEND
    assert not english.obsolete, MEND
    assert [key(message) for message in english if untranslated(message)] == [], MEND
    assert [key(message) for message in english if message.id and message.fuzzy] == [], MEND


def test_a_translation_has_the_placeholders_of_its_sentence(english):
    for message in english:
        if message.id:
            originals = [message.id] if isinstance(message.id, str) else message.id
            for original, translation in zip(originals, texts(message), strict=True):
                assert sorted(PLACEHOLDER.findall(original)) == sorted(PLACEHOLDER.findall(translation)), original


def test_english_is_english(english):
    for message in english:
        for translation in texts(message) if message.id else ():
            left = translation
            for word in sorted(QUOTED, key=len, reverse=True):
                left = left.replace(word, "")
            assert not HAN.search(left), translation


def test_what_is_said_without_chinese_characters_is_djangos_own():
    """Texts of ours are Chinese in the source; an English one would have no Chinese."""
    for message in said_in_source(ours=False):
        if message.id:
            said = gettext(message.id) if isinstance(message.id, str) else ngettext(*message.id, 2)
            assert said != message.id, message.id


def test_a_fresh_tree_is_compiled_and_a_changed_one_anew(tmp_path):
    copytree(LOCALE, tmp_path / "locale", ignore=lambda _folder, names: [name for name in names if name.endswith("mo")])
    compiled = tmp_path / "locale/en/LC_MESSAGES/django.mo"
    compile_catalogues(tmp_path / "locale")
    first = compiled.read_bytes()
    compiled.write_bytes(b"kept")
    source = compiled.with_suffix(".po")
    import os

    os.utime(compiled, ns=(source.stat().st_mtime_ns,) * 2)
    compile_catalogues(tmp_path / "locale")
    assert compiled.read_bytes() == b"kept"
    source.write_text(source.read_text(encoding="utf-8").replace('"Draft"', '"Sketch"'), encoding="utf-8")
    compile_catalogues(tmp_path / "locale")
    assert compiled.read_bytes() == first.replace(b"\0Draft\0", b"\0Sketch\0") or b"Sketch" in compiled.read_bytes()
    assert [path.suffix for path in sorted(compiled.parent.iterdir())] == [".mo", ".po"]


def test_updating_keeps_translations_and_tells_what_waits(tmp_path):
    (tmp_path / "site_app").mkdir()
    (tmp_path / "templates").mkdir()
    copytree(LOCALE, tmp_path / "locale")
    (tmp_path / "site_app" / "room.py").write_text('_("草稿")\n_("一句新的话")\n', encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}\n  {% if x %}\n {% translate '标题' %}{% blocktranslate %}又一句{{ name }}{% endblocktranslate %}{% endif %}",
        encoding="utf-8",
    )
    path = "locale/en/LC_MESSAGES/django.po"
    assert list(update(tmp_path)) == [f"{path}: 一句新的话", f"{path}: 又一句%(name)s"]
    assert "一句新的話" in (tmp_path / "locale/zh_Hant/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    with (tmp_path / path).open("rb") as lines:
        catalogue = read_po(lines)
    assert {message.id: message.string for message in catalogue if message.string and message.id} == {
        "草稿": "Draft",
        "标题": "Title",
    }
    written = (tmp_path / path).read_bytes()
    list(update(tmp_path))
    assert (tmp_path / path).read_bytes() == written


def test_the_catalogues_are_as_make_messages_writes_them():
    before = {path: path.read_bytes() for path in LOCALE.glob("*/LC_MESSAGES/django.po")}
    try:
        list(update())
        for path, content in before.items():
            assert path.read_bytes() == content, MEND
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def test_everything_is_said_in_traditional_characters_by_the_tables(english):
    with (LOCALE / "zh_Hant/LC_MESSAGES/django.po").open("rb") as lines:
        traditional = read_po(lines, locale="zh_Hant")
    assert {key(message) for message in traditional} == {key(message) for message in english}, MEND
    for message in traditional:
        if message.id:
            original = message.id if isinstance(message.id, str) else message.id[0]
            assert texts(message) == [said_in_traditional(original)], MEND
            assert sorted(PLACEHOLDER.findall(original)) == sorted(PLACEHOLDER.findall(texts(message)[0])), original


def test_words_of_the_screen_are_those_of_taiwan():
    assert said_in_traditional("保存设置，发布到网络") == "儲存設定，發布到網路"
    assert said_in_traditional("注音，不是注音符号") == "標音，不是注音符號"
    assert said_in_traditional("下次审核") == "下次審核"


def test_tests_have_the_translations_compiled():
    with override("en"):
        assert gettext("草稿") == "Draft"
    with override("zh-hant"):
        assert (gettext("标题"), gettext("Monday")) == ("標題", "星期一")
    assert gettext("草稿") == "草稿"
    assert not Path(ROOT, "locale/zh_Hans").exists()
