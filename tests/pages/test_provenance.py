"""Do readers see who answers for an article, since when, for whom and after which sources?"""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from site_app.articles.models import Reference
from site_app.articles.publishing import approve, publish, publish_unreviewed, submit
from tests.factories import make_article, make_draft, make_edition, make_member, make_person

pytestmark = pytest.mark.django_db

UNREVIEWED = "没有经过医学专业人员审核"


def foot_of(client, article) -> str:
    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    return page.text.split('<footer class="article-foot">')[1].split("</footer>")[0]


def reviewed(reviewer=None, due: date | None = None, **said):
    draft = submit(edition=make_draft(**said))
    edition = approve(
        edition=draft,
        by=make_member("审核者"),
        reviewed_by=reviewer or make_person(),
        review_due=due,
        now=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return publish(edition=edition).article


def test_who_wrote_and_reviewed_it_and_until_when(client):
    writer = make_person("王作者", organisation="某报社")
    reviewer = make_person("陈医生", qualification="主任医师", organisation="某医院")
    foot = foot_of(client, reviewed(reviewer, date(2999, 1, 2), written_by=writer, readers="高血压病人", level=3))
    for shown in (
        "王作者，某报社",
        "陈医生，主任医师，某医院",
        "2026年3月1日",
        "2999年1月2日",
        "高血压病人",
        "HSK 3 级",
    ):
        assert shown in foot
    assert UNREVIEWED not in foot
    assert "已经过期" not in foot


def test_what_nobody_reviewed_says_so(client):
    foot = foot_of(client, make_article())
    assert UNREVIEWED in foot
    assert "审核日期" not in foot
    assert "试验" not in foot


def test_an_overdue_review_shows_itself(client, monkeypatch):
    article = reviewed(due=date(2026, 6, 1))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 1, 15, tzinfo=UTC))
    assert "已经过期" not in foot_of(client, article)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 1, 17, tzinfo=UTC))
    assert "已经过期" in foot_of(client, article)


@pytest.mark.parametrize(("organisation", "shown"), [("某医院", "某医院"), ("", "医学专业人员")])
def test_a_name_that_is_not_public_is_not_shown(organisation, shown, client):
    reviewer = make_person("陈医生", qualification="主任医师", organisation=organisation, is_public=False)
    writer = make_person("王作者", organisation=organisation, is_public=False)
    foot = foot_of(client, reviewed(reviewer, written_by=writer))
    assert f">{shown}<" in foot
    assert ("<dt>作者</dt>" in foot) == bool(organisation)
    for hidden in ("陈医生", "主任医师", "王作者"):
        assert hidden not in foot


def test_sources_are_numbered_and_lead_back(client):
    references = (
        Reference("book", "神经病学", "人民卫生出版社", 2018),
        Reference("who", "Stroke <facts>", "WHO", None, "https://example.org/?a=1&b=2", date(2026, 1, 2)),
    )
    article = make_article(markdown="脑梗[^who]是急症。", references=references)
    page = client.get(article.get_absolute_url()).text
    assert 'id="cite-1"><a class="footnote-ref" href="#source-1"' in page
    items = re.findall(r'<li id="source-(\d)"[^>]*>(.*?)</li>', foot_of(client, article), re.DOTALL)
    assert [number for number, _ in items] == ["1", "2"]
    assert 'href="https://example.org/?a=1&amp;b=2"' in items[0][1]
    assert "Stroke &lt;facts&gt;" in items[0][1]
    assert "2026年1月2日查阅" in items[0][1]
    assert 'href="#cite-1"' in items[0][1]
    assert "人民卫生出版社：神经病学，2018" in items[1][1]
    assert "#cite-" not in items[1][1]


def test_readers_are_told_of_changes_that_are_neither_small_nor_the_first(client):
    article = make_article(change_note="初稿，给同事看")
    make_edition(article=article, title="二", change_note="加了用药一节")
    make_edition(article=article, title="三", change_note="改了错字", is_minor=True)
    make_edition(article=article, title="四", change_note="删了旧数据")
    make_draft(article=article, title="五", change_note="还没发布")
    foot = foot_of(client, article)
    assert re.findall(r"</time>：([^<]+)</li>", foot) == ["删了旧数据", "加了用药一节"]


def test_an_imported_article_tells_readers_nothing_of_files(client):
    article = make_article(change_note="由“essay/1”导入。")
    assert "导入" not in foot_of(client, article)


def test_what_it_costs_does_not_grow_with_sources_and_editions(client, django_assert_max_num_queries):
    references = tuple(Reference(f"s{number}", "标题", "发布者", 2020) for number in range(20))
    article = make_article(markdown="脑梗。", references=references)
    for number in range(5):
        make_edition(article=article, title=f"题目{number}", change_note="改")
    with django_assert_max_num_queries(6):
        client.get(article.get_absolute_url())


@pytest.mark.parametrize("view", ["ruby/", "pinyin/"])
def test_who_reads_pinyin_is_told_so_in_pinyin(view, client):
    page = client.get(make_article().get_absolute_url() + view).text
    assert "Zhè piān wénzhāng méiyǒu jīngguò" in page


def test_it_is_published_unreviewed_beside_a_draft_that_is_reviewed(client):
    article = make_article()
    submit(edition=make_draft(article=article, title="新"))
    publish_unreviewed(edition=article.open_edition, reason="急")
    assert UNREVIEWED in foot_of(client, article)
