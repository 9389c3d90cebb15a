"""What does an editor see of an edition in its three views, stored or not yet?"""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition, Rendering

_ID = re.compile(r'(<[a-z][^<>]*?) id="[^"]*"')


@dataclass(frozen=True, slots=True)
class PreviewedView:
    """One view's safe HTML."""

    name: str
    label: str
    title: SafeString
    summary: SafeString
    body: SafeString


def stored_views_of(edition: Edition) -> list[PreviewedView]:
    """The three views as they are stored, without ids: all three stand on one page."""
    return [
        PreviewedView(
            stored.view, stored.get_view_display(), *map(_without_ids, (stored.title, stored.summary, stored.body))
        )
        for stored in edition.renderings.order_by("pk")
    ]


def preview_of(title: str, summary: str, markdown: str) -> list[PreviewedView]:
    """The three views, rendered as saving would."""
    from site_app.rendering.render import render, render_line

    site_lexicon = lexicon()
    rendered = [render_line(title, site_lexicon), render_line(summary, site_lexicon), render(markdown, site_lexicon)]
    return [
        PreviewedView(view.value, str(view.label), *(_without_ids(getattr(text, view.value)) for text in rendered))
        for view in Rendering.View
    ]


def _without_ids(safe_html: str) -> SafeString:
    return mark_safe(_ID.sub(r"\1", safe_html))
