"""Is the right article first among 10,000, and how soon? `python -m benchmarks.finding [ARTICLES] [postgres://…]`

Fills a site in a temporary folder (or the empty PostgreSQL database that is named) with the seeds, the articles that
`tests/finding/queries.tsv` looks for, and generated ones, whose words come from the lexicon and the seeds; makes the
index; asks every query of that file several times over HTTP's request handling and prints the milliseconds that the
server took, and the size of the index. Fails when a wrong article is first or the 95th percentile is too slow.
"""

import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from statistics import median, quantiles
from typing import Any

ARTICLES = 10_000
ROUNDS = 5
"""The first answer of each query, which fills caches, is counted as well: readers wait for it, too."""
LIMIT = 50.0
"""Milliseconds in which 95 of 100 answers are there."""

PEOPLE = ("老年人", "孕妇", "上班族", "儿童", "长期卧床的人", "刚出院的人", "农村居民", "独居老人", "爱运动的人")
QUESTIONS = ("要知道的事", "有哪些早期表现", "什么时候要去医院", "饮食要注意什么", "家里人能做什么", "常见的误会")
SENTENCES = (
    "{people}说到{a}，常常先想到{b}。",
    "{a}不是一天里来的，{b}和{c}往往已经悄悄变化了好几年。",
    "每天早晚各记一次，把{a}写在本子上，看病的时候带给医生。",
    "如果{a}又加上{b}，要马上去医院，不要自己开车。",
    "药不要自己停，也不要听别人说{a}好就换，先问医生或药师。",
    "少吃盐，多吃蔬菜，每周至少有五天、每天走三十分钟，对{a}有好处。",
    "{people}有{a}的时候，感觉可能和别人不一样，更要留心{c}。",
    "报告上写着{a}，不等于{b}，要连起来看几年的变化。",
    "医生会问{a}从什么时候开始，有没有{b}，家里有没有人有{c}。",
    "{a}的时候，先坐下来休息，再看看有没有{c}。",
)


