"""What does the readings desk hear when it asks for a word?"""

from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tasks_db.models import DBTaskResult

from site_app.narration.narrating import engine
from site_app.narration.saying import LONGEST, line_of, sound_of
from site_app.narration.tasks import make_clip
from site_app.narration.voices import are_wanted

MOST_WAITING = 10


def address() -> str:
    """Where words are said; empty where the site has no voice."""
    return reverse("admin:narration_narration_say") if are_wanted() else ""


@require_GET
def say_word(request: HttpRequest) -> HttpResponseBase:
    """`text` with its reading. FLAC when the sound is there; 202 while it is being made: ask again. 404 where there is none
    to be had, 503 when too many wait."""
    from site_app.articles.editor import PERMISSIONS  # a server that only shows articles does without

    if not any(map(request.user.has_perm, PERMISSIONS)):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    text = request.GET.get("text", "").strip()
    if not text or len(text) > LONGEST or "\n" in text or not are_wanted() or line_of(text) is None:
        return HttpResponseNotFound()
    if found := sound_of(text, engine()):
        return FileResponse(found.open("rb"), content_type="audio/flac")
    asked = DBTaskResult.objects.filter(task_path=make_clip.module_path)
    mine = asked.filter(args_kwargs={"args": [text], "kwargs": {}}).order_by("-enqueued_at").first()
    if mine is None or mine.status in ("SUCCESSFUL", "FAILED"):
        if mine and mine.status == "FAILED":
            mine.delete()  # whoever asks next time tries again
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if asked.ready().count() >= MOST_WAITING:
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        make_clip.enqueue(text)
    return JsonResponse({}, status=HTTPStatus.ACCEPTED)
