"""Which simplified characters stand for several traditional ones, and how can each of those be read?

`python -m benchmarks.traditional_choices` writes the table that `pinyin/traditional.py` reads, from what OpenCC and pypinyin
(Unihan) bring along.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import opencc
from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

from site_app.pinyin.syllables import parse_syllable, tone
from site_app.pinyin.traditional import CHOICES

HEADER = "# simplified\ttraditional ones in the forms of Taiwan, the commonest first, each with its readings. From OpenCC’s STCharacters and\n# TWVariants (Apache License 2.0) and from Unihan, as pypinyin has it (MIT). Made by benchmarks/traditional_choices.py.\n"

TODAY = {
    "乾": "gan1,qian2", "干": "gan1", "幹": "gan4", "發": "fa1", "髮": "fa4", "只": "zhi3", "隻": "zhi1", "盡": "jin4",
    "儘": "jin3", "划": "hua2", "劃": "hua4", "斗": "dou3", "鬥": "dou4", "髒": "zang1", "臟": "zang4", "种": "chong2",
    "種": "zhong3,zhong4", "咽": "yan1,ye4", "嚥": "yan4", "吁": "xu1", "籲": "yu4", "別": "bie2", "彆": "bie4",
    "症": "zheng4", "癥": "zheng1", "舍": "she4", "捨": "she3", "几": "ji1", "幾": "ji3,ji1", "衝": "chong1,chong4",
    "沖": "chong1", "復": "fu4", "複": "fu4", "覆": "fu4", "里": "li3", "裡": "li3", "哩": "li1,li3",
}  # fmt: skip
"""Readings that are alive, where old ones among those of Unihan would hide a wrong choice."""


def main() -> None:
    rows = (f"{simplified}\t{' '.join(map(_with_readings, choices))}\n" for simplified, choices in _choices())
    CHOICES.write_text(HEADER + "".join(rows), encoding="utf-8")


def _choices() -> Iterator[tuple[str, list[str]]]:
    to_taiwan = OpenCC("t2tw")
    for line in _characters():
        simplified, traditional = line.split("\t")
        choices = [*dict.fromkeys(map(to_taiwan.convert, traditional.split()))]
        if len(choices) > 1:
            yield simplified, choices


def _characters() -> list[str]:
    clib = Path(opencc.__file__).parent / "clib"
    with TemporaryDirectory() as folder:
        text = Path(folder) / "characters.txt"
        compiled = clib / "share/opencc/STCharacters.ocd2"
        tool = [str(clib / "bin/opencc_dict"), "-i", str(compiled), "-f", "ocd2", "-o", str(text), "-t", "text"]
        subprocess.run(tool, check=True, capture_output=True)
        return text.read_text(encoding="utf-8").splitlines()


def _with_readings(character: str) -> str:
    if character in TODAY:
        return f"{character}:{TODAY[character]}"
    readings = []
    for notation in pinyin_dict.get(ord(character), "").split(","):
        try:
            reading = parse_syllable(notation)
        except ValueError:
            continue
        readings.append(reading if tone(reading) else f"{reading}5")
    return f"{character}:{','.join(dict.fromkeys(readings))}"


if __name__ == "__main__":
    main()
