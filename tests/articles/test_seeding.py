"""Does a new site get its seeds, again and again without harm?"""

import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from site_app.articles.importing import Action, digest
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article, ImportedItem, LexiconEntry, Series, SourceReport
from site_app.articles.seeding import are_loaded, lines_about, load_seeds
from tests.factories import make_draft, make_lexicon_entry

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A seeds folder that a test may change."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def snapshot() -> list:
    rows = [
        list(model.objects.order_by("pk").values()) for model in (Article, ImportedItem, LexiconEntry, SourceReport)
    ]
    return [*rows, [list(article.editions.values()) for article in Article.objects.order_by("pk")]]


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_it_makes_the_series_and_the_draft():
    load_seeds(SEEDS)
    series = Series.objects.get(position=1)
    assert (series.title, series.slug) == ("认识脑梗", "ren-shi-nao-geng")
    live = list(series.articles.published())
    assert [article.position for article in live] == [1, 2, 3, 4, 5]
    assert live[0].slug == "nao-geng-shi-shen-me"
    [news] = Article.objects.filter(series=None)
    assert news.draft.title == "三年来，世界互联网大会这样打造网络空间“朋友圈”"
    assert news.live_edition is None


def test_the_broken_tail_is_in_the_report_and_in_no_article():
    load_seeds(SEEDS)
    assert "社会各" in SourceReport.objects.get().text
    assert not any("社会各" in article.latest_edition.markdown for article in Article.objects.exclude(series=None))


def test_the_report_is_kept_once():
    load_seeds(SEEDS)
    load_seeds(SEEDS)
    report = SourceReport.objects.get()
    assert report.name == "000_08eb4925235832b5.txt"
    assert len(report.report["disagreements"]) == 2
    assert "521对，其中汉字473个" in report.text


def test_loading_again_changes_nothing_at_all():
    load_seeds(SEEDS)
    before = snapshot()
    loaded = load_seeds(SEEDS)
    assert snapshot() == before
    assert {outcome.action for outcome in loaded.outcomes} == {Action.UNCHANGED}
    assert set(loaded.lexicon) == {Action.UNCHANGED}


def test_the_lexicon_is_loaded():
    load_seeds(SEEDS)
    entry = LexiconEntry.objects.get(word="卒中")
    assert (entry.reading, bool(entry.note)) == ("cù zhòng", True)


def test_the_lexicon_says_what_its_words_mean():
    load_seeds(SEEDS)
    entry = LexiconEntry.objects.get(word="卒中")
    assert (bool(entry.pos), bool(entry.explanation), bool(entry.gloss)) == (True, True, True)
    assert not LexiconEntry.objects.filter(explanation="").exists()


def test_entries_from_before_they_had_a_meaning_get_it_unless_an_editor_touched_them(folder):
    load_seeds(folder)
    LexiconEntry.objects.update(pos="", explanation="", gloss="")
    for entry in LexiconEntry.objects.all():
        before = digest([entry.word, entry.reading, entry.note])
        ImportedItem.objects.filter(key=f"lexicon/{entry.word}").update(source_digest=before, stored_digest=before)
    LexiconEntry.objects.filter(word="中暑").update(reading="zhōng shǔ")
    import_module("site_app.articles.migrations.0008_checks_and_what_words_mean").load_the_seeds_again(apps, None)
    assert not are_loaded(folder)
    loaded = load_seeds(folder)
    assert loaded.kept_words == ("中暑",)
    assert LexiconEntry.objects.filter(explanation="").count() == 1


def test_an_edited_article_is_left_alone_and_named():
    load_seeds(SEEDS)
    make_draft(article=Article.objects.get(slug="nao-geng-shi-shen-me"), title="编辑改的")
    loaded = load_seeds(SEEDS)
    assert [outcome.action for outcome in loaded.outcomes].count(Action.LEFT_ALONE) == 1
    assert "《脑梗是什么》被编辑改过，保留不动。" in lines_about(loaded)


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_lexicon_entries_of_editors_are_left_alone_and_named(change, folder):
    load_seeds(folder)
    if change == "edit":
        change_lexicon(prescribe=[Prescription("卒中", "zú zhōng", "编辑的意见")])
    else:
        change_lexicon(remove=["卒中"])
    before = list(LexiconEntry.objects.values())
    replace_in(folder / "lexicon.tsv", "卒中\tcù zhòng\t", "卒中\tcù zhōng\t")
    loaded = load_seeds(folder)
    assert loaded.kept_words == ("卒中",)
    assert "编辑改过或删去的词：卒中。" in lines_about(loaded)
    assert list(LexiconEntry.objects.values()) == before


def test_an_entry_that_was_there_before_the_seeds_is_left_alone():
    make_lexicon_entry("卒中", "zú zhōng")
    assert load_seeds(SEEDS).kept_words == ("卒中",)
    assert load_seeds(SEEDS).kept_words == ("卒中",)
    assert LexiconEntry.objects.get(word="卒中").reading == "zú zhōng"


def test_a_changed_row_reaches_an_entry_that_nobody_touched(folder):
    load_seeds(folder)
    replace_in(folder / "lexicon.tsv", "卒中\tcù zhòng\t", "卒中\tcù zhōng\t")
    assert load_seeds(folder).lexicon[Action.UPDATED] == 1
    assert LexiconEntry.objects.get(word="卒中").reading == "cù zhōng"


def test_it_knows_whether_the_folder_has_been_loaded_as_it_is(folder):
    assert not are_loaded(folder)
    load_seeds(folder)
    assert are_loaded(folder)
    (folder / "more.txt").write_text("x")
    assert not are_loaded(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("lexicon.tsv", "卒中\tcù zhòng\t", "卒中\tcù\t", "lexicon.tsv:"),
        ("000_08eb4925235832b5.txt", "脑(nao)", "脑(xx)", "000_08eb4925235832b5.txt:38:"),
    ],
)
def test_a_broken_file_stores_nothing_and_is_named_with_its_line(name, old, new, place, folder):
    replace_in(folder / name, old, new)
    with pytest.raises(CommandError, match=place):
        call_command("load_seeds", folder=folder)
    assert snapshot() == [[], [], [], [], []]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CommandError, match="没有这个目录"):
        call_command("load_seeds", folder=tmp_path / "none")


def test_the_command_prints_the_report(capsys):
    call_command("load_seeds")
    printed = capsys.readouterr().out
    for part in (
        "521对",
        "473个",
        "1,541个字符",
        "2处",
        "脑梗塞",
        "了解",
        "社会各",
        "读音词表：新增",
        "新建并发布《脑梗是什么》。",
    ):
        assert part in printed
