"""Which sentences does a stored page show, and which reading stands above each character?"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

OPAQUE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Syllable:
    character: str
    reading: str
    """As it stands on the page: ``nǎo``."""
    position: int
    """How many characters other than white space stand before it in the sentence."""


@dataclass(slots=True)
class StoredSentence:
    text: str = ""
    """The hanzi, without the pinyin above."""
    syllables: list[Syllable] = field(default_factory=list)


def sentences_of(title: str, body: str) -> dict[str, StoredSentence]:
    """The sentences of a stored ruby view by their ids on the page, ``s0`` (the title) first; those without pinyin are left out."""
    reader = _Reader()
    reader.feed(f'<span class="sentence" id="s0">{title}</span>{body}')
    reader.close()
    return {name: sentence for name, sentence in reader.sentences.items() if sentence.syllables}


class _Reader(HTMLParser):
    """A sentence is one element with an id, or several where tags cut it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sentences: dict[str, StoredSentence] = {}
        self._name = self._last = ""
        self._is_above = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_above = tag == "rt"
        if tag == "span":
            known = dict(attrs)
            self._name = known.get("id") or known.get("data-part") or ""

    def handle_endtag(self, tag: str) -> None:
        self._is_above = False
        if tag == "span":
            self._name = ""

    def handle_data(self, data: str) -> None:
        if not self._name:
            return
        sentence = self.sentences.setdefault(self._name, StoredSentence())
        if not self._is_above:
            sentence.text += data
            self._last = data
        elif len(self._last) == 1:  # what stands above a number belongs to no single character
            position = len("".join(sentence.text.replace(OPAQUE, "").split())) - 1
            sentence.syllables.append(Syllable(self._last, data, position))
