"""How is a plan carried out, so that what goes wrong with one file stops no other?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from site_app.articles.drafting import DraftChanged, PublishingRefused, save_draft
from site_app.articles.exchange.place import settle
from site_app.articles.exchange.plan import Action, Incoming, Plan, Step
from site_app.articles.images import keep_image
from site_app.articles.importing import editorial_office
from site_app.articles.models import Article, Particulars, Person
from site_app.documents import Picture

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file."""

    name: str
    action: Action
    message: str
    article: Article | None = None


def carry_out(plan: Plan, by: "User | None" = None) -> Iterator[Done]:
    """Each article is one transaction. Nothing is published: what comes in is a draft."""
    return (carry_out_step(step, by) for step in plan.steps)


def carry_out_step(step: Step, by: "User | None" = None) -> Done:
    """What one file would do is done, or nothing of it."""
    if step.incoming is None or not step.does_something:
        return Done(step.name, step.action, step.message, step.article)
    try:
        article = _carry_out(step.article, step.incoming, by)
    except PublishingRefused as refusal:
        return Done(step.name, Action.REFUSE, " ".join(refusal.reasons), step.article)
    except DraftChanged:
        message = _("有人刚刚改了这篇文章，没有导入。请再上传一次。")
        return Done(step.name, Action.REFUSE, message, step.article)
    except ValidationError as error:
        return Done(step.name, Action.REFUSE, " ".join(error.messages), step.article)
    return Done(step.name, step.action, step.message, article)


@transaction.atomic
def _carry_out(known: Article | None, incoming: Incoming, by: "User | None") -> Article:
    article = known or Article(slug=incoming.place.slug)
    _keep_pictures(incoming, by)
    save_draft(
        article=article,
        words=incoming.words,
        particulars=_signed(incoming, by, is_new=known is None),
        by=by,
        change_note=incoming.change_note,
        is_minor=incoming.document.is_minor,
        # What the person has seen in the plan is set aside, if it is a draft; nothing is written over.
        seen="",
        set_aside=True,
    )
    settle(article, incoming.place)
    return article


def _signed(incoming: Incoming, by: "User | None", *, is_new: bool) -> Particulars:
    """With an author who is stored; the editorial office signs what comes in from nobody."""
    about, person = incoming.particulars, incoming.particulars.written_by
    if person is not None and person.pk is None:
        # Two files of one plan may name the same new person.
        same = {"name": person.name, "qualification": person.qualification, "organisation": person.organisation}
        person = Person.objects.filter(**same).first() or person
        if person.pk is None:
            person.clean_fields(exclude=["user"])
            person.save()
    elif person is None and by is None and is_new and "author" not in incoming.document.given:
        person = editorial_office()
    return Particulars(about.readers, about.level, person, about.references)


def _keep_pictures(incoming: Incoming, by: "User | None") -> None:
    described = {picture.file: picture for picture in incoming.document.pictures}
    for address, picture in incoming.shown.pictures.items():
        about = described.get(address, Picture(address))
        keep_image(encoded=picture.encoded, by=by, alt=about.alt, credit=about.credit)
