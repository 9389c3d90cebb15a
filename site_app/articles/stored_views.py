"""How do an edition's words become the views that pages show?"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_app.articles.models import Edition
    from site_app.pinyin import Lexicon


def store_views(edition: "Edition", lexicon: "Lexicon | None" = None) -> None:
    """Render the words with the site's lexicon and keep the three views beside the edition."""
    from site_app.articles.lexicon import lexicon as site_lexicon
    from site_app.articles.models import Rendering
    from site_app.rendering import VIEWS, render, render_line

    lexicon = site_lexicon() if lexicon is None else lexicon
    title, summary = render_line(edition.title, lexicon), render_line(edition.summary, lexicon)
    body = render(edition.markdown, lexicon)
    texts = {"title": title, "summary": summary, "body": body}
    Rendering.objects.bulk_create(
        [
            Rendering(edition=edition, view=view, **{name: getattr(text, view) for name, text in texts.items()})
            for view in VIEWS
        ],
        update_conflicts=True,
        unique_fields=["edition", "view"],
        update_fields=[*texts],
    )
