"""How does an article come to be heard, and what happens when something is in the way?"""

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from pytest_django import Settings

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article, Edition
from site_app.articles.publishing import withdraw
from site_app.narration import narrating, sound_files, voices
from site_app.narration.clips import ClipStore
from site_app.narration.engines import EngineFailed, EngineMissing
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, narrate
from site_app.narration.sound_files import CUES, MP3, OPUS, RATE, SENTENCES, WORDS
from site_app.narration.turns import turn
from tests.factories import make_article, make_edition
from tests.narration.conftest import Refusing, Whistle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]

TEXT = "脑梗很危险。快打120！\n\n银行在左边，医院在右边。"


def make_live(markdown: str = TEXT) -> Edition:
    edition = make_article(markdown=markdown).live_edition
    assert edition
    return edition


def first(edition: Edition) -> Narration:
    return ask_for([edition])[0]


def files_of(narration: Narration, root: Path) -> Path:
    return root / "files" / narration.digest


def test_an_edition_is_read_in_every_voice_and_pace_the_first_voice_first() -> None:
    found = [(narration.voice, narration.pace) for narration in ask_for([make_live()])]
    assert found == [(voice.key, pace.key) for voice, pace in voices.SOUNDS]
    assert len({voice.key for voice in voices.VOICES}) >= 2


def test_all_editions_are_read_by_the_first_voice_before_any_by_the_second() -> None:
    places = [narration.place for narration in ask_for([make_live(), make_live()])]
    assert places == sorted(places)


def test_title_and_text_are_said_sentence_by_sentence(whistle: Whistle) -> None:
    narration = first(make_live())
    narrate(narration, whistle)
    narration.refresh_from_db()
    assert (narration.state, narration.sentences, narration.spoken) == ("ready", 4, 4)
    assert [syllable for word in whistle.said[2] if not isinstance(word, str) for syllable in word] == [
        "kuai4",
        "da3",
        "yao1",
        "er4",
        "ling2",
    ]


def test_its_files_play_as_long_as_its_cues_say(whistle: Whistle, narration_root: Path) -> None:
    narration = first(make_live())
    narrate(narration, whistle)
    folder = files_of(narration, narration_root)
    cues = json.loads((folder / CUES).read_text())
    samples = soundfile.info(folder / OPUS).frames * RATE / soundfile.info(folder / OPUS).samplerate
    assert narration.duration == cues["duration"] == cues["sentences"][-1]["end"]
    assert abs(1000 * samples / RATE - narration.duration) <= 50
    assert abs(1000 * soundfile.info(folder / MP3).duration - narration.duration) <= 50
    assert (narration.opus_bytes, narration.mp3_bytes) == tuple((folder / name).stat().st_size for name in (OPUS, MP3))
    assert {file.name for file in folder.iterdir()} == {OPUS, MP3, CUES, SENTENCES, WORDS}


def test_what_was_said_is_not_said_again(whistle: Whistle) -> None:
    edition = make_live()
    narrate(first(edition), whistle)
    said = len(whistle.said)
    for narration in ask_for([edition], again=True):
        narrate(narration, whistle)
    assert len(whistle.said) == said * len(voices.SOUNDS)


def test_one_changed_sentence_costs_one_sentence(whistle: Whistle) -> None:
    edition = make_live("\n\n".join(f"第{n}段说的是预防。" for n in range(1, 40)))
    narrate(first(edition), whistle)
    whistle.said.clear()
    changed = edition.markdown.replace("第7段说的是预防", "第7段说的是康复")
    narrate(first(make_edition(article=edition.article, markdown=changed)), whistle)
    assert len(whistle.said) == 1


def test_a_reading_that_changes_is_heard(whistle: Whistle, narration_root: Path) -> None:
    edition = make_live()
    before = first(edition)
    narrate(before, whistle)
    whistle.said.clear()
    change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
    after = ask_for([edition], again=True)[0]
    narrate(after, whistle)
    assert [word for word in whistle.said[0] if word == ("yin2", "xing2")]
    assert len(whistle.said) == 1
    assert after.digest != before.digest
    # Somebody may be listening to the former sound.
    assert files_of(before, narration_root).is_dir()


def test_a_reading_written_in_the_text_is_heard(whistle: Whistle) -> None:
    narrate(first(make_live("{大夫|dài fu}来了。")), whistle)
    assert ("dai4", "fu5") in whistle.said[-1]


def test_it_goes_on_where_it_was_interrupted() -> None:
    narration = first(make_live())
    cut_off = Refusing(KeyboardInterrupt(), after=2)
    with pytest.raises(KeyboardInterrupt):
        narrate(narration, cut_off)
    rest = Whistle()
    narrate(narration, rest)
    assert narration.state == "ready"
    assert len(rest.said) == 2


def test_a_failure_is_noted_and_former_sound_stays(whistle: Whistle) -> None:
    edition = make_live()
    narrate(first(edition), whistle)
    digest = Narration.objects.get(state="ready").digest
    change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
    again = ask_for([edition], again=True)[0]
    narrate(again, Refusing(EngineFailed("it ended by signal 9")))
    again.refresh_from_db()
    assert (again.state, again.error, again.digest) == ("failed", "it ended by signal 9", digest)


