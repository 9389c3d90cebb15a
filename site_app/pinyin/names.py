"""Which words are names, and so begin with a capital in pinyin?

The segmenter's tags alone are too free with names: it calls 普及 a place, 新格局 an organisation and 白皮书 a person.
"""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""About a hundred of the commonest surnames of one character."""

TITLES = frozenset(
    "医生 大夫 先生 女士 主任 教授 护士 老师 阿姨 奶奶 爷爷 大爷 大妈 大娘 大叔 大姐 大哥 院长 博士 师傅 同志 小姐 太太 夫人 某某".split()  # noqa: SIM905  quotes around every word hide the words
)
"""What follows a surname when somebody is addressed: written apart and small (GB/T 16159-2012, 6.2.1.3)."""

_PLACES = frozenset(
    """
    北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北
    湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
    沈阳 大连 长春 哈尔滨 南京 苏州 杭州 宁波 温州 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉
    长沙 广州 深圳 珠海 南宁 桂林 海口 三亚 成都 贵阳 昆明 拉萨 西安 延安 兰州 西宁 银川
    台北 高雄 石家庄 太原 呼和浩特 乌鲁木齐 洛阳 开封 乌镇 亚太 亚洲 欧洲 非洲 美洲 北美 南美
    东亚 东南亚 欧美 日本 韩国 朝鲜 蒙古 越南 老挝 柬埔寨 缅甸 新加坡 马来西亚 印度 印度尼西亚
    菲律宾 巴基斯坦 伊朗 伊拉克 以色列 土耳其 埃及 埃塞俄比亚 肯尼亚 尼日利亚 南非 俄罗斯 乌克兰
    波兰 希腊 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 奥地利 匈牙利 爱尔兰
    冰岛 加拿大 墨西哥 古巴 巴西 阿根廷 智利 秘鲁 澳大利亚 新西兰 萨摩亚 巴塞罗那 日内瓦 巴黎
    伦敦 纽约 华盛顿 东京 莫斯科 柏林 罗马 悉尼 联合国
    """.split()  # noqa: SIM905  two hundred quoted words are no easier to read
)
_PROPER_AND_COMMON = {
    "长江": ("长", "江"),
    "黄河": ("黄", "河"),
    "珠江": ("珠", "江"),
    "淮河": ("淮", "河"),
    "泰山": ("泰", "山"),
    "华山": ("华", "山"),
    "黄山": ("黄", "山"),
    "太湖": ("太", "湖"),
    "渤海": ("渤", "海"),
    "东海": ("东", "海"),
    "南海": ("南", "海"),
    "黄海": ("黄", "海"),
}
_COMMON_NOUNS = ("省", "市", "县", "镇", "江", "河", "湖")
"""What a place is, written apart from its name (6.2.2.2): Héběi Shěng, Yālù Jiāng."""
_PLACE_ENDINGS = ("省", "市", "县", "州", "国", "洲", "镇")
_ANY_ENDING = (*_PLACE_ENDINGS, *_COMMON_NOUNS)
_ORGANISATION_ENDINGS = (
    "医院",
    "大学",
    "学院",
    "公司",
    "组织",
    "委员会",
    "协会",
    "学会",
    "出版社",
    "研究所",
    "研究院",
    "中心",
)


def is_surname(word: str) -> bool:
    """One of the commonest surnames of one character; whether it is meant as one, its surroundings tell."""
    return word in _SURNAMES


def is_familiar_name(word: str, pos: str) -> bool:
    """老 or 小 with a surname: 老李."""
    return pos == "nr" and len(word) == 2 and word[0] in "老小" and word[1] in _SURNAMES


def is_persons_name(word: str, pos: str, *, is_known: bool) -> bool:
    """A surname of one character and a given name of two. A word that dictionaries know (`is_known`) is none."""
    return pos == "nr" and len(word) == 3 and word[0] in _SURNAMES and not is_known


def is_place(word: str, pos: str) -> bool:
    """A well-known place, or one whose last character says what it is."""
    if word in _PLACES or word in _PROPER_AND_COMMON:
        return True
    return pos == "ns" and len(word) > 1 and word.endswith(_PLACE_ENDINGS if len(word) == 2 else _ANY_ENDING)


def place_parts(word: str) -> tuple[str, ...]:
    """A place's name and what it is; the name alone if that is all."""
    if word in _PROPER_AND_COMMON:
        return _PROPER_AND_COMMON[word]
    is_divided = len(word) > 2 and word not in _PLACES and word.endswith(_COMMON_NOUNS)
    return (word[:-1], word[-1]) if is_divided else (word,)


def is_organisation(word: str, pos: str) -> bool:
    """An organisation whose name ends with what it is."""
    return pos == "nt" and word.endswith(_ORGANISATION_ENDINGS)
