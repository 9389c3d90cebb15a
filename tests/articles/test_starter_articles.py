"""Can a clinician trust what a new site starts with, and does nobody read it before?"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from site_app.articles.checks import Level, Moment, outcomes
from site_app.articles.checks.annotated import annotated
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Article, Edition, Source
from site_app.articles.reading_desk.confirming import doubts_of
from site_app.articles.seeding import load_seeds
from site_app.documents.seeds import read_starters
from site_app.narration.models import Narration
from site_app.rendering.problems import problems

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds"
LONGEST = 40
TITLES = [
    "怎样认出中风",
    "哪些事让人容易中风",
    "量血压，少吃盐",
    "得过中风，怎样防再来",
    "中风以后，怎样练，怎样吃",
    "中风以后，心情不好",
    "家人中风了，您怎样帮",
]


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The seeds, loaded once for all tests of this module and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_seeds(SEEDS)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def starters(_loaded: None, db: None) -> list[Edition]:
    articles = Article.objects.filter(series__title="中风怎么办").order_by("position")
    return [article.draft for article in articles]


def test_they_pass_every_check_but_for_the_reviewer(starters):
    waiting = {"还没有写明是谁审核的。", "还没有定下次审核的日期。"}
    for edition in starters:
        found = {
            level: [str(finding) for outcome in outcomes(edition, Moment.PUBLISH, level) for finding in outcome.findings]
            for level in (Level.BLOCKS, Level.WARNS)
        }  # fmt: skip
        assert set(found[Level.BLOCKS]) == waiting, edition
        assert found[Level.WARNS] == [], edition
        assert problems(edition.markdown) == []


def test_they_stand_in_their_order_as_drafts_with_a_signature(starters):
    assert [edition.plain_title for edition in starters] == TITLES
    assert {(edition.state, str(edition.written_by)) for edition in starters} == {
        ("draft", str(starters[0].written_by))
    }  # fmt: skip
    assert all(edition.readers and edition.written_by for edition in starters)


def test_every_sentence_is_short_and_no_reading_doubtful(starters):
    for edition in starters:
        read = annotated(edition.markdown, lexicon())
        assert [sentence for sentence in read.sentences if sentence.length > LONGEST] == []
        assert doubts_of(edition) == []
        for line in (edition.title, edition.summary):
            read = annotated(line, lexicon())
            assert max(sentence.length for sentence in read.sentences) <= LONGEST


def test_every_source_can_be_found_and_every_figure_has_one(starters):
    assert all(source.is_complete for source in Source.objects.filter(edition__in=starters))
    for edition in starters:
        for paragraph in re.split(r"\n+", re.sub(r"^:::[^\n]*$", "", edition.markdown, flags=re.MULTILINE)):
            # Numbers that measure something. Others count what stands beside them.
            if re.search(
                r"\d+(?:次|小时|天|克|分|/80|个里|\.8)|[34] ?个(?:病)?人里", paragraph
            ) and not paragraph.startswith("|"):
                assert "[^" in paragraph or "15克" in paragraph, paragraph


def test_nobody_reads_or_hears_them_before_they_are_published(starters, client):
    home = client.get("/").text
    feed = client.get("/podcast.xml").text
    assert not any(title in home or title in feed for title in (*TITLES, "中风怎么办"))
    assert [client.get(edition.article.get_absolute_url()).status_code for edition in starters] == [404] * len(TITLES)
    assert client.get(reverse("pages:series", args=[starters[0].article.series.slug])).status_code == 404
    assert not Narration.objects.filter(edition__in=starters).exists()


def test_what_an_editor_wrote_is_kept(starters):
    first, second = (edition.article for edition in starters[:2])
    draft = first.draft
    draft.markdown = "医生改过。"
    draft.save()
    second.draft.sources.all().delete()
    load_seeds(SEEDS)
    assert first.draft.markdown == "医生改过。"
    assert not second.draft.sources.exists()


def test_they_are_read_in_the_order_of_their_names(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2-b.md").write_text("---\ntitle: 二\n---\n\n乙", encoding="utf-8")
    (folder / "1-a.md").write_text("---\ntitle: 一\nreaders: 老人\n---\n\n甲", encoding="utf-8")
    (folder / "readme.txt").write_text("别的", encoding="utf-8")
    first, second = read_starters(tmp_path)
    assert (first.key, first.title, first.readers, first.published) == ("articles/1-a.md", "一", "老人", False)
    assert second.key == "articles/2-b.md"


def test_a_bad_one_is_named(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "1.md").write_text("---\ntitel: 一\n---\n\n甲", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^articles/1\.md:2:1: "):
        list(read_starters(tmp_path))
