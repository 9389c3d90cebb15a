"""What does a page that is open on the desk say every few seconds, and what does it hear?"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from site_app.articles.models import Article
from site_app.articles.presence import report
from site_app.articles.signed_in import signed_in

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


def be_there(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    """Takes `active`, which says that something was typed or clicked since; answers with a `Company` in JSON."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = get_object_or_404(Article, pk=pk)
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    company = report(pk, signed_in(request), timezone.now(), is_active="active" in request.POST)
    return JsonResponse({"who": company.who, "when": company.when})
