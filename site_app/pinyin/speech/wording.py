"""Which syllables are the words that digits, units and marks are spoken with?

Everything in this package that says something says it in hanzi with a space between words (“百 分 之 八十”), letters and
foreign words among them; here they get their readings. Each of these hanzi has one reading in this use.
"""

from site_app.pinyin.speech.letters import is_word
from site_app.pinyin.speech.spans import SpokenSyllable

_TABLE = """
零 ling2 〇 ling2 一 yi1 幺 yao1 二 er4 两 liang3 三 san1 四 si4 五 wu3 六 liu4 七 qi1 八 ba1 九 jiu3
十 shi2 百 bai3 千 qian1 万 wan4 亿 yi4 点 dian3 分 fen1 之 zhi1 又 you4 负 fu4 正 zheng4 第 di4 半 ban4
年 nian2 月 yue4 日 ri4 号 hao4 秒 miao3 钟 zhong1 小 xiao3 时 shi2 天 tian1 次 ci4 周 zhou1
到 dao4 比 bi3 每 mei3 大 da4 于 yu2 等 deng3 不 bu4 约 yue1 加 jia1 减 jian3 乘 cheng2 除 chu2 以 yi3 和 he2
的 de5 方 fang1 平 ping2 立 li4 下 xia4 度 du4 摄 she4 华 hua2 氏 shi4
毫 hao2 微 wei1 纳 na4 皮 pi2 厘 li2 米 mi3 克 ke4 飞 fei1 升 sheng1 吨 dun1 摩 mo2 尔 er3 汞 gong3 柱 zhu4 水 shui3
卡 ka3 焦 jiao1 耳 er3 帕 pa4 伏 fu2 瓦 wa3 安 an1 赫 he4 兹 zi1 兆 zhao4 贝 bei4 戈 ge1 瑞 rui4 希 xi1 沃 wo4 特 te4
国 guo2 际 ji4 单 dan1 位 wei4 当 dang1 量 liang4 渗 shen4 透 tou4 公 gong1 里 li3 英 ying1 镑 bang4 磅 bang4 盎 ang4 司 si1
元 yuan2 美 mei3 欧 ou1 勒 le4 斯 si1 转 zhuan4 艾 ai4 井 jing3 杠 gang4 斜 xie2 冒 mao4 划 hua4 线 xian4 问 wen4 吉 ji2
"""
READINGS: dict[str, str] = dict(zip(*[iter(_TABLE.split())] * 2, strict=True))
"""The reading of every hanzi that this package speaks of its own accord."""


def words_of(spoken: str) -> tuple[tuple[SpokenSyllable, ...], ...]:
    """The words of a spoken form: “C T 十二” → C, T, shí'èr."""
    return tuple(map(_word, spoken.split(" ")))


def _word(word: str) -> tuple[SpokenSyllable, ...]:
    if word[0] in READINGS:
        return tuple(SpokenSyllable(character, READINGS[character], READINGS[character]) for character in word)
    return (SpokenSyllable(word, ""),) if is_word(word) else tuple(SpokenSyllable(letter, "") for letter in word)
