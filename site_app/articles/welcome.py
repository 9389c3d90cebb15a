"""How does somebody who comes to the desk for the first time learn to write, to put a reading right and to ask for a review?

They practise on a draft of their own, which only they find and which goes nowhere. What has been done of it is read from
what is stored, not from what was pressed.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from site_app.articles import checks
from site_app.articles.checks import Moment
from site_app.articles.drafting import PublishingRefused, current_edition, hold, save_draft
from site_app.articles.models import Article, Edition, Rendering, Welcome
from site_app.articles.models.rendering import plain_text
from site_app.articles.practice import CHARACTER, LAST_LINE, RIGHT, WORDS
from site_app.articles.reading_desk.places import ReadPlace, places_of
from site_app.articles.translating import as_message
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Answer = Welcome.Answer
_ITEM = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_LEAST = 2
"""Letters of an item of a list that says something."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to learn."""

    name: str
    title: Any
    is_done: Callable[[Edition], bool]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as it stands in somebody's practice."""

    name: str
    title: str
    is_done: bool
    is_current: bool
    """Whether it is the one to do now."""


def _is_written(edition: Edition) -> bool:
    """Whether readers would see a list."""
    body = edition.rendering(Rendering.View.HANZI).body
    return any(sum(map(str.isalnum, plain_text(item))) >= _LEAST for item in _ITEM.findall(body))


def _is_read_right(edition: Edition) -> bool:
    found = _places(edition)
    return bool(found) and all(place.reading == RIGHT for place in found)


def _places(edition: Edition) -> list[ReadPlace]:
    return [place for place in places_of(edition) if place.character == CHARACTER]


STEPS = (
    Step("write", gettext_lazy("写一句话"), _is_written),
    Step("reading", gettext_lazy("改一个读音"), _is_read_right),
    # Done is done: then there is no practice any more.
    Step("ask", gettext_lazy("请人审核"), lambda _edition: False),
)


def welcome_of(account: "User") -> Welcome:
    """What the account has answered; not stored yet when it has not."""
    return Welcome.objects.filter(account=account).first() or Welcome(account=account)


def practice_of(account: "User") -> Article | None:
    return Article.everything.filter(practice_of=account).first()


@transaction.atomic
def begin(account: "User", *, afresh: bool = False) -> Article:
    """The account's practice, made if there is none; `afresh` throws away what there is."""
    _hold(account)
    if afresh:
        _forget(account)
    practice = practice_of(account)
    if practice is None:
        # Nobody can guess the address, and no title of an article would ask for it.
        practice = Article(practice_of=account, slug=f"practice-{secrets.token_hex(8)}")
        save_draft(article=practice, words=WORDS, by=account)
        _answer(account, Answer.PRACTISING, step=0)
    else:
        _answer(account, Answer.PRACTISING)
    return practice


def put_off(account: "User") -> None:
    """Ask again when they sign in the next time; what they have practised stays."""
    _answer(account, Answer.PUT_OFF)


@transaction.atomic
def decline(account: "User") -> None:
    """Do not ask again, and throw away what they have practised."""
    _hold(account)
    _forget(account)
    _answer(account, Answer.DECLINED)


def stages(practice: Article) -> list[Stage]:
    """How far a practice has come; exactly one step is the one to do now."""
    edition = current_edition(practice)
    done = [edition is not None and step.is_done(edition) for step in STEPS]
    return [
        Stage(step.name, str(step.title), is_done, number == done.index(False))
        for number, (step, is_done) in enumerate(zip(STEPS, done, strict=True))
    ]


def is_lost(practice: Article) -> bool:
    """Whether the syllable to put right is no longer there."""
    edition = current_edition(practice)
    return edition is None or not _places(edition)


def is_begun(practice: Article) -> bool:
    """Whether something stands below the last line, list or not."""
    edition = current_edition(practice)
    return edition is not None and not edition.markdown.rstrip().endswith(LAST_LINE)


def note_step(practice: Article) -> None:
    """Keep how far the practice has come."""
    reached = next(number for number, stage in enumerate(stages(practice)) if stage.is_current)
    Welcome.objects.filter(account=practice.practice_of_id).update(step=reached)


@transaction.atomic
def hand_in(practice: Article, by: "User") -> None:
    """What submitting is for an article: the practice is over and thrown away.

    Raises PublishingRefused with what is still to be done, in the practice and in every text.
    """
    practice = hold(practice)
    missing = [
        as_message(step.title) for step, stage in zip(STEPS[:-1], stages(practice), strict=False) if not stage.is_done
    ]
    reasons: list[str] = [_("练习还差：%(steps)s。") % {"steps": _("、").join(missing)}] if missing else []
    if edition := current_edition(practice):
        # What a real article needs besides is told in the end.
        reasons += checks.reasons_against(edition, Moment.PUBLISH_UNREVIEWED)
    if reasons:
        raise PublishingRefused(*reasons)
    _forget(by)
    _answer(by, Answer.DONE, step=len(STEPS))


def _hold(account: "User") -> None:
    """Two presses at once take turns."""
    get_user_model().objects.select_for_update().get(pk=account.pk)


def _forget(account: "User") -> None:
    Article.everything.filter(practice_of=account).delete()


def _answer(account: "User", answer: str, **more: int) -> None:
    said = {"answer": answer, "answered_at": timezone.now(), **more}
    Welcome.objects.update_or_create(account=account, defaults=said)
