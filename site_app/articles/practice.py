"""What does everybody practise on? A text that lacks its last lines, and of which one syllable is read wrong."""

from site_app.articles.models.edition import Words

LAST_LINE = "可以这样做："
EXAMPLE = "请别人帮忙。"
"""What somebody could write below it."""
CHARACTER = "转"
RIGHT = "zhuan4"
"""As it is read in this text; the engine doubts it and takes another."""
WORDS = Words(
    title="练习：头晕怎么办",
    summary="头晕了就要坐好。",
    markdown=f"他在原地转了几圈，就觉得头晕。\n\n头晕不要马上走路。{LAST_LINE}",
)
