import pytest

from site_app.documents import DocumentError
from site_app.documents.pinyin_text import check_pinyin, is_pinyin, with_pinyin_punctuation


@pytest.mark.parametrize(
    "text",
    [
        "Nǎogěng, yòu chēng nǎogěngsè.",
        "nao3geng3, you4 cheng1 nao3geng3se4.",
        "naogeng,youchengnaogengsai",
        "nao geng you cheng",
        "Xī'ān de huār zài 10:30 kāi, 120 mmHg, CT.",
        "nǎogxng hěn wēixiǎn",
        "nǎo gěng, women de pengyou xyzq.",
        "nǎo xyzqwrtpsdfgh gěng",
        "wo de pengyou xyzqwrtpsdfghjkl hao",
    ],
)
def test_pinyin_is_recognised(text):
    assert is_pinyin(text)


@pytest.mark.parametrize(
    "text",
    [
        "This program is free software; you can redistribute it and modify it under the terms of the licence.",
        "脑梗 nǎogěng",
        "10:30, 26,000",
        "Le café est fermé; où est la gare?",
    ],
)
def test_other_texts_are_not(text):
    assert not is_pinyin(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nǎogěng hěn\nwēixiǎn, nǎogxng", "a.txt:2:13: 从“gxng”起不能分成普通话音节"),
        ("nao3geng3xq", "a.txt:1:10: 从“xq”起不能分成普通话音节"),
        ("naogengxzhongsaizhongfengdeyanzhongxing", "a.txt:1:8: 从“xzhongsaizho…”起不能分成普通话音节"),
        ("nao6", "a.txt:1:4: 从“6”起不能分成普通话音节"),
    ],
)
def test_the_first_place_that_is_no_syllable_is_named(text, message):
    with pytest.raises(DocumentError) as refused:
        check_pinyin(text, "a.txt")
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nǎogěng，yòu chēng。", "nǎogěng, yòu chēng."),
        ("naogeng,youcheng", "naogeng, youcheng"),
        ("xuèyā、xuètáng", "xuèyā, xuètáng"),
        ("shénme？zhēn de！！hǎo", "shénme? zhēn de!! hǎo"),
        ("tā shuō：“hǎo！”wǒ", "tā shuō: “hǎo!” wǒ"),
        ("nǎogěng（stroke）de", "nǎogěng (stroke) de"),
        ("ránhòu……tā", "ránhòu... tā"),
        ("10:30, 26,000", "10:30, 26,000"),
        ("kàn https://a.b/c,d", "kàn https://a.b/c,d"),
    ],
)
def test_its_punctuation_is_half_width_with_one_space_after_it(text, expected):
    assert with_pinyin_punctuation(text) == expected
    assert with_pinyin_punctuation(expected) == expected
