"""What do articles want from the people at the desk?"""

from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from site_app.articles.desk import Line, Section, register
from site_app.articles.models import Act, Edition, ReadingReport
from site_app.articles.workflow import is_by, may_look, to_review

State = Edition.State
SOON = timedelta(days=30)
"""How long before a review is due the desk begins to speak of it."""

_known = Edition.objects.only(
    "article", "number", "state", "title", "updated_at", "reviewed_on", "review_due", "scheduled_for"
)


def _to_review(person: Any) -> QuerySet[Edition] | None:
    if not (may_look(person) and person.has_perm("articles.review_edition")):
        return None
    return to_review(person).order_by("updated_at").select_related("author", "written_by").defer("summary", "markdown")


def _to_change(person: Any) -> QuerySet[Edition] | None:
    if not (may_look(person) and person.has_perm("articles.submit_edition")):
        return None
    asked = Act.objects.filter(edition=OuterRef("pk"), kind=Act.Kind.REQUEST_CHANGES).order_by("-at", "-pk")
    waiting = _known.filter(is_by(person), state=State.CHANGES_REQUESTED).order_by("updated_at")
    return waiting.annotate(asked_for=Subquery(asked.values("note")[:1]))


def _to_publish(person: Any) -> QuerySet[Edition] | None:
    return _known.filter(state=State.APPROVED).order_by("updated_at") if _may_publish(person) else None


def _scheduled(person: Any) -> QuerySet[Edition] | None:
    """Publishers see all, authors their own."""
    waiting = _known.scheduled().order_by("scheduled_for")
    if _may_publish(person):
        return waiting
    is_author = may_look(person) and person.has_perm("articles.submit_edition")
    return waiting.filter(is_by(person)) if is_author else None


def _to_review_again(person: Any) -> QuerySet[Edition] | None:
    """Publishers and reviewers see all, authors their own."""
    if not may_look(person):
        return None
    waiting = _known.reviews_due(timezone.localdate() + SOON).order_by("review_due", "pk")
    if person.has_perm("articles.publish_edition") or person.has_perm("articles.review_edition"):
        return waiting
    return waiting.filter(is_by(person)) if person.has_perm("articles.submit_edition") else None


def _broken_links(person: Any) -> QuerySet[Edition] | None:
    """What readers meet now."""
    if not (may_look(person) and person.has_perm("articles.change_article")):
        return None
    broken = _known.live().filter(checked_links__is_broken=True).order_by("pk")
    return broken.annotate(broken=Count("checked_links"))


def _reported_readings(person: Any) -> QuerySet[Edition] | None:
    """Publishers see all, authors those of their own articles."""
    if not (may_look(person) and person.has_perm("articles.change_article")):
        return None
    reported = ReadingReport.objects.open().filter(article=OuterRef("article")).order_by("first_at")
    counted = reported.order_by().values("article").annotate(count=Count("pk")).values("count")
    waiting = _known.live().filter(article__reading_reports__state="open").distinct()
    waiting = waiting.annotate(reported=Subquery(counted), since=Subquery(reported.values("first_at")[:1]))
    waiting = waiting.order_by("since", "pk")
    return waiting if person.has_perm("articles.publish_edition") else waiting.filter(is_by(person))


def _may_publish(person: Any) -> bool:
    return may_look(person) and person.has_perm("articles.publish_edition")


def _edition(edition: Edition, remark: str) -> Line:
    """Leads to where the edition is read and decided on."""
    address = reverse("admin:articles_article_edition", args=[edition.article_id, edition.number])
    return Line(_title(edition), address, remark)


def _article(edition: Edition, remark: str) -> Line:
    """Leads to where the article is written."""
    return Line(_title(edition), reverse("admin:articles_article_change", args=[edition.article_id]), remark)


def _title(edition: Edition) -> str:
    return edition.plain_title or _("（没有标题）")


def _line_to_review(edition: Edition) -> Line:
    author = edition.written_by.name if edition.written_by else str(edition.author or "")
    since = _("%(date)s提交") % {"date": date_format(timezone.localtime(edition.updated_at), "MONTH_DAY_FORMAT")}
    return _edition(edition, _("，").join(filter(None, (author, since))))


def _line_to_publish(edition: Edition) -> Line:
    day = date_format(timezone.localtime(edition.updated_at), "MONTH_DAY_FORMAT")
    return _edition(edition, _("%(date)s通过审核") % {"date": day})


def _line_scheduled(edition: Edition) -> Line:
    time = date_format(timezone.localtime(edition.scheduled_for), "DATETIME_FORMAT")
    return _article(
        edition, _("%(time)s（%(zone)s 时间）") % {"time": time, "zone": timezone.get_current_timezone_name()}
    )


def _line_to_review_again(edition: Any) -> Line:
    days = (edition.review_due - timezone.localdate()).days
    if days < 0:
        remark = ngettext("已过期 %(days)s 天", "已过期 %(days)s 天", -days) % {"days": -days}
    elif days == 0:
        remark = _("今天到期")
    else:
        remark = ngettext("%(days)s 天以后到期", "%(days)s 天以后到期", days) % {"days": days}
    return _article(edition, remark)


def _line_broken_links(edition: Any) -> Line:
    """Leads to where the links are listed with what came of them."""
    remark = ngettext("%(count)s 个链接打不开", "%(count)s 个链接打不开", edition.broken) % {"count": edition.broken}
    return _edition(edition, remark)


def _line_reported_readings(edition: Any) -> Line:
    """Leads to where they are decided."""
    remark = ngettext("%(count)s 处读音", "%(count)s 处读音", edition.reported) % {"count": edition.reported}
    return Line(_title(edition), reverse("admin:articles_article_readings", args=[edition.article_id]), remark)


def register_sections() -> None:
    register(
        Section(
            "to_review",
            gettext_lazy("等我审核"),
            gettext_lazy("没有等您审核的文章。"),
            _to_review,
            _line_to_review,
        )
    )
    register(
        Section(
            "to_change",
            gettext_lazy("请我修改"),
            gettext_lazy("没有人请您修改。"),
            _to_change,
            lambda edition: _article(edition, edition.asked_for or ""),
        )
    )
    register(
        Section(
            "to_publish",
            gettext_lazy("已通过审核，等着发布"),
            gettext_lazy("通过审核的都已经发布了。"),
            _to_publish,
            _line_to_publish,
        )
    )
    register(
        Section(
            "scheduled",
            gettext_lazy("已定时，等着发布"),
            gettext_lazy("没有定了时间的文章。"),
            _scheduled,
            _line_scheduled,
            asks=False,
        )
    )
    register(
        Section(
            "to_review_again",
            gettext_lazy("审核到期"),
            gettext_lazy("一个月内没有到期的审核。"),
            _to_review_again,
            _line_to_review_again,
        )
    )
    register(
        Section(
            "broken_links",
            gettext_lazy("打不开的链接"),
            gettext_lazy("查过的链接都打得开。"),
            _broken_links,
            _line_broken_links,
        )
    )
    register(
        Section(
            "reported_readings",
            gettext_lazy("读者觉得读错的字"),
            gettext_lazy("没有读者报告读音。"),
            _reported_readings,
            _line_reported_readings,
        )
    )
