"""Somebody who publishes one edition after the other: `python -m benchmarks.publisher [SECONDS BETWEEN]`, on the site of DATA_DIR.

Every sentence of edition n says n. A line with n is written once the edition is published for certain; whoever has read it may
rely on it. Ends when nobody listens any more.
"""

import sys
import time

SLUG = "how-often"
SENTENCES = 30
MARK = "第{}次"


def words(number: int) -> dict[str, str]:
    said = "\n\n".join(f"这一句是{MARK.format(number)}写的，要马上打120。" for _ in range(SENTENCES))
    return {"title": f"{MARK.format(number)}发布", "summary": f"摘要，{MARK.format(number)}。", "markdown": said}


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from site_app.articles.drafting import save_draft
    from site_app.articles.models import Article, Particulars, Person, Reference
    from site_app.articles.models.edition import Words
    from site_app.articles.publishing import publish_unreviewed

    pause = float(arguments[0]) if arguments else 0.0
    author = Person.objects.filter(name="发布者").first() or Person.objects.create(name="发布者", is_public=True)
    source = Reference("who2023", "脑卒中", "世界卫生组织", 2023)
    about = Particulars(readers="高血压病人", written_by=author, references=(source,))
    article = Article.objects.filter(slug=SLUG).first() or Article(slug=SLUG)
    while True:
        latest = article.latest_edition if article.pk else None
        number = latest.number if latest and latest.is_open else latest.number + 1 if latest else 1
        draft = save_draft(article=article, words=Words(**words(number)), particulars=about)
        publish_unreviewed(edition=draft, reason="试验")
        try:
            print(number, flush=True)  # noqa: T201  what the command is for
        except BrokenPipeError:
            return
        time.sleep(pause)


if __name__ == "__main__":
    main(sys.argv[1:])
