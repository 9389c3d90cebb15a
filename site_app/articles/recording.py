"""How does an act get into the log?"""

from datetime import datetime
from typing import TYPE_CHECKING

from site_app.articles.models import Act, Article, Edition
from site_app.message import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record(kind: Act.Kind, edition: Edition, former: str, by: "User | None", at: datetime, note: str = "") -> None:
    """Write a row about an edition that was in the state `former`; none about what somebody practises on."""
    if edition.article.practice_of_id:
        return
    Act.objects.create(
        kind=kind,
        article=edition.article,
        edition=edition,
        subject=str(edition),
        from_state=former,
        to_state=edition.state,
        by=by,
        by_name=name_of(by),
        at=at,
        note=note if isinstance(note, Message) else note.strip(),
    )


def record_of_article(kind: Act.Kind, article: Article, by: "User | None", at: datetime, note: str = "") -> None:
    """Write a row about the whole article."""
    Act.objects.create(
        kind=kind, article=article, subject=str(article), by=by, by_name=name_of(by), at=at, note=note.strip()
    )


def name_of(user: "User | None") -> str:
    """What colleagues call an account; None stands for the site itself."""
    return (user.get_full_name() or user.get_username()) if user else str(Message("网站"))
