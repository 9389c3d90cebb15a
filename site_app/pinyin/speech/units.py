"""What are the symbols of units of measurement called? The Chinese names of the legal units (GB 3100, GB 3102)."""

import re

_TABLE = """
mmHg mmhg mmHG MMHG = 毫米 汞柱
cmH2O cmH₂O = 厘米 水柱
mmol = 毫摩尔
μmol umol = 微摩尔
nmol = 纳摩尔
pmol = 皮摩尔
mol = 摩尔
mEq = 毫当量
mOsm = 毫 渗透 单位
kg Kg KG ㎏ = 千克
mg ㎎ = 毫克
μg ug ㎍ mcg = 微克
ng = 纳克
pg = 皮克
g = 克
t = 吨
lb = 磅
oz = 盎司
mL ml ML ㎖ cc = 毫升
μL μl uL ul = 微升
dL dl = 分升
fL fl = 飞升
L l = 升
km KM ㎞ = 千米
cm CM ㎝ = 厘米
mm ㎜ = 毫米
dm = 分米
μm um = 微米
nm = 纳米
m = 米
㎡ = 平方米
㎥ = 立方米
kcal Kcal kCal KCAL = 千卡
cal = 卡
kJ KJ kj = 千焦
J = 焦耳
kPa KPa kpa = 千帕
MPa = 兆帕
hPa = 百帕
Pa = 帕
GHz = 吉赫兹
MHz = 兆赫兹
kHz KHz = 千赫兹
Hz hz HZ = 赫兹
dB db DB = 分贝
kW KW = 千瓦
W = 瓦
kV = 千伏
mV = 毫伏
V = 伏
mA = 毫安
mSv = 毫希沃特
mGy = 毫戈瑞
Gy = 戈瑞
lx lux = 勒克斯
mIU = 毫 国际 单位
μIU uIU = 微 国际 单位
IU = 国际 单位
mU = 毫 单位
U = 单位
bpm = 次 每 分
rpm = 转 每 分
min = 分钟
h hr = 小时
ms = 毫秒
s = 秒
d = 天
℃ °C ˚C ºC = 摄氏度
℉ °F ˚F ºF = 华氏度
° ˚ º = 度
"""
_LENGTHS = ("km", "dm", "cm", "mm", "m")


def _symbols() -> dict[str, str]:
    rows = (row.split(" = ") for row in _TABLE.strip().splitlines())
    symbols = {symbol: name for written, name in rows for symbol in written.split()}
    powers = {("2", "²"): "平方", ("3", "³"): "立方"}
    symbols |= {
        length + mark: name + symbols[length] for length in _LENGTHS for marks, name in powers.items() for mark in marks
    }
    return symbols | {symbol.replace("μ", "µ"): name for symbol, name in symbols.items()}


UNITS: dict[str, str] = _symbols()
"""Symbol → spoken form."""

UNIT = "(?:" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")(?![A-Za-z])"
"""A regular expression for the symbol of a unit."""

PER = "(?:分钟|分|秒|小时|时|天|日|周|月|年|次|人|千克|公斤|毫升|升|平方米|晚|餐|顿|片|粒|支|盒|袋|瓶)"
"""What follows a stroke that is spoken 每: 75次/分."""

MEASURE = (
    "(?:[个只名例位次遍味拍帖天周岁年秒时点条张片颗种克斤公吨两升厘毫微千兆米里码尺寸步级层楼口碗杯勺匙盘瓶罐盒袋包箱支根枝管粒滴剂针丸"
    "段句字页册部本篇章课首座栋间家户件套双对副份组批群排行列节道项场届回轮顿餐趟圈倍成大类者人侧处门台辆架艘张幅面股阵门盏朵株棵头匹"
    "只把枚块元角毛美欧英万亿千半代派端度摄华平立国单胎房室厅宿晚餐夜日月季刻盘站]|分(?!之)|小时|分钟|星期|礼拜|世纪|卡路里|大卡|卡)"
)
"""What is counted with 两 begins so: measure words, units, and nouns that serve as one. See `ORDINAL` first."""

ORDINAL = "(?:月(?!经)|日(?!游)|号|型|级|期|楼|尖瓣|线|年级|等|甲|度|胎|次元)"
"""What is numbered, not counted: 2 before it is 二."""