def test_a_failed_narration_is_taken_up_when_it_is_asked_for_again(whistle: Whistle) -> None:
    edition = make_live()
    narrate(first(edition), Refusing(EngineFailed("no")))
    again = first(edition)
    assert (again.state, again.error) == ("waiting", "")
    narrate(again, whistle)
    assert again.state == "ready"


def test_a_missing_model_stops_all_that_wait_instead_of_failing_one_by_one() -> None:
    missing = Refusing(EngineMissing("语音模型不全"))
    wanted = ask_for([make_live(), make_live()])
    for narration in wanted:
        narrate(narration, missing)
    assert set(Narration.objects.values_list("state", "error")) == {("failed", "语音模型不全")}
    assert missing.said == []


@pytest.fixture
def small_disk(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A real file system of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a file system")
    settings.NARRATION_ROOT = folder
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("sentences", [12, 60])
def test_a_full_disk_is_said_in_plain_words_and_leaves_nothing_half_written(small_disk: Path, sentences: int) -> None:
    """With 12 sentences it is full when the files are put together, with 60 while they are spoken."""
    whistle = Whistle()
    whistle.syllable = 200
    narration = first(make_live("".join(f"第{n}天以后应该去医院做检查，不要忘记。" for n in range(sentences))))
    narrate(narration, whistle)
    assert narration.state == "failed"
    assert "磁盘已满" in narration.error
    store = ClipStore(small_disk / "clips")
    assert all(store.get(clip.stem) for clip in (small_disk / "clips").rglob("*.flac"))
    assert list((small_disk / "files").glob("*")) == []


def test_an_article_that_says_nothing_has_a_reason(whistle: Whistle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrating, "script", lambda *args: iter(()))
    narration = first(make_live())
    narrate(narration, whistle)
    assert "没有可以读出来的字" in narration.error


def test_a_text_beyond_all_measure_is_refused_before_a_word_is_said(
    whistle: Whistle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrating, "MAX_SYLLABLES", 10)
    narration = first(make_live())
    narrate(narration, whistle)
    assert narration.state == "failed"
    assert "10" in narration.error
    assert whistle.said == []


def test_a_long_one_gives_others_their_turn_and_goes_on_later(whistle: Whistle) -> None:
    narration = first(make_live())
    narrate(narration, whistle, seconds=0)
    assert (narration.state, len(whistle.said)) == ("waiting", 1)
    narrate(narration, whistle)
    assert (narration.state, len(whistle.said)) == ("ready", 4)


def test_words_that_are_replaced_meanwhile_are_given_up(whistle: Whistle, narration_root: Path) -> None:
    edition = make_live()
    narration = first(edition)

    def replace(narration: Narration) -> None:
        if narration.spoken == 4:
            make_edition(article=edition.article, markdown="新的文字。")

    narrate(narration, whistle, replace)
    assert Narration.objects.exclude(digest="").count() == 0
    assert list((narration_root / "files").glob("*")) == []


def test_what_is_withdrawn_meanwhile_is_given_up(whistle: Whistle, narration_root: Path) -> None:
    edition = make_live()
    narration = first(edition)

    def take_back(narration: Narration) -> None:
        if narration.spoken == 4:
            withdraw(article=Article.objects.get(), reason="有错")
            Narration.objects.all().delete()

    narrate(narration, whistle, take_back)
    assert list((narration_root / "files").glob("*")) == []


def test_readings_that_change_meanwhile_are_read_once_more(whistle: Whistle) -> None:
    edition = make_live()
    narration = first(edition)

    def change(narration: Narration) -> None:
        if narration.spoken == 4 and len(whistle.said) == 4:
            change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
            ask_for([edition], again=True)

    narrate(narration, whistle, change)
    assert narration.state == "ready"
    assert ("yin2", "xing2") in whistle.said[-1]
    assert len(whistle.said) == 5


def test_a_clip_that_was_damaged_is_said_anew(whistle: Whistle, narration_root: Path) -> None:
    edition = make_live()
    narrate(first(edition), whistle)
    for clip in (narration_root / "clips").rglob("*.flac"):
        clip.write_bytes(b"no sound")
    whistle.said.clear()
    change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
    narrate(ask_for([edition], again=True)[0], whistle)
    assert len(whistle.said) == 4


def test_files_that_are_there_already_are_not_written_again(whistle: Whistle, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_live()
    narrate(first(edition), whistle)
    monkeypatch.setattr(sound_files, "_write", lambda *args: pytest.fail("written again"))
    again = ask_for([edition], again=True)[0]
    narrate(again, whistle)
    assert again.state == "ready"


def test_two_processes_do_not_speak_at_once(whistle: Whistle, narration_root: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def other() -> None:
        with turn(narration_root / "speaking.lock"):
            held.set()
            done.wait(60)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(60)
    with pytest.raises(BlockingIOError), turn(narration_root / "speaking.lock", wait=False):
        pass
    done.set()
    narrate(first(make_live()), whistle)
    thread.join()
    assert whistle.said
