"""Readings of frequent function words, by the grammar around them.

Only characters that are a word by themselves are looked at: inside longer words the dictionaries know better. Each rule
names the construction it stands for; grammar after Lü Shuxiang, *Xiandai Hanyu babai ci* (1999).
"""

from collections.abc import Callable, Iterator

from site_app.pinyin.readings.block import Block

Rule = Callable[[Block, int], str | None]

_VERBS = ("v", "p", "d")
_PREDICATES = ("v", "a", "i", "l", "z")
_MODIFIERS = ("d", "a", "z", "i", "l", "ad", "o")

ALONE = {
    "更": "geng4", "应": "ying1", "处": "chu4", "都": "dou1", "要": "yao4", "当": "dang1", "给": "gei3", "中": "zhong1",
    "血": "xue4", "吐": "tu3", "切": "qie1", "将": "jiang1", "与": "yu3", "和": "he2", "会": "hui4", "没": "mei2",
    "看": "kan4", "少": "shao3", "别": "bie2", "便": "bian4", "却": "que4", "正": "zheng4", "相": "xiang1", "空": "kong1",
    "多": "duo1", "说": "shuo1", "朝": "chao2", "似": "si4", "传": "chuan2", "重": "zhong4", "弹": "tan2", "折": "zhe2",
    "啊": "a5", "吧": "ba5", "呢": "ne5", "吗": "ma5", "嘛": "ma5", "呀": "ya5", "啦": "la5", "哪": "na3", "那": "na4",
    "了": "le5", "的": "de5", "着": "zhe5", "过": "guo4", "晕": "yun1", "好": "hao3", "量": "liang4", "数": "shu4",
    "间": "jian1", "长": "chang2", "还": "hai2", "倒": "dao4", "教": "jiao4", "为": "wei4", "只": "zhi3",
    "种": "zhong3", "干": "gan4", "曾": "ceng2", "得": "de2", "地": "di4",
    "削": "xiao1",
}  # fmt: skip
"""How the character is read as a word of its own when no rule below says otherwise."""


def context(block: Block) -> Iterator[tuple[int, str]]:
    """The rule for the character, else how it is read when it stands alone."""
    for place, span in enumerate(block.spans):
        word = block.word(place)
        if len(word) == 1:
            reading = (RULES[word](block, place) if word in RULES else None) or ALONE.get(word)
            if reading:
                yield span.start, reading
        elif "得" in word[1:]:
            yield span.start + word.index("得", 1), "de5"  # 疼得, 走得快: the segmenter joined verb and complement


def de_complement(block: Block, place: int) -> str | None:
    """得: de after a predicate (complement), děi before a verb after its subject (must), else dé (obtain)."""
    before, after, word_before = block.pos(place - 1), block.pos(place + 1), block.word(place - 1)
    if block.word(place + 1)[:1] in ("了", "到", "过", "奖", "病", "分", "出", "知", "益", "以"):
        return "de2"
    if word_before in ("容易", "不", "易", "难", "会", "能", "可", "所", "获", "患"):
        return "de2"
    if before.startswith(_PREDICATES):
        return "de5"
    if before.startswith("r") and not after.startswith(("n", "x")):
        return "dei3"
    has_subject = before.startswith("n") or word_before in ("都", "也", "就", "总", "还", "必", "非")
    return "dei3" if has_subject and after.startswith(_VERBS) else None


def de_adverbial(block: Block, place: int) -> str | None:
    """地: de between a modifier and the verb it modifies."""
    return "de5" if block.pos(place - 1).startswith(_MODIFIERS) and block.pos(place + 1) != "x" else None


def liao_potential(block: Block, place: int) -> str | None:
    """了: liǎo after 得 or 不 (potential complement: 吃得了, 去不了)."""
    return "liao3" if block.word(place - 1)[-1:] in ("得", "不") and block.word(place - 1) not in ("不",) else None


def wei_copula(block: Block, place: int) -> str | None:
    """为: wéi as 'be, become, act as': after a verb (列为), before a number, or closing 以…为…; else wèi (for)."""
    if block.word(place + 1) in ("了", "此", "何", "什么", "着"):
        return "wei4"
    clause = _clause_before(block, place)
    is_copula = (
        block.pos(place - 1) in ("v", "vn")
        or block.pos(place + 1) == "m"
        or block.word(place + 1)
        in ("主", "准", "限", "例", "首", "宜", "止", "由", "核心", "一体", "基础", "目标", "中心", "主题")
        or any(word in ("以", "由", "被") for word in clause)
    )
    return "wei2" if is_copula else None


