"""What do saving, publishing and searching cost on the site of DATA_DIR? Prints JSON, milliseconds: `python -m benchmarks.costs`"""

import json
import random
import sys
import time
from statistics import median, quantiles
from typing import Any

CHARACTERS = 10_000
ROUNDS = 5


def main() -> None:
    import django

    django.setup()
    print(json.dumps(_writing() | _searching()))  # noqa: T201  what the command is for


def _writing() -> dict[str, float]:
    """An article of 10,000 characters, of which one paragraph is another each time."""
    from django.contrib.auth import get_user_model

    from benchmarks.finding import PEOPLE, SENTENCES
    from site_app.articles.drafting import save_draft
    from site_app.articles.models import Article
    from site_app.articles.models.edition import Words
    from site_app.articles.publishing import publish_unreviewed

    dice = random.Random(2026)
    words = ("高血压", "脑卒中", "糖尿病", "血脂", "心房颤动", "康复", "血管", "体检")

    def paragraph() -> str:
        filling = {name: dice.choice(words) for name in "abc"}
        return "".join(dice.choice(SENTENCES).format(people=dice.choice(PEOPLE), **filling) for _ in range(4))

    text = [paragraph()]
    while sum(map(len, text)) < CHARACTERS:
        text.append(paragraph())
    writer, _ = get_user_model().objects.get_or_create(username="writer")
    article, saving, publishing = Article(slug="long-article"), list[float](), list[float]()
    for number in range(ROUNDS + 1):
        text[number] = paragraph()
        begun = time.perf_counter()
        draft = save_draft(article=article, by=writer, words=Words(f"很长的文章{number}", "很长。", "\n\n".join(text)))
        saved = time.perf_counter()
        publish_unreviewed(edition=draft, reason="试验")
        if number:  # the first one loads dictionaries
            saving.append(1000 * (saved - begun))
            publishing.append(1000 * (time.perf_counter() - saved))
    return {"save_ms": median(saving), "publish_ms": median(publishing)}


def _searching() -> dict[str, float]:
    from django.test import Client

    from tests.finding.conftest import typed_queries

    client, times = Client(), list[float]()
    for _ in range(2):
        for typed, tolerant, _, _ in typed_queries():
            asked = {"q": typed} | ({"tolerant": "1"} if tolerant else {})
            begun = time.perf_counter()
            answer: Any = client.get("/search/", asked, headers={"host": "localhost"})
            times.append(1000 * (time.perf_counter() - begun))
            if answer.status_code >= 500:
                sys.exit(f"{typed}: {answer.status_code}")
    return {"search_ms": median(times), "search_95_ms": quantiles(times, n=20)[-1]}


if __name__ == "__main__":
    main()
