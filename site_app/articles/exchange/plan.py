"""What would importing do, file by file, before it does anything?"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from site_app.articles import checks
from site_app.articles.comparing import Comparison, Fact, compare_what_is_said
from site_app.articles.drafting import RELATIONS, current_edition, says, why_fixed
from site_app.articles.exchange.pictures import Shown, address_of, show
from site_app.articles.exchange.place import Place, changes, place_of
from site_app.articles.exchange.reading import Contents, Text
from site_app.articles.exchange.saying import CannotSay, particulars_of, words_of
from site_app.articles.importing import digest
from site_app.articles.models import Article, Edition, Particulars, Source
from site_app.articles.models.edition import Words, plain
from site_app.articles.translating import translated
from site_app.articles.workflow import may_edit
from site_app.documents import Document
from site_app.message import Message, said

MAX_DOCUMENTS = 500
THINKING = 8.0
"""Seconds for all differences together; the articles that are left then are shown without."""


class Action(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    SKIP = "skip"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says, ready to be kept as a draft."""

    document: Document
    words: Words
    particulars: Particulars
    place: Place
    change_note: str
    shown: Shown

    @property
    def readable(self) -> str:
        """The text with words for the pictures, which are not stored yet."""
        text = self.words.markdown
        for picture in self.shown.pictures.values():
            there = re.escape(address_of(picture.stored_as))
            text = re.sub(rf"!\[([^\]]*)\]\({there}[^)]*\)", _("〔图：") + r"\1" + _("〕"), text)
        return text


@dataclass(frozen=True, slots=True)
class Step:
    """What one file would do."""

    name: str
    action: Action
    message: str
    """One line for people."""
    notes: tuple[str, ...] = ()
    article: Article | None = None
    """The one that is there."""
    incoming: Incoming | None = None
    """None for what is refused."""
    seen: str = ""
    """Tells the article's present state from any other."""
    comparison: Comparison | None = None
    facts: tuple[Fact, ...] = ()
    """What would change of the article's place, at once and for readers."""

    @property
    def does_something(self) -> bool:
        return self.action in (Action.CREATE, Action.CHANGE)

    @property
    def stamp(self) -> str:
        """The same for the same effect."""
        said = self.incoming and [
            repr((self.incoming.words, self.incoming.particulars, self.incoming.place)),
            self.incoming.change_note,
            self.incoming.document.is_minor,
        ]
        return digest([self.name, self.action, self.message, self.article and self.article.pk, self.seen, said])


@dataclass(frozen=True, slots=True)
class Plan:
    steps: tuple[Step, ...]

    @property
    def stamp(self) -> str:
        """What was shown and what is done have the same, or somebody has to look again."""
        return digest([step.stamp for step in self.steps])

    @property
    def does_something(self) -> bool:
        return any(step.does_something for step in self.steps)

    def of(self, action: Action) -> list[Step]:
        return [step for step in self.steps if step.action == action]


def plan(contents: Contents, by: Any = None, *, with_differences: bool = False) -> Plan:
    """Everything that `carrying_out` would do for this person; None stands for the site itself."""
    steps = [Step(refusal.name, Action.REFUSE, refusal.why) for refusal in contents.refusals]
    end = time.monotonic() + THINKING
    taken: dict[int | str, str] = {}
    used: set[str] = set()
    for number, text in enumerate(sorted(contents.texts, key=lambda text: text.name)):
        if number >= MAX_DOCUMENTS:
            message = _("一次最多导入%(limit)s篇文章，这一篇没有读。") % {"limit": MAX_DOCUMENTS}
            steps.append(Step(text.name, Action.REFUSE, message))
            continue
        step = _step(text, contents, by)
        if step.incoming:
            used.update(picture.name for picture in step.incoming.shown.pictures.values())
        if step.incoming and step.does_something:
            identity = step.article.pk if step.article else step.incoming.place.slug or text.name
            if identity in taken:
                message = _("和“%(other)s”是同一篇文章。") % {"other": taken[identity]}
                step = Step(text.name, Action.REFUSE, message)
            else:
                taken[identity] = text.name
        if with_differences and time.monotonic() < end:
            step = _with_differences(step)
        steps.append(step)
    for name in sorted(contents.pictures.keys() - used):
        if "/.word-" not in f"/{name}":
            steps.append(Step(name, Action.SKIP, _("没有文章用到这张图片，不导入。")))
    return Plan(tuple(sorted(steps, key=lambda step: step.name)))


def _step(text: Text, contents: Contents, by: Any) -> Step:
    try:
        document = _document(text)
        shown = show(document.body, text.name, contents.pictures, contents.refused_pictures)
        if shown.refused:
            raise CannotSay(_about_pictures(shown, contents))
        return _for(text, document, shown, by)
    except (CannotSay, _Unreadable) as error:
        return Step(text.name, Action.REFUSE, translated(said(error)))
    except ValidationError as error:
        return Step(text.name, Action.REFUSE, " ".join(error.messages))


class _Unreadable(ValueError):
    pass


