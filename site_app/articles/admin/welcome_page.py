"""Where is somebody offered a practice, led through it, and told in the end what happens to real articles?"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from site_app.articles import practice as prepared
from site_app.articles.models import Article, Welcome
from site_app.articles.signed_in import signed_in
from site_app.articles.welcome import Stage, begin, decline, is_begun, is_lost, put_off, stages, welcome_of
from site_app.articles.workflow import may_practise

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


@dataclass(frozen=True, slots=True)
class Practice:
    """What the panel above a practice says."""

    stages: list[Stage]
    is_begun: bool
    is_lost: bool
    is_own: bool
    """Or a superuser looks at somebody else's."""
    of: str
    """Whose it is."""
    last_line: str = prepared.LAST_LINE
    example: str = prepared.EXAMPLE
    character: str = prepared.CHARACTER

    @property
    def current(self) -> Stage:
        return next(stage for stage in self.stages if stage.is_current)

    @property
    def number(self) -> int:
        return self.stages.index(self.current) + 1

    @property
    def right(self) -> str:
        from site_app.pinyin.syllables import marked

        return marked(prepared.RIGHT)


def practice_in(request: HttpRequest, article: Article | None) -> Practice | None:
    """The panel of an article that is one."""
    if article is None or article.practice_of is None:
        return None
    is_own = article.practice_of == signed_in(request)
    return Practice(stages(article), is_begun(article), is_lost(article), is_own, article.practice_of.get_username())


def show_welcome(desk: "ArticleDesk", request: HttpRequest) -> HttpResponse:
    """The offer, or the answer to what was handed in; a POST takes the person's `answer`."""
    if not may_practise(request.user):
        raise PermissionDenied
    by = signed_in(request)
    if request.method == "POST":
        return _answered(request, by)
    welcome = welcome_of(by)
    is_done = welcome.answer == Welcome.Answer.DONE
    title = _("练习完成") if is_done else _("第一次来？")
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": title}
    return TemplateResponse(
        request, "admin/articles/article/welcome.html", {**frame, "welcome": welcome, "is_done": is_done}
    )


def _answered(request: HttpRequest, by: Any) -> HttpResponse:
    match request.POST.get("answer"):
        case "begin" | "afresh" as answer:
            practice = begin(by, afresh=answer == "afresh")
            return redirect("admin:articles_article_change", practice.pk)
        case "later":
            put_off(by)
            messages.info(request, _("好的，您下次登录时再问。"))
        case "no":
            decline(by)
            messages.info(request, _("好的，不再问了。想练的时候，请按这一页上的“再练一次”。"))
        case _unknown:
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    return redirect("admin:index")
