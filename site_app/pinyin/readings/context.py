"""Readings of frequent characters, by the grammar around them.

Only characters that are a word by themselves are looked at: inside longer words the dictionaries know better. Each rule
names the construction it stands for; grammar after Lü Shuxiang, *Xiandai Hanyu babai ci* (1999). What single words beside
a character tell is in the table of `collocations`.
"""

from collections.abc import Callable, Iterator

from site_app.pinyin.collocations import collocations
from site_app.pinyin.readings.block import Block

Rule = Callable[[Block, int], str | None]

_PREDICATES = ("v", "a", "i", "l", "z")
_MODIFIERS = ("d", "a", "z", "i", "l", "ad", "o", "b")
_ACTIONS = ("v", "p", "d", "l", "i")
_STATES = frozenset((*"肿咳痒晕闷喘吐疼痛麻冻胀憋饿渴困累抖烫热冷烧瘦胖哭笑急", "高兴"))
"""States of body and mind that the segmenter's dictionary may list as something else than predicates."""
_DEGREES = frozenset(("很", "太", "不", "更", "最", "挺", "厉害", "越来越"))
"""What is said of how somebody is ill: 病得很重, but 这病得早治."""
_LONGEST_COMPOUND = 4
_NEED = frozenset(
    "也 就 都 总 还 必 非 必须 可 又 至少 起码 先 再 可能 要".split()  # noqa: SIM905  quotes around every word hide the words
)
"""Adverbs that 得 (must) follows."""
_GROUND = frozenset(
    "拖 擦 扫 着 落 倒 种 跪 席 离 块 片 的 此 该 当 各 两 本".split()  # noqa: SIM905  quotes around every word hide the words
)
"""Words before 地 as the ground."""
_WEI_OBJECTS = frozenset(
    "主 准 限 例 首 宜 止 核心 一体 基础 目标 中心 主题 时 期 佳 好".split()  # noqa: SIM905  quotes around every word hide the words
)
"""What 为 (be, act as) takes."""
_COPULAR = frozenset(
    "均 原 皆 多 常 主要 一般 通常 宜 即 实 名 学名 约 仅 较 最 更 已 尤 以 成 定 改 视 列 分 选 作 译 命名 设 誉 确诊 诊断 判定 评".split()  # noqa: SIM905  quotes around every word hide the words
)
"""Words before 为 (be, become)."""


def context(block: Block) -> Iterator[tuple[int, str]]:
    """What the rule for the character says, else what its neighbours do."""
    for place, span in enumerate(block.spans):
        word = block.word(place)
        if len(word) == 1:
            reading = (RULES[word](block, place) if word in RULES else None) or _by_neighbours(block, place, 0)
            if reading:
                yield span.start, reading
        elif 1 < len(word) <= _LONGEST_COMPOUND and span.pos != "x":
            yield from _inside_compound(block, place)


def _inside_compound(block: Block, place: int) -> Iterator[tuple[int, str]]:
    """Verb and complement, or verb and object, that the segmenter joined and no dictionary settles: 划破, 走得快, 拿不了."""
    word, span = block.word(place), block.spans[place]
    for k, character in enumerate(word):
        if span.start + k in block.settled or span.pos.startswith("nr"):
            continue
        if character == "得" and (0 < k < len(word) - 1 or (k == 1 == len(word) - 1 and word[0] in _STATES)):
            yield span.start + k, "de5"
        elif character == "了" and k == len(word) - 1 and word[k - 1] in ("得", "不"):
            has_verb = k > 1 or block.pos(place - 1).startswith("v")
            yield span.start + k, "liao3" if has_verb else "le5"
        elif reading := _by_neighbours(block, place, k):
            yield span.start + k, reading


def _by_neighbours(block: Block, place: int, k: int) -> str | None:
    """The first row of the table that fits the `k`th character of the word at `place`; a word's parts have no tags."""
    word = block.word(place)
    rows = collocations().get(word[k])
    if not rows:
        return None
    before = (word[:k], "") if k else (block.word(place - 1), block.pos(place - 1))
    after = (word[k + 1 :], "") if k < len(word) - 1 else (block.word(place + 1), block.pos(place + 1))
    fitting = (r.reading for r in rows if r.before.holds(*before, before=True) and r.after.holds(*after, before=False))
    return next(fitting, None)