def _document(text: Text) -> Document:
    from site_app.articles.lexicon import lexicon
    from site_app.documents import DocumentError, read_document

    # What was Word is Markdown by now, whatever it looks like.
    name = f"{text.name.removesuffix('.docx')}.md" if text.is_markdown else text.name
    try:
        document = read_document(text.kept.read_bytes(), name, lexicon())
    except DocumentError as error:
        place = (
            "" if text.is_markdown else _("第%(line)s行第%(column)s列：") % {"line": error.line, "column": error.column}
        )
        raise _Unreadable(place + translated(error.message)) from None
    return replace(document, notes=(*document.notes, *text.notes))


def _about_pictures(shown: Shown, contents: Contents) -> str:
    address = shown.refused[0]
    return _("里面的图片“%(picture)s”不能用：%(why)s") % {
        "picture": address.rpartition("/")[2],
        "why": contents.refused_pictures[address],
    }


def _for(text: Text, document: Document, shown: Shown, by: Any) -> Step:
    article = _article(document)
    if article is not None:
        if article.binned_at:
            raise CannotSay(_("回收站里的一篇文章用着网址名“%(slug)s”；要先恢复它。") % {"slug": article.slug})
        if by is not None and not may_edit(by, article):
            raise CannotSay(_("《%(title)s》是别人的文章，您不能改。") % {"title": article})
    elif by is not None and not by.has_perm("articles.add_article"):
        raise CannotSay(_("您没有权限新建文章。"))
    current = current_edition(article) if article else None
    words = words_of(document, shown.markdown)
    particulars = particulars_of(document, shown.markdown, current, by)
    _check(document, words, particulars)
    place = place_of(document, article, by)
    incoming = Incoming(document, words, particulars, place, _change_note(text, document), shown)
    notes = tuple(_notes(document, shown, article))
    return _decided(Step(text.name, Action.SKIP, "", notes, article, incoming), incoming, current)


def _article(document: Document) -> Article | None:
    """The one whose address the front matter names, or once was its own."""
    if not document.slug:
        return None
    articles = Article.everything.filter(practice_of=None)
    return articles.filter(slug=document.slug).first() or articles.filter(old_slugs__slug=document.slug).first()


def _decided(step: Step, incoming: Incoming, current: Edition | None) -> Step:
    title = {"title": plain(incoming.words.title)}
    if step.article is None or current is None:
        return replace(step, action=Action.CREATE, message=_("新建草稿《%(title)s》。") % title)
    facts = tuple(changes(step.article, incoming.place))
    step = replace(step, facts=facts, seen=f"{current.stamp} {current.state}")
    if says(current, incoming.words, incoming.particulars):
        if not facts:
            return replace(step, message=_("《%(title)s》没有变化。") % title)
        message = _("《%(title)s》的文字没有变化，只改设置，立刻生效。") % title
        return replace(step, action=Action.CHANGE, message=message)
    if current.is_open and not current.is_writable:
        raise CannotSay(why_fixed(current))
    if current.is_open:
        message = _("《%(title)s》新建一份草稿；原来的草稿（第%(number)s版）放到一边，不会丢。")
    else:
        message = _("《%(title)s》新建一份草稿，读者现在看到的不变。")
    return replace(step, action=Action.CHANGE, message=message % {**title, "number": current.number})


def _notes(document: Document, shown: Shown, article: Article | None) -> Iterator[str]:
    yield from map(translated, document.notes)
    for address in shown.missing[:3]:
        yield _("没有找到图片“%(address)s”，页面上会缺一张图。") % {"address": address[:100]}
    if article is None and not document.slug:
        there = Edition.objects.filter(article__binned_at=None, article__practice_of=None)
        namesake = there.filter(title=document.title).first()
        if namesake:
            message = _(
                "已经有一篇《%(title)s》，会另建一篇。要改那一篇，请打开它再粘贴，或者在front matter里写 slug: %(slug)s。"
            )
            yield message % {"title": plain(document.title), "slug": namesake.article.slug}


def _change_note(text: Text, document: Document) -> str:
    """As the front matter has it; whatever comes without any says where it came from."""
    if document.given:
        return document.change_note
    return str(Message("由“%(key)s”导入。", key=text.name))[:300]  # readers may see it


def _check(document: Document, words: Words, about: Particulars) -> None:
    """What the article's form would refuse."""
    if found := [
        *checks.problems_in(_("标题"), words.title),
        *checks.problems_in(_("摘要"), words.summary),
        *checks.problems_in(_("正文"), words.markdown),
    ]:
        raise CannotSay(translated(found[0]))
    edition = Edition(number=1, readers=about.readers, level=about.level, change_note=document.change_note)
    edition.words = words
    edition.clean_fields(exclude=RELATIONS)
    for reference in about.references:
        source = Source(position=1, **{name: getattr(reference, name) for name in reference.__slots__})
        source.clean_fields(exclude=["edition"])


def _with_differences(step: Step) -> Step:
    current = current_edition(step.article) if step.article and step.action == Action.CHANGE else None
    if current is None or step.incoming is None:
        return step
    said = step.incoming.words, step.incoming.particulars
    found = compare_what_is_said(current.words, current.particulars, *said)
    return replace(step, comparison=None if found.finds_nothing else found)
