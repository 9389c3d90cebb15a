"""The reading that a character has almost always."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block

_AS_WORDS = {
    "被": "bei4", "并": "bing4", "之": "zhi1", "这": "zhe4", "内": "nei4", "个": "ge4", "从": "cong2", "里": "li3", "是": "shi4",
    "更": "geng4", "应": "ying1", "处": "chu4", "都": "dou1", "要": "yao4", "当": "dang1", "给": "gei3", "中": "zhong1",
    "血": "xue4", "吐": "tu3", "切": "qie1", "将": "jiang1", "与": "yu3", "和": "he2", "会": "hui4", "没": "mei2",
    "看": "kan4", "少": "shao3", "别": "bie2", "便": "bian4", "却": "que4", "正": "zheng4", "相": "xiang1", "空": "kong1",
    "多": "duo1", "说": "shuo1", "朝": "chao2", "似": "si4", "传": "chuan2", "重": "zhong4", "弹": "tan2", "折": "zhe2",
    "啊": "a5", "吧": "ba5", "呢": "ne5", "吗": "ma5", "嘛": "ma5", "呀": "ya5", "啦": "la5", "哪": "na3", "那": "na4",
    "了": "le5", "的": "de5", "着": "zhe5", "过": "guo4", "晕": "yun1", "好": "hao3", "量": "liang4", "数": "shu4",
    "间": "jian1", "长": "chang2", "还": "hai2", "倒": "dao4", "教": "jiao4", "只": "zhi3",
    "种": "zhong3", "干": "gan4", "曾": "ceng2", "得": "de2", "地": "di4",
    "削": "xiao1",
}  # fmt: skip
"""Function words and others that are read so whenever they stand by themselves and no rule says otherwise."""
_AS_ENDINGS = {"率": "lv4"}
"""What is read so behind two syllables or more: a rate, as in 治愈率. Who is rash or leads (草率, 表率) is so in two syllables."""


def usual(block: Block) -> Iterator[tuple[int, str]]:
    """As a word of its own, or in nearly all the phrases that contain the character."""
    for span in block.spans:
        for offset in range(span.start, span.end):
            character = block.text[offset]
            as_word = _AS_WORDS.get(character) if span.end - span.start == 1 else None
            as_ending = _AS_ENDINGS.get(character) if offset > span.start + 1 and offset == span.end - 1 else None
            reading = as_word or as_ending or block.dictionary.usual(character)
            if reading:
                yield offset, reading
