"""Does a comparison of two editions show everything that an editor can change, and the readings?"""

from datetime import date

import pytest

from site_app.articles.comparing import OtherReading, compare
from site_app.articles.models import Edition, Reference
from tests.factories import make_approved, make_draft, make_edition, make_lexicon_entry, make_person

pytestmark = pytest.mark.django_db


def two(before: dict, after: dict) -> tuple[Edition, Edition]:
    first = make_edition(**before)
    return first, make_draft(article=first.article, **after)


def test_each_text_that_differs_is_a_part():
    found = compare(*two({"title": "甲", "markdown": "少吃盐。"}, {"title": "乙", "markdown": "少吃油。"}))
    assert [part.label for part in found.parts] == ["标题", "正文"]


def test_what_is_said_about_the_words_is_compared():
    before, after = two(
        {"readers": "病人", "level": 3}, {"readers": "家属", "level": None, "written_by": make_person("甲")}
    )
    facts = {fact.label: (fact.before, fact.after) for fact in compare(before, after).facts}
    assert facts["适用人群"] == ("病人", "家属")
    assert facts["HSK 等级"] == ("3", "")
    assert facts["作者"] == ("王作者", "甲")


def test_reviews_are_compared():
    before = make_edition()
    after = make_approved(article=before.article, title="改", reviewed_by=make_person("陈医生"))
    after.reviewed_on, after.review_due = date(2026, 1, 2), date(2027, 1, 2)
    facts = {fact.label: (fact.before, fact.after) for fact in compare(before, after).facts}
    assert facts["审核者"] == ("", "陈医生")
    assert facts["审核日期"] == ("", "2026-01-02")
    assert facts["下次审核"] == ("", "2027-01-02")


def test_every_field_of_a_source_is_compared():
    source = {"key": "a", "title": "指南", "publisher": "学会", "year": 2022, "address": "https://example.org/"}
    for changed in ({"title": "别"}, {"publisher": "别"}, {"year": 2023}, {"address": "https://example.com/"},
                    {"retrieved_on": date(2026, 1, 2)}, {"key": "b"}):  # fmt: skip
        before, after = two(
            {"references": (Reference(**source),)}, {"references": (Reference(**{**source, **changed}),)}
        )
        assert [part.label for part in compare(before, after).parts] == ["来源"], changed


def test_an_edition_does_not_differ_from_itself():
    edition = make_edition(references=(Reference("a", "指南"),), level=3)
    assert compare(edition, edition).finds_nothing


def test_the_same_words_read_otherwise_are_a_change_of_their_own():
    before, after = two({"markdown": "防{卒中|cù zhòng}要早。"}, {"markdown": "防{卒中|zú zhòng}要早。"})
    assert compare(before, after).readings == (OtherReading("卒中", "cù zhòng", "zú zhòng", 1),)


def test_a_reading_of_the_lexicon_counts_though_the_text_is_the_same():
    before = make_edition(title="银行", markdown="去银行。到银行。")
    make_lexicon_entry("银行", "yín xíng")
    after = make_draft(article=before.article, title="银行", markdown="去银行。到银行。", summary="别的。")
    assert compare(before, after).readings == (OtherReading("银行", "yín háng", "yín xíng", 3),)


def test_words_around_which_the_text_changed_are_compared():
    before, after = two(
        {"markdown": "他说{卒中|cù zhòng}很急，快去。"}, {"markdown": "医生又说，{卒中|zú zhòng}非常急，要快去医院。"}
    )
    assert compare(before, after).readings == (OtherReading("卒中", "cù zhòng", "zú zhòng", 1),)


def test_what_an_inline_reading_joins_into_a_word_is_compared_character_by_character():
    before, after = two({"markdown": "去银行走走。"}, {"markdown": "去{银行走|yín xíng zǒu}走。"})
    assert compare(before, after).readings == (OtherReading("银行走", "yín háng zǒu", "yín xíng zǒu", 1),)


def test_figures_are_compared_by_what_they_say():
    before, after = two({"markdown": "有80%的人。"}, {"markdown": "有80%的人，真的。"})
    assert compare(before, after).readings == ()


def test_words_that_came_or_went_have_no_other_reading():
    assert compare(*two({"markdown": "银行。"}, {"markdown": "行走。"})).readings == ()
