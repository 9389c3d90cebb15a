"""How does a test get a user, an article or a picture? Defaults that just work, one function for each noun."""

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pictures

from site_app.articles.drafting import save_draft
from site_app.articles.models import Article, Edition, LexiconEntry, Particulars, Person, Reference, Series, Tag
from site_app.articles.models.edition import Words
from site_app.articles.publishing import approve, publish_unreviewed, request_changes, schedule, submit, withdraw
from site_app.articles.slugs import free_slug

EDITOR_PERMISSIONS = (
    "add_article",
    "change_article",
    "view_article",
    "submit_edition",
    "publish_edition",
    "publish_unreviewed_edition",
    "withdraw_edition",
)

SOURCE = Reference("who2023", "脑卒中", "世界卫生组织", 2023)
"""A complete one."""

_numbers = count(1)


def make_user(*permissions: str, name: str = "", narration: str = "", **changes: Any) -> User:
    """A user with these permissions of the articles app, given without their app, and one of the narration app."""
    user = User.objects.create_user(name or f"user{next(_numbers)}", **changes)
    of_articles = Permission.objects.filter(content_type__app_label="articles", codename__in=permissions)
    of_narration = Permission.objects.filter(content_type__app_label="narration", codename=narration)
    user.user_permissions.set(of_articles | of_narration)
    return user


def make_editor(*, name: str = "", **changes: Any) -> User:
    """A member of the staff who may write, publish and withdraw."""
    return make_user(*EDITOR_PERMISSIONS, name=name, is_staff=True, **changes)


def make_member(group: str, *, name: str = "", **changes: Any) -> User:
    """A member of the staff in one of the groups that come with the site: 作者, 审核者 or 发布者."""
    user = make_user(name=name, is_staff=True, **changes)
    if not Group.objects.filter(name=group).exists():
        # A test that committed was followed by an emptied database.
        import_module("site_app.articles.migrations.0003_what_came_before_review").make_groups(apps, None)
        import_module("site_app.narration.migrations.0002_groups_see_the_narration").let_groups_look(apps, None)
        import_module("site_app.articles.migrations.0007_history_and_bin").let_publishers_use_the_bin(apps, None)
    user.groups.add(Group.objects.get(name=group))
    return user


def make_person(name: str = "李医生", **changes: Any) -> Person:
    """A public profile without an account."""
    return Person.objects.create(name=name, **{"is_public": True, **changes})


def make_superuser(name: str = "") -> User:
    return User.objects.create_superuser(name or f"user{next(_numbers)}")


def make_words(**changes: str) -> Words:
    """Words that may be published."""
    return Words(
        **{"title": "脑梗是什么", "summary": "脑梗是急症。", "markdown": "脑梗是急症，要马上打120。", **changes}
    )


def make_draft(*, article: Article | None = None, by: User | None = None, **changes: Any) -> Edition:
    """The draft of a new article, or of the given one. `changes` are words and particulars."""
    said = {name: changes.pop(name) for name in tuple(changes) if name in Particulars.__slots__}
    how = {name: changes.pop(name) for name in ("is_minor", "change_note") if name in changes}
    particulars = Particulars(**said) if said else None
    if article is None or article.pk is None:
        if by is None and "written_by" not in said:
            said["written_by"] = make_person("王作者")
        particulars = Particulars(**{"readers": "高血压病人", "references": (SOURCE,), **said})
    return save_draft(article=article or Article(), words=make_words(**changes), particulars=particulars, by=by, **how)


def make_edition(*, article: Article | None = None, **changes: Any) -> Edition:
    """A live edition of a new article, or of the given one, that nobody has reviewed."""
    return publish_unreviewed(edition=make_draft(article=article, **changes), reason="试验")


def make_approved(*, article: Article | None = None, reviewed_by: Person | None = None, **changes: Any) -> Edition:
    """An edition that a reviewer has approved."""
    edition = submit(edition=make_draft(article=article, **changes))
    return approve(edition=edition, by=make_member("审核者"), reviewed_by=reviewed_by or make_person())


def make_edition_in(state: str, *, by: User | None = None, **changes: Any) -> Edition:
    """The first edition of a new article, written by `by`, in any state."""
    draft = make_draft(by=by, **changes)
    if state == "draft":
        return draft
    if state in ("published", "superseded", "withdrawn"):
        live = publish_unreviewed(edition=draft, reason="试验")
        if state == "withdrawn":
            return withdraw(article=live.article, reason="有误")
        if state == "superseded":
            make_edition(article=live.article, title="新题目")
            live.refresh_from_db()
        return live
    edition = submit(edition=draft)
    if state == "changes_requested":
        return request_changes(edition=edition, note="请改")
    if state in ("approved", "scheduled"):
        approve(edition=edition, by=make_member("审核者"), reviewed_by=make_person())
    if state == "scheduled":
        schedule(edition=edition, at=timezone.now() + timedelta(days=1))
    return edition


def make_article(
    *, series: Series | None = None, position: int = 0, tags: tuple[Tag, ...] = (), **changes: Any
) -> Article:
    """A published article."""
    article = Article(series=series, position=position)
    make_edition(article=article, **{"written_by": make_person("王作者"), **changes})
    article.tags.set(tags)
    return article


def make_series(title: str = "认识脑梗", **changes: Any) -> Series:
    series = Series(title=title, **changes)
    series.slug = series.slug or free_slug(series, title)
    series.save()
    return series


def make_tag(name: str = "预防") -> Tag:
    tag = Tag(name=name)
    tag.slug = free_slug(tag, name)
    tag.save()
    return tag


def make_lexicon_entry(word: str = "银行", reading: str = "yín xíng", note: str = "") -> LexiconEntry:
    return LexiconEntry.objects.create(word=word, reading=reading, note=note)


def make_picture(format: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **options: Any) -> bytes:
    """The bytes of a picture with a colour gradient."""
    out = BytesIO()
    Pictures.linear_gradient("L").resize(size).convert(mode).save(out, format, **options)
    return out.getvalue()


def make_upload(data: bytes, name: str = "photo.png", content_type: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)
