"""Does nobody read of a stroke's symptoms without being told to call 120?"""

import pytest

from site_app.articles.checks.emergency import SymptomsComeWithAdvice
from tests.articles.checks.finding import found_by, places_of, said_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "symptom",
    [
        "口角歪斜",
        "嘴歪了",
        "一侧肢体无力",
        "说话不清",
        "言语不清",
        "突然看不清",
        "突发剧烈头痛",
        "胳膊抬不起来",
        "偏瘫",
    ],
)
def test_a_symptom_without_the_advice_is_found(symptom):
    (said,) = said_by(SymptomsComeWithAdvice(), markdown=f"他{symptom}，家人很担心。")
    assert "120" in said


@pytest.mark.parametrize("advice", ["请马上拨打120。", "打120！", "立刻呼叫急救电话120。", "要叫120。", "快拨通 120。"])
def test_a_sentence_that_tells_to_call_is_enough(advice):
    assert said_by(SymptomsComeWithAdvice(), markdown=f"口角歪斜是症状。\n\n{advice}") == []


@pytest.mark.parametrize("other", ["不要打120。", "收缩压超过120。", "打1200个电话。"])
def test_another_120_is_no_advice(other):
    assert len(said_by(SymptomsComeWithAdvice(), markdown=f"口角歪斜是症状。{other}")) == 1


def test_a_text_without_symptoms_needs_none():
    assert said_by(SymptomsComeWithAdvice(), markdown="多走路，少吃盐。") == []


def test_every_symptom_is_pointed_at():
    (finding,) = found_by(SymptomsComeWithAdvice(), markdown="他嘴歪了。\n\n她也**说话不清**。")
    assert places_of(finding) == [(1, 2), (3, 5)]
    assert "嘴歪、说话不清" in str(finding)


def test_the_emergency_box_is_advice():
    assert said_by(SymptomsComeWithAdvice(), markdown="他说话不清。\n\n::: 急救\n:::") == []


def test_a_box_that_has_no_end_is_none():
    assert said_by(SymptomsComeWithAdvice(), markdown="他说话不清。\n\n::: 急救\n")
