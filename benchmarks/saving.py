"""Somebody who saves what readers see: `python -m benchmarks.saving SECONDS RATE`, on the site of DATA_DIR.

Each save changes the text of the article that is measured, through the site's models, in one transaction. Says at the end how
many there were.
"""

import sys
import time


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from site_app.articles.models import Rendering

    seconds, rate = map(float, arguments)
    page = Rendering.objects.get(edition__article__slug="nao-geng-shi-shen-me", view="ruby", edition__state="published")
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
