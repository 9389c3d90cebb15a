"""What do word list, table, exercise and sheets show, and of which articles?"""

import csv
from io import StringIO

import pytest
from django.core.management import call_command

from site_app.articles.models import Reference
from site_app.articles.publishing import withdraw
from site_app.articles.signals import edition_rendered_again
from site_app.articles.slugs import change_slug
from site_app.practice.csv_file import defused
from site_app.practice.keeping import keep
from site_app.practice.models import Exercise
from tests.factories import make_article, make_draft, make_edition
from tests.glossary.explained import explain
from tests.practice.texts import TEXT

pytestmark = pytest.mark.django_db
PAGES = ("words/", "words.csv", "practice/", "print/")
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def article():
    explain("中风", "zhòng fēng", "脑血管堵住了，或者破了。", "stroke")
    article = make_article(title="预防中风", markdown=TEXT)
    keep(article.live_edition)
    return article


def get(client, article, page: str, **query) -> str:
    response = client.get(f"/articles/{article.slug}/{page}", query)
    assert response.status_code == 200
    assert not response.cookies
    return response.text


def table(client, article, **query) -> list[list[str]]:
    text = get(client, article, "words.csv", **query)
    assert text.startswith("\ufeff")
    return [*csv.reader(StringIO(text.removeprefix("\ufeff")))]


class TestWords:
    def test_each_word_has_reading_meaning_level_and_frequency(self, client, article):
        rows = {row[0]: row for row in table(client, article)[1:]}
        assert rows["中风"][1:6] == ["zhòngfēng", "stroke", "脑血管堵住了，或者破了。", "", "3"]
        assert (rows["觉得"][4], rows["血管"][4]) == ("1", "6")
        assert "think" in rows["觉得"][2]
        assert rows["血管"][6] == "血管突然堵住或者破了，就是中风。"
        assert rows["血管"][7] == f"http://testserver/articles/{article.slug}/#s2"

    def test_they_come_in_the_order_of_the_text_or_the_most_frequent_first(self, client, article):
        assert [row[0] for row in table(client, article)[1:4]] == ["预防", "中风", "脑卒中"]
        counts = [int(row[5]) for row in table(client, article, order="frequency")[1:]]
        assert counts == sorted(counts, reverse=True)
        assert table(client, article, order=HOSTILE) == table(client, article)
        assert "noindex" in get(client, article, "words/", order="frequency")

    def test_a_word_read_in_two_ways_stands_twice(self, client):
        article = make_article(markdown="{行|háng}很好，{行|xíng}很好。")
        assert [row[1] for row in table(client, article) if row[0] == "行"] == ["háng", "xíng"]

    def test_chosen_ones_alone_go_into_the_table(self, client, article):
        assert [row[0] for row in table(client, article, w=["血管", "医院", HOSTILE])[1:]] == ["血管", "医院"]

    def test_readers_of_traditional_characters_get_a_table_in_them(self, client, article):
        client_path = f"/hant/articles/{article.slug}/words.csv"
        words = [row[0] for row in csv.reader(StringIO(client.get(client_path, {"w": ["医院"]}).text))]
        assert words == ["\ufeff詞", "醫院"]

    def test_numbers_and_letters_are_no_words(self, client, article):
        assert not {"120", "打120"} & {row[0] for row in table(client, article)}

    def test_the_page_lists_them_without_a_script(self, client, article):
        page = get(client, article, "words/")
        assert 'name="w" value="中风"' in page
        assert "CC-CEDICT" in page


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r\n=1"])
def test_no_cell_is_computed(cell):
    assert defused(cell).startswith("'")


@pytest.mark.parametrize("cell", ["脑梗", "a=b", "1-2", "", "nǎogěng"])
def test_other_cells_stay_as_they_are(cell):
    assert defused(cell) == cell


def test_what_an_editor_typed_is_defused_in_the_table(client):
    explain("脑梗", "nǎo gěng", "=HYPERLINK(1)", "=cmd|' /C calc'!A0")
    article = make_article(markdown="脑梗是急症。")
    row = next(row for row in table(client, article) if row[0] == "脑梗")
    assert (row[2][:2], row[3][:2]) == ("'=", "'=")


