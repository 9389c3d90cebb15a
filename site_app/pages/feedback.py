"""How does a reader tell the editors whether an article is useful?"""

from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from site_app.articles.models import Edition, Rendering
from site_app.pages import form_guard
from site_app.pages.addresses import article_address
from site_app.pages.form_guard import FormFromElsewhere, FormRefused
from site_app.pages.models import MOST_WORDS, Feedback

MOST_IN_A_DAY = 500
"""Answers in 24 hours on the whole site: more than that are no readers."""


class FeedbackForm(forms.Form):
    useful = forms.ChoiceField(
        label=gettext_lazy("这篇文章有用吗？"),
        choices=[("yes", gettext_lazy("有用")), ("no", gettext_lazy("没有用"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选“有用”或者“没有用”。")},
    )
    words = forms.CharField(
        label=gettext_lazy("想说的话（可以不写）"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("请不要写姓名、电话和病情。编辑看得到，但是不能回答您。"),
    )


def take_down(*, edition: Edition, view: str, useful: bool, words: str, now: datetime | None = None) -> Feedback:
    """Keep an answer. Raises FormRefused when too many came today."""
    now = now or timezone.now()
    if Feedback.objects.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise FormRefused(_("今天收到的已经太多，请明天再来，或者写信。"), 24 * 60 * 60)
    return Feedback.objects.create(
        article_id=edition.article_id,
        edition=edition,
        view=view,
        useful=useful,
        words=" ".join(words.split()),
        created_at=now,
    )


@csrf_exempt  # It would take a cookie; `form_guard` knows our own pages without one.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what becomes of it."""
    view = asked_view(request)
    rendering = get_object_or_404(Rendering.objects.live(), edition__article__slug=slug, view=view)
    edition, about = rendering.edition, f"useful:{slug}"
    form = FeedbackForm(request.POST or None, initial={"useful": request.GET.get("useful")})
    status, refusal, wait = 200, "", 0
    if request.method == "POST":
        try:
            if not form.is_valid():
                status = 422
            else:
                if form_guard.check(request, about):
                    said = form.cleaned_data
                    take_down(edition=edition, view=view, useful=said["useful"] == "yes", words=said["words"])
                return thanks(request, slug, view)
        except FormFromElsewhere:
            return render(request, "pages/form_from_elsewhere.html", status=403)
        except FormRefused as error:
            status, refusal, wait = 429, str(error), error.wait
    context = {
        "form": form,
        "refusal": refusal,
        "edition": edition,
        "back": article_address(slug, view),
        "guard": {"token": form_guard.new_token(about), "trap": form_guard.TRAP},
        "view": view,
    }
    answer = render(request, "pages/feedback.html", context, status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def thanks(request: HttpRequest, slug: str, view: str) -> HttpResponse:
    """What everybody gets whose form was taken, or passed over in silence."""
    return render(request, "pages/thanks.html", {"back": article_address(slug, view)})


def asked_view(request: HttpRequest) -> str:
    """The view that the reader comes from."""
    asked = (request.POST if request.method == "POST" else request.GET).get("view", "")
    return asked if asked in Rendering.View.values else Rendering.View.HANZI.value
