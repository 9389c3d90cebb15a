"""Does an old edition come back without anything being overwritten?"""

import pytest

from site_app.articles.drafting import DraftChanged, PublishingRefused
from site_app.articles.models import Act, Article, Reference
from site_app.articles.publishing import submit
from site_app.articles.restoring import restore
from site_app.articles.workflow import has_written
from tests.factories import make_draft, make_edition, make_editor, make_member, make_person

pytestmark = pytest.mark.django_db


def rows(article: Article) -> list[tuple[int, str, str]]:
    return list(article.editions.order_by("number").values_list("number", "title", "state"))


def test_words_and_particulars_become_a_draft_of_their_own():
    old = make_edition(title="旧", readers="病人", level=3, references=(Reference("a", "指南"),))
    make_edition(article=old.article, title="新", readers="家属", level=4, written_by=make_person("甲"))
    draft = restore(edition=old)
    assert rows(old.article) == [(1, "旧", "superseded"), (2, "新", "published"), (3, "旧", "draft")]
    old.refresh_from_db()
    assert (draft.words, draft.particulars) == (old.words, old.particulars)
    assert draft.change_note == "恢复第1版。"


def test_the_log_says_who_brought_back_what():
    old = make_edition(title="旧")
    make_edition(article=old.article, title="新")
    restore(edition=old, by=make_editor(name="李编辑"))
    act = Act.objects.first()
    assert act
    assert (act.kind, act.by_name, act.subject, act.note) == ("restore", "李编辑", "旧 · 3", "由第1版恢复。")


def test_a_draft_that_was_not_seen_stays():
    old = make_edition(title="旧")
    draft = make_draft(article=old.article, title="正在写")
    stored = rows(old.article)
    for seen in ("", "1-0000"):
        with pytest.raises(DraftChanged) as collision:
            restore(edition=old, seen=seen)
        assert collision.value.edition == draft
    assert rows(old.article) == stored


def test_a_draft_that_was_seen_is_set_aside_and_logged():
    old = make_edition(title="旧")
    make_edition(article=old.article, title="新")
    draft = make_draft(article=old.article, title="正在写")
    restore(edition=old, by=make_editor(name="李编辑"), seen=draft.stamp)
    assert rows(old.article)[2:] == [(3, "正在写", "superseded"), (4, "旧", "draft")]
    act = Act.objects.get(kind="set_aside")
    assert (act.subject, act.by_name, act.to_state) == ("正在写 · 3", "李编辑", "superseded")


def test_what_is_live_comes_back_by_setting_the_draft_aside():
    live = make_edition(title="现在")
    draft = make_draft(article=live.article, title="正在写")
    assert restore(edition=live, seen=draft.stamp) == live
    assert rows(live.article) == [(1, "现在", "published"), (2, "正在写", "superseded")]


@pytest.mark.parametrize("name", ["draft", "live"])
def test_what_stands_there_already_is_not_restored(name):
    live = make_edition(title="现在")
    edition = make_draft(article=live.article, title="正在写") if name == "draft" else live
    with pytest.raises(PublishingRefused, match="写的就是这些"):
        restore(edition=edition)


def test_nothing_is_restored_over_what_is_being_reviewed():
    old = make_edition(title="旧")
    submit(edition=make_draft(article=old.article, title="等着审核"))
    with pytest.raises(PublishingRefused, match="请先收回"):
        restore(edition=old, seen=old.article.open_edition.stamp)


def test_whoever_wrote_the_old_words_may_not_review_them():
    writer, restorer = make_member("作者"), make_member("发布者")
    old = make_edition(title="旧", by=writer)
    make_edition(article=old.article, title="新", by=restorer)
    draft = restore(edition=old, by=restorer)
    assert has_written(writer, draft)
    assert has_written(restorer, draft)
