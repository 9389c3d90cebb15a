"""One line a case: the sentence with the function word in brackets, and how it is read there."""

import pytest

from site_app.pinyin import annotate

CASES = """
恢复[得]不错 de5
你[得]按时吃药 dei3
他[得]了糖尿病 de2
怕[得]脑梗 de2
这病[得]早治 dei3
病[得]很重 de5
累[得]直不起腰 de5
高兴[得]哭了 de5
时间[得]记在本子上 dei3
药[得]天天吃 dei3
着了凉，还[得]接着吃药 dei3
患者[得]肺炎在冬天 de2
他[着]了凉 zhao2
水呛[着]了 zhao2
灯闪[着]，亮 zhe5
别[倒]着看书 dao4
骨头[折]了 she2
打[折]了 zhe2
急诊[处]在一楼 chu4
你[得]多喝水 dei3
走[得]快 de5
疼[得]睡不着 de5
慢慢[地]走 de5
[地]上有水 di4
扶[着]墙 zhe5
吃完[了]药 le5
他去得[了]吗 liao3
[为]病人服务 wei4
被列[为]重点 wei2
举起两[只]手 zhi1
[只]有这样 zhi3
医生[教]他翻身 jiao1
[还]没有好 hai2
[还]给医院 huan2
头发[长]出来了 zhang3
每天[量]血压 liang2
[量]一量体温 liang2
[吐]了两次 tu4
把痰[吐]出来 tu3
[盛]一碗饭 cheng2
[重]做检查 chong2
请[数]一数 shu3
这[种]药 zhong3
口很[干] gan1
[干]活 gan4
人[更]多 geng4
[应]马上就医 ying1
[应]患者要求延长门诊 ying4
他[曾]住院 ceng2
他昨天摔[倒]了 dao3
给他[倒]一杯水 dao4
病人[都]来了 dou1
这么重他拿不[了] liao3
天气太[闷] men1
[背]着老人下楼 bei1
拍拍[背] bei4
门[缝]里有风 feng4
伤口[缝]了三针 feng2
睡了一[觉] jiao4
鱼刺[卡]在喉咙里 qia3
把手[划]破了 hua2
骨头[折]了 she2
衣服[脏]了 zang1
把药片[磨]成粉 mo4
鞋[磨]破了脚 mo2
[削]苹果 xiao1
屋里[闷]着不透气 men1
[系]好安全带 ji4
[转]到大医院 zhuan3
视力很[差] cha4
[屏]住呼吸 bing3
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_function_words_are_read_by_their_grammar(case):
    marked, expected = case.split(" ")
    place = marked.index("[")
    syllables = [s for sentence in annotate(marked.replace("[", "").replace("]", "")) for s in sentence.syllables]
    assert syllables[place].reading == expected
