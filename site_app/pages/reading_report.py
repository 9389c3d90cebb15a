"""How does a reader tell the editors that a reading looks wrong?"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from site_app.articles.models import Rendering
from site_app.articles.models.reading_report import MAX_REMARK
from site_app.articles.reading_desk.reports import ReportRefused, report_reading
from site_app.pages import form_guard
from site_app.pages.addresses import article_address
from site_app.pages.feedback import asked_view, thanks
from site_app.pages.form_guard import FormFromElsewhere, FormRefused
from site_app.pages.stored_sentences import StoredSentence, sentences_of


class ReportForm(forms.Form):
    at = forms.IntegerField(
        min_value=0,
        error_messages={"required": gettext_lazy("请选读音不对的字。"), "invalid": gettext_lazy("请选读音不对的字。")},
    )
    suggested = forms.CharField(label=gettext_lazy("您觉得应该怎么读（可以不写）"), required=False, max_length=20)
    remark = forms.CharField(
        label=gettext_lazy("想说的话（可以不写）"),
        required=False,
        max_length=MAX_REMARK,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@csrf_exempt  # It would take a cookie; `form_guard` knows our own pages without one.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a sentence, then a syllable of it; what is stored is what the page shows, and no reading is computed."""
    view = asked_view(request)
    shown = get_object_or_404(Rendering.objects.live(), edition__article__slug=slug, view=Rendering.View.RUBY)
    sentences = sentences_of(shown.title, shown.body)
    name = (request.POST if request.method == "POST" else request.GET).get("s", "")
    context = {"edition": shown.edition, "back": article_address(slug, view), "view": view}
    if name not in sentences:
        return render(request, "pages/reading_sentences.html", {**context, "sentences": sentences.items()})
    sentence, about = sentences[name], f"reading:{slug}"
    form = ReportForm(request.POST or None, initial={"at": request.GET.get("at")})
    status, refusal, wait = 200, "", 0
    if request.method == "POST":
        try:
            if not form.is_valid():
                status = 422
            else:
                if form_guard.check(request, about):
                    _report(shown, view, sentence, form)
                return thanks(request, slug, view)
        except FormFromElsewhere:
            return render(request, "pages/form_from_elsewhere.html", status=403)
        except (FormRefused, ReportRefused) as error:
            status, refusal, wait = 429, str(error), getattr(error, "wait", 60)
    context |= {
        "name": name,
        "syllables": sentence.syllables,
        "sentence": sentence.text,
        "chosen": str(form["at"].value()),
        "form": form,
        "refusal": refusal,
        "guard": {"token": form_guard.new_token(about), "trap": form_guard.TRAP},
    }
    answer = render(request, "pages/reading_report.html", context, status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _report(shown: Rendering, view: str, sentence: StoredSentence, form: ReportForm) -> None:
    said = form.cleaned_data
    above = {syllable.position: syllable.reading for syllable in sentence.syllables}
    report_reading(
        edition=shown.edition,
        view=view,
        sentence=sentence.text,
        position=said["at"],
        shown=above.get(said["at"], ""),
        suggested=said["suggested"],
        remark=said["remark"],
    )
