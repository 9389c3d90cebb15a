"""What does a browser send from the form of an article?"""

from site_app.articles.drafting import current_edition
from site_app.articles.models import Article

LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"


def desk(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


def form_of(article: Article, **changes) -> dict:
    """What a browser would send back after opening the desk and changing these fields."""
    edition = current_edition(article)
    assert edition
    return {
        "title": edition.title,
        "summary": edition.summary,
        "markdown": edition.markdown,
        "readers": edition.readers,
        "level": edition.level or "",
        "written_by": edition.written_by_id or "",
        "change_note": "",
        "slug": article.slug,
        "series": article.series_id or "",
        "position": article.position,
        "tags": [tag.pk for tag in article.tags.all()],
        "seen": edition.stamp,
        **changes,
    }


def new_form(**changes) -> dict:
    words = {"title": "脑梗是什么", "summary": "脑梗是急症。", "markdown": "马上打120。"}
    return {**words, "change_note": "", "slug": "", "series": "", "position": "0", "seen": "", **changes}


def source_rows(*rows: dict) -> dict:
    """The sources as their part of the form sends them."""
    sent = {"sources-TOTAL_FORMS": len(rows), "sources-INITIAL_FORMS": 0}
    return sent | {f"sources-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def send(client, address, data, button="_continue"):
    return client.post(address, {**data, button: "1"}, follow=True)
