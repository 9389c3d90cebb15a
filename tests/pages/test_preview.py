"""Does the form hear which page it would become, quickly, and nobody else?"""

import re

import pytest
from django.test import Client

from site_app.articles.models import Edition
from site_app.articles.pace import Pace, TooFast
from site_app.articles.publishing import publish_unreviewed
from site_app.pages import preview
from site_app.rendering.annotated import remembered
from site_app.rendering.top_level import TopLevelBlock
from tests.factories import (
    SOURCE,
    make_article,
    make_draft,
    make_editor,
    make_lexicon_entry,
    make_member,
    make_person,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db

TEXT = "## 卒中\n\n去银行。他说{卒中|cù zhòng}。\n\n- 甲。\n- 乙。\n\n来源[^who2023]。[^一]\n\n[^一]: 脚注。\n"
NEW = "/admin/articles/article/add/preview/"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(preview, "pace", Pace(most=240))


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_editor())
    return client


def at(article) -> str:
    return f"/admin/articles/article/{article.pk}/preview/"


def ask(client, address=NEW, **form):
    response = client.post(address, {"title": "题目", "summary": "", "markdown": "去银行。", "view": "ruby", **form})
    assert response.status_code == 200, response.text
    return response.json()


def body(answer) -> str:
    """The blocks with the numbers that the form gives them."""
    return "".join(TopLevelBlock(block["html"], block["first"], ()).numbered for block in answer["blocks"])


def page_of(answer) -> str:
    opening = re.search(r'<div class="article-text[^>]*>\n', answer["shell"]["html"])
    assert opening
    return answer["shell"]["html"].replace(f"{opening[0]}      \n", f"{opening[0]}      {body(answer)}\n")


@pytest.mark.parametrize("view", ["hanzi", "ruby", "pinyin"])
def test_it_is_the_page_that_readers_get_after_publishing(client, view):
    make_lexicon_entry("银行", "yín xíng")
    words = {"title": "{卒中|cù zhòng}", "summary": "简单说。", "markdown": TEXT, "readers": "家属", "level": 3}
    draft = make_draft(**words, written_by=make_person("王作者"), references=(SOURCE,))
    draft.article.series = make_series()
    draft.article.save()
    draft.article.tags.set([make_tag()])
    shown = page_of(ask(client, at(draft.article), **words, written_by=draft.written_by.pk, view=view))
    live = publish_unreviewed(edition=draft, reason="试验")
    suffix = "" if view == "hanzi" else f"{view}/"
    published = client.get(f"{live.article.get_absolute_url()}{suffix}").text
    assert same_but_for_its_place(shown) == same_but_for_its_place(published)


def same_but_for_its_place(html: str) -> list[str]:
    """Without the moment of publishing, the article's place among those that are published, and what machines read."""
    html = re.sub(r'<link rel="(?:canonical|alternate)" (?:href|hreflang)[^>]*>', "", html)
    html = re.sub(r'<meta (?:property|name="twitter:card")[^>]*>', "", html)
    html = re.sub(r'<script type="application/ld.json">.*?</script>', "", html)
    html = re.sub(r'datetime="[^"]+"', "", html)
    html = re.sub(r'<p class="kicker">.*?</p>', "", html, flags=re.DOTALL)
    html = re.sub(r'href="/settings/\?to=[^"]+"', "", html)
    # A text that is not stored has no sheet of its words.
    html = re.sub(r'<script[^>]*words\.js"></script>| data-slug="[^"]*" data-words="[^>]*', "", html)
    html = re.sub(r'<p class="words-line">.*?</p>|<template class="look-up">.*?</template>', "", html, flags=re.DOTALL)
    return [line.strip() for line in html.splitlines() if line.strip()]


def test_only_changed_blocks_are_annotated_again(client):
    paragraphs = [f"第{number}段说的是银行。" for number in "一二三四五六七八九"]
    ask(client, markdown="\n\n".join(paragraphs))
    made = remembered.made
    paragraphs[4] += "还有医院。"
    answer = ask(client, markdown="\n\n".join(paragraphs))
    assert remembered.made == made + 1
    assert answer["blocks"][5]["first"] == 7


def test_only_what_the_form_does_not_know_is_sent(client):
    before = ask(client, markdown="一。\n\n二。\n\n三。")
    known = " ".join([before["shell"]["digest"], *(block["digest"] for block in before["blocks"])])
    after = ask(client, markdown="一。\n\n零。另。\n\n二。\n\n三。", known=known)
    assert "html" not in after["shell"]
    assert [("html" in block, block["first"]) for block in after["blocks"]] == [
        (False, 1),
        (True, 2),
        (False, 4),
        (False, 5),
    ]


def test_another_view_is_made_of_the_same_annotations(client):
    ask(client, view="ruby", markdown="只读一次。")
    made = remembered.made
    assert "Zhǐdú" in body(ask(client, view="pinyin", markdown="只读一次。"))
    assert remembered.made == made


