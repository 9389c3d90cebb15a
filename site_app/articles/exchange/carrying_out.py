"""How is a plan carried out, so that what goes wrong with one file stops no other?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from site_app.articles.drafting import DraftChanged, PublishingRefused, save_draft
from site_app.articles.exchange.pictures import Shown
from site_app.articles.exchange.place import settle
from site_app.articles.exchange.plan import Action, Plan, Step
from site_app.articles.images import keep_image
from site_app.articles.importing import editorial_office
from site_app.articles.models import Article, Particulars
from site_app.documents import Document

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
    for step in plan.steps:
        if not step.does_something:
            yield Done(step.name, step.action, step.message, step.article)
            continue
        try:
            article = _carry_out(step, by)
        except PublishingRefused as refusal:
            yield Done(step.name, Action.REFUSE, " ".join(refusal.reasons), step.article)
        except (DraftChanged, ValidationError) as error:
            yield Done(step.name, Action.REFUSE, " ".join(getattr(error, "messages", [str(error)])), step.article)
        else:
            yield Done(step.name, step.action, step.message, article)


@transaction.atomic
def _carry_out(step: Step, by: "User | None") -> Article:
    assert step.words and step.particulars and step.place and step.shown and step.document
    _keep_pictures(step.shown, step.document, by)
    about = _signed(step, by)
    article = step.article or Article(slug=step.place.slug)
    save_draft(
        article=article,
        words=step.words,
        particulars=about,
        by=by,
        change_note=step.change_note,
        is_minor=step.is_minor,
        # What the person has seen in the plan is set aside, if it is a draft; nothing is written over.
        seen="",
        set_aside=True,
    )
    settle(article, step.place)
    return article


def _signed(step: Step, by: "User | None") -> Particulars:
    """With an author who is stored; the editorial office signs what comes in from nobody."""
    assert step.particulars and step.document
    about, person = step.particulars, step.particulars.written_by
    if person is not None and person.pk is None:
        # Two files of one plan may name the same new person.
        known = type(person).objects.filter(
            name=person.name, qualification=person.qualification, organisation=person.organisation
        )
        person = known.first() or person
        if person.pk is None:
            person.clean_fields(exclude=["user"])
            person.save()
    elif person is None and by is None and step.article is None and "author" not in step.document.given:
        person = editorial_office()
    return Particulars(about.readers, about.level, person, about.references)


def _keep_pictures(shown: Shown, document: Document, by: "User | None") -> None:
    described = {picture.file: picture for picture in document.pictures}
    for address, picture in shown.pictures.items():
        about = described.get(address)
        keep_image(encoded=picture.encoded, by=by, alt=about.alt if about else "", credit=about.credit if about else "")
