import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_app.pinyin import Lexicon, Style, annotate, spell, spell_all

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
    ("第一，第二十八天", "Dì-yī, dì-èrshíbā tiān"),
    ("第十三章", "Dì-shísān zhāng"),
    ("三五天、七八个、十七八岁、一两次", "Sān-wǔ tiān, qī-bā gè, shíqī-bā suì, yī-liǎng cì"),
    ("一百二十个，一千三百五十六", "Yībǎi èrshí gè, yīqiān sānbǎi wǔshíliù"),
    ("拨打一二〇", "Bōdǎ yī'èrlíng"),
    ("一一对应", "Yīyīduìyìng"),
    ("循序渐进，风平浪静", "Xúnxù-jiànjìn, fēngpíng-làngjìng"),
    ("爱不释手，背道而驰，不亦乐乎", "Àibùshìshǒu, bèidào'érchí, bùyìlèhū"),
    ("来来往往，高高兴兴", "Láiláiwǎngwǎng, gāogāoxìngxìng"),
    ("研究研究", "Yánjiū yánjiū"),
    ("李大夫和王医生", "Lǐ dàifu hé Wáng yīshēng"),
    ("老李住在北京市", "Lǎo Lǐ zhù zài Běijīng Shì"),
    ("河北省，鸭绿江，长江，黑龙江", "Héběi Shěng, Yālù Jiāng, Cháng Jiāng, Hēilóngjiāng"),
    ("孩子们", "Háizimen"),
]
STYLES = [
    (Style.MARKED, "Nǎogěng de nǚ'ér qù Xī'ān wánr."),
    (Style.TONELESS, "Naogeng de nü'er qu Xi'an wanr."),
    (Style.NUMBERED, "Nao3geng3 de5 nü3er2 qu4 Xi1an1 wan2r5."),
    (Style.ZHUYIN, "ㄋㄠˇ ㄍㄥˇ ˙ㄉㄜ ㄋㄩˇ ㄦˊ ㄑㄩˋ ㄒㄧ ㄢ ㄨㄢˊ ˙ㄦ。"),
]


@pytest.mark.parametrize(("text", "pinyin"), CASES)
def test_pinyin_is_spelled_by_word_as_the_standard_says(text, pinyin):
    assert spell_all(annotate(text, LEXICON)) == pinyin


@pytest.mark.parametrize(("style", "spelled"), STYLES)
def test_a_sentence_is_spelled_in_each_notation(style, spelled):
    assert spell_all(annotate("脑梗的女儿去西安玩儿。", LEXICON), style) == spelled


@given(st.text(alphabet="脑梗塞他的一着了（）“”，。—…A1% ", max_size=40))
def test_there_is_one_string_for_each_character(text):
    sentences = annotate(text)
    for style in Style:
        assert [len(spell(sentence, style)) for sentence in sentences] == [len(s.text) for s in sentences]
