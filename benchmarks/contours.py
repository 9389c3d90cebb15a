"""Do the voices say the tones that are asked for?

Every pair of tones, in five words each (200 syllables), is spoken in the middle of a sentence. The pitch of each syllable's
voiced part (Praat's autocorrelation, through parselmouth), in semitones, has to show what makes
its tone that tone in running speech (Xu, "Contextual tonal variations in Mandarin", Journal of Phonetics 25, 1997):

1 stays high and level; 2 rises; 3 is low; 4 falls from a high point. A neutral tone has no target of its own: it falls, or
is lower than the tone before it, but stands above the lowest point of a third tone. How often a syllable would pass for
another tone is printed as well, since rules that all pass tell nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import parselmouth

from benchmarks.spoken import Speaker
from site_app.narration.engines import Clip
from site_app.narration.script import Line, script
from site_app.narration.voices import PACES, Voice
from site_app.pinyin import Lexicon

WORDS = """
11 医生 心肌 今天 吸烟 参加
12 心房 失眠 发麻 医疗 胸膜
13 身体 心理 胸口 开始 辛苦
14 生病 心脏 吃药 医院 康复
15 东西 舒服 哆嗦 衣服 妈妈
21 头晕 昨天 时间 年轻 良心
22 学习 食盐 银行 平时 回答
23 急诊 头脑 牛奶 寒冷 食谱
24 疾病 颜色 服药 习惯 急救
25 明白 舌头 朋友 萝卜 糊涂
31 老师 体温 手机 紧张 饼干
32 检查 水平 每年 体能 眼球
33 水果 手指 保险 减少 饮水
34 感冒 手术 体重 饮料 晚饭
35 奶奶 耳朵 嗓子 暖和 嘴巴
41 健康 电梯 大家 用心 细胞
42 治疗 复查 面条 问题 个人
43 大脑 药品 过敏 血管 跳舞
44 运动 睡觉 症状 卒中 救护
45 豆腐 大夫 爸爸 厉害 月亮
"""
READINGS = (
    ("数", "shǔ", "shù"), ("好", "hǎo", "hào"), ("中", "zhōng", "zhòng"), ("为", "wéi", "wèi"), ("难", "nán", "nàn"),
    ("背", "bēi", "bèi"), ("量", "liáng", "liàng"), ("相", "xiāng", "xiàng"), ("倒", "dǎo", "dào"), ("种", "zhǒng", "zhòng"),
)  # fmt: skip
"""Characters to which an editor may give either reading."""
POINTS = 8
"""How many points of a contour are looked at, leaving out its beginning, which belongs to the syllable before."""

Contour = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Toned:
    """A syllable with the pitch that was heard."""

    word: str
    tone: str
    contour: Contour | None
    """Semitones above the median of its place in the sentence; None where no voice was heard."""
    before: "Toned | None"


def report(voices: Sequence[Voice], speaker: Speaker, lexicon: Lexicon) -> None:
    """Print how many syllables have the tone that was asked for, at normal and slow speed."""
    for voice in voices:
        for pace in PACES:
            clips = [(line, speaker.say(line.utterance, voice, pace)) for line in _lines(_words(), lexicon)]
            syllables = list(_measured(clips))
            wrong = [syllable for syllable in syllables if not shows(syllable, syllable.tone)]
            full = [syllable for syllable in syllables if syllable.tone != "5"]
            mistakable = np.mean([shows(one, other) for one in full for other in "1234" if other != one.tone])
            _say(
                f"{voice.key}, {pace.key}: {100 - 100 * len(wrong) / len(syllables):.1f}% of {len(syllables)} syllables "
                f"show the tone asked for (for another one {100 * mistakable:.0f}% would pass)"
            )
            _say("  not: " + "、".join(f"{syllable.word}（{syllable.tone}）" for syllable in wrong))
        _report_readings(voice, speaker, lexicon)


def _report_readings(voice: Voice, speaker: Speaker, lexicon: Lexicon) -> None:
    """Whether a reading that an editor writes into the text changes the tone that is heard."""
    followed = []
    for character, *readings in READINGS:
        texts = [f"{{{character}|{reading}}}" for reading in readings]
        clips = [(line, speaker.say(line.utterance, voice, PACES[0])) for line in _lines(texts, lexicon)]
        followed.append(all(shows(syllable, syllable.tone) for syllable in _measured(clips, length=1)))
    _say(f"{voice.key}: {sum(followed)} of {len(followed)} pairs of readings written in the text are heard as written")


def shows(syllable: Toned, tone: str) -> bool:
    """Whether the pitch has what makes the tone that tone."""
    contour = syllable.contour
    if contour is None:
        return False
    rise = (contour - np.minimum.accumulate(contour)).max()
    fall = (np.maximum.accumulate(contour) - contour).max()
    if tone == "1":
        early, late = np.median(contour[1:4]), np.median(contour[-4:-1])
        return bool(contour.mean() > -2.5 and abs(late - early) < 2.5)
    if tone == "2":
        return bool(rise > 0.7)
    if tone == "3":
        return bool(contour.min() < -3)
    if tone == "4":
        return bool(contour.max() > -2.5 and fall > 2.5)
    before = syllable.before
    if before is None or before.contour is None:
        return False
    if before.tone == "3":
        return bool(contour.max() > before.contour.min())
    return bool(fall > 0.5 or contour.mean() < before.contour.mean())


def _words() -> list[str]:
    return [word for row in WORDS.split("\n") for word in row.split()[1:]]


def _lines(words: Sequence[str], lexicon: Lexicon) -> Iterator[Line]:
    for word in words:
        yield from script("", f"请读“{word}”这个词。", lexicon)


def _measured(clips: Sequence[tuple[Line, Clip]], length: int = 2) -> Iterator[Toned]:
    """The syllables of the words, which stand behind the first two of their sentences.

    Pitch falls in the course of a sentence, so heights count from the median of their place in it.
    """
    places = range(2, 2 + length)
    contours = [[_contour(*_pitch(clip), *clip.marks[place]) for place in places] for _, clip in clips]
    heard = [[contour.mean() for contour in column if contour is not None] for column in zip(*contours, strict=True)]
    medians = [np.median(means) for means in heard]
    for (line, _), found in zip(clips, contours, strict=True):
        spoken = [syllable for part in line.utterance if not isinstance(part, str) for syllable in part]
        before = None
        for place, contour, median in zip(places, found, medians, strict=True):
            raised = None if contour is None else contour - median
            before = Toned(line.sentence.text[3 : 3 + length], spoken[place][-1], raised, before)
            yield before


def _pitch(clip: Clip) -> tuple[Contour, Contour, npt.NDArray[np.bool_]]:
    """Seconds, semitones above 1 Hz, and where there is a voice."""
    samples = np.frombuffer(clip.samples, np.int16) / 32768
    pitch = parselmouth.Sound(samples, clip.rate).to_pitch_ac(time_step=0.005, pitch_floor=60, pitch_ceiling=500)
    hertz = pitch.selected_array["frequency"]
    voiced = hertz > 0
    return pitch.xs(), 12 * np.log2(np.where(voiced, hertz, 1)), voiced


def _contour(
    seconds: Contour, semitones: Contour, voiced: npt.NDArray[np.bool_], start: int, end: int
) -> Contour | None:
    """The longest voiced stretch of a syllable that is spoken from `start` to `end` (milliseconds), smoothed."""
    places = np.flatnonzero(voiced & (seconds >= start / 1000) & (seconds <= end / 1000 + 0.03))
    stretches = np.split(places, np.flatnonzero(np.diff(places) > 3) + 1)
    longest = max(stretches, key=len)
    if len(longest) < 4:
        return None
    heard = semitones[longest]
    smooth = np.array([np.median(heard[max(0, place - 2) : place + 3]) for place in range(len(heard))])
    contour: Contour = np.interp(np.linspace(0.15, 1, POINTS) * (len(smooth) - 1), np.arange(len(smooth)), smooth)
    return contour


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
