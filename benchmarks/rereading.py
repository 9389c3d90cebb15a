"""What does a change of one reading cost in 1,000 articles, and what if it is killed? `python -m benchmarks.rereading [ARTICLES]`

Builds a site in a temporary folder: live editions made of the seeds' paragraphs, ever others in ever different order. Then
the reading of a word that all of them hold is changed; a process reads them again, is killed (SIGKILL) half-way, and another
goes on. Prints seconds of wall and processor time and the most memory; looks at every page at the kill and at the end.
"""

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.engines import ROOT

ARTICLES = 1_000
WORD, READING = "脑梗", "nǎo gèng"
LENGTH = 1_200
"""Characters of an article, at least."""
VIEWS = ("hanzi", "ruby", "pinyin")
_WORK = """
from site_app.articles.rereading import read_waiting
from site_app.articles.rereading_help import call_help, see_helpers_out
call_help()
read_waiting()
see_helpers_out()
"""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "site_app.settings", "NARRATION_ENGINE": "device"}
        import django

        django.setup()
        build(count)
        _say(f"{count} articles, {characters() // count} characters each")
        former = pages()
        begun = time.perf_counter()
        ordered = order()
        _say(f"found and noted: {ordered} articles in {time.perf_counter() - begun:.1f} s")
        killed = work(until=ordered // 2)
        is_mixed(former)
        finished = work()
        _say(f"killed half-way after {killed[0]:.1f} s; both together: {killed[0] + finished[0]:.1f} s wall,")
        _say(f"{killed[1] + finished[1]:.1f} s processor, {max(killed[2], finished[2])} MB at most")
        is_right()


def build(count: int) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from site_app.articles.finding import note_titles
    from site_app.articles.lexicon import Prescription, change_lexicon, lexicon
    from site_app.articles.models import Article, Edition
    from site_app.articles.stored_views import keep_views, views_of
    from site_app.finding.indexing import batches, index
    from site_app.pinyin import read_lexicon

    call_command("migrate", verbosity=0)
    rows = read_lexicon(ROOT / "seeds" / "lexicon.tsv")
    change_lexicon(prescribe=[Prescription(row["word"], row["reading"]) for row in rows])
    sources = [path.read_text().split("\n---\n", 1)[-1] for path in sorted((ROOT / "seeds" / "articles").glob("*.md"))]
    texts = [text for source in sources for text in source.split("\n\n") if text.strip()]
    shuffle, current = random.Random(7), lexicon()
    for number in range(count):
        shuffle.shuffle(texts)
        paragraphs, length = [f"{WORD}的第{number}条。"], 0
        for text in texts:
            paragraphs.append(text)
            length += len(text)
            if length > LENGTH:
                break
        article = Article.objects.create(slug=f"article-{number}", first_published_at=timezone.now())
        edition = Edition(
            article=article,
            number=1,
            state="published",
            published_at=timezone.now(),
            unreviewed_reason="试验",
            title=f"{WORD}{number}",
            markdown="\n\n".join(paragraphs),
        )
        Edition.objects.bulk_create([edition])
        keep_views(views_of(edition, current))
        note_titles(article, current)
    for some in batches(Edition.objects.only("pk").order_by("pk"), 100):
        index(some)


def characters() -> int:
    from site_app.articles.models import Edition

    return sum(map(len, Edition.objects.values_list("markdown", flat=True)))


def order() -> int:
    from site_app.articles.lexicon import Prescription, change_lexicon

    ordered = change_lexicon(prescribe=[Prescription(WORD, READING)])
    assert ordered
    return ordered.total


def work(until: int = 0) -> tuple[float, float, int]:
    """Seconds of wall and processor time and megabytes of a process that reads what waits, killed once `until` are left."""
    from site_app.articles.models import WaitingArticle

    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "manage.py", "shell", "--no-imports", "-c", _WORK])
    peak, used = 0, dict[int, float]()
    while process.poll() is None:
        time.sleep(0.1)
        seen = _processes(process.pid)
        peak = max(peak, sum(memory for _processor, memory in seen.values()))
        used |= {pid: processor for pid, (processor, _memory) in seen.items()}
        if until and WaitingArticle.objects.count() <= until:
            os.kill(process.pid, signal.SIGKILL)
            until = 0
    processor = sum(used.values())
    return time.perf_counter() - begun, processor, peak


def _processes(pid: int) -> dict[int, tuple[float, int]]:
    """Seconds of processor time and megabytes of a process and of those that it has started."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            name = int(path.name)
            stat = (path / "stat").read_text().rsplit(")", 1)[1].split()
            resident = re.search(r"VmRSS:\s+(\d+)", (path / "status").read_text())
        except OSError:
            continue
        if pid in (name, int(stat[1])) and resident:
            found[name] = sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK"), int(resident[1]) // 1024
    return found


def pages() -> dict[tuple[int, str], tuple[str, ...]]:
    """What readers see: by edition and view."""
    from site_app.articles.models import Rendering

    rows = Rendering.objects.values_list("edition_id", "view", "title", "summary", "body")
    return {(edition, view): tuple(texts) for edition, view, *texts in rows.iterator()}


def wanted() -> dict[tuple[int, str], tuple[str, ...]]:
    from site_app.articles.lexicon import lexicon
    from site_app.articles.models import Edition
    from site_app.articles.stored_views import TEXTS, views_of

    current = lexicon()
    return {
        (edition.pk, view.view): tuple(getattr(view, name) for name in TEXTS)
        for edition in Edition.objects.all()
        for view in views_of(edition, current)
    }


def is_mixed(former: dict[tuple[int, str], tuple[str, ...]]) -> None:
    """Each article wholly old or wholly new."""
    seen, new = pages(), wanted()
    editions = {edition for edition, _ in seen}
    old, fresh, torn = 0, 0, 0
    for edition in editions:
        keys = [(edition, view) for view in VIEWS]
        if all(seen[key] == new[key] for key in keys):
            fresh += 1
        elif all(seen[key] == former[key] for key in keys):
            old += 1
        else:
            torn += 1
    _say(f"at the kill: {fresh} articles new, {old} as before, {torn} torn")
    assert not torn


def is_right() -> None:
    seen, new = pages(), wanted()
    wrong = sum(seen[key] != new[key] for key in new)
    _say(f"afterwards: {len(new)} pages, {wrong} wrong")
    assert not wrong


_say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731, T201  this is what the command is for


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
