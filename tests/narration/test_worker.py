"""Is what was published read in the background, whatever happens to the worker?"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article, Edition
from site_app.articles.publishing import withdraw
from site_app.articles.rereading import read_waiting
from site_app.narration import tasks
from site_app.narration.engines import Engine
from site_app.narration.models import Narration
from site_app.narration.tasks import make_narration, order, order_unfinished
from site_app.narration.turns import turn
from site_app.narration.voices import SOUNDS, VOICES
from tests.elsewhere import ROOT, Site, site_in
from tests.factories import make_article, make_draft, make_edition
from tests.narration.conftest import Whistle

committed = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _whistling(monkeypatch: pytest.MonkeyPatch, whistle: Whistle, narration_root: Path) -> None:
    monkeypatch.setattr(tasks, "engine", lambda: whistle)


def work() -> None:
    """Do what is queued, then return."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def states() -> list[str]:
    return list(Narration.objects.order_by("place").values_list("state", flat=True))


@committed
@pytest.mark.usefixtures("_whistling")
class TestPublishing:
    def test_it_has_the_article_read_in_the_background(self) -> None:
        make_article()
        assert states() == ["waiting"] * len(SOUNDS)
        work()
        assert states() == ["ready"] * len(SOUNDS)

    def test_the_first_voice_of_all_articles_comes_before_the_second_of_any(self) -> None:
        make_article(markdown="第一篇。")
        make_article(markdown="第二篇。")
        work()
        made = Narration.objects.order_by("updated_at").values_list("place", flat=True)
        assert list(made) == sorted([*range(len(SOUNDS))] * 2)

    def test_a_draft_is_nobody_s_to_hear(self) -> None:
        make_draft()
        assert states() == []

    def test_a_new_edition_is_read_and_the_former_one_forgotten(self) -> None:
        article = make_article()
        work()
        make_edition(article=article, markdown="新的文字。")
        work()
        assert set(Narration.objects.values_list("edition__state", "state")) == {("published", "ready")}

    def test_a_changed_lexicon_has_the_articles_read_that_hold_the_word(self, whistle: Whistle) -> None:
        make_article(markdown="银行在左边。")
        make_article(markdown="医院在右边。")
        work()
        whistle.said.clear()
        change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
        read_waiting()
        work()
        assert len(whistle.said) == len(SOUNDS)
        assert set(states()) == {"ready"}

    def test_readings_of_a_new_engine_are_heard_once_the_views_have_them(self, whistle: Whistle) -> None:
        make_article()
        work()
        call_command("render_again", verbosity=0)
        assert set(states()) == {"waiting"}
        work()
        assert set(states()) == {"ready"}

    def test_what_is_withdrawn_is_no_longer_heard_by_anybody(self, narration_root: Path) -> None:
        make_article()
        work()
        withdraw(article=Article.objects.get(), reason="有错")
        assert states() == []
        assert list((narration_root / "files").glob("*")) == []

    def test_one_article_s_sound_stays_when_its_twin_is_withdrawn(self, narration_root: Path) -> None:
        make_article(title="一样的", markdown="一样的文字。")
        twin = make_article(title="一样的", markdown="一样的文字。")
        work()
        withdraw(article=twin, reason="重复")
        heard = Narration.objects.values_list("digest", flat=True)
        assert {folder.name for folder in (narration_root / "files").glob("*")} == set(heard)

    def test_a_site_that_leaves_it_to_the_device_makes_no_sound(self, settings: Settings) -> None:
        settings.NARRATION_ENGINE = "device"
        make_article()
        assert not Narration.objects.exists()

    def test_a_long_one_is_queued_again_behind_the_others(
        self, whistle: Whistle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tasks, "TURN", 0.0)
        make_article(title="长", markdown="一句。两句。三句。")
        make_article(title="短", markdown="一句。")
        work()
        assert set(states()) == {"ready"}
        assert DBTaskResult.objects.count() > 2 * len(SOUNDS)


@committed
@pytest.mark.usefixtures("_whistling")
class TestStartingAnew:
    def test_what_a_lost_worker_left_is_ordered_again(self) -> None:
        make_article()
        Narration.objects.filter(place=0).update(state="speaking", sentences=2, spoken=1)
        DBTaskResult.objects.all().delete()
        order_unfinished()
        work()
        assert set(states()) == {"ready"}

    def test_what_failed_is_tried_again(self) -> None:
        make_article()
        Narration.objects.update(state="failed", error="no network")
        order_unfinished()
        work()
        assert set(Narration.objects.values_list("state", "error")) == {("ready", "")}

    def test_what_came_before_there_was_sound_is_read(self, settings: Settings) -> None:
        settings.NARRATION_ENGINE = "device"
        make_article()
        settings.NARRATION_ENGINE = "kokoro"
        order_unfinished()
        work()
        assert set(states()) == {"ready"}

    def test_sound_of_another_engine_is_made_anew_and_heard_until_then(self, whistle: Whistle) -> None:
        make_article()
        work()
        digests = set(Narration.objects.values_list("digest", flat=True))
        whistle.version = "whistle-2"
        order_unfinished()
        assert set(Narration.objects.values_list("digest", flat=True)) == digests
        assert set(states()) == {"waiting"}
        work()
        assert set(Narration.objects.values_list("engine", flat=True)) == {"whistle-2"}

    def test_nothing_is_ordered_when_all_is_there(self) -> None:
        make_article()
        work()
        DBTaskResult.objects.all().delete()
        order_unfinished()
        assert not DBTaskResult.objects.exists()

    def test_a_task_of_something_that_failed_or_went_does_nothing(self, whistle: Whistle) -> None:
        make_article()
        Narration.objects.update(state="failed")
        for key in (*Narration.objects.values_list("pk", flat=True), 0):
            make_narration.call(key)
        assert whistle.said == []


