"""Is a term that nobody explains noticed?"""

import pytest

from site_app.articles.checks.terms import TermsAreExplained
from site_app.articles.lexicon import Prescription, change_lexicon
from tests.articles.checks.finding import found_by, places_of, said_by
from tests.factories import make_lexicon_entry

pytestmark = pytest.mark.django_db


def test_a_term_without_an_explanation_is_pointed_at_once():
    make_lexicon_entry("卒中", "cù zhòng")
    (finding,) = found_by(TermsAreExplained(), markdown="甲。\n\n什么是卒中？卒中很急。")
    assert (str(finding)[:8], places_of(finding)) == ("术语“卒中”没有", [(3, 4)])


def test_an_explanation_in_the_lexicon_is_enough():
    change_lexicon(prescribe=[Prescription("卒中", "cù zhòng", explanation="脑子里的血管突然出了问题。")])
    assert said_by(TermsAreExplained(), markdown="什么是卒中？") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "卒中（脑子里的血管出了问题）很急。",
        "卒中，又称中风，很急。",
        "卒中是指脑子里的血管出了问题。",
        "卒中就是中风。",
        "脑子里的血管出了问题，医生叫做卒中。",
        "中风又叫“卒中”。",
    ],
)
def test_so_is_one_in_the_text_where_it_stands_first(markdown):
    make_lexicon_entry("卒中", "cù zhòng")
    assert said_by(TermsAreExplained(), markdown=f"{markdown}卒中要马上治。") == []
