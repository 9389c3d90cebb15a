"""Does a text in traditional characters keep the readings that were approved for it?"""

import pytest

from site_app.pinyin import annotate, parse_inline
from site_app.pinyin.traditional import characters_of, impossible, in_traditional

HARD = """
发展 發展|头发 頭髮|理发 理髮|发现 發現|白发 白髮|发白 發白|皮肤发干 皮膚發乾|干净 乾淨|干部 幹部|饼干 餅乾|干扰 干擾|口干 口乾|干细胞 幹細胞
后来 後來|皇后 皇后|前后 前後|复杂 複雜|重复 重複|恢复 恢復|反复 反覆|里面 裡面|公里 公里|心里 心裡|面条 麵條|面对 面對|血脂 血脂|脑梗塞 腦梗塞
心脏 心臟|肮脏 骯髒|一只手 一隻手|只有 只有|几个 幾個|茶几 茶几|尽量 儘量|尽力 盡力|关系 關係|系鞋带 繫鞋帶|划船 划船|计划 計劃|头晕 頭暈|了解 瞭解|好了 好了
咽喉 咽喉|症状 症狀|种类 種類|手表 手錶|表面 表面|松开 鬆開|松树 松樹|血管 血管|准备 準備|钟头 鐘頭|制药 製藥|控制 控制|看着 看著|胡子 鬍子|一斗米 一斗米|战斗 戰鬥
"""


@pytest.mark.parametrize("pair", HARD.replace("\n", "|").strip("|").split("|"))
def test_one_simplified_character_becomes_the_one_that_is_meant(pair):
    simplified, traditional = pair.split()
    (sentence,) = annotate(simplified)
    converted = in_traditional(sentence)
    assert converted.text == traditional
    assert [one.reading for one in converted.syllables] == [one.reading for one in sentence.syllables]
    assert [*impossible(sentence)] == []


@pytest.mark.parametrize(
    ("written", "traditional"),
    [
        ("他说：“好，‘脑梗’可以预防。”", "他說：「好，『腦梗』可以預防。」"),
        ("health is “wealth”, isn’t it", "health is “wealth”, isn’t it"),
        ("O’Brien医生说“好”", "O’Brien醫生說「好」"),
        ("回归正常生活", "回歸正常生活"),
    ],
)
def test_quotation_marks_go_with_the_characters(written, traditional):
    assert characters_of(written) == traditional


def test_what_an_editor_wrote_decides_where_the_characters_do_not_tell():
    for written, traditional in (
        ("发{干|gān}", "發乾"),
        ("他真{干|gàn}", "他真幹"),
        ("误{咽|yàn}", "誤嚥"),
        ("很{脏|zāng}", "很髒"),
        ("{脏|zàng}器", "臟器"),
    ):
        inline = parse_inline(written)
        (sentence,) = annotate(inline.text, written=inline.written)
        assert in_traditional(sentence).text == traditional


def test_a_reading_that_no_traditional_character_has_is_told():
    inline = parse_inline("洗{头发|tóu fèi}。")
    (sentence,) = annotate(inline.text, written=inline.written)
    ((offset, word, syllable, traditional),) = impossible(sentence)
    assert (offset, word.text, syllable.character, syllable.reading, traditional) == (2, "头发", "发", "fei4", "髮")


def test_each_character_stays_one_character_and_whatever_else_stays():
    text = "打印机、软件 CT 80%，ruò〇\n“内存”"
    assert characters_of(text) == "打印機、軟件 CT 80%，ruò〇\n「內存」"
    assert len(characters_of("一个干湿两用的里程表" * 50)) == 500
    assert characters_of("") == ""
