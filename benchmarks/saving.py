"""Somebody who saves the article that is measured: `python -m benchmarks.saving SECONDS RATE live|draft`, on the site of DATA_DIR.

Each save changes the text that readers see, or a draft of it, through the site's models, in one transaction. Says at the end
how many there were.
"""

import sys
import time


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from site_app.articles.drafting import save_draft
    from site_app.articles.models import Article, Rendering
    from site_app.articles.models.edition import Words

    seconds, rate = map(float, arguments[:2])
    article = Article.objects.get(slug="nao-geng-shi-shen-me")
    if arguments[2] == "draft":
        save_draft(article=article, words=Words("脑梗是什么", "草稿。", "这是草稿。"))
    state = {"live": "published", "draft": "draft"}[arguments[2]]
    page = Rendering.objects.get(edition__article=article, view="ruby", edition__state=state)
    body, begun, number = page.body, time.monotonic(), 0
    while (now := time.monotonic()) - begun < seconds:
        page.body = f"{body}<!-- {number} -->"
        page.save(update_fields=["body"])
        number += 1
        time.sleep(max(0.0, begun + number / rate - now))
    page.body = body
    page.save(update_fields=["body"])
    print(number)  # noqa: T201  what the command is for


if __name__ == "__main__":
    main(sys.argv[1:])
