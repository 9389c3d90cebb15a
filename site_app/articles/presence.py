"""Who else has the same article open?

Kept in a cache of files beside the database, which all server processes share, and not in the database: a commit there
makes the finished pages be made anew, and somebody's being there changes no page. Two who report in the same moment may
miss each other once; the next report, seconds later, puts that right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from site_app.articles.recording import name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STAYS = timedelta(minutes=5)
"""How long somebody counts as there after the last that was heard of them: without a script, that is when they opened
the page."""


@dataclass(frozen=True, slots=True)
class Colleague:
    name: str
    active_at: datetime
    """When they opened the page, typed or clicked."""
    heard_of_at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """Who else is there, in two sentences: only the first has to be told to somebody who cannot see the page."""

    who: str
    """``李医生也在编辑这篇文章``; empty when nobody is."""
    when: str
    """``（最后活动：1 分钟前）``"""


def report(article: int, user: "User", now: datetime, *, is_active: bool = True) -> Company:
    """Note that the user has the article with this id open, and say who else has."""
    here = {**_heard_of(article, now)}
    known = here.get(user.pk)
    active_at = now if is_active or known is None else known.active_at
    here[user.pk] = Colleague(name_of(user), active_at, now)
    caches["presence"].set(_key(article), here, STAYS.total_seconds())
    return _in_words([colleague for key, colleague in here.items() if key != user.pk], now)


def others(article: int, user: "User", now: datetime) -> list[str]:
    """The names of the others."""
    return [colleague.name for key, colleague in _heard_of(article, now).items() if key != user.pk]


def _heard_of(article: int, now: datetime) -> Mapping[int, Colleague]:
    stored: Mapping[int, Colleague] = caches["presence"].get(_key(article), {})
    return {key: colleague for key, colleague in stored.items() if now - colleague.heard_of_at < STAYS}


def _key(article: int) -> str:
    return f"article-{article}"


def _in_words(company: list[Colleague], now: datetime) -> Company:
    if not company:
        return Company("", "")
    who = _("%(names)s也在编辑这篇文章") % {"names": _("、").join(colleague.name for colleague in company)}
    if len(company) == 1:
        return Company(who, _("（最后活动：%(when)s）") % {"when": ago(company[0].active_at, now)})
    each = _("，").join(f"{colleague.name} {ago(colleague.active_at, now)}" for colleague in company)
    return Company(who, _("（最后活动：%(when)s）") % {"when": each})


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = int((now - moment) / timedelta(minutes=1))
    if minutes < 1:
        return _("刚刚")
    if minutes < 60:
        return ngettext("%(count)s 分钟前", "%(count)s 分钟前", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(count)s 小时前", "%(count)s 小时前", hours) % {"count": hours}
    return ngettext("%(count)s 天前", "%(count)s 天前", hours // 24) % {"count": hours // 24}
