import pytest

from site_app.pinyin.styles import Style, written_syllable
from site_app.pinyin.syllables import LEGAL

ZHUYIN = [
    ("zhi1", "ㄓ"), ("zhong4", "ㄓㄨㄥˋ"), ("de5", "˙ㄉㄜ"), ("lv4", "ㄌㄩˋ"), ("xue4", "ㄒㄩㄝˋ"), ("er2", "ㄦˊ"), ("yuan3", "ㄩㄢˇ"),
    ("weng1", "ㄨㄥ"), ("xiong2", "ㄒㄩㄥˊ"), ("n2", "ㄋˊ"), ("m2", "ㄇˊ"), ("ng4", "ㄫˋ"), ("ê1", "ㄝ"), ("yo1", "ㄧㄛ"),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "symbols"), ZHUYIN)
def test_zhuyin_writes_the_tone_behind_and_the_neutral_tone_in_front(reading, symbols):
    assert written_syllable(reading, Style.ZHUYIN) == symbols


def test_every_legal_syllable_has_zhuyin_of_its_own():
    written = {written_syllable(f"{syllable}1", Style.ZHUYIN) for syllable in LEGAL}

    assert len(written) == len(LEGAL)
    assert not [symbols for symbols in written if not all("\u3105" <= symbol <= "\u312f" for symbol in symbols)]


def test_u_umlaut_is_written_as_such():
    assert [written_syllable("lv4", style) for style in (Style.MARKED, Style.TONELESS, Style.NUMBERED)] == [
        "lǜ",
        "lü",
        "lü4",
    ]
