import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_app.pinyin import Lexicon, annotate, spell, spell_all

LEXICON = Lexicon.from_pairs([("脑梗", "nǎo gěng"), ("大夫", "dài fu")])

CASES = [
    ("脑梗是什么？", "Nǎogěng shì shénme?"),
    ("高血压、糖尿病等。", "Gāoxuèyā, tángniàobìng děng."),
    ("西安的女儿", "Xī'ān de nǚ'ér"),
    ("他扶着墙走了。", "Tā fúzhe qiáng zǒule."),
    ("这是一种病。", "Zhè shì yī zhǒng bìng."),
    ("人工智能", "Réngōng zhìnéng"),
    ("康复训练", "Kāngfù xùnliàn"),
    ("普及深度睡眠", "Pǔjí shēndù shuìmián"),
    ("看白皮书", "Kàn báipíshū"),
    ("王小明去北京协和医院", "Wáng Xiǎomíng qù Běijīng Xiéhé Yīyuàn"),
    ("一会儿去玩儿", "Yīhuìr qù wánr"),
    ("又称中风", "Yòu chēng zhòngfēng"),
    ("大夫说：“要吃药。”", "Dàifu shuō: “Yào chīyào.”"),
    ("中国有26亿人", "Zhōngguó yǒu 26 yì rén"),
    ("CT检查", "CT jiǎnchá"),
    ("80%的人", "80% de rén"),
    ("血压（高压）", "Xuèyā (gāoyā)"),
    ("等等……", "Děngděng…"),
    ("好——很好", "Hǎo — hěn hǎo"),
    ("头晕。走不稳。", "Tóuyūn. Zǒu bù wěn."),
]


@pytest.mark.parametrize(("text", "pinyin"), CASES)
def test_pinyin_is_spelled_by_word_as_the_standard_says(text, pinyin):
    assert spell_all(annotate(text, LEXICON)) == pinyin


@given(st.text(alphabet="脑梗塞他的一着了（）“”，。—…A1% ", max_size=40))
def test_there_is_one_string_for_each_character(text):
    assert [len(spell(sentence)) for sentence in annotate(text)] == [len(s.text) for s in annotate(text)]
