"""Which sound wants somebody's attention?"""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy

from site_app.articles.desk import Line, Section, register
from site_app.articles.models import Edition
from site_app.articles.translating import translated
from site_app.narration.models import Narration

FAILED = Narration.State.FAILED


def _failed(person: Any) -> QuerySet[Edition] | None:
    """One line for an edition, however many voices failed."""
    if not (person.has_perm("narration.view_narration") and person.has_perm("articles.publish_edition")):
        return None
    failed = Narration.objects.filter(edition=OuterRef("pk"), state=FAILED).order_by("place")
    editions = Edition.objects.live().only("article", "title")
    return (
        editions.filter(pk__in=Narration.objects.filter(state=FAILED).values("edition"))
        .annotate(error=Subquery(failed.values("error")[:1]))
        .order_by("-pk")
    )


def _list(section: Section) -> str:
    return f"{reverse('admin:narration_narration_changelist')}?state__exact={FAILED.value}"


def _line(edition: Any) -> Line:
    address = f"{reverse('admin:narration_narration_changelist')}?edition={edition.pk}"
    return Line(edition.plain_title, address, translated(edition.error))


def register_sections() -> None:
    title, nothing = gettext_lazy("没有读成的朗读"), gettext_lazy("朗读都顺利。")
    register(Section("narration_failed", title, nothing, _failed, _line, everything=_list))
