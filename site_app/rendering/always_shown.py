"""Over which words must the pinyin stay, however much of it a reader hides?

Over warning signs, medicines, doses and what to do in an emergency: whoever misreads one of these may come to harm. When in
doubt a word is among them; the price is a little pinyin too much. Boxes 注意 and 急救 stay whole, see `blocks.Block.is_guarded`.
"""

import re
from collections.abc import Iterator

from site_app.pinyin import Lexicon
from site_app.regions import emergency_number

Stretch = tuple[int, int]
"""From, up to: offsets in a sentence."""

SIGN_OF_STROKE = re.compile(
    "(?:口角|嘴角|口眼|嘴巴?|脸|面部|舌头?)(?:突然|会|有些|有点|向一边)?(?:歪|偏斜)|面瘫|一侧(?:的)?(?:身体|肢体|胳膊|手臂|手脚|腿|脸|面部)?(?:突然)?"
    "(?:没力气|没有力气|无力|发麻|麻木|不能动|瘫痪)|半身(?:不遂|麻木|无力)|偏瘫|(?:言语|说话|口齿|吐字|讲话)(?:突然|会)?(?:不清|含糊|困难)|失语|"
    "突然(?:看不清|看不见|失明|昏倒|昏迷|摔倒|站不稳)|(?:突然|突发)的?(?:剧烈|很厉害的)头(?:痛|疼)|"
    "(?:胳膊|手臂|手)(?:抬不起来|举不起来|抬不动)"
)
"""The signs of the campaigns 中风120 and BE FAST: face, arms, speech, balance, eyes, headache."""

_OTHER_SIGN = re.compile(
    "胸(?:口)?(?:痛|疼|闷)|(?:呼吸|喘气)困难|喘不上气|抽搐|昏迷|不省人事|大出血|呕血|便血|说不清|看不清|站不稳|掉下来"
)
_ORDER = re.compile(
    "(?:马上|立即|立刻|赶快|赶紧)(?:去|送|到|打|叫|就)|急诊|救护车|(?:不要|不能|别)(?:自己)?(?:吃|喂|服|停|加|减)"
)
_MEDICINE = re.compile(
    "[阿匹辛瑞普洛氟阿托伐舒美伏]{1,4}他汀|他汀|"
    "\\w{1,5}(?:沙坦|地平|普利|洛尔|格雷|沙班|加群|双胍|列汀|列净|格列\\w|唑嗪|噻嗪|拉唑|替丁|西泮|他定)|"
    "阿司匹林|华法林|肝素|尿激酶|阿替普酶|替奈普酶|阿加曲班|替罗非班|硝酸甘油|速效救心丸|胰岛素|布洛芬|对乙酰氨基酚|丁苯酞|依达拉奉|"
    "胺碘酮|地高辛|呋塞米|螺内酯|甘露醇|舍曲林|氟西汀|帕罗西汀|西酞普兰|青霉素|头孢\\w{0,2}|安定|激素|(?:降压|降糖|降脂|止痛|止疼|安眠|抗凝|溶栓|抗血小板|退烧|救心|感冒)药|"
    "丹参\\w?|三七\\w?|安宫牛黄丸"
)
_NUMERAL = "(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二两三四五六七八九十百千半几]+)"
_DOSE = re.compile(
    f"{_NUMERAL}(?:[~～到至—-]{_NUMERAL})?[个小大 ]*"
    "(?:片|粒|颗|丸|滴|支|袋|包|瓶|勺|毫克|毫升|微克|克|单位|国际单位|mg|ml|mL|μg|ug|g|IU|U|毫米汞柱|mmHg|mmol/L)(?![A-Za-z])|"
    f"(?:每|一)(?:天|日|晚|周|次|个?小时)[^。！？，；]{{0,3}}{_NUMERAL}(?:次|顿|片|粒|颗|回)|{_NUMERAL}(?:次|顿)|"
    f"(?:每隔?{_NUMERAL}?(?:个?小时|天|周))|(?:饭|餐|睡)[前后中]|空腹|剂量|用量|药量|过量|加量|减量|停药|漏服"
)


def always_shown(text: str, lexicon: Lexicon) -> Iterator[Stretch]:
    """The stretches of a sentence's text whose pinyin stays. A sign of danger or an order keeps the sentence whole."""
    number = rf"(?<!\d){emergency_number()}(?!\d)"
    if SIGN_OF_STROKE.search(text) or _OTHER_SIGN.search(text) or _ORDER.search(text) or re.search(number, text):
        yield 0, len(text)
        return
    for rule in (_MEDICINE, _DOSE):
        yield from (match.span() for match in rule.finditer(text))
    for word in lexicon.medicines:
        if word in text:
            yield from (match.span() for match in re.finditer(re.escape(word), text))
