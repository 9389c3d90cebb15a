"""In which order do the sources of a reading apply?

Each step is a function that looks at a whole block and yields (offset, reading) for the characters on which it has an
opinion; it is silent about the others. The first step with an opinion decides, and gives the syllable its `source`. A
step that cannot rule out another reading yields that one, too, after its choice: it counts if the step decides.
"""

from collections.abc import Callable, Iterator

from site_app.pinyin.readings.attested import attested
from site_app.pinyin.readings.block import Block
from site_app.pinyin.readings.commonest import commonest
from site_app.pinyin.readings.context import context
from site_app.pinyin.readings.lexical import lexical
from site_app.pinyin.readings.likely import likely
from site_app.pinyin.readings.phrases import phrases
from site_app.pinyin.readings.statistical import statistical
from site_app.pinyin.readings.usual import usual
from site_app.pinyin.readings.written import written

Step = Callable[[Block], Iterator[tuple[int, str]]]

STEPS: tuple[Step, ...] = (written, lexical, phrases, context, statistical, attested, usual, likely, commonest)
"""Strongest first. What dictionaries agree on is stronger than the model, what only one of them says is weaker: so it
was measured."""
PRESCRIBED: tuple[Step, ...] = (written, lexical)
"""Steps that do not guess."""