@committed
def test_a_second_worker_on_the_same_machine_is_refused(narration_root: Path) -> None:
    with turn(narration_root / "worker.lock"), pytest.raises(CommandError, match="已经有一个"):
        call_command("worker")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site without articles, to be copied."""
    with site_in(tmp_path_factory.mktemp("empty")) as site:
        run_in(site, "migrate", "--verbosity=0")
        yield site


@pytest.fixture
def site(tmp_path: Path, empty: Site, kokoro_folders: tuple[Path, Path], speaker: Engine) -> Iterator[Site]:
    """One with one article, and the voice in place."""
    speaker.say((("hao3",),), voice=VOICES[0].engine_voice, speed=1.0)  # so that both folders are filled
    with site_in(tmp_path, like=empty) as site:
        (tmp_path / "narration").mkdir(exist_ok=True)
        for folder in kokoro_folders:
            (tmp_path / "narration" / folder.name).symlink_to(folder)
        run_in(site, "shell", "--verbosity=0", "-c", WRITING + PUBLISHING)
        yield site


LONG = "".join(f"{number}天以后应该去医院做检查。" for number in range(3, 9))

WRITING = f"""
from site_app.articles.drafting import save_draft
from site_app.articles.models import Article, Edition, Particulars, Person
from site_app.articles.models.edition import Words
from site_app.articles.publishing import publish_unreviewed

author = Particulars(written_by=Person.objects.create(name='作者'))
draft = save_draft(article=Article(), words=Words('脑梗', '急症。', {LONG!r}), particulars=author)
"""
PUBLISHING = "publish_unreviewed(edition=draft, reason='试验')\n"
SCHEDULING = """
from datetime import timedelta
from django.utils import timezone
from site_app.articles.publishing import schedule
from tests.factories import make_approved

schedule(edition=make_approved(title='定时'), at=timezone.now() + timedelta(seconds=3))
"""


def run_in(site: Site, *command: str) -> None:
    done = site.manage(*command)
    assert done.returncode == 0, done.stderr


def narration_in(site: Site) -> tuple[str, int]:
    """State and spoken sentences of the first sound, seen from outside the worker."""
    return site.first_row("SELECT state, spoken FROM narration_narration WHERE place = 0") or ("", 0)


def state_of(site: Site, title: str) -> str:
    """The state of the edition with this title, seen from outside the worker."""
    found = site.first_row(f"SELECT state FROM articles_edition WHERE title = '{title}'")
    return str(found and found[0])


@contextmanager
def worker(site: Site, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=site.environment(**variables))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.1)
    raise TimeoutError


def engines_of(site: Site) -> list[int]:
    """The processes that speak for this site."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_text()
            if "kokoro.worker" in command and str(site.folder) in command:
                found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for processes where Linux shows them")
def test_a_worker_and_an_engine_that_are_killed_cost_a_sentence_each(site: Site) -> None:
    with worker(site) as lost:
        wait_until(lambda: narration_in(site)[1] >= 2)
        os.kill(engines_of(site)[0], signal.SIGKILL)
        wait_until(lambda: narration_in(site)[1] >= 4)
        lost.kill()
    assert narration_in(site)[0] == "speaking"
    wait_until(lambda: not engines_of(site))  # nobody speaks to nobody
    clips = {clip: clip.read_bytes() for clip in (site.folder / "narration" / "clips").rglob("*.flac")}
    assert len(clips) >= 4
    with worker(site):
        wait_until(lambda: narration_in(site)[0] == "ready")
    assert all(clip.read_bytes() == sound for clip, sound in clips.items())


class TestWhatIsScheduled:
    """The worker looks every 15 seconds; half a minute is what editors are promised, once it has started."""

    def is_published_in_time(self, site: Site) -> bool:
        until = time.monotonic() + 100
        while time.monotonic() < until and state_of(site, "定时") != "published":
            time.sleep(0.1)
        return state_of(site, "定时") == "published"

    def test_it_is_published_while_a_narration_takes_its_time_and_where_no_sound_is_made(
        self, empty: Site, tmp_path: Path
    ) -> None:
        with site_in(tmp_path / "speaking", like=empty) as speaking:
            run_in(speaking, "shell", "--verbosity=0", "-c", WRITING + PUBLISHING + SCHEDULING)
            with (
                site_in(tmp_path / "silent", like=speaking) as silent,
                turn(speaking.folder / "narration" / "speaking.lock"),  # whoever speaks waits for us for ever
                worker(speaking),
                worker(silent, NARRATION_ENGINE="device") as process,
            ):
                assert self.is_published_in_time(speaking)
                assert self.is_published_in_time(silent)
                assert process.poll() is None  # there is more to come


@committed
def test_ordering_costs_the_same_number_of_queries_however_many_articles(
    django_assert_max_num_queries: Callable[[int], object], narration_root: Path, settings: Settings
) -> None:
    settings.NARRATION_ENGINE = "device"
    for _ in range(3):
        make_article()
    settings.NARRATION_ENGINE = "kokoro"
    with django_assert_max_num_queries(7 + 3 * len(SOUNDS)):  # type: ignore[attr-defined]
        order(Edition.objects.live())
