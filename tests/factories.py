"""How does a test get a user, an article or a picture? Defaults that just work, one function for each noun."""

from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pictures

from site_app.articles.models import Article, Edition, LexiconEntry, Series, Tag
from site_app.articles.models.edition import Words
from site_app.articles.publishing import publish, save_draft
from site_app.articles.slugs import free_slug

EDITOR_PERMISSIONS = (
    "add_article",
    "change_article",
    "view_article",
    "publish_edition",
    "withdraw_edition",
)

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


def make_superuser(name: str = "") -> User:
    return User.objects.create_superuser(name or f"user{next(_numbers)}")


def make_words(**changes: str) -> Words:
    """Words that may be published."""
    return Words(
        **{"title": "脑梗是什么", "summary": "脑梗是急症。", "markdown": "脑梗是急症，要马上打120。", **changes}
    )


def make_draft(*, article: Article | None = None, by: User | None = None, **changes: str) -> Edition:
    """The draft of a new article, or of the given one."""
    return save_draft(article=article or Article(), words=make_words(**changes), by=by)


def make_article(
    *, series: Series | None = None, position: int = 0, tags: tuple[Tag, ...] = (), **changes: str
) -> Article:
    """A published article."""
    draft = make_draft(article=Article(series=series, position=position), by=None, **changes)
    article = publish(edition=draft).article
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
