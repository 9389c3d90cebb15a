"""What happens to a form for a new article that is sent twice, because the answer to the first time never came?

Each form carries a token. The first time it is stored with the article that it made, in one transaction; whoever sends
the token again goes on with that article.
"""

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from site_app.articles.models import Edition, SentForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_FOR = timedelta(days=60)
"""Longer than a browser keeps a text that was not saved."""

_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)


def token_in(text: str) -> str:
    """The token that somebody sent; empty for anything that is none."""
    return text if _TOKEN.fullmatch(text) else ""


def remember(*, token: str, edition: Edition, by: "User") -> None:
    """Raises IntegrityError when the token is known already: then the caller's transaction must not stand."""
    now = timezone.now()
    SentForm.objects.filter(sent_at__lt=now - KEPT_FOR).delete()
    SentForm.objects.create(token=token, article=edition.article, stamp=edition.stamp, sent_by=by)


def sent_before(*, token: str, by: "User") -> SentForm | None:
    """The form of this token that this account has sent; somebody else's is nobody's business."""
    return SentForm.objects.filter(token=token, sent_by=by).select_related("article").first() if token else None