class TestExercise:
    def test_questions_stand_there_with_their_answers_folded_up(self, client, article):
        page = get(client, article, "practice/")
        assert page.count('class="question"') == len(article.live_edition.exercise.items) > 6
        assert page.count('<details class="answer">') == page.count('class="question"') - 2
        assert "几部词典对这个词的注音一致。" in page or "本站词表里这样规定。" in page

    def test_sounds_are_those_of_the_narration(self, client, make_heard):
        article = make_heard(markdown=TEXT)
        keep(article.live_edition)
        digest = article.live_edition.narrations.get(place=0).digest
        page = get(client, article, "practice/")
        assert f"/narration/{digest}/narration.mp3#t=" in page
        assert "还没有本站的录音" not in page

    def test_without_files_of_sound_there_is_none(self, client, make_heard, settings, tmp_path):
        article = make_heard(markdown=TEXT)
        keep(article.live_edition)
        settings.NARRATION_ROOT = tmp_path / "elsewhere"
        assert "还没有本站的录音" in get(client, article, "practice/")

    def test_a_short_article_has_none_and_says_so(self, client):
        article = make_article(markdown="好。")
        assert "还在准备" in get(client, article, "practice/")
        keep(article.live_edition)
        assert "文章太短" in get(client, article, "practice/")

    @pytest.mark.django_db(transaction=True)
    def test_it_follows_publication_and_changed_readings(self):
        article = make_article(markdown=TEXT)
        first = Exercise.objects.get().changed_at
        edition = article.live_edition
        edition_rendered_again.send(type(edition), edition=edition)
        assert Exercise.objects.get().changed_at == first
        make_edition(article=article, markdown=TEXT + "\n\n今天的天气真的很好，大家都很高兴。")
        assert Exercise.objects.get(edition__state="published").edition.number == 2

    def test_what_is_missing_is_made_by_hand_and_once(self, capsys):
        make_article(markdown=TEXT)
        call_command("make_exercises", missing=True)
        assert "改了 1 篇" in capsys.readouterr().out
        call_command("make_exercises", missing=True)
        assert capsys.readouterr().out == ""
        Exercise.objects.update(format=0)
        call_command("make_exercises", missing=True)
        assert "改了 1 篇" in capsys.readouterr().out


class TestPaper:
    @pytest.mark.parametrize(
        ("kind", "holds"), [("hanzi", "脑卒中又叫中风"), ("ruby", "<ruby>"), ("pinyin", "Nǎocùzhòng")]
    )
    def test_the_text_with_or_without_pinyin(self, client, article, kind, holds):
        page = get(client, article, "print/", paper=kind, points="40")
        paper = page.partition('class="paper')[2]
        assert holds in paper
        assert 'size-40"' in page
        assert ("<rt" in paper) == (kind == "ruby")

    def test_a_text_comes_with_the_sources_that_it_points_to(self, client):
        source = Reference("who", "题 & <b>", "世卫组织", 2023)
        article = make_article(markdown=f"脑梗[^who]是急症。{TEXT}", references=(source,))
        page = get(client, article, "print/", paper="hanzi")
        assert 'href="#source-1"' in page
        assert 'id="source-1"' in page
        assert "世卫组织：题 &amp; &lt;b&gt;，2023" in page
        assert "世卫组织" not in get(client, article, "print/", w=["医院"])

    def test_a_sheet_of_the_chosen_words(self, client, article):
        page = get(client, article, "print/", w=["血管", "医院", "没有的词", HOSTILE])
        assert page.count('class="sheet-word"') == 2
        assert page.count('class="squares"') == 4
        assert '<span class="above" lang="zh-Latn-pinyin">xuè</span>血' in page

    def test_an_empty_sheet_says_where_words_are_chosen(self, client, article):
        assert "练习纸上还没有词" in get(client, article, "print/", paper="sheet")

    def test_nothing_of_the_address_becomes_markup(self, client, article):
        page = get(client, article, "print/", paper=HOSTILE, points=HOSTILE, w=HOSTILE, order=HOSTILE)
        assert "<script>alert" not in page

    def test_a_sheet_has_a_bound(self, client, article):
        words = [row[0] for row in table(client, article)[1:]]
        page = get(client, article, "print/", w=[*map(str, range(60)), *words])
        assert 'class="sheet-word"' not in page
        assert f"您选了 {60 + len(words)} 个词，一次只印前 60 个。" in page
        assert "一次只印前" not in get(client, article, "print/", w=words[:3])


@pytest.mark.parametrize("page", PAGES)
def test_only_what_readers_see_can_be_had(client, page):
    draft = make_draft(title="草稿文")
    withdrawn = withdraw(article=make_article(title="乙文"), reason="有误").article
    outdated = withdraw(article=make_article(title="丙文"), reason="旧", outcome="outdated", explanation="旧了").article
    for slug in (draft.article.slug, withdrawn.slug, outdated.slug, "mei-you"):
        assert client.get(f"/articles/{slug}/{page}").status_code == 404


@pytest.mark.parametrize("page", [*PAGES, "words.apkg"])
def test_a_former_address_leads_to_the_present_one(client, page):
    article = make_article()
    old = article.slug
    change_slug(owner=article, slug="xin")
    response = client.get(f"/articles/{old}/{page}")
    assert (response.status_code, response["Location"]) == (301, f"/articles/xin/{page}")
    assert client.post(f"/articles/xin/{page}").status_code == 405


def test_an_article_leads_to_all_of_it(client, article):
    page = get(client, article, "")
    for address in ("words/", "practice/", "print/"):
        assert f'href="/articles/{article.slug}/{address}"' in page


def test_a_hostile_title_is_text_everywhere(client):
    article = make_article(title=HOSTILE, summary=HOSTILE, markdown=TEXT + HOSTILE)
    keep(article.live_edition)
    for page in ("words/", "practice/", "print/", ""):
        assert "<script>alert" not in get(client, article, page)
