"""What do the Markdown editor's addresses answer, and whom?

The first two stand where django-markdownx has its own, which are open to anyone. Whatever the status, what comes back
can be shown: HTML for the preview and for differences, JSON for the others.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render as render_template
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from site_app.articles.checks import problems_in
from site_app.articles.comparing import compare_what_is_said
from site_app.articles.images import ImageRefused, store_image
from site_app.articles.models import Image, Particulars
from site_app.articles.models.edition import MAX_MARKDOWN, Words
from site_app.articles.preview import preview_of
from site_app.articles.reading_here import reading_here, written_reading
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import translated
from site_app.doors.limits import Limit, limited
from site_app.message import said

PERMISSIONS = ("articles.add_article", "articles.change_article", "articles.add_edition", "articles.change_edition")
"""Any of them makes a member of the staff an editor."""

MOST_PICTURES = 60
"""That one person sends within a minute."""
MOST_TEXTS = 240
"""That one person has rendered or compared within a minute."""
LONGEST_ALT = Image._meta.get_field("alt").max_length

Answer = Callable[[HttpRequest, str, HTTPStatus], HttpResponse]


def for_editors(
    refuse: Answer,
) -> Callable[[Callable[[HttpRequest], HttpResponse]], Callable[[HttpRequest], HttpResponse]]:
    """Let the view answer only an editor's POST; everybody else gets `refuse(request, message, status)`."""

    def decorate(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not request.user.is_authenticated:
                return refuse(
                    request,
                    _("登录已经失效。请在另一个窗口重新登录，再回到这里；写好的文字还在。"),
                    HTTPStatus.UNAUTHORIZED,
                )
            if not (request.user.is_staff and any(map(request.user.has_perm, PERMISSIONS))):
                return refuse(request, _("您没有编辑文章的权限。"), HTTPStatus.FORBIDDEN)
            if request.method != "POST":
                answer = refuse(request, _("这个地址只接受POST请求。"), HTTPStatus.METHOD_NOT_ALLOWED)
                answer.headers["Allow"] = "POST"
                return answer
            return view(request)

        return guarded

    return decorate


def _show(request: HttpRequest, message: str, status: HTTPStatus) -> HttpResponse:
    return render_template(request, "admin/articles/preview_refused.html", {"message": message}, status=status)


def tell(request: HttpRequest, message: str, status: HTTPStatus) -> JsonResponse:
    """An error for a script."""
    return JsonResponse({"error": message}, status=status)


@for_editors(refuse=_show)
@limited(lambda: Limit("text", MOST_TEXTS), of_account=True)
def preview(request: HttpRequest) -> HttpResponse:
    """The text in the three views, as readers will see it, below what the editor has to mend in it.

    Reads `content` (Markdown) and, where given, `title` and `summary`. At most MAX_MARKDOWN characters in all.
    """
    title, summary, content = (
        request.POST.get(name, "").replace("\r\n", "\n") for name in ("title", "summary", "content")
    )
    if len(title) + len(summary) + len(content) > MAX_MARKDOWN:
        message = _("正文超过了%(limit)s字，不能预览。") % {"limit": MAX_MARKDOWN}
        return _show(request, message, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    context = {
        "problems": [
            *problems_in(_("标题"), title),
            *problems_in(_("摘要"), summary),
            *problems_in(_("正文"), content),
        ],
        "views": preview_of(title, summary, content),
    }
    return render_template(request, "admin/articles/preview.html", context)


@for_editors(refuse=tell)
@limited(lambda: Limit("picture", MOST_PICTURES), of_account=True)
def upload_image(request: HttpRequest) -> HttpResponse:
    """Keep the picture in the field `image`; answers with its address and with the Markdown to put it into the text, or
    with the error. `alt` describes the picture, unless it is known already."""
    upload = request.FILES.get("image")
    if upload is None:
        return tell(request, _("没有收到图片。"), HTTPStatus.BAD_REQUEST)
    try:
        image = store_image(upload=upload, by=signed_in(request), alt=request.POST.get("alt", "")[:LONGEST_ALT])
    except ImageRefused as error:
        return tell(request, translated(said(error)), HTTPStatus.BAD_REQUEST)
    return JsonResponse({"image_code": image.markdown, "address": image.file.url})


@for_editors(refuse=tell)
def reading(request: HttpRequest) -> HttpResponse:
    """How `word` is read between `before` and `after`: `{"reading": "cù zhòng"}`. With a `reading` of the editor's own,
    the Markdown that prescribes it, `{"markup": "{卒中|cù zhòng}"}`. That a word cannot have a reading is an answer, too:
    `{"error": why}`."""
    word, before, after, wanted = (request.POST.get(name, "") for name in ("word", "before", "after", "reading"))
    try:
        if wanted:
            return JsonResponse({"markup": written_reading(word, wanted)})
        return JsonResponse({"reading": reading_here(word, before, after)})
    except ValueError as error:
        return tell(request, translated(said(error)), HTTPStatus.OK)


@for_editors(refuse=_show)
@limited(lambda: Limit("text", MOST_TEXTS), of_account=True)
def difference(request: HttpRequest) -> HttpResponse:
    """What differs between the words `before_title` … and `after_title` …, neither of which need be stored."""
    sent = {side: _words(request, f"{side}_") for side in ("before", "after")}
    if (
        max(len(text) for words in sent.values() for text in (words.title, words.summary, words.markdown))
        > MAX_MARKDOWN
    ):
        message = _("正文超过了%(limit)s字，不能比较。") % {"limit": MAX_MARKDOWN}
        return _show(request, message, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    comparison = compare_what_is_said(sent["before"], Particulars(), sent["after"], Particulars())
    return render_template(request, "admin/articles/editor/difference.html", {"comparison": comparison})


def _words(request: HttpRequest, prefix: str) -> Words:
    names = ("title", "summary", "markdown")
    return Words(*(request.POST.get(f"{prefix}{name}", "").replace("\r\n", "\n") for name in names))
