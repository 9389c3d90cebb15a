"""How long does the editors' room take with 5,000 articles of 10 editions each? `python -m benchmarks.desk [ARTICLES]`

Builds a site in a temporary folder, asks for the admin's first page, every list, and the lists as they are filtered,
sorted and searched, and prints queries and milliseconds of server time for each. The stored views are left out: no list
reads them.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from statistics import median
from typing import Any

ARTICLES, EDITIONS = 5_000, 10
ROUNDS = 7
"""The first answer of each address, which fills caches, is not counted."""
MOST_QUERIES, LIST_MS, DESK_MS = 12, 150, 300

DISEASES = [
    "高血压",
    "脑梗",
    "糖尿病",
    "冠心病",
    "骨质疏松",
    "慢阻肺",
    "痛风",
    "脂肪肝",
    "帕金森病",
    "白内障",
    "颈椎病",
    "抑郁症",
    "贫血",
    "甲亢",
    "肾结石",
]
QUESTIONS = [
    "是什么",
    "怎么预防",
    "有哪些早期信号",
    "怎么吃药",
    "能不能运动",
    "饮食要注意什么",
    "要做哪些检查",
    "家属能做什么",
]
PEOPLE = ["老年人", "孕妇", "上班族", "儿童", "长期卧床的人", "刚出院的人", "农村居民", "独居老人"]
SENTENCES = (
    "{disease}不是一天得上的，血管和器官往往已经悄悄变化了十几年。",
    "每天早晚各测一次，把数字记在本子上，看病的时候带给医生。",
    "突然说不出话、一边手脚没有力气，要马上打120，不要自己开车去医院。",
    "药不要自己停，也不要听别人说好就换，先问医生或药师。",
    "少吃盐，多吃蔬菜，每周至少有五天、每天走三十分钟。",
    "{people}得了{disease}，感觉可能和别人不一样，更要留心。",
    "体检报告上的箭头不等于生病，要连起来看几年的变化。",
    "家里人能做的，是记住药名、记住时间，陪着去复查。",
)


def main(arguments: list[str]) -> None:
    articles = int(arguments[0]) if arguments else ARTICLES
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "site_app.settings", "LOG_LEVEL": "ERROR"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        started = time.perf_counter()
        people = build(articles)
        _say(f"{articles} articles with {EDITIONS} editions each, made in {time.perf_counter() - started:.0f} s\n")
        if not measure(people):
            sys.exit("something took longer than it should")


def build(articles: int) -> dict[str, Any]:
    """Fill the site; returns the people who look at it, by what they are."""
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from site_app.articles.lexicon import lexicon
    from site_app.articles.models import Act, Article, Edition, Image, LexiconEntry, Person, Series, Tag
    from site_app.narration.models import Narration
    from site_app.narration.voices import SOUNDS
    from site_app.pinyin import dictionary

    dictionary.ensure_built(_say)
    dice, now = random.Random(2026), timezone.now()
    people = {"superuser": User.objects.create_superuser("admin")}
    for name in ("作者", "审核者", "发布者"):
        people[name] = User.objects.create_user(name, is_staff=True)
        people[name].groups.add(Group.objects.get(name=name))
    staff = User.objects.bulk_create(User(username=f"editor{number}", is_staff=True) for number in range(40))
    authors = [people["作者"], people["发布者"], *staff]
    profiles = Person.objects.bulk_create(Person(name=f"医生{number}", is_public=True) for number in range(60))
    series = Series.objects.bulk_create(
        Series(title=f"认识{name}", slug=f"series-{n}") for n, name in enumerate(DISEASES)
    )
    tags = Tag.objects.bulk_create(Tag(name=f"标签{number}", slug=f"tag-{number}") for number in range(80))
    LexiconEntry.objects.bulk_create(LexiconEntry(word=f"词{number}", reading="cí") for number in range(700))
    Image.objects.bulk_create(
        Image(file=f"images/{number}.jpg", alt="血压计", width=800, height=600, sha256=f"{number:064}")
        for number in range(1_000)
    )
    titles = [_title(dice) for _ in range(articles)]
    _batches(Article, _articles(titles, series, lexicon(), dice, now))
    Article.tags.through.objects.bulk_create(
        Article.tags.through(article_id=key, tag=dice.choice(tags))
        for key in Article.objects.values_list("pk", flat=True)
    )
    _batches(Edition, _editions(titles, authors, profiles, dice, now))
    everyone = Edition.objects.exclude(author=None).values_list("pk", "author")
    _batches(Edition.writers.through, (Edition.writers.through(edition_id=e, user_id=u) for e, u in everyone))
    _batches(Act, _acts(now, dice))
    _batches(
        Narration,
        (
            Narration(
                edition_id=key,
                voice=voice.key,
                pace=pace.key,
                place=place,
                sentences=40,
                spoken=40,
                **(
                    {"state": "failed", "error": "磁盘已满"}
                    if key % 97 == 0
                    else {"state": "ready", "digest": f"{key:032}"}
                ),
            )
            for key in Edition.objects.live().values_list("pk", flat=True)
            for place, (voice, pace) in enumerate(SOUNDS)
        ),
    )
    return people


def _title(dice: random.Random) -> str:
    return f"{dice.choice(PEOPLE)}的{dice.choice(DISEASES)}{dice.choice(QUESTIONS)}"


def _articles(titles: list[str], series: list[Any], lexicon: Any, dice: random.Random, now: Any) -> Iterator[Any]:
    from site_app.articles.finding import text_of
    from site_app.articles.models import Article

    for number, title in enumerate(titles):
        yield Article(
            slug=f"article-{number}",
            series=dice.choice([None, *series]),
            position=number % 40,
            first_published_at=now - timedelta(hours=number),
            search_text=text_of([title], lexicon),
        )


def _editions(
    titles: list[str], authors: list[Any], profiles: list[Any], dice: random.Random, now: Any
) -> Iterator[Any]:
    """Of each article nine that readers have seen, the last of them live, and one on its way in any state."""
    from site_app.articles.models import Article, Edition
    from site_app.articles.models.state import OPEN

    for article, title in zip(Article.objects.order_by("pk"), titles, strict=True):
        written_by, author = dice.choice(profiles), dice.choice(authors)
        for number in range(1, EDITIONS + 1):
            edition = Edition(
                article=article,
                number=number,
                title=title,
                author=author,
                written_by=written_by,
                change_note="改数字。",
            )
            edition.summary = _text(dice, 2)
            edition.markdown = "\n\n".join(_text(dice, 5) for _ in range(6))
            if number < EDITIONS:
                edition.state = "published" if number == EDITIONS - 1 else "superseded"
                edition.published_at = now - timedelta(days=30 * (EDITIONS - number))
                edition.reviewed_by, edition.reviewed_on = dice.choice(profiles), now.date()
                edition.review_due = (now + timedelta(days=dice.randint(-20, 365))).date()
            else:
                edition.state = dice.choice(OPEN)
                edition.scheduled_for = now + timedelta(days=1) if edition.state == "scheduled" else None
            yield edition


def _text(dice: random.Random, sentences: int) -> str:
    chosen = (dice.choice(SENTENCES) for _ in range(sentences))
    return "".join(one.format(disease=dice.choice(DISEASES), people=dice.choice(PEOPLE)) for one in chosen)


def _acts(now: Any, dice: random.Random) -> Iterator[Any]:
    """Three of each edition."""
    from site_app.articles.models import Act, Edition

    for key, article, title, author in Edition.objects.values_list("pk", "article", "title", "author"):
        for kind in (Act.Kind.SUBMIT, Act.Kind.APPROVE, Act.Kind.PUBLISH):
            yield Act(
                kind=kind,
                article_id=article,
                edition_id=key,
                subject=f"{title} · 1",
                from_state="draft",
                to_state="in_review",
                by_id=author,
                by_name="李编辑",
                at=now - timedelta(minutes=dice.randint(0, 2_000_000)),
            )


def _batches(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, 2_000)):
        model.objects.bulk_create(batch)


def measure(people: dict[str, Any]) -> bool:
    """Print the table; whether everything kept to its bounds."""
    from django.contrib import admin
    from django.test import Client
    from django.urls import reverse

    admin.autodiscover()  # what a server does when somebody comes to the desk
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
    ]
    articles, acts, narrations = "/admin/articles/article/", "/admin/articles/act/", "/admin/narration/narration/"
    filters = [
        f"{articles}?{query}"
        for query in (
            "state=published", "state=in_review", "state=never", "state=withdrawn", "due=overdue", "due=soon",
            "waiting=to_review", "waiting=to_change", "waiting=to_publish", "waiting=scheduled",
            "waiting=to_review_again", "author=me", "author=1", "reviewer=me", "reviewer=1",
            "series__id__exact=1", "tags__id__exact=1", "o=5", "o=-5", "p=40",
            "q=高血压", "q=gaoxueya", "q=nǎo gěng", "q=gxy",
        )
    ]  # fmt: skip
    filters += [f"{acts}?{query}" for query in ("kind__exact=approve", "q=高血压", "by__id__exact=2", "p=50")]
    filters += [f"{narrations}?{query}" for query in ("state__exact=failed", "q=高血压", "p=50")]
    _say("| who | address | queries | processor ms | median ms | maximum ms |\n|---|---|--:|--:|--:|--:|")
    is_kept = True
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        for address in ("/admin/", *lists, *filters) if name == "superuser" else ("/admin/", articles, filters[0]):
            queries, busy, times = _ask(client, address)
            if not times:
                continue
            bound = DESK_MS if address == "/admin/" else LIST_MS
            is_fine = median(busy) <= bound and (queries <= MOST_QUERIES or address == "/admin/")
            is_kept &= is_fine
            mark = "" if is_fine else " **!**"
            _say(
                f"| {name} | {address} | {queries} | {median(busy):.0f} | {median(times):.0f} | {max(times):.0f}{mark} |"
            )
    return is_kept


def _ask(client: Any, address: str) -> tuple[int, list[float], list[float]]:
    """(queries of one answer, milliseconds of the processor and of the clock for each); empty for what may not be seen.

    The database is a library of this process, so the processor's time holds its work, too, and on a machine that others
    use at the same time says more than the clock's.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        if client.get(address, headers={"host": "localhost"}, follow=True).status_code != 200:
            return 0, [], []
    queries = len(captured)
    busy, times = [], []
    for _ in range(ROUNDS):
        started, before = time.perf_counter(), time.process_time()
        client.get(address, headers={"host": "localhost"})
        times.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - before))
    return queries, busy, times


_say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731, T201  this is what the command is for

if __name__ == "__main__":
    main(sys.argv[1:])
