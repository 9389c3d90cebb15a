"""An article has a sheet of its words, and a word the sentences of other articles that hold it."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from site_app.articles.rereading import read_waiting
from site_app.finding.indexing import index
from site_app.words import sheet, strokes
from site_app.words.sentences import LONGEST_WORD, MOST, MOST_OF_ONE, occurrences
from tests.factories import make_article, make_draft, make_edition
from tests.words.outlines import built

pytestmark = pytest.mark.django_db

SENTENCES = "/words/sentences.json"


@pytest.fixture(autouse=True)
def _no_strokes(tmp_path, monkeypatch):
    monkeypatch.setattr(strokes, "FILE", tmp_path / "none.sqlite3")
    strokes._known.cache_clear()
    yield
    strokes._known.cache_clear()


def fetched(client, edition) -> dict:
    response = client.get(sheet.address(edition.pk))
    assert response.status_code == 200
    return json.loads(response.content)


def told(client, edition, word: str) -> dict:
    return next(one for one in fetched(client, edition)["words"] if one["text"] == word)


class TestTheSheet:
    def test_it_tells_of_each_word_once_and_of_each_place(self, client):
        said = fetched(client, make_edition(title="血压", markdown="血压要量。\n\n血压重要。"))
        assert said["words"][0] == {
            "text": "血压", "pinyin": "xuèyā", "level": 6, "traditional": "血壓", "english": [["xuè yā", ["blood pressure"]]],
        }  # fmt: skip
        assert [word["text"] for word in said["words"]].count("血压") == 1
        assert [said["places"][number][0] for number in ("s1", "s2")] == [[0, 0, 2, 0, 5]] * 2
        assert (said["strokes"], said["characters"]) == ("", "")

    def test_a_word_means_what_it_means_where_it_is_read_so(self, client):
        edition = make_edition(markdown="{大夫|dài fu}来了。")
        assert told(client, edition, "大夫")["english"] == [["dài fu", ["doctor", "physician"]]]

    def test_a_word_that_no_dictionary_has_is_explained_by_its_parts(self, client):
        said = told(client, make_edition(markdown="生存率。"), "生存率")
        assert [(part, senses[0]) for part, senses in said["english"]] == [
            ("生存 shēng cún", "to exist"), ("率 lǜ", "rate"),
        ]  # fmt: skip

    def test_it_may_be_kept_for_ever_and_sets_no_cookie(self, client):
        response = client.get(sheet.address(make_edition().pk))
        assert "immutable" in response["Cache-Control"]
        assert not response.cookies
        assert not response.has_header("Vary")

    def test_every_view_of_the_page_names_it(self, client):
        edition = make_article(title="康复").live_edition
        assert edition
        for view in ("", "ruby/", "pinyin/"):
            assert sheet.address(edition.pk) in client.get(f"/articles/kang-fu/{view}").content.decode()

    def test_another_reading_is_another_address_and_the_former_one_is_gone(self, client):
        edition = make_edition(markdown="他打点了。")
        former = sheet.address(edition.pk)
        change_lexicon(prescribe=[Prescription("打点", "dá diǎn")])
        read_waiting()
        assert sheet.address(edition.pk) != former
        assert client.get(former).status_code == 404
        assert told(client, edition, "打点")["pinyin"] == "dádiǎn"

    def test_an_address_of_before_the_strokes_came_leads_to_the_sheet_with_strokes(self, client, tmp_path, monkeypatch):
        edition = make_edition(markdown="一天。")
        former = sheet.address(edition.pk)
        built(tmp_path, monkeypatch)
        response = client.get(former)
        assert (response.status_code, response["Location"]) == (302, sheet.address(edition.pk))
        said = fetched(client, edition)
        assert said["characters"] == "一"
        assert said["files"] == [f"{said['strokes']}4e00.json"]
        assert client.get(f"{said['strokes']}{ord('一'):x}.json").json()["strokes"]

    @pytest.mark.parametrize("outcome", ["error", "merged"])
    def test_what_readers_may_not_read_they_may_not_look_up(self, client, outcome):
        draft, live = make_draft(), make_article(title="康复")
        assert sheet.address(draft.pk) == ""
        assert live.live_edition
        address = sheet.address(live.live_edition.pk)
        into = {"merged_into": make_article(title="别的")} if outcome == "merged" else {}
        withdraw(article=live, reason="有误", outcome=outcome, **into)
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize(
        "address",
        [
            "/words/1-0123456789abcdef-01234567.json",
            "/words/999999999999999999-0123456789abcdef-01234567.json",
            "/words/1-0123456789abcdef.json",
            "/words/x.json",
            "/words/strokes/2.0.1-1/4e00.json",
            "/words/strokes/2.0.1-1/d800.json",
            "/words/strokes/2.0.1-1/ffffff.json",
            "/words/strokes/../../etc/passwd",
        ],
    )
    def test_what_is_not_there_is_not_found(self, client, address):
        response = client.get(address, follow=True)
        assert response.status_code == 404

    def test_it_is_only_read(self, client):
        assert client.post(sheet.address(make_edition().pk)).status_code == 405
        assert client.post(SENTENCES).status_code == 405

    def test_one_page_costs_one_query_more_and_loads_no_engine(self, client, django_assert_num_queries):
        edition = make_edition()
        with django_assert_num_queries(1):
            sheet.address(edition.pk)


class TestOtherSentences:
    @pytest.fixture
    def articles(self) -> list[Article]:
        found = [
            make_article(title="盐", summary="少吃盐。", markdown="盐吃多了，血压就高。高血压要紧。"),
            make_article(title="药", summary="按时吃药。", markdown="量血压。血压要记下来。问问血压的药。"),
            make_article(title="走路", summary="多走路。", markdown="每天走一走。"),
        ]
        index([article.live_edition for article in found if article.live_edition])
        return found

    def ask(self, client, word: str, besides: str = "") -> list[dict]:
        response = client.get(SENTENCES, {"word": word, "besides": besides})
        assert response.status_code == 200
        assert not response.cookies
        return response.json()["sentences"]

    def test_they_are_cut_at_the_word_and_lead_to_their_place(self, client, articles):
        (found,) = self.ask(client, "血压", besides="yao")
        assert found == {
            "slug": "yan", "title": "盐", "address": "/articles/yan/", "sentence": "s1",
            "text": ["盐吃多了，", "血压", "就高。"], "pinyin": ["Yán chī duō le, ", "xuèyā", " jiù gāo."],
        }  # fmt: skip

    def test_a_part_of_another_word_is_not_the_word(self, client, articles):
        assert [found["text"][1] for found in self.ask(client, "高血压")] == ["高血压"]
        assert self.ask(client, "血") == []

    def test_one_article_says_it_twice_at_most(self, articles):
        assert [found.slug for found in occurrences("血压")].count("yao") == MOST_OF_ONE
        assert len(occurrences("血压")) <= MOST

    def test_a_withdrawn_article_says_nothing_any_more(self, client, articles):
        withdraw(article=articles[0], reason="有误")
        assert {found["slug"] for found in self.ask(client, "血压")} == {"yao"}

    @pytest.mark.parametrize(
        "word",
        [
            "",
            "飞机",
            "血" * (LONGEST_WORD + 1),
            "%",
            "' OR 1=1 --",
            "<b>血压</b>",
            "血\x00压",
            "\ud800",
            "𠀀",
            "脑 梗",
            "._",
        ],
    )
    def test_hostile_words_find_nothing(self, client, articles, word):
        assert self.ask(client, word.encode("utf-8", "replace").decode()) == []
        assert occurrences(word) == []


def test_setting_a_site_up_leaves_the_strokes_to_the_worker():
    for _ in range(2):
        call_command("prepare_words", later=True)
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["site_app.words.tasks.bring_strokes"]
    assert reverse("words:sentences") == SENTENCES
