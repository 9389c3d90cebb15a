"""What are the sources of readings called before people, and what does each go by?"""

from django.utils.translation import gettext_lazy

STEPS = {
    "written": gettext_lazy("文中标注"),
    "lexical": gettext_lazy("本站词表"),
    "phrases": gettext_lazy("词典一致"),
    "context": gettext_lazy("语法规则"),
    "statistical": gettext_lazy("统计模型"),
    "attested": gettext_lazy("词典孤证"),
    "usual": gettext_lazy("通常读音"),
    "likely": gettext_lazy("模型倾向"),
    "commonest": gettext_lazy("最常见读音"),
}
"""What the steps of `site_app.pinyin.readings` are called before people."""

WHY = {
    "written": gettext_lazy("编辑在文中写明了。"),
    "lexical": gettext_lazy("本站词表里这样规定。"),
    "phrases": gettext_lazy("几部词典对这个词的注音一致。"),
    "context": gettext_lazy("按前后的语法这样读。"),
    "statistical": gettext_lazy("统计模型看了整句，很有把握。"),
    "attested": gettext_lazy("只有一部词典这样注，或者词典互相矛盾。"),
    "usual": gettext_lazy("没有别的依据，这个字通常这样读。"),
    "likely": gettext_lazy("没有别的依据，统计模型倾向这样读。"),
    "commonest": gettext_lazy("没有别的依据，这是这个字最常见的读音。"),
}
"""Why a reading was chosen, in a sentence."""
