"""What do digits, letters and marks say, each at its place in the text?

One ordered table of rules. At every place that no rule has taken yet, the first rule whose pattern matches and whose
function has something to say takes what the pattern matched; nothing to say leaves it to the rules below. Patterns
repeat without bound only what they consume, and functions look a bounded way to either side, so the cost is linear.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_app.pinyin.characters import CHINESE
from site_app.pinyin.speech import calendar, quantities, symbols, telephone

NUMERAL, UNIT, OTHER = "m", "q", "x"
"""What a rule's words are for their neighbours: numerals, measure words, or nothing particular."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to speak what is not hanzi."""

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    """The words in hanzi and letters, a space between them; None if the rule does not apply here."""
    pos: str


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the text and its words (see `Rule.say`)."""

    start: int
    end: int
    words: str
    pos: str


def _always(words: str) -> Callable[[re.Match[str]], str]:
    return lambda match: words


RULES: tuple[Rule, ...] = tuple(
    Rule(name, re.compile(pattern), say, pos)
    for name, pattern, say, pos in (
        ("address", symbols.ADDRESS, symbols.address, OTHER),
        ("long run of digits", quantities.LONG, quantities.long_run, OTHER),
        ("country code", telephone.COUNTRY_CODE, telephone.country_code, OTHER),
        ("subscriber's number", telephone.SUBSCRIBER, telephone.subscriber, OTHER),
        ("emergency number", telephone.EMERGENCY, telephone.emergency, OTHER),
        ("labelled number", telephone.LABELLED, telephone.labelled, OTHER),
        ("full date", calendar.FULL_DATE, calendar.full_date, OTHER),
        ("month and day", calendar.MONTH_AND_DAY, calendar.month_and_day, OTHER),
        ("year", calendar.YEAR, calendar.year, OTHER),
        ("time of day", calendar.TIME, calendar.time, NUMERAL),
        ("groups of digits", quantities.GROUPS, quantities.groups, OTHER),
        ("part of a whole", quantities.PART, quantities.part_of_whole, NUMERAL),
        ("price", quantities.PRICE, quantities.price, NUMERAL),
        ("fraction", quantities.FRACTION, quantities.fraction, NUMERAL),
        ("mixed number", quantities.MIXED, quantities.mixed, NUMERAL),
        ("number", quantities.AMOUNT, quantities.amount, NUMERAL),
        ("power", quantities.POWER, quantities.power, OTHER),
        ("lowered figure", quantities.LOWERED, quantities.lowered, NUMERAL),
        ("Roman numeral", quantities.ROMAN, quantities.roman, NUMERAL),
        ("Roman numeral in letters", quantities.ROMAN_LETTERS, quantities.roman_letters, NUMERAL),
        ("enclosed number", quantities.ENCLOSED, quantities.enclosed, NUMERAL),
        ("unit", symbols.UNIT_SYMBOL, symbols.unit, UNIT),
        ("numero", symbols.NUMERO, _always("第"), NUMERAL),
        ("times", symbols.TIMES, symbols.times, OTHER),
        ("letters", symbols.LETTERS, symbols.letters, OTHER),
        ("dash", symbols.RANGE, symbols.dash, OTHER),
        ("minus", symbols.MINUS, symbols.minus, OTHER),
        ("comparison", symbols.COMPARISON, symbols.comparison, OTHER),
        ("plus or minus", symbols.PLUS_MINUS, symbols.plus_minus, OTHER),
        ("plus", symbols.PLUS, symbols.plus, OTHER),
        ("divided by", symbols.DIVIDED, _always("除以"), OTHER),
        ("stroke", symbols.STROKE, symbols.stroke, OTHER),
        ("proportion", symbols.RATIO, symbols.ratio, OTHER),
        ("point", symbols.POINT, symbols.point, NUMERAL),
        ("raised dot", symbols.RAISED_DOT, symbols.raised_dot, OTHER),
        ("ampersand", symbols.AMPERSAND, symbols.ampersand, OTHER),
        ("hash", symbols.HASH, _always("号"), OTHER),
        ("squared", symbols.SQUARED, symbols.squared, OTHER),
        ("letters of other scripts", rf"[^\W\d_{CHINESE}A-Za-z²³¹¼-¾⁰-₉⅐-ↈ①-⓿❶-➓㈀-㋿]+", symbols.letters, OTHER),
    )
)

_NO_CANDIDATE = re.compile(rf"[\s{CHINESE}，。、；：？！“”‘’（）《》…]+")


def said(text: str) -> Iterator[Said]:
    """What of the text (see `context.plain`) is spoken by rule, in order."""
    position = 0
    while position < len(text):
        if skipped := _NO_CANDIDATE.match(text, position):
            position = skipped.end()
        elif found := _first(text, position):
            yield found
            position = found.end
        else:
            position += 1


def _first(text: str, position: int) -> Said | None:
    for rule in RULES:
        match = rule.pattern.match(text, position)
        if match and (words := rule.say(match)):
            return Said(match.start(), match.end(), words, rule.pos)
    return None
