"""Do the footnote markers of a text and its sources fit together?"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from site_app.articles.models import Edition, Reference


def in_order_of_citation(markdown: str, references: Iterable[Reference]) -> list[tuple[int, Reference]]:
    """Each reference with its number: that of its markers in the text, and behind them what no marker names."""
    from site_app.rendering import citations

    cited = citations(markdown)
    numbers = {key: number for number, key in enumerate(cited, 1)}
    behind = len(cited)
    numbered: list[tuple[int, Reference]] = []
    for reference in references:
        if reference.key not in numbers:
            behind += 1
        numbered.append((numbers.get(reference.key, behind), reference))
    return sorted(numbered, key=lambda pair: pair[0])


def markers_have_sources(edition: Edition) -> Iterator[str]:
    """A reason against publishing for each marker that leads nowhere."""
    for key in _cited(edition):
        if key not in _keys(edition):
            yield _("正文里的脚注 [^%(key)s] 没有对应的来源。") % {"key": key}


def sources_without_markers(edition: Edition) -> list[str]:
    """A warning for each source that the text does not point to."""
    cited = _cited(edition)
    return [
        _("来源“%(key)s”在正文里没有脚注。") % {"key": key} for key in _keys(edition) if key not in cited
    ]  # fmt: skip


def _cited(edition: Edition) -> list[str]:
    from site_app.rendering import citations

    return citations(edition.markdown) if "[^" in edition.markdown else []


def _keys(edition: Edition) -> list[str]:
    return [source.key for source in edition.sources.all()]
