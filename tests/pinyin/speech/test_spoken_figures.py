import pytest

CASES = {
    "telephone numbers": """
拨打120 | yāo èr líng
打120 | yāo èr líng
立即拨打“120”急救电话 | yāo èr líng
120电话 | yāo èr líng
120急救中心 | yāo èr líng
叫了120救护车 | yāo èr líng
打119、120或110 | yāo yāo jiǔ yāo èr líng yāo yāo líng
记住“中风120” | yāo èr líng
“120”口诀 | yāo èr líng
12320卫生热线 | yāo èr sān èr líng
拨打12345 | yāo èr sān sì wǔ
400-820-8820 | sì líng líng bā èr líng bā bā èr líng
打400电话 | sì líng líng
手机13812345678 | yāo sān bā yāo èr sān sì wǔ liù qī bā
138 1234 5678 | yāo sān bā yāo èr sān sì wǔ liù qī bā
+86 138-1234-5678 | jiā bā liù yāo sān bā yāo èr sān sì wǔ liù qī bā
010-12345678 | líng yāo líng yāo èr sān sì wǔ liù qī bā
电话：8230142 | bā èr sān líng yāo sì èr
邮编100020 | yāo líng líng líng èr líng
血压120 | yìbǎi èrshí
120毫米 | yìbǎi èrshí
打120分钟电话 | yìbǎi èrshí
120名患者 | yìbǎi èrshí
卒中120例 | yìbǎi èrshí
110个 | yìbǎi yīshí
""",
    "years, dates and times": """
2014年 | èr líng yī sì
1998年 | yī jiǔ jiǔ bā
20年 | èrshí
5年内 | wǔ
2年 | liǎng
100年 | yìbǎi
98年5月 | jiǔ bā wǔ
80年代 | bāshí
公元前221年 | èr èr yī
1500年前 | yìqiān wúbǎi
2000年前 | liǎngqiān
2019年前 | èr líng yī jiǔ
2019-2020年 | èr líng yī jiǔ dào èr líng èr líng
2019—20年 | èr líng yī jiǔ dào èr líng
2014年-2016年 | èr líng yī sì dào èr líng yī liù
2019、2020年 | èr líng yī jiǔ èr líng èr líng
2024年度 | èr líng èr sì
2018版 | èr líng yī bā
《指南2018》 | èr líng yī bā
（2018） | èr líng yī bā
（2010-2018） | èr líng yī líng dào èr líng yī bā
2018千卡 | liǎngqiān líng yīshíbā
10月29日 | shí èrshíjiǔ
1月1日 | yī yī
2月2日 | èr èr
12号 | shí'èr
2024-10-29 | èr líng èr sì nián shí yuè èrshíjiǔ rì
2024/10/29 | èr líng èr sì nián shí yuè èrshíjiǔ rì
2024.1.9 | èr líng èr sì nián yī yuè jiǔ rì
2024-13-29 | liǎngqiān líng èrshísì shísān èrshíjiǔ
10/29日 | shí yuè èrshíjiǔ
日期：10/29 | shí yuè èrshíjiǔ rì
8:30 | bā diǎn sānshí fēn
8：30 | bā diǎn sānshí fēn
20:05 | èrshí diǎn líng wǔ fēn
2:00 | liáng diǎn
0:00 | líng diǎn
8:30:15 | bā diǎn sānshí fēn shíwú miǎo
8:00-10:00 | bā diǎn dào shí diǎn
上午9点-11点 | jiú dào shíyī
""",
    "ranges": """
3-5天 | sān dào wǔ
3–5天 | sān dào wǔ
3~5天 | sān dào wǔ
3～5个月 | sān dào wǔ
3 - 5 天 | sān dào wǔ
60—70岁 | liùshí dào qīshí
60——70岁 | liùshí dào qīshí
1-2天 | yī dào liǎng
2-3次 | liǎng dào sān
2-3级 | èr dào sān
10月1日-7日 | shí yī dào qī
3天-5天 | sān dào wǔ
5mm-8mm | wǔ háomǐ dào bā háomǐ
10%~20% | bǎi fēn zhī shí dào bǎi fēn zhī èrshí
10-20% | bǎi fēn zhī shí dào bǎi fēn zhī èrshí
36.5～37.2℃ | sānshíliù dián wǔ dào sānshíqī diǎn èr shèshìdù
-5～5℃ | língxià wǔ dào wǔ shèshìdù
Ⅲ~Ⅳ级 | sān dào sì
II-III级 | èr dào sān
1/3~1/2 | sān fēn zhī yī dào èr fēn zhī yī
120~139/80~89mmHg | yìbǎi èrshí dào yìbǎi sānshíjiǔ bǐ bāshí dào bāshíjiǔ háomǐ gǒngzhù
周一-周五 | dào
图3-2 | sān gàng èr
1-2-3 | yī èr sān
5-3=2 | wú jiǎn sān děngyú èr
""",
    "signs and temperatures": """
-5℃ | língxià wǔ shèshìdù
低至-5℃ | língxià wǔ shèshìdù
零下5℃ | wǔ shèshìdù
-5 | fù wǔ
- 5个 | wǔ
37.5℃ | sānshíqī dián wǔ shèshìdù
37.5°C | sānshíqī dián wǔ shèshìdù
98℉ | jiǔshíbā huáshìdù
45° | sìshíwǔ dù
2℃ | liǎng shèshìdù
<140 | xiǎoyú yìbǎi sìshí
＜140 | xiǎoyú yìbǎi sìshí
> 140 | dàyú yìbǎi sìshí
≤3天 | xiǎoyú děngyú sān
≥140 | dàyú děngyú yìbǎi sìshí
>=140 | dàyú děngyú yìbǎi sìshí
≈3 | yuē děngyú sān
P<0.05 | P xiǎoyú líng diǎn líng wǔ
P=0.05 | P děngyú líng diǎn líng wǔ
5±1 | wǔ jiājiǎn yī
±5 | zhèngfù wǔ
3+2 | sān jiā èr
+5 | zhèng wǔ
饮食+运动 | jiā
6÷2 | liù chúyǐ èr
3×2 | sān chéng èr
3*2 | sān chéng èr
3x2 | sān chéng èr
170cm×60cm | yìbǎi qīshí límǐ chéng liùshí límǐ
和/或 |
R&D | R hé D
5#楼 | wǔ hào
""",
    "parts and proportions": """
80% | bǎi fēn zhī bāshí
80％ | bǎi fēn zhī bāshí
2% | bǎi fēn zhī èr
0.5% | bǎi fēn zhī líng dián wǔ
100% | bǎi fēn zhī yìbǎi
5‰ | qiān fēn zhī wǔ
1/3 | sān fēn zhī yī
2/3 | sān fēn zhī èr
1/10 | shí fēn zhī yī
½ | èr fēn zhī yī
1½片 | yī yòu èr fēn zhī yī
130/80 | yìbǎi sānshí bǐ bāshí
140/90 | yìbǎi sìshí bí jiǔshí
180/110 | yìbǎi bāshí bǐ yìbǎi yīshí
3/2 | sān bǐ èr
1:2 | yī bǐ èr
1：2 | yī bǐ èr
1:2:3 | yī bǐ èr bǐ sān
按1:10稀释 | yī bǐ shí
""",
    "numbers": """
0 | líng
10个 | shí
12个 | shí'èr
21个 | èrshíyī
101 | yìbǎi líng yī
110 | yìbǎi yīshí
1001 | yìqiān líng yī
1010 | yìqiān líng yīshí
1,234 | yìqiān èrbǎi sānshísì
10,000 | yíwàn
10 000 | yíwàn
10\u202f500 | yíwàn líng wúbǎi
10010 | yíwàn líng yīshí
12000 | yíwàn èrqiān
22000 | liǎngwàn èrqiān
100000 | shíwàn
100110 | shíwàn líng yībǎi yīshí
120000 | shí'èr wàn
100000000 | yíyì
1000000000000 | yíwàn yì
26亿 | èrshíliù
1.5万 | yī dián wǔ
13亿8000万 | shísān bāqiān
200 | èrbǎi
2000 | liǎngqiān
20000 | liǎngwàn
2亿2000万 | liǎng èrqiān
2万 | liǎng
2300 | liǎngqiān sānbǎi
4.5小时 | sì dián wú
2.5小时 | èr dián wú
1.5 | yī dián wǔ
0.05 | líng diǎn líng wǔ
.5 | líng dián wǔ
3.14 | sān diǎn yī sì
2.0 | èr diǎn líng
007 | líng líng qī
3.1.2节 | sān diǎn yī diǎn èr
１２０毫克 | yìbǎi èrshí
12345678901234567 | yī èr sān sì wǔ liù qī bā jiǔ líng yī èr sān sì wǔ liù qī
10⁹ | shí de jiǔ cìfāng
10⁻³ | shí de fù sān cìfāng
10^9 | shí de jiǔ cìfāng
① | yī
⑫ | shí'èr
Ⅱ型 | èr
Ⅱ期 | èr
III期 | sān
IV级 | sì
I型 | yī
""",
    "one and two": """
1个 | yí
1天 | yì
1毫升 | yì
1次 | yí
1号 | yī
1级 | yī
第1次 | yī
2个 | liǎng
2小时 | liáng
2天 | liǎng
2次 | liǎng
2周 | liǎng
2岁 | liǎng
2个月 | liǎng
2人 | liǎng
2片 | liǎng
2毫米 | liǎng
2 mm | liǎng háomǐ
2mg | liǎng háokè
2月 | èr
2号 | èr
2楼 | èr
2级 | èr
2型糖尿病 | èr
第2 | èr
第2天 | èr
表2 | èr
2和3 | èr sān
2例 | liǎng
""",
    "units": """
80mmHg | bāshí háomǐ gǒngzhù
4.5 mmol/L | sì dián wǔ háomó'ěr měi shēng
5mg | wǔ háokè
5μg | wǔ wēikè
5µg | wǔ wēikè
3g | sān kè
60kg | liùshí qiānkè
500mL | wúbǎi háoshēng
500ml | wúbǎi háoshēng
3 L | sān shēng
3m | sān mǐ
3km | sān qiānmǐ
3cm | sān límǐ
1800kcal | yìqiān bābǎi qiānkǎ
8kJ | bā qiānjiāo
16kPa | shíliù qiānpà
75bpm | qīshíwǔ cì měi fēn
75次/分 | qīshíwǔ měi
75次/min | qīshíwǔ měi fēnzhōng
3次/日 | sān měi
150分钟/周 | yìbái wǔshí měi
6g/d | liù kè měi tiān
100mg/dL | yìbǎi háokè měi fēnshēng
24kg/m² | èrshísì qiānkè měi píngfāngmǐ
24kg/m2 | èrshísì qiānkè měi píngfāngmǐ
3m³ | sān lìfāngmǐ
20㎡ | èrshí píngfāngmǐ
400IU | sìbǎi guójì dānwèi
10U | shí dānwèi
35U/L | sānshíwǔ dānwèi měi shēng
50Hz | wǔshí hèzī
60dB | liùshí fēnbèi
100W | yìbái wǎ
3MHz | sān zhàohèzī
24h | èrshísì xiǎoshí
30min | sānshí fēnzhōng
30s | sānshí miǎo
4.0×10⁹/L | sì diǎn líng chéng shí de jiǔ cìfāng měi shēng
5 mg/(kg·d) | wǔ háokè měi qiānkè měi tiān
单位为mmol/L | háomó'ěr měi shēng
100元 | yìbǎi
¥100 | yìbǎi yuán
￥3.5万 | sān dián wǔ wàn yuán
$100 | yìbái měiyuán
€50 | wǔshí ōuyuán
""",
    "letters": """
CT | CT
MRI | MRI
LDL-C | LDL C
BMI | BMI
B超 | B
X光 | X
HbA1c | HbA yī c
4G | sì G
5G | wǔ G
3D | sān D
2D | èr D
iOS | iOS
Omega-3 | Omega sān
COVID-19 | COVID shíjiǔ
SARS-CoV-2 | SARS CoV èr
H1N1 | H yī N yī
维生素B12 | B shí'èr
B1片 | B yī
PM2.5 | PM èr dián wǔ
T2 | T èr
IL-6 | IL liù
CA125 | CA yāo èr wǔ
CA19-9 | CA shíjiǔ jiǔ
N95 | N jiú wǔ
KN95 | KN jiú wǔ
CO₂ | CO èr
H₂O | H èr O
Ca²⁺ | Ca
x² | x píngfāng
No.3 | dì sān
No. 1 | dì yī
№2 | dì èr
β受体 | β
ＣＴ | CT
www.nhc.gov.cn | www diǎn nhc diǎn gov diǎn cn
a1@b.com | a yī àitè b diǎn com
https://a.cn/b-2 | https màohào xiégàng xiégàng a diǎn cn xiégàng b gàng èr
指南¹ |
""",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [tuple(part.strip() for part in row.split("|")) for rows in CASES.values() for row in rows.strip().splitlines()],
)
def test_figures_are_spoken(figures, text, expected):
    assert figures(text) == expected
