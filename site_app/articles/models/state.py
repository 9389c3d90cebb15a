"""In which states can an edition be?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    IN_REVIEW = "in_review", _("审核中")
    CHANGES_REQUESTED = "changes_requested", _("要修改")
    APPROVED = "approved", _("已通过审核")
    SCHEDULED = "scheduled", _("已定时")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已被替换")
    WITHDRAWN = "withdrawn", _("已撤下")


WRITABLE = (State.DRAFT, State.CHANGES_REQUESTED)
"""What an edition says can change in these alone: what a reviewer reads and what readers have seen stays."""
OPEN = (State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED, State.SCHEDULED)
"""On the way to readers. An article has one open edition at most, beside its live one."""


class Withdrawal(models.TextChoices):
    """Why an article was withdrawn decides what its address leads to."""

    IN_ERROR = "error", _("发布有误：页面只说文章已经撤下")
    MERGED = "merged", _("并入另一篇文章：网址转到那一篇")
    OUTDATED = "outdated", _("不再更新：文字还可以读，上面写明不再更新")
