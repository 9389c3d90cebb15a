"""How does a source document become an article, without ever overwriting what an editor did?"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from site_app.articles.drafting import current_edition, save_draft
from site_app.articles.models import Article, ImportedItem, Particulars, Person, Series, Tag
from site_app.articles.models.edition import Words, plain
from site_app.articles.publishing import publish_unreviewed, withdraw
from site_app.articles.slugs import change_slug, free_slug, is_taken
from site_app.message import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from site_app.documents import Document, SeriesPlan


class Action(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What importing one document did."""

    key: str
    action: Action
    message: str
    """One sentence for people."""
    article: Article | None
    """None when an editor has deleted it."""


@transaction.atomic
def import_documents(
    documents: Iterable["Document"], *, series: Mapping[str, "SeriesPlan"] | None = None, by: "User | None" = None
) -> list[Outcome]:
    """Bring documents in, in order; all of them or, when one fails, none.

    A document is known by its key. What an editor changed, withdrew, gave another slug or deleted since it was imported
    is left alone, and so is a document whose source is the same as last time. `series` describes, by title, the series
    that may have to be created; an existing one is never changed.

    Raises PublishingRefused and ValidationError as `publishing` does.
    """
    return [_import(document, series or {}, by) for document in documents]


def _import(document: "Document", plans: Mapping[str, "SeriesPlan"], by: "User | None") -> Outcome:
    item = ImportedItem.objects.select_for_update().filter(key=document.key).first()
    source = digest_of_document(document)
    if item is None:
        article = _write(Article(), document, plans, by)
        ImportedItem.objects.create(
            key=document.key, source_digest=source, stored_digest=digest_of_article(article), article=article
        )
        return _outcome(document, Action.CREATED, article)
    if item.article is None or item.article.binned_at:
        return _outcome(document, Action.LEFT_ALONE, None)
    if digest_of_article(item.article) != item.stored_digest:
        return _outcome(document, Action.LEFT_ALONE, item.article)
    if item.source_digest == source:
        return _outcome(document, Action.UNCHANGED, item.article)
    article = _write(item.article, document, plans, by)
    item.source_digest, item.stored_digest = source, digest_of_article(article)
    item.save()
    return _outcome(document, Action.UPDATED, article)


def _write(article: Article, document: "Document", plans: Mapping[str, "SeriesPlan"], by: "User | None") -> Article:
    wanted = document.slug if document.slug and not is_taken(article, document.slug) else ""
    if article.pk is None:
        article.slug = wanted
    elif wanted and wanted != article.slug:
        change_slug(owner=article, slug=wanted)
    article.series, article.position = _series(document.series, plans), document.position
    words = Words(document.title, document.summary, document.body)
    if article.pk:
        article.save()
    note = " ".join([Message("由“%(key)s”导入。", key=document.key), *document.notes])
    is_new = article.pk is None
    edition = save_draft(
        article=article,
        words=words,
        particulars=_particulars(article, document, by),
        by=by,
        change_note=note[:300],
        is_minor=not is_new,  # the note is for colleagues
    )
    article.tags.set([tag_named(name) for name in document.tags])
    if document.published:
        if edition.state != edition.State.PUBLISHED:
            publish_unreviewed(
                edition=edition, reason=str(Message("由“%(key)s”导入，还没有人审核。", key=document.key)), by=by
            )
    elif article.editions.live().exists():
        withdraw(article=article, reason=str(Message("来源文件不再发布这篇文章。")), by=by)
    return article


def _particulars(article: Article, document: "Document", by: "User | None") -> Particulars | None:
    """What the document says about itself beside its words; None for what is stored. Who signs stays."""
    about = None
    if document.given & {"readers", "level", "sources"}:
        from site_app.articles.exchange.saying import particulars_of

        stored = current_edition(article) if article.pk else None
        about = particulars_of(replace(document, given=document.given - {"author"}), document.body, stored, by)
    if article.pk or by is not None:
        return about
    return replace(about or Particulars(), written_by=editorial_office())


def editorial_office() -> Person:
    """Who signs what came in without an author."""
    office, _is_new = Person.objects.get_or_create(
        user=None, name=str(Message("编辑部")), organisation=settings.SITE_NAME[:100], defaults={"is_public": True}
    )
    return office


def _series(title: str, plans: Mapping[str, "SeriesPlan"]) -> Series | None:
    """The series of this title, found under any slug it had, or else a new one behind the others."""
    plan = plans.get(title)
    if plan:
        known = Series.objects.filter(Q(slug=plan.slug) | Q(old_slugs__slug=plan.slug) | Q(title=title))
        if found := known.first():
            return found
    return series_titled(title, plan)


def series_titled(title: str, plan: "SeriesPlan | None" = None) -> Series | None:
    """The first series of this title, or else a new one behind the others; None without a title."""
    if not title:
        return None
    if found := Series.objects.filter(title=title).first():
        return found
    series = Series(title=title, summary=plan.summary if plan else "", position=Series.objects.count() + 1)
    series.slug = plan.slug if plan and plan.slug and not is_taken(series, plan.slug) else free_slug(series, title)
    series.clean_fields()
    series.save()
    return series


def tag_named(name: str) -> Tag:
    """The tag of this name, made if there is none."""
    tag = Tag.objects.filter(name=name).first() or Tag(name=name)
    if tag.pk is None:
        tag.slug = free_slug(tag, name)
        tag.clean_fields()
        tag.save()
    return tag


def digest_of_document(document: "Document") -> str:
    """SHA-256 of everything that importing the document would write."""
    words = [document.title, document.summary, document.body]
    said = [*words, document.slug, document.tags, document.series, document.position, document.published]
    # Sites remember digests from before documents spoke of these: those of documents that do not stay as they were.
    if document.readers or document.level or document.sources:
        said += [document.readers, document.level, str([*map(astuple, document.sources)])]
    return digest(said)


def digest_of_article(article: Article) -> str:
    """SHA-256 of everything about the article that an editor can change."""
    editions = [(edition.stamp, edition.state) for edition in article.editions.order_by("number")]
    tags = sorted(article.tags.values_list("pk", flat=True))
    return digest([article.slug, article.series_id, article.position, tags, editions])


def digest(value: Any) -> str:
    """SHA-256 of a value that JSON can hold, as 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def _outcome(document: "Document", action: Action, article: Article | None) -> Outcome:
    if article is None:
        message = _("《%(title)s》已被编辑删除，不再导入。")
    else:
        message = {
            Action.CREATED: _("新建并发布《%(title)s》。") if document.published else _("新建草稿《%(title)s》。"),
            Action.UPDATED: _("来源有改动，已更新《%(title)s》。"),
            Action.UNCHANGED: _("《%(title)s》没有变化。"),
            Action.LEFT_ALONE: _("《%(title)s》被编辑改过，保留不动。"),
        }[action]
    return Outcome(document.key, action, message % {"title": plain(document.title)}, article)
