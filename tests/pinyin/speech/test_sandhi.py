import pytest

from site_app.pinyin.speech import speak, spell_spoken
from site_app.pinyin.tokens import Sentence, Syllable, Word

YI = """
一/m/yi1 个/q/ge4 | yí gè
一/m/yi1 个/q/ge5 | yí ge
一/m/yi1 天/q/tian1 | yì tiān
一/m/yi1 年/q/nian2 | yì nián
一/m/yi1 种/q/zhong3 | yì zhǒng
一定/d/yi1.ding4 | yídìng
一起/m/yi1.qi3 | yìqǐ
一会儿/m/yi1.hui4.er5 | yíhuìr
一点儿/m/yi1.dian3.er5 | yìdiǎnr
一/m/yi1 ， 二/m/er4 | yī èr
统一/v/tong3.yi1 | tǒngyī
统一/v/tong3.yi1 战线/n/zhan4.xian4 | tǒngyī zhànxiàn
统一战线/l/tong3.yi1.zhan4.xian4 | tǒngyīzhànxiàn
万一/d/wan4.yi1 病/v/bing4 了/u/le5 | wànyī bìng le
之一/r/zhi1.yi1 是/v/shi4 | zhīyī shì
第/m/di4 一/m/yi1 次/q/ci4 | dì yī cì
第一/m/di4.yi1 次/q/ci4 | dìyī cì
初一/t/chu1.yi1 | chūyī
周一/t/zhou1.yi1 下午/t/xia4.wu3 | zhōuyī xiàwǔ
一月/t/yi1.yue4 | yīyuè
一/m/yi1 月/m/yue4 一/m/yi1 日/m/ri4 | yī yuè yī rì
一/m/yi1 日/q/ri4 三/m/san1 餐/n/can1 | yí rì sān cān
一/m/yi1 楼/n/lou2 | yī lóu
一九九八/m/yi1.jiu3.jiu3.ba1 年/q/nian2 | yījiújiǔbā nián
十一/m/shi2.yi1 个/q/ge4 | shíyī gè
二十一/m/er4.shi2.yi1 天/q/tian1 | èrshíyī tiān
一百一十/m/yi1.bai3.yi1.shi2 | yìbǎiyīshí
一百/m/yi1.bai3 | yìbǎi
一万/m/yi1.wan4 | yíwàn
三分之一/m/san1.fen1.zhi1.yi1 的/u/de5 人/n/ren2 | sānfēnzhīyī de rén
一/m/yi1 点/q/dian3 五/m/wu3 | yī dián wǔ
十/m/shi2 点/q/dian3 一刻/m/yi1.ke4 | shí diǎn yíkè
一一/d/yi1.yi1 | yīyī
看一看/v/kan4.yi1.kan4 | kànyikàn
走/v/zou3 一/m/yi1 走/v/zou3 | zǒu yi zǒu
一/m/yi1 天/q/tian1 一/m/yi1 天/q/tian1 | yì tiān yì tiān
同一/b/tong2.yi1 个/q/ge4 | tóngyí gè
这/r/zhe4 一/m/yi1 期/q/qi1 | zhè yì qī
进一步/d/jin4.yi1.bu4 | jìnyíbù
不/d/bu4 一定/d/yi1.ding4 | bù yídìng
一心一意/i/yi1.xin1.yi1.yi4 | yìxīnyíyì
"""
BU = """
不/d/bu4 是/v/shi4 | bú shì
不/d/bu4 能/v/neng2 | bù néng
不/d/bu4 好/a/hao3 | bù hǎo
不/d/bu4 ， 不/d/bu4 要/v/yao4 | bù bú yào
不要/d/bu4.yao4 | búyào
不要/d/bu4.yao4 不要/d/bu4.yao4 | búyào búyào
好不好/l/hao3.bu4.hao3 | hǎobuhǎo
是/v/shi4 不/d/bu4 是/v/shi4 | shì bu shì
可/v/ke3 不/d/bu4 可以/v/ke3.yi3 | kě bu kéyǐ
看不见/v/kan4.bu4.jian4 | kànbujiàn
睡/v/shui4 不/d/bu4 着/v/zhao2 | shuì bu zháo
走/v/zou3 不/d/bu4 动/v/dong4 | zǒu bu dòng
是/v/shi4 不/d/bu4 好/a/hao3 的/u/de5 | shì bù hǎo de
他/r/ta1 不/d/bu4 来/v/lai2 | tā bù lái
对不起/l/dui4.bu5.qi3 | duìbuqǐ
"""
THIRD = """
你好/l/ni3.hao3 | níhǎo
很/d/hen3 好/a/hao3 | hén hǎo
我/r/wo3 很/d/hen3 好/a/hao3 | wǒ hén hǎo
可以/v/ke3.yi3 | kéyǐ
展览馆/n/zhan3.lan3.guan3 | zhánlánguǎn
手写体/n/shou3.xie3.ti3 | shóuxiétǐ
小老虎/n/xiao3.lao3.hu3 | xiǎoláohǔ
米老鼠/n/mi3.lao3.shu3 | mǐláoshǔ
岂有此理/i/qi3.you3.ci3.li3 | qíyǒucílǐ
很/d/hen3 满意/a/man3.yi4 | hén mǎnyì
老板/n/lao3.ban3 很/d/hen3 满意/a/man3.yi4 | láobǎn hén mǎnyì
买/v/mai3 两/m/liang3 种/q/zhong3 水果/n/shui3.guo3 | mǎi liáng zhǒng shuíguǒ
我/r/wo3 想/v/xiang3 买/v/mai3 水/n/shui3 | wó xiǎng mái shuǐ
我/r/wo3 ， 你/r/ni3 | wǒ nǐ
“ 我/r/wo3 ” 走/v/zou3 | wó zǒu
哪里/r/na3.li5 | náli
手/n/shou3 里/f/li5 | shóu li
想想/v/xiang3.xiang5 | xiángxiang
姐姐/n/jie3.jie5 | jiějie
小姐/n/xiao3.jie5 | xiáojie
椅子/n/yi3.zi5 | yǐzi
耳朵/n/er3.duo5 | ěrduo
五/m/wu3 点/q/dian3 | wú diǎn
九百五十/m/jiu3.bai3.wu3.shi2 | jiúbáiwǔshí
"""
ERHUA = """
玩儿/v/wan2.er5 | wánr
一会儿/m/yi1.hui4.er5 | yíhuìr
哪儿/r/na3.er5 | nǎr
女儿/n/nv3.er2 | nǚ'ér
婴儿/n/ying1.er2 | yīng'ér
儿童/n/er2.tong2 | értóng
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [row.split(" | ") for row in (YI + BU + THIRD + ERHUA).splitlines() if row],
)
def test_tones_change_in_speech(spoken, words, expected):
    assert spoken(words) == expected


def syllable(character: str, reading: str) -> Syllable:
    return Syllable(character, reading)


def test_the_citation_is_kept():
    sentence = Sentence((Word((syllable("可", "ke3"), syllable("以", "yi3")), "v"),))
    (span,) = speak(sentence)
    assert spell_spoken(span.words) == "kéyǐ"
    assert spell_spoken(span.words, citation=True) == "kěyǐ"


def test_a_merged_suffix_is_one_syllable_for_two_characters():
    (span,) = speak(Sentence((Word((syllable("玩", "wan2"), syllable("儿", "er5")), "v"),)))
    ((merged,),) = span.words
    assert (merged.character, merged.reading, merged.erhua) == ("玩儿", "wan2", True)
    assert (span.start, span.end) == (0, 2)
