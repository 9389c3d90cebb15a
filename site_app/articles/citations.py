"""Do the footnote markers of a text and its sources fit together?"""

from collections.abc import Iterable

from site_app.articles.models import Edition, Reference


def in_order_of_citation(markdown: str, references: Iterable[Reference]) -> list[tuple[int, Reference]]:
    """Each reference with its number: that of its markers in the text, and behind them what no marker names."""
    from site_app.rendering.markdown import citations

    cited = citations(markdown)
    numbers = {key: number for number, key in enumerate(cited, 1)}
    behind = len(cited)
    numbered: list[tuple[int, Reference]] = []
    for reference in references:
        if reference.key not in numbers:
            behind += 1
        numbered.append((numbers.get(reference.key, behind), reference))
    return sorted(numbered, key=lambda pair: pair[0])


def markers_without_source(edition: Edition) -> list[str]:
    """The keys that the text names and no source bears."""
    keys = _keys(edition)
    return [key for key in _cited(edition) if key not in keys]


def sources_without_marker(edition: Edition) -> list[str]:
    """The keys of the sources that the text does not point to."""
    cited = _cited(edition)
    return [key for key in _keys(edition) if key not in cited]


def _cited(edition: Edition) -> list[str]:
    from site_app.rendering.markdown import citations

    return citations(edition.markdown) if "[^" in edition.markdown else []


def _keys(edition: Edition) -> list[str]:
    return [source.key for source in edition.sources.all()]
