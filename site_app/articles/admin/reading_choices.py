"""What can the syllable at the cursor be read as? Asked by the editor's page of a text that need not be stored."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from site_app.articles.admin.readings_page import may_prescribe
from site_app.articles.editor import for_editors, tell
from site_app.articles.models.edition import MAX_MARKDOWN
from site_app.articles.reading_desk.hearing import where_it_is_said
from site_app.articles.reading_desk.offers import offers
from site_app.articles.reading_desk.places import FIELDS, place_at
from site_app.articles.reading_desk.writing import alike, write_everywhere


@for_editors(refuse=tell)
def choices_at(request: HttpRequest) -> HttpResponse:
    """Reads `content`, `offset` (in characters, not in UTF-16 units) and `field`: ``markdown``, ``title`` or ``summary``.

    Answers with the syllable, why it is read so, at how many places of the text the same word has it, and the choices, each
    with what it writes in place of ``content[start:end]``; with no choices when no syllable stands there. With the
    canonical reading of one of them as `everywhere` it answers with the text that has it at all those places.
    """
    content, field = request.POST.get("content", "").replace("\r\n", "\n"), request.POST.get("field", "markdown")
    if len(content) > MAX_MARKDOWN:
        message = _("正文超过了%(limit)s字，不能查读音。") % {"limit": MAX_MARKDOWN}
        return tell(request, message, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    offset = request.POST.get("offset", "")
    if field not in FIELDS or not (offset.isascii() and offset.isdigit() and len(offset) < 10):
        return tell(request, _("没有说明是哪一个字。"), HTTPStatus.BAD_REQUEST)
    place = place_at(field, content, int(offset))
    if place is None:
        return JsonResponse({"choices": []})
    if wanted := request.POST.get("everywhere"):
        if wanted not in place.readings:
            return tell(request, _("没有说明是哪一个字。"), HTTPStatus.BAD_REQUEST)
        text, count = write_everywhere(field, content, place, wanted)
        return JsonResponse({"text": text, "count": count})
    before, word, after = place.parts
    lexicon = reverse("admin:articles_lexiconentry_several") if may_prescribe(request.user) else ""
    return JsonResponse(
        {
            "character": place.character,
            "word": word,
            "before": before,
            "after": after,
            "why": place.why,
            "is_doubtful": place.is_doubtful,
            "said_at": where_it_is_said(),
            "lexicon": lexicon,
            "alike": len(alike(field, content, place)),
            "choices": [
                {
                    "reading": offer.shown,
                    "canonical": offer.reading,
                    "is_chosen": offer.is_chosen,
                    "start": offer.change.start,
                    "end": offer.change.end,
                    "text": offer.change.text,
                    "said": offer.said,
                }
                for offer in offers(content, place)
            ],
        }
    )
