"""Is a promise that nobody can keep found, and a sentence that denies it left alone?"""

import pytest

from site_app.articles.checks.promises import PromisesNothingAbsolute, promised_in, promises
from tests.articles.checks.finding import found_by, places_of, said_by


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("这药能根治高血压。", "根治"),
        ("包治百病。", "包治"),
        ("这是治脑梗的神药！", "神药"),
        ("本品无副作用。", "无副作用"),
        ("绝对没有副作用。", "没有副作用"),
        ("药到病除。", "药到病除"),
        ("100%有效。", "100%有效"),
        ("保证百分之百治愈。", "百分之百治愈"),
        ("治愈率高达100%。", "治愈率高达100%"),
        ("用了立竿见影。", "立竿见影"),
        ("祖传秘方，传男不传女。", "祖传秘方"),
        ("没有治不好的病。", "没有治不好"),
        ("吃它可以代替降压药。", "代替降压药"),
        ("不吃药就能根治。", "根治"),
        ("不但能根治，还便宜。", "根治"),
    ],
)
def test_a_promise_is_found(sentence, promise):
    assert [found.text for found in promised_in(sentence)] == [promise]


@pytest.mark.parametrize(
    "sentence",
    [
        "高血压不能根治。",
        "没有包治百病的药。",
        "世上没有神药。",
        "这种病无法根治。",
        "并非无副作用。",
        "任何药都不可能没有副作用。",
        "不要相信“祖传秘方”。",
        "所谓神药，都是骗人的。",
        "“根治糖尿病”的说法不可信。",
        "降压药不会立竿见影。",
        "谁说能根治，谁就是骗子。",
        "它不能代替降压药。",
        "不是人人都能根治。",
        "精神药物要按医嘱吃，去精神医学科看。",
        "根治手术以后要复查。",
        "医保治疗，面包好吃。",
    ],
)
def test_what_is_denied_or_means_something_else_is_left_alone(sentence):
    assert list(promised_in(sentence)) == []


def test_a_denial_belongs_to_the_nearest_promise_alone():
    assert [found.text for found in promised_in("没有副作用、能根治。")] == ["没有副作用", "根治"]


def test_every_promise_names_its_rule_and_what_to_write_instead():
    assert len(promises()) > 10
    assert all(
        promise.rule.startswith(("广告法", "医疗广告办法", "审查办法")) and promise.instead for promise in promises()
    )


@pytest.mark.django_db
def test_it_is_found_wherever_readers_read_it():
    found = found_by(
        PromisesNothingAbsolute(), title="神药来了", summary="包治百病。", markdown="好。\n\n它**根**治高血压。"
    )
    assert [(finding.places[0].field, *places_of(finding)) for finding in found] == [
        ("title", (0, 0)),
        ("summary", (0, 0)),
        ("markdown", (3, 4)),
    ]


@pytest.mark.django_db
def test_it_is_told_which_rule_forbids_it():
    (said,) = said_by(PromisesNothingAbsolute(), markdown="本品无副作用。")
    assert said == "“无副作用”不能这样写（审查办法第十一条：含有“安全无毒副作用”）。建议：写明常见的副作用和该怎么办。"
