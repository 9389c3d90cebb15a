"""How do an edition's words become the views that pages show?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_app.articles.models import Edition, Rendering
    from site_app.pinyin import Lexicon

TEXTS = ("title", "summary", "body")
IN_TRADITIONAL = tuple(f"{name}_hant" for name in TEXTS)


def store_views(edition: "Edition", lexicon: "Lexicon | None" = None) -> None:
    """Render the words with the site's lexicon and keep the three views beside the edition."""
    from site_app.articles.lexicon import lexicon as site_lexicon

    keep_views(views_of(edition, site_lexicon() if lexicon is None else lexicon))


def views_of(edition: "Edition", lexicon: "Lexicon") -> "list[Rendering]":
    """The three views, not stored yet."""
    from site_app.articles.models import Rendering
    from site_app.rendering.render import VIEWS, render, render_line

    title, summary = render_line(edition.title, lexicon), render_line(edition.summary, lexicon)
    texts = dict(zip(TEXTS, (title, summary, render(edition.markdown, lexicon)), strict=True))
    return [
        Rendering(
            edition=edition,
            view=view,
            **{name: getattr(text, view) for name, text in texts.items()},
            **{f"{name}_hant": getattr(text, f"{view}_hant", "") for name, text in texts.items()},
        )
        for view in VIEWS
    ]


def keep_views(views: "Iterable[Rendering]") -> None:
    """Store them in place of those that there were."""
    from site_app.articles.models import Rendering

    Rendering.objects.bulk_create(
        views, update_conflicts=True, unique_fields=["edition", "view"], update_fields=[*TEXTS, *IN_TRADITIONAL]
    )