def main(arguments: list[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    address = next((argument for argument in arguments if "://" in argument), "")
    articles = numbers[0] if numbers else ARTICLES
    with tempfile.TemporaryDirectory(prefix="finding-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "site_app.settings", "LOG_LEVEL": "ERROR"}
        os.environ |= {"NARRATION_ENGINE": "device", "DATABASE_URL": address}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        started = time.perf_counter()
        build(articles)
        _say(f"{articles} articles and those of the queries, made in {time.perf_counter() - started:.0f} s")
        started = time.perf_counter()
        call_command("index_articles", stdout=open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        _say(f"indexed in {time.perf_counter() - started:.0f} s")
        _say_size()
        if not measure():
            sys.exit("a wrong article is first, or the answers take too long")


def build(articles: int) -> None:
    """Fill the site, without waking anybody who listens to its news."""
    from site_app.articles.models import Article, Edition, LexiconEntry, Rendering
    from site_app.articles.signals import edition_published
    from site_app.pinyin import dictionary
    from tests.finding.conftest import publish_known

    dictionary.ensure_built(_say)
    deaf, edition_published.receivers = edition_published.receivers, []
    edition_published.sender_receivers_cache.clear()
    publish_known()
    edition_published.receivers = deaf
    edition_published.sender_receivers_cache.clear()
    dice = random.Random(2026)
    words = [*LexiconEntry.objects.exclude(explanation="").order_by("word").values_list("word", flat=True)]
    made = _generated(dice, words)
    known = Article.objects.count()
    while batch := list(islice(made, min(500, articles + known - Article.objects.count()))):
        new = Article.objects.bulk_create(article for article, _, _ in batch)
        for article, (_, edition, _) in zip(new, batch, strict=True):
            edition.article = article
        editions = Edition.objects.bulk_create(edition for _, edition, _ in batch)
        Rendering.objects.bulk_create(
            Rendering(edition=edition, view=view, **texts)
            for edition, (_, _, views) in zip(editions, batch, strict=True)
            for view, texts in views.items()
        )


def _generated(dice: random.Random, words: list[str]) -> Iterator[tuple[Any, Any, dict[str, dict[str, str]]]]:
    """(article, live edition, its views). Sentences are rendered once for each filling, as articles would have them."""
    from functools import lru_cache

    from django.utils import timezone

    from site_app.articles.lexicon import lexicon
    from site_app.articles.models import Article, Edition
    from site_app.rendering.render import Rendered, render_line

    readings, now = lexicon(), timezone.now()
    rendered: Callable[[str], Rendered] = lru_cache(1 << 17)(lambda text: render_line(text, readings))

    @lru_cache(1 << 17)
    def sentence(about: str, number: int) -> str:
        filling = {name: dice.choice(words) if dice.random() < 0.7 else about for name in "abc"}
        return dice.choice(SENTENCES).format(people=dice.choice(PEOPLE), **filling)

    for number in count():
        about = dice.choice(words)
        title = f"{dice.choice(PEOPLE)}和{about}：{dice.choice(QUESTIONS)}"
        summary = sentence(about, dice.randrange(20))
        others = (about, about, *dice.sample(words, 4))
        text = [sentence(dice.choice(others), dice.randrange(20)) for _ in range(dice.randint(12, 30))]
        views = {}
        for view in ("hanzi", "ruby", "pinyin"):
            spans = "".join(
                f'<p><span class="sentence" id="s{place}">{getattr(rendered(one), view)}</span></p>\n'
                for place, one in enumerate(text, 1)
            )
            views[view] = {
                "title": getattr(rendered(title), view),
                "summary": getattr(rendered(summary), view),
                "body": spans,
            }
        edition = Edition(number=1, title=title, summary=summary, markdown="\n\n".join(text), state="published")
        edition.published_at, edition.unreviewed_reason = now, "试验"
        yield Article(slug=f"generated-{number}", first_published_at=now), edition, views


def measure() -> bool:
    """Print what was wrong and how long it took; whether all was well."""
    from django.test import Client
    from django.urls import reverse

    from tests.finding.conftest import typed_queries

    client, search = Client(), reverse("finding:search")
    clock: list[float] = []
    busy: list[float] = []
    suggesting: list[float] = []
    slowest, wrong = ("", 0.0), 0
    for number in range(ROUNDS):
        for typed, tolerant, first, kind in typed_queries():
            asked = {"q": typed} | ({"tolerant": "1"} if tolerant else {})
            started, before = time.perf_counter(), time.process_time()
            answer = client.get(search, asked, headers={"host": "localhost"})
            clock.append(1000 * (time.perf_counter() - started))
            busy.append(1000 * (time.process_time() - before))
            if busy[-1] > slowest[1]:
                slowest = (typed, busy[-1])
            result = re.search(r'<h3><a href="/articles/([^/]+)/', answer.content.decode())
            found = result[1] if result else "nothing"
            if number == 0 and found != first:
                wrong += 1
                _say(f"wrong: {typed} ({kind}) finds {found}, not {first}")
            started = time.perf_counter()
            client.get(reverse("finding:suggestions"), {"q": typed}, headers={"host": "localhost"})
            suggesting.append(1000 * (time.perf_counter() - started))
    late = quantiles(clock, n=20)[-1]
    _say(f"{len(typed_queries())} queries, {wrong} wrong")
    _say("| | median ms | 95th percentile ms | maximum ms |\n|---|--:|--:|--:|")
    for name, times in (("search", clock), ("of it, this processor", busy), ("suggestions", suggesting)):
        _say(f"| {name} | {median(times):.1f} | {quantiles(times, n=20)[-1]:.1f} | {max(times):.1f} |")
    _say(f"slowest: {slowest[0]}")
    return not wrong and late < LIMIT


def _say_size() -> None:
    from django.db import connection

    from site_app.finding.models import Findable, Posting

    tables = ("finding_posting", "finding_findable", "finding_term", "finding_related")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT {' + '.join(f'pg_total_relation_size({table!r})' for table in tables)}")
        else:
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'finding_%' OR name LIKE '%_posting_%'")
        size = cursor.fetchone()
    _say(
        f"{Posting.objects.count()} rows of postings, {Findable.objects.count()} articles, {(size[0] or 0) / 1e6:.0f} MB"
    )


_say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731, T201  this is what the command is for

if __name__ == "__main__":
    main(sys.argv[1:])
