"""Does a real Anki take a package, once, and bring what is new when it comes again?"""

import re
import time
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from site_app.articles.publishing import withdraw
from site_app.narration.narrating import ask_for, narrate
from site_app.practice import kept_packages
from tests.factories import make_article, make_draft, make_edition
from tests.glossary.explained import explain
from tests.practice.texts import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packages")]
HOSTILE = 'A::B "题" <b>&</b> {{c1::x}} [sound:x.mp3] [latex]\\input{/etc/passwd}[/latex]'


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def fetch(client, article, folder: Path, language: str = "") -> Path:
    response = client.get(f"/{language}articles/{article.slug}/words.apkg")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{article.slug}.apkg"'
    file = folder / f"{article.slug}.apkg"
    file.write_bytes(b"".join(response.streaming_content))
    return file


def bring(collection: Collection, file: Path):
    options = ImportAnkiPackageOptions(with_scheduling=False)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log


def notes(collection: Collection) -> dict[str, dict[str, str]]:
    found = [dict(collection.get_note(number).items()) for number in collection.find_notes("")]
    return {note["Word"]: note for note in found}


def test_it_brings_the_words_with_their_sentences(client, collection, tmp_path):
    explain("中风", "zhòng fēng", "脑血管堵住了，或者破了。", "stroke")
    article = make_article(title="预防中风", markdown=TEXT)
    log = bring(collection, fetch(client, article, tmp_path))
    assert len(log.new) == collection.note_count() == collection.card_count() > 40
    note = notes(collection)["中风"]
    assert note["Pinyin"] == "zhòngfēng"
    assert (note["English"], note["Explanation"]) == ("stroke", "脑血管堵住了，或者破了。")
    assert "<b><ruby>中<rt>zhòng</rt>风<rt>fēng</rt></ruby></b>" in note["Sentence"]
    assert f"/articles/{article.slug}/#s" in note["Source"]
    assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {"听得懂的健康::预防中风"}


def test_in_traditional_characters_they_are_a_deck_of_their_own(client, collection, tmp_path):
    article = make_article(title="预防中风", markdown="他说：“头发很干净。”")
    bring(collection, fetch(client, article, tmp_path))
    simplified = collection.note_count()
    bring(collection, fetch(client, article, tmp_path, "hant/"))
    assert collection.note_count() == 2 * simplified
    found = notes(collection)
    assert "他說：「" in re.sub("<rt>.*?</rt>|<[^>]*>", "", found["頭髮"]["Sentence"])
    assert "<b><ruby>頭<rt>tóu</rt>髮<rt>" in found["頭髮"]["Sentence"]
    assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {"聽得懂的健康::預防中風"}


def test_twice_is_once_and_a_correction_reaches_the_note(client, collection, tmp_path, monkeypatch):
    article = make_article(title="银行", markdown="他去银行存钱，觉得很安心。")
    bring(collection, fetch(client, article, tmp_path))
    count = collection.note_count()
    log = bring(collection, fetch(client, article, tmp_path))
    assert (collection.note_count(), len(log.new)) == (count, 0)
    make_edition(article=article, title="银行的事", markdown="他去{银行|yín xíng}存钱，觉得很安心，很高兴。")
    a_minute_later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: a_minute_later)
    log = bring(collection, fetch(client, article, tmp_path))
    assert len(log.updated) >= 1
    assert notes(collection)["银行"]["Pinyin"] == "yínxíng"
    assert "高兴" in notes(collection)
    assert collection.db.scalar("select count() from notes") == len({*collection.db.list("select guid from notes")})


def test_two_articles_do_not_disturb_each_other(client, collection, tmp_path):
    one, other = make_article(title="甲文", markdown=TEXT), make_article(title="乙文", markdown=TEXT)
    bring(collection, fetch(client, one, tmp_path))
    count = collection.note_count()
    log = bring(collection, fetch(client, other, tmp_path))
    assert not log.updated
    assert collection.note_count() >= 2 * count - 2


