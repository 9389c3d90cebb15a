"""What does the page of an exercise show of each question?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from site_app.articles.reading_desk.sources import WHY
from site_app.pinyin.syllables import marked
from site_app.practice.exercise import Item
from site_app.practice.exercise.order import pieces
from site_app.practice.sounds import Heard
from site_app.words.dictionary import look_up

_NO_SENSES = ("variant of ", "CL:", "surname ", "Taiwan pr.", "see ")
"""What stands among the glosses and says nothing of the meaning."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item with what is told around it."""

    item: Item
    number: int
    """Counted over the whole exercise, from 1."""
    start: str
    """Seconds at which its sentence begins in the narration, ``12.34``; empty where it is not heard."""
    end: str

    @property
    def why(self) -> str:
        """Why the character is read so, in a sentence."""
        return str(WHY[self.item.source]) if self.item.source in WHY else ""

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What is to be put in order, each with its number in the right order; the same words have the same number.

        Compared by number: on traditional pages a word alone may be written otherwise than in its sentence.
        """
        right = pieces(self.item)
        return [(choice, str(right.index(choice))) for choice in self.item.choices]

    @property
    def solution(self) -> str:
        """The numbers of the pieces in the right order."""
        right = pieces(self.item)
        return " ".join(str(right.index(piece)) for piece in right)

    @property
    def senses(self) -> list[tuple[str, str]]:
        """What the character means in each of the readings that could be chosen, where CC-CEDICT says so."""
        # Names last: 塞 sāi is “to stuff” before it is “Serbia”.
        entries = sorted(look_up(self.item.asked_character), key=lambda entry: entry.pinyin[:1].isupper())
        senses = []
        for choice in self.item.choices:
            glosses = [
                gloss
                for entry in entries
                if tuple(map(marked, entry.readings)) == (choice,)
                for gloss in entry.glosses
                if not any(said in gloss for said in _NO_SENSES)
            ]
            if glosses:
                senses.append((choice, "; ".join(glosses[:2])))
        return senses


@dataclass(frozen=True, slots=True)
class Section:
    """Questions of one kind."""

    kind: str
    title: "str | Promise"
    what_to_do: "str | Promise"
    questions: Sequence[Question]


_SECTIONS = {
    "reading": (_("选读音"), _("一个字可以有几个读音。看看它在哪个词里，再选。")),
    "hearing": (_("听一听"), _("听这一句，空着的地方是哪个词？")),
    "order": (_("排一排"), _("按顺序按这些词，排成文章里的句子。")),
    "aloud": (_("读出来"), _("先听示范，再读给自己听。录音只留在这台设备上，不会发给网站，离开这一页就没有了。")),
}


def sections(items: Sequence[Item], heard: Heard | None) -> list[Section]:
    """Those that have questions, in the order of the exercise."""
    numbered = [Question(item, number, *_times(item, heard)) for number, item in enumerate(items, 1)]
    found = []
    for kind, (title, what_to_do) in _SECTIONS.items():
        questions = [question for question in numbered if question.item.kind == kind]
        if questions:
            found.append(Section(kind, title, what_to_do, questions))
    return found


def _times(item: Item, heard: Heard | None) -> tuple[str, str]:
    times = heard.sentence(item.sentence) if heard else None
    return (f"{times[0] / 1000:.2f}", f"{times[1] / 1000:.2f}") if times else ("", "")
