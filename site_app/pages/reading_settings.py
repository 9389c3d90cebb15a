"""What can a reader set, how does an address say it, and what does a page do about it?

A setting in the address (``?theme=dark&size=150``) counts for that page and for those that its links lead to, with and without
JavaScript. What a reader sets with JavaScript is kept on the device alone. Either way it becomes an attribute of ``<html>``
(``data-theme``) that style sheets obey; what takes other text is `rendering.respelling`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models import Rendering
from site_app.rendering.respelling import Spelling

VIEW = "view"
"""The one setting that has addresses of its own."""


@dataclass(frozen=True)
class Setting:
    """One thing to choose; the first choice is what pages are like when nobody has chosen."""

    name: str
    title: Any
    choices: tuple[tuple[str, Any], ...]
    note: Any = ""

    @property
    def default(self) -> str:
        return self.choices[0][0]

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(value for value, _label in self.choices)


_OFF, _ON = ("off", pgettext_lazy("设置", "关")), ("on", pgettext_lazy("设置", "开"))

SETTINGS = (
    Setting("size", _("字的大小"), (*((str(size), f"{size}%") for size in (100, 125, 150, 200, 250, 300)),)),
    Setting("lines", _("行距"), (("normal", _("一般")), ("wide", _("宽")), ("wider", _("更宽")))),
    Setting(
        "theme",
        _("颜色"),
        (
            ("auto", _("跟着设备")),
            ("light", _("浅色")),
            ("dark", _("深色")),
            ("sepia", _("米黄")),
            ("contrast", _("高对比度")),
        ),
    ),
    Setting("focus", _("只亮几行"), (_OFF, _ON), _("屏幕中间的几行亮着，其余变淡。")),
    Setting("script", _("注音用"), (("pinyin", _("拼音")), ("zhuyin", _("注音符号")))),
    Setting(
        "tones", _("声调写成"), (("marks", _("符号（mā）")), ("numbers", _("数字（ma1）")), ("none", _("不写（ma）")))
    ),
    Setting(
        "said",
        _("声调照"),
        (("dictionary", _("词典")), ("spoken", _("口语"))),
        _("口语里，“一”“不”和两个相连的第三声会变调。"),
    ),
    Setting("colours", _("声调的颜色"), (_OFF, _ON), _("每个声调一种颜色，再加一种线，看不清颜色也能分。")),
    Setting("by", _("拼音分写"), (("view", _("照读法")), ("character", _("按字")), ("word", _("按词")))),
    Setting("place", _("拼音的位置"), (("above", _("字上面")), ("below", _("字下面")))),
    Setting(
        "known",
        _("我的水平：不显示这些词的拼音"),
        (
            ("0", _("都显示")),
            *(
                (str(level), _("HSK 1 级") if level == 1 else format_lazy(_("HSK 1—{level} 级"), level=level))
                for level in range(1, 7)
            ),
            ("7", _("HSK 1—9 级")),
        ),
        _("危险的信号、药名、剂量和急救的话，拼音总是显示。"),
    ),
    Setting("elder", _("长辈模式"), (_OFF, _ON)),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class ReadingSettings:
    """What an address asks for: the settings that are not as usual."""

    def __init__(self, asked: Mapping[str, str]) -> None:
        self.chosen = {
            setting.name: asked[setting.name]
            for setting in SETTINGS
            if asked.get(setting.name, setting.default) != setting.default and asked[setting.name] in setting.values
        }
        view = asked.get(VIEW)
        self.view = view if view in Rendering.View.values else None

    @classmethod
    def of(cls, query: QueryDict) -> "ReadingSettings":
        """Of names that stand in it twice the last one counts."""
        return cls({name: value for name, value in query.items() if isinstance(value, str)})

    @property
    def attributes(self) -> Iterator[tuple[str, str]]:
        """Of ``<html>``, without the ``data-``."""
        return iter(self.chosen.items())

    @property
    def spelling(self) -> Spelling:
        chosen = self.chosen
        return Spelling(
            tones=chosen.get("tones", "marks"),
            script=chosen.get("script", "pinyin"),
            said="said" in chosen,
            by=chosen.get("by", ""),
            colours="colours" in chosen,
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As they stand in an address, in one order."""
        return [*self.chosen.items(), *([(VIEW, self.view)] if self.view else [])]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)


def others(query: QueryDict) -> list[tuple[str, str]]:
    """What an address says beside settings."""
    return [
        (name, value) for name, values in query.lists() if name not in _BY_NAME and name != VIEW for value in values
    ]


def canonical(query: QueryDict) -> str:
    """The query with settings that exist, each once, in one order, and none that is as usual; everything else before them
    as it was."""
    return urlencode([*others(query), *ReadingSettings.of(query).pairs])


def speaks_of_settings(query: QueryDict) -> bool:
    return any(name in _BY_NAME or name == VIEW for name in query)


def with_choices(settings: ReadingSettings) -> list[dict[str, Any]]:
    """For the form: each setting with its choices, and which one is chosen."""
    return [
        {
            "name": setting.name,
            "title": setting.title,
            "note": setting.note,
            "choices": [
                (value, label, value == settings.chosen.get(setting.name, setting.default))
                for value, label in setting.choices
            ],
        }
        for setting in SETTINGS
    ]
