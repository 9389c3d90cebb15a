"""Is every syllable of the essay that the site begins with read right? Its source knows no tones and has two mistakes."""

import re
from pathlib import Path

from site_app.pinyin import Lexicon, annotate, read_lexicon, spell_all

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ESSAY = """
Nǎogěng, yòu chēng nǎogěngsè, shì yī zhǒng yóuyú nǎobù xuèyè gōngyìng bùzú ér dǎozhì de shénjīng gōngnéng
zhàng'ài, yánzhòng yǐngxiǎng huànzhě de shēnghuó zhìliàng jí shēngcúnlǜ. Duìyú gāi jíbìng, gōngzhòng de rènzhī
wǎngwǎng tíngliú zài zhèngzhuàng hé jíjiù de céngmiàn, ér duì qí yùfáng hé huīfù de zhòngshì chéngdù bùzú.
Yīncǐ, wǒ rènwéi, tígāo duì nǎogěng de rènzhī hé yùfáng yìshí shì dāngwùzhījí. Shǒuxiān, nǎogěng de fābìnglǜ
zhúnián shàngshēng, tèbié shì zài zhōnglǎonián qúntǐ zhōng, yǐ chéngwéi dǎozhì sǐwáng hé cánjí de zhǔyào
yuányīn zhīyī. Xǔduō rén zài miànduì nǎogěng shí chángcháng gǎndào kǒnghuāng, dàn gèng yīnggāi guānzhù de shì
yùfáng cuòshī. Gāoxuèyā, tángniàobìng, gāozhīxuèzhèng děng shì nǎogěng de zhǔyào fēngxiǎn yīnsù, tōngguò
jiànkāng de shēnghuó fāngshì, zhèxiē fēngxiǎn shì kěyǐ yǒuxiào kòngzhì de. Jūnhéng yǐnshí, shìdù duànliàn,
dìngqī tǐjiǎn děng, dōu néng jiàngdī nǎogěng de fāshēng fēngxiǎn. Qícì, miànduì nǎogěng de huīfù guòchéng,
xǔduō huànzhě chángcháng hūshì kāngfù de zhòngyàoxìng. Nǎogěng hòu de kāngfù bùjǐnjǐn shì shēntǐ de huīfù,
gèng shèjí dào xīnlǐ hé shèhuì de shìyìng. Huànzhě hé jiāshǔ yīng rènshi dào, kāngfù xùnliàn shì bìbùkěshǎo de
huánjié, zhuānyè de kāngfù zhǐdǎo nénggòu tíshēng huīfù xiàoguǒ, bāngzhù huànzhě zǎorì huíguī zhèngcháng
shēnghuó. Cǐwài, gōngzhòng xuānchuán yě yīng jiāqiáng. Tōngguò jiànkāng jiàoyù, shèqū jiǎngzuò děng xíngshì,
zēngqiáng rénmen duì nǎogěng de rènshi, ràng gèng duō rén liǎojiě qí zhèngzhuàng, jíjiù cuòshī yǐjí yùfáng
fāngfǎ, yóuqí shì duì gāofēngxiǎn rénqún de zhòngdiǎn guānzhù, tígāo tāmen de jiànkāng guǎnlǐ yìshí.
Zǒng'éryánzhī, nǎogěng shì yī gè wēixié yánzhòng de jiànkāng wèntí, dàn tōngguò tígāo rènzhī hé yùfáng yìshí,
wǒmen kěyǐ dàfúdù jiàngdī nǎogěng de fābìnglǜ, bìng tígāo huànzhě de shēnghuó zhìliàng. Shèhuì gè
"""


def test_all_473_syllables_are_read_right():
    source = (SEEDS / "000_08eb4925235832b5.txt").read_text(encoding="utf-8")
    essay = "".join(re.findall(r"(.)\((?:[^)]*|\))\)", source[source.index("脑(nao)") :]))
    lexicon = Lexicon.from_pairs((row["word"], row["reading"]) for row in read_lexicon(SEEDS / "lexicon.tsv"))
    sentences = annotate(essay, lexicon)
    assert sum(syllable.reading is not None for sentence in sentences for syllable in sentence.syllables) == 473
    assert spell_all(sentences).split() == ESSAY.split()
