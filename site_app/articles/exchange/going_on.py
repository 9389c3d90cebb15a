"""How does an import that somebody agreed to go on until everything is done, whatever ends in between?

A request does what it can in a few seconds; the worker does what is left. Each file is done once: an article and the
note that this file has made it are one transaction.
"""

import hashlib
import time
from collections import Counter
from typing import TYPE_CHECKING

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from site_app.articles.exchange.carrying_out import Done, carry_out_step
from site_app.articles.exchange.kept import Kept
from site_app.articles.exchange.plan import Action, Plan, Step, plan
from site_app.articles.models import Article
from site_app.articles.sending import remember, sent_before
from site_app.articles.translating import noted
from site_app.message import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SECONDS = 4.0
"""Of work before somebody who has said yes sees how far it is."""
TURN = 20.0
"""Seconds of work in the background before others in the queue have their turn."""


def go_on(kept: Kept, by: "User", *, seconds: float, shown: Plan | None = None) -> bool:
    """Do what is left of an upload that was taken; returns whether something still is when the `seconds` are over.

    What has changed since the person said yes is refused. `shown` is the plan of just now, if somebody has it.
    """
    until = time.monotonic() + seconds
    agreed, done = set(kept.agreed.stamps), Counter(line["name"] for line in kept.done)
    place: Counter[str] = Counter()
    for step in (shown or plan(kept.contents, by)).steps:
        place[step.name] += 1
        if place[step.name] <= done[step.name]:
            continue
        if time.monotonic() > until:
            return True
        token = hashlib.sha256(f"{kept.token} {place[step.name]} {step.name}".encode()).hexdigest()[:32]
        found = _once(step, by, token, is_agreed=step.stamp in agreed)
        said = {"name": found.name, "action": found.action.value, "message": found.message}
        kept.note({**said, "article": found.article.pk if found.article else None})
    kept.finish()
    return False


@transaction.atomic
def _once(step: Step, by: "User", token: str, *, is_agreed: bool) -> Done:
    if before := sent_before(token=token, by=by):
        return Done(step.name, Action.CREATE, step.message, before.article)
    if step.does_something and not is_agreed:
        message = _("您同意以后，这篇文章又变了，没有导入。请再上传一次。")
        return Done(step.name, Action.REFUSE, message, step.article)
    done = carry_out_step(step, by)
    if done.article and done.action in (Action.CREATE, Action.CHANGE):
        if done.action == Action.CREATE and done.article.draft:
            remember(token=token, edition=done.article.draft, by=by)
        _log(done.article, by, done)
    return done


def _log(article: Article, by: "User", done: Done) -> None:
    """In the admin's own history of the article."""
    flag = ADDITION if done.action == Action.CREATE else CHANGE
    note = noted(Message("由文件“%(name)s”导入", name=done.name))
    LogEntry.objects.log_actions(by.pk, [article], flag, note, single_object=True)