def zhi_measure(block: Block, place: int) -> str | None:
    """只: zhī as a measure word, after a numeral or a demonstrative."""
    before = block.word(place - 1)
    return "zhi1" if block.pos(place - 1) == "m" or before in ("这", "那", "每", "几", "两", "哪", "某") else None


def jiao_teach(block: Block, place: int) -> str | None:
    """教: jiāo as a verb with a person or a subject behind it (教他做)."""
    return "jiao1" if block.pos(place + 1).startswith("r") or block.pos(place) == "v" else None


def huan_return(block: Block, place: int) -> str | None:
    """还: huán with something to give back (还钱, 还给)."""
    return "huan2" if block.word(place + 1) in ("给", "钱", "债", "款", "清", "书", "贷", "完") else None


def zhang_grow(block: Block, place: int) -> str | None:
    """长: zhǎng as a verb (长出, 长在, 长了, 长得)."""
    return "zhang3" if block.word(place + 1)[:1] in ("出", "在", "了", "得", "大", "满", "期间", "着", "高") else None


def liang_measure(block: Block, place: int) -> str | None:
    """量: liáng as a verb with what is measured (量血压)."""
    is_measured = block.word(place + 1)[:2] in ("血压", "体温", "身高", "体重", "腰围", "一量", "血糖", "脉搏")
    is_verb = is_measured or block.word(place + 1) in ("一下", "了") or _is_said_twice(block, place)
    return "liang2" if is_verb else None


def shu_count(block: Block, place: int) -> str | None:
    """数: shǔ as a verb (数一数, 数脉搏)."""
    is_verb = block.word(place + 1) in ("一数", "一下", "脉搏", "着", "到", "完", "清楚")
    return "shu3" if is_verb or _is_said_twice(block, place) else None


def zhong_plant(block: Block, place: int) -> str | None:
    """种: zhòng as a verb (种花, 种疫苗); zhǒng as a measure word."""
    is_verb = block.pos(place + 1) == "n" and block.pos(place - 1) not in ("m", "r", "a", "n")
    return "zhong4" if is_verb or block.word(place + 1) in ("了", "上", "下") else None


def gan_dry(block: Block, place: int) -> str | None:
    """干: gān after a part of the body or a degree adverb (口干, 很干)."""
    return (
        "gan1"
        if block.word(place - 1) in ("口", "嘴", "眼", "皮肤", "很", "太", "发", "晒", "擦", "吹", "弄")
        else None
    )


def dao_fall(block: Block, place: int) -> str | None:
    """倒: dǎo after a verb (推倒); dào as a verb of pouring or as an adverb."""
    return "dao3" if block.pos(place - 1) == "v" or block.word(place + 1) in ("在", "地", "下", "了") else None


def zeng_surname(block: Block, place: int) -> str | None:
    """曾: Zēng as a surname; céng as an adverb."""
    return "zeng1" if block.pos(place) == "nr" or block.pos(place + 1) == "nr" else None


def tu_vomit(block: Block, place: int) -> str | None:
    """吐: tù when it happens to somebody (吐了, 想吐); tǔ when it is done (吐气, 吐痰)."""
    happens = block.word(place + 1) in ("了", "过", "血", "得", "个", "不止") or block.word(place - 1) in (
        "想",
        "要",
        "又",
    )
    return "tu4" if happens else None


def cheng_ladle(block: Block, place: int) -> str | None:
    """盛: chéng as a verb with an amount or a vessel (盛一碗饭)."""
    return "cheng2" if block.pos(place + 1) == "m" or block.word(place + 1) in ("饭", "汤", "菜", "在", "满") else None


def chong_again(block: Block, place: int) -> str | None:
    """重: chóng before a verb, again (重做检查)."""
    return "chong2" if block.pos(place + 1) == "v" and block.pos(place - 1) != "d" else None


def _is_said_twice(block: Block, place: int) -> bool:
    """A verb said twice to try it: 量一量."""
    return block.word(place + 1) == "一" and block.word(place + 2)[:1] == block.word(place)


def _clause_before(block: Block, place: int) -> list[str]:
    """The up to eight words before `place` in its clause."""
    words: list[str] = []
    for earlier in range(place - 1, max(-1, place - 9), -1):
        if block.pos(earlier) == "x":
            break
        words.append(block.word(earlier))
    return words


RULES: dict[str, Rule] = {
    "得": de_complement,
    "地": de_adverbial,
    "了": liao_potential,
    "为": wei_copula,
    "只": zhi_measure,
    "教": jiao_teach,
    "还": huan_return,
    "长": zhang_grow,
    "量": liang_measure,
    "数": shu_count,
    "种": zhong_plant,
    "干": gan_dry,
    "倒": dao_fall,
    "吐": tu_vomit,
    "盛": cheng_ladle,
    "重": chong_again,
    "曾": zeng_surname,
}
