"""In which order do the sources of a reading apply?

Each step is a function that looks at a whole block and yields (index, reading) for the characters on which it has an
opinion; it is silent about the others. The first step with an opinion decides, and gives the syllable its `source`.
"""

from collections.abc import Callable, Iterator

from site_app.pinyin.readings.block import Block
from site_app.pinyin.readings.commonest import commonest
from site_app.pinyin.readings.context import context
from site_app.pinyin.readings.lexical import lexical
from site_app.pinyin.readings.phrases import phrases
from site_app.pinyin.readings.written import written

Step = Callable[[Block], Iterator[tuple[int, str]]]

STEPS: tuple[Step, ...] = (written, lexical, phrases, context, commonest)
"""Strongest first."""