def de_complement(block: Block, place: int) -> str | None:
    """得: de after a predicate (complement), děi before what must be done or spent, else dé (obtain)."""
    before, after, word_before = block.pos(place - 1), block.pos(place + 1), block.word(place - 1)
    word_after = block.word(place + 1)
    if word_before in ("不", "易", "难", "所", "获", "患", "只", "求", "使", "方", "罹"):
        return "de2"
    if word_after[:1] == "了":
        return "de5" if _is_one_syllable_verb(block, place - 1) else "de2"
    if word_after[:1] in ("到", "过", "奖", "病", "出", "知", "益", "以", "分", "名"):
        return "de2"
    if word_before in _STATES:
        return "de5"
    if word_before in _NEED:
        return "dei3" if after.startswith((*_ACTIONS, "m", "a", "r", "n", "c", "t")) else None
    if before.startswith(_PREDICATES) and word_before not in ("容易", "会", "能", "可能", "怕", "担心", "怀疑"):
        return "de5"
    if before.startswith(("r", "n", "t")):
        is_before_action = after.startswith((*_ACTIONS, "m", "t")) or word_after in ("记", "早", "快", "勤")
        if word_before == "病" and word_after in _DEGREES:
            return "de5"
        return "dei3" if is_before_action else "de2" if after.startswith("n") else None
    return "dei3" if before == "x" and after.startswith(_ACTIONS) else None


def di_adverbial(block: Block, place: int) -> str | None:
    """地: de between a modifier and the verb it modifies; dì as the ground that something is done to or lies on."""
    before, after = block.pos(place - 1), block.pos(place + 1)
    if block.word(place - 1) in _GROUND:
        return "di4"
    if after.startswith(("f", "x", "u")) and not before.startswith(_MODIFIERS):
        return "di4"
    is_modifier = before.startswith((*_MODIFIERS, "v", "q", "m", "n", "y", "u"))
    return "de5" if is_modifier and after.startswith((*_ACTIONS, "a", "r", "i", "l", "m")) else None


def liao_potential(block: Block, place: int) -> str | None:
    """了: liǎo after 得 or 不 behind a verb (potential complement: 吃得了, 去不了), else le."""
    word_before = block.word(place - 1)
    if word_before in ("得", "不"):
        return "liao3" if _is_one_syllable_verb(block, place - 2) else "le5"
    return "liao3" if word_before.endswith(("得", "不")) and block.pos(place - 1).startswith("v") else "le5"


def zhao_catch(block: Block, place: int) -> str | None:
    """着: zháo where 了 stands between it and what is caught (着了凉, 着了急)."""
    is_parted = block.word(place + 1) == "了" and block.word(place + 2)[:1] in tuple("凉急火慌迷魔")
    return "zhao2" if is_parted else None


def wei_copula(block: Block, place: int) -> str | None:
    """为: wèi for whom or what something is done, wéi as 'be, become, act as' and closing 以…为…."""
    before, after = block.word(place - 1), block.word(place + 1)
    clause = _clause_before(block, place)
    if after in ("了", "此", "何", "什么", "着", "您", "你", "我", "他", "她", "大家", "其"):
        return "wei4"
    if (
        before in _COPULAR
        or block.pos(place + 1) == "m"
        or any(word in ("以", "由", "被", "将", "把") for word in clause)
    ):
        return "wei2"
    if after in _WEI_OBJECTS:
        return "wei2"
    is_before_action = block.pos(place + 1).startswith("v") and block.pos(place - 1).startswith(("x", "c", "d"))
    return "wei4" if is_before_action or _has_action_behind(block, place + 1) else None


def ying_answer(block: Block, place: int) -> str | None:
    """应: yìng when it answers somebody's wish (应患者要求)."""
    wishes = ("要求", "邀请", "请求", "邀", "需求", "需要", "需")
    return (
        "ying4" if block.pos(place + 1).startswith(("n", "r")) and _clause_behind(block, place) & set(wishes) else None
    )


def _has_action_behind(block: Block, place: int) -> bool:
    """Whether the clause goes on with a noun phrase and then a verb: 为病人服务, 为大脑提供氧气."""
    for later in range(place, place + 7):
        pos = block.pos(later)
        if pos == "x" or block.word(later) == "的":
            return False
        if pos.startswith("v"):
            return later > place and not block.pos(later + 1).startswith("uj")
    return False


def _is_one_syllable_verb(block: Block, place: int) -> bool:
    return len(block.word(place)) == 1 and block.pos(place).startswith("v")


def _clause_before(block: Block, place: int) -> list[str]:
    """The up to eight words before `place` in its clause."""
    words: list[str] = []
    for earlier in range(place - 1, max(-1, place - 9), -1):
        if block.pos(earlier) == "x":
            break
        words.append(block.word(earlier))
    return words


def _clause_behind(block: Block, place: int) -> set[str]:
    """The up to five words behind `place` in its clause."""
    words: set[str] = set()
    for later in range(place + 1, place + 6):
        if block.pos(later) == "x":
            break
        words.add(block.word(later))
    return words


RULES: dict[str, Rule] = {
    "得": de_complement,
    "地": di_adverbial,
    "了": liao_potential,
    "着": zhao_catch,
    "为": wei_copula,
    "应": ying_answer,
}
