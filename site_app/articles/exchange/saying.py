"""How do a document and an edition say the same thing to each other?"""

from typing import Any

from django.utils.translation import gettext as _

from site_app.articles.citations import in_order_of_citation
from site_app.articles.models import Edition, Particulars, Person, Reference
from site_app.articles.models.edition import Words
from site_app.articles.workflow import names_to_sign_with
from site_app.documents import Author, CitedSource, Document


class CannotSay(ValueError):
    """Something that the document says cannot be taken over; the message is for the editor."""


def author_of(person: Person | None) -> Author | None:
    return Author(person.name, person.qualification, person.organisation) if person else None


def sources_of(edition: Edition) -> tuple[CitedSource, ...]:
    return tuple(
        CitedSource(*(getattr(source, name) for name in CitedSource.__slots__)) for source in edition.sources.all()
    )


def particulars_of(document: Document, markdown: str, current: Edition | None, by: Any) -> Particulars:
    """What the document says about itself, and for the rest what the current edition says.

    Somebody whom the site does not know is a Person that is not stored yet. Raises CannotSay.
    """
    known = current.particulars if current else Particulars()
    given = document.given
    references = known.references
    if "sources" in given:
        listed = [Reference(*(getattr(source, name) for name in Reference.__slots__)) for source in document.sources]
        references = tuple(reference for _number, reference in in_order_of_citation(markdown, listed))
    return Particulars(
        readers=document.readers if "readers" in given else known.readers,
        level=document.level if "level" in given else known.level,
        written_by=_signed(document, known, by, is_new=current is None),
        references=references,
    )


def _signed(document: Document, known: Particulars, by: Any, *, is_new: bool) -> Person | None:
    if "author" not in document.given:
        return Person.objects.filter(user=by).first() if is_new and by else known.written_by
    if document.author is None or author_of(known.written_by) == document.author:
        return known.written_by if document.author else None
    person = _person(document.author)
    if by is not None:
        _check_name(person, by)
    return person


def _person(author: Author) -> Person:
    """The person of this name, qualification and organisation; of this name, where nothing else is said."""
    same = Person.objects.filter(
        name=author.name, qualification=author.qualification, organisation=author.organisation
    ).order_by("pk")
    if found := same.first():
        return found
    if not (author.qualification or author.organisation):
        namesakes = list(Person.objects.filter(name=author.name)[:2])
        if len(namesakes) > 1:
            raise CannotSay(_("叫“%(name)s”的作者不止一位；请写明职称和单位。") % {"name": author.name})
        if namesakes:
            return namesakes[0]
    return Person(name=author.name, qualification=author.qualification, organisation=author.organisation)


def _check_name(person: Person, by: Any) -> None:
    if person.pk is None:
        if not by.has_perm("articles.add_person"):
            message = _("名单里没有作者“%(name)s”，您也没有权限添加；请先请发布者添加。")
            raise CannotSay(message % {"name": person.name})
    elif not by.has_perm("articles.publish_edition") and not names_to_sign_with(by).filter(pk=person.pk).exists():
        raise CannotSay(_("不能用“%(name)s”署名：那是别人的账号。") % {"name": person.name})


def words_of(document: Document, markdown: str) -> Words:
    return Words(document.title, document.summary, markdown)
