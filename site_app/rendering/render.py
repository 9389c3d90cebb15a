"""What do readers see of an article, in each of the three views?"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import zip_longest

from site_app.pinyin import EMPTY_LEXICON, Lexicon, pinyin_slug
from site_app.rendering.annotated import Place, places, write
from site_app.rendering.blocks import Block, Part, blocks
from site_app.rendering.charts import with_bars
from site_app.rendering.inline_readings import InlineReadings
from site_app.rendering.markdown import to_html
from site_app.rendering.sanitise import sanitise
from site_app.rendering.traditional import part_in_traditional, place_in_traditional
from site_app.rendering.writers import WRITERS

VIEWS = ("hanzi", "ruby", "pinyin")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML of one text in the three views."""

    hanzi: str
    """Characters alone."""
    ruby: str
    """Characters with pinyin above."""
    pinyin: str
    """Pinyin alone, spelled by word."""
    hanzi_hant: str = ""
    ruby_hant: str = ""
    """The same in traditional characters; pinyin is the same."""


IN_TRADITIONAL = ("hanzi", "ruby")
"""The views in which characters stand."""


def render(markdown: str, lexicon: Lexicon = EMPTY_LEXICON) -> Rendered:
    """Render an article's body.

    The views hold the same tags in the same order; sentence n is the element with the id ``sn`` in each of them, and a
    heading has the same id in each.
    """
    views: defaultdict[str, list[str]] = defaultdict(list)
    for part, sentences in annotated_parts(markdown, lexicon):
        for view in VIEWS:
            views[view].append(_written(part, sentences, view))
        traditional, converted = part_in_traditional(part), [*map(place_in_traditional, sentences)]
        for view in IN_TRADITIONAL:
            views[f"{view}_hant"].append(_written(traditional, converted, view))
    return Rendered(**{view: "".join(views[view]) for view in _TEXTS})


_TEXTS = tuple(field.name for field in fields(Rendered))


def _written(part: Part, sentences: list[Place], view: str) -> str:
    return part if isinstance(part, str) else write(part, sentences, WRITERS[view])


def annotated_parts(markdown: str, lexicon: Lexicon) -> Iterator[tuple[Part, list[Place]]]:
    """The block-level tags as they are written in every view, and the blocks between them with their sentences."""
    number = 1
    for part in parts_to_write(markdown, lexicon):
        sentences = [] if isinstance(part, str) else places(part, lexicon, number)
        number += sum(place.number > 0 for place in sentences)
        yield part, sentences


def parts_to_write(markdown: str, lexicon: Lexicon) -> Iterator[Part]:
    """The body's parts with what is written around and into them in every view."""
    return _with_heading_ids(with_bars(article_parts(markdown)), lexicon)


def render_line(text: str, lexicon: Lexicon = EMPTY_LEXICON, *, is_guarded: bool = False) -> Rendered:
    """Render a title or a summary: inline readings, but no Markdown and no sentence spans. Of a guarded one nobody can hide
    the pinyin."""
    found = places(line_block(text), lexicon, 1)
    if is_guarded:
        found = [replace(place, always_shown=((0, len(place.text)),)) for place in found]
    converted = [*map(place_in_traditional, found)]
    return Rendered(
        **{view: _line(found, view) for view in VIEWS},
        **{f"{view}_hant": _line(converted, view) for view in IN_TRADITIONAL},
    )


def _line(found: list[Place], view: str) -> str:
    return "".join(WRITERS[view].text(place, 0, place.end - place.start) for place in found).strip()


def article_parts(markdown: str) -> list[Part]:
    """The body as block-level tags and the blocks of running text between them; callers share the blocks."""
    return list(_parts(markdown))


@lru_cache(maxsize=4)
def _parts(markdown: str) -> tuple[Part, ...]:
    """Whoever looks at a text asks several things about it."""
    readings = InlineReadings()
    return tuple(blocks(sanitise(to_html(readings.take_out(markdown))), readings))


def line_block(text: str) -> Block:
    """A title or a summary as one block."""
    readings = InlineReadings()
    block = Block("")
    for piece, written in readings.split(" ".join(readings.take_out(text).split())):
        block.add(piece, written)
    return block


def _with_heading_ids(parts: list[Part], lexicon: Lexicon) -> Iterator[Part]:
    """Give every heading an id made of its pinyin, so that a link to a section survives a change of view."""
    taken: Counter[str] = Counter()
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, str) and isinstance(following, Block) and following.is_heading and part.startswith("<h"):
            yield f'{part[:-1]} id="{_heading_id(following.text, lexicon, taken)}">'
        else:
            yield part


def _heading_id(text: str, lexicon: Lexicon, taken: Counter[str]) -> str:
    """Told from a heading of the same words by ``_2``, which no slug holds."""
    slug = _slug(text, lexicon)
    taken[slug] += 1
    return f"h-{slug}" if taken[slug] == 1 else f"h-{slug}_{taken[slug]}"


@lru_cache(maxsize=1000)
def _slug(text: str, lexicon: Lexicon) -> str:
    return pinyin_slug(text, lexicon, longest=60) or "section"