def test_a_changed_lexicon_is_heard_at_once(client):
    assert "háng" in body(ask(client))
    make_lexicon_entry("银行", "yín xíng")
    assert "xíng" in body(ask(client))


def test_nothing_is_stored(client):
    article = make_article()
    before = [*Edition.objects.values()]
    ask(client, at(article), title="别的")
    assert [*Edition.objects.values()] == before


def test_sources_and_people_are_those_of_the_form(client):
    article = make_article(markdown="见[^who2023]。")
    person = make_person("赵医生", is_public=True)
    row = {"key": "who2023", "title": "新书", "publisher": "出版社", "year": 2020}
    form = {"sources-TOTAL_FORMS": 1, "sources-INITIAL_FORMS": 0}
    form |= {f"sources-0-{name}": value for name, value in row.items()}
    shell = ask(client, at(article), markdown="见[^who2023]。", written_by=person.pk, readers="孩子", **form)["shell"]
    assert all(word in shell["html"] for word in ("新书", "赵医生", "孩子"))
    assert "世界卫生组织" not in shell["html"]


@pytest.mark.parametrize("wrong", [{"written_by": "x"}, {"written_by": "9" * 30}, {"level": "99"}, {"view": "latin"}])
def test_what_is_wrong_in_the_form_is_left_out(client, wrong):
    assert ask(client, at(make_article()), **wrong)["blocks"]


def test_an_unreadable_reading_is_told_with_its_place_and_its_block(client):
    answer = ask(client, title="{卒中|cù}", markdown="好。\r\n\r\n说{卒中|xx zz}。")
    assert [(found["field"], found["line"], found["column"]) for found in answer["problems"]] == [
        ("title", 1, 1),
        ("markdown", 3, 2),
    ]
    assert [block["unreadable"] for block in answer["blocks"]] == [False, True]


def test_each_sentence_knows_where_it_is_written(client):
    text = "# 标题\n\n**第一**。第二。ABC.\n\n- 第三。"
    offsets = client.post(f"{NEW}sentences/", {"markdown": text}).json()["offsets"]
    assert [text[offset : offset + 2] if offset is not None else None for offset in offsets] == [
        "标题",
        "第一",
        "第二",
        None,
        "第三",
    ]


@pytest.mark.parametrize(("view", "at"), [("hanzi", "3"), ("ruby", "3"), ("pinyin", "10")])
def test_a_syllable_knows_where_it_is_written(client, view, at):
    text = "好。\n\n他去**银行**。"
    form = {"title": "", "summary": "", "markdown": text, "view": view, "sentence": "2", "at": at}
    chosen = client.post(f"{NEW}syllable/", form).json()
    assert chosen == {"from": 9, "to": 10, "syllable": "行", "sentence": 2}
    assert text[chosen["from"] : chosen["to"]] == "行"


@pytest.mark.parametrize("wrong", [{"sentence": "x"}, {"at": "-1"}, {"at": "99"}, {"sentence": ""}, {"at": "1" * 5000}])
def test_where_no_syllable_stands_none_is_found(client, wrong):
    form = {"markdown": "银行。", "view": "ruby", "sentence": "1", "at": "0"}
    assert client.post(f"{NEW}syllable/", {**form, **wrong}).json() == {}


@pytest.mark.parametrize("address", [NEW, f"{NEW}sentences/", f"{NEW}syllable/"])
def test_too_long_a_text_is_refused(client, address):
    response = client.post(address, {"markdown": "长" * 200_001})
    assert response.status_code == 413
    assert "不能预览" in response.json()["error"]


@pytest.mark.parametrize("address", [NEW, f"{NEW}sentences/", f"{NEW}syllable/"])
def test_looking_is_refused(client, address):
    assert client.get(address).status_code == 405


def test_too_many_at_once_have_to_wait(client, monkeypatch):
    monkeypatch.setattr(preview, "pace", Pace(most=2))
    ask(client)
    ask(client)
    response = client.post(NEW, {"markdown": "好"})
    assert response.status_code == 429
    assert 0 < response.json()["wait"] <= 60_000
    other = Client()
    other.force_login(make_member("作者"))
    ask(other)


def test_one_person_is_served_one_preview_at_a_time():
    pace = Pace(most=10)
    with pace.turn(1):
        with pytest.raises(TooFast), pace.turn(1):
            pass
        with pace.turn(2):
            pass
    with pace.turn(1):
        pass


def test_a_turn_that_fails_is_over():
    pace = Pace(most=10)
    with pytest.raises(ZeroDivisionError), pace.turn(1):
        raise ZeroDivisionError
    with pace.turn(1):
        pass


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "[点](javascript:alert(1))", '`<span class="sentence" id="s1">`']
)
def test_nothing_dangerous_comes_back(client, attack):
    answer = ask(client, title=attack, summary=attack, markdown=attack)
    html = page_of(answer)
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