def test_sounds_come_along_where_there_is_a_narration(client, collection, tmp_path, make_heard):
    article = make_heard(title="预防中风", markdown=TEXT)
    bring(collection, fetch(client, article, tmp_path))
    note = notes(collection)["血管"]
    for field in ("WordSound", "SentenceSound"):
        name = note[field].removeprefix("[sound:").removesuffix("]")
        sound = Path(collection.media.dir()) / name
        assert sound.stat().st_size > 500
    assert note["WordSound"] != note["SentenceSound"]
    assert not collection.media.check().missing


def test_a_word_that_the_site_has_come_to_say_gets_its_sound_later(
    client, collection, tmp_path, narration_root, whistle, monkeypatch
):
    article = make_article(title="预防中风", markdown=TEXT)
    bring(collection, fetch(client, article, tmp_path))
    assert notes(collection)["血管"]["WordSound"] == ""
    narrate(ask_for(article.editions.live())[0], whistle)
    a_minute_later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: a_minute_later)
    bring(collection, fetch(client, article, tmp_path))
    assert notes(collection)["血管"]["WordSound"].startswith("[sound:site-")


def test_a_hostile_title_is_text(client, collection, tmp_path):
    article = make_article(
        title=HOSTILE, markdown=f"这是很好的<b>办法</b>[sound:x.mp3]，[latex]大家[/latex]试试{HOSTILE}。"
    )
    bring(collection, fetch(client, article, tmp_path))
    for note in notes(collection).values():
        for value in note.values():
            assert "[latex]" not in value
            assert "[sound:x" not in value
            assert "<b>&" not in value
    names = [deck.name for deck in collection.decks.all_names_and_ids() if deck.name != "Default"]
    assert all(name.count("::") <= 1 for name in names)
    assert not collection.media.check().missing


def test_it_is_made_once_and_told_to_be_unchanged(client, packages, tmp_path, monkeypatch):
    article = make_article(markdown=TEXT)
    fetch(client, article, tmp_path)
    monkeypatch.setattr(kept_packages, "write", lambda *_: pytest.fail("made again"))
    fetch(client, article, tmp_path)
    response = client.get(f"/articles/{article.slug}/words.apkg")
    etag = response["ETag"]
    assert b"".join(response.streaming_content)
    assert client.get(f"/articles/{article.slug}/words.apkg", headers={"if-none-match": etag}).status_code == 304
    assert len([*packages.glob("*.apkg")]) == 1


def test_packages_have_a_bound(client, packages, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_packages, "MOST_BYTES", 1)
    for title in ("甲文", "乙文", "丙文"):
        fetch(client, make_article(title=title, markdown=TEXT), tmp_path)
    assert len([*packages.glob("*.apkg")]) == 1


def test_sound_has_a_bound(client, collection, tmp_path, make_heard, monkeypatch):
    monkeypatch.setattr("site_app.practice.anki_deck.MOST_SOUND", 3000)
    bring(collection, fetch(client, make_heard(markdown=TEXT), tmp_path))
    sounds = [*Path(collection.media.dir()).glob("*.mp3")]
    assert sum(sound.stat().st_size for sound in sounds) <= 3000


def test_a_full_disk_is_told(client, packages, monkeypatch, caplog):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_packages, "write", full)
    article = make_article(markdown=TEXT)
    response = client.get(f"/articles/{article.slug}/words.apkg")
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "卡片没有做成" in response.text
    assert [*packages.glob("*.apkg")] == []
    assert "was not made" in caplog.text


def test_only_what_readers_see_can_be_had(client):
    draft = make_draft(title="草稿文")
    withdrawn = withdraw(article=make_article(title="乙文"), reason="有误").article
    for slug in (draft.article.slug, withdrawn.slug, "mei-you"):
        assert client.get(f"/articles/{slug}/words.apkg").status_code == 404


def test_made_again_after_it_gave_way_it_is_the_same_file(client, packages, tmp_path, monkeypatch, make_heard):
    article = make_heard(title="预防中风", markdown=TEXT)
    before = fetch(client, article, tmp_path).read_bytes()
    for file in packages.glob("*.apkg"):
        file.unlink()
    a_minute_later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: a_minute_later)
    assert fetch(client, article, tmp_path).read_bytes() == before
