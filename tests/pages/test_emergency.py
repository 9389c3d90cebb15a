"""Is what to do in an emergency one press away, in every view, with the number of the readers' region?"""

import re

import pytest
from django.core.management import call_command

from site_app import regions
from site_app.articles.models import Article
from site_app.pages import emergency, spelled
from site_app.regions import EMERGENCY_NUMBERS
from site_app.rendering.render import render
from tests.factories import make_article

pytestmark = pytest.mark.django_db

SAID = {"120": "yāo èr líng", "119": "yāo yāo jiǔ", "999": "jiǔ jiǔ jiǔ", "112": "yāo yāo èr"}
VIEWS = ["", "ruby/", "pinyin/"]


def text_of(html: str) -> str:
    """What stands on the page apart from pinyin above characters."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r"<rt.*?</rt>", "", html)))


@pytest.fixture(params=SAID)
def number(request, settings) -> str:
    settings.EMERGENCY_NUMBER = request.param
    return request.param


def test_the_kept_pinyin_is_what_the_site_would_compute_now():
    assert spelled.FILE.read_text(encoding="utf-8") == spelled.as_kept(spelled.computed())
    call_command("spell_pages", check=True)


def test_pinyin_that_is_out_of_date_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(spelled, "FILE", tmp_path / "spelled.json")
    with pytest.raises(Exception, match="spell_pages"):
        call_command("spell_pages", check=True)
    call_command("spell_pages")
    call_command("spell_pages", check=True)


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_says_which_signs_what_to_do_and_what_not(client, view):
    page = client.get(f"/120/{view}")
    assert page.status_code == 200
    html = page.text
    assert html.count('<svg class="drawing"') == len(emergency.SIGNS) + len(emergency.MISSED_SIGNS) == 5
    said = text_of(html.split("<article")[1])
    if view != "pinyin/":
        said = said.replace(" ", "")
        for sign in ("嘴角歪了", "有一只慢慢垂下来", "说话不清楚", "站不稳", "看不清"):
            assert sign in said
        for order in (
            "打120",
            "记下开始的时间",
            "躺下",
            "不要给病人吃东西、喝水、吃药",
            "不要自己开车",
            "不要等它自己好",
        ):
            assert order in said
        assert "自己好了，也是急症，也要打120" in said
        assert "没有经过医学专业人员审核" in said
    for basis in emergency.BASES:
        assert basis.name in html


def test_the_number_of_the_region_stands_everywhere(client, number):
    article = make_article()
    others = set(SAID) - {number}
    for path in ("/", "/about/", "/mei-you/", f"/{number}/", f"/{number}/ruby/", article.get_absolute_url()):
        html = client.get(path).text
        assert f'href="tel:{number}"' in html
        assert f'href="/{number}/' in html
        assert not [other for other in others if f"tel:{other}" in html or f"打 {other}" in html]


def test_the_number_is_said_digit_by_digit(client, number):
    ruby = client.get(f"/{number}/ruby/").text
    assert re.search(rf'<ruby class="spoken">{number}<rt aria-hidden="true"[^>]*>{SAID[number]}</rt></ruby>', ruby)
    assert f"mǎshàng dǎ {number} ({SAID[number]})" in client.get(f"/{number}/pinyin/").text


def test_another_regions_address_leads_to_this_ones(client, settings):
    settings.EMERGENCY_NUMBER = "119"
    response = client.get("/120/ruby/")
    assert (response.status_code, response["Location"]) == (301, "/119/ruby/")
    assert "max-age=600" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/121/", "/120/hanzi/", "/1200/", "/120/ruby/ruby/"])
def test_other_numbers_are_no_pages(client, path):
    assert client.get(path).status_code == 404


def test_nothing_can_be_posted_to_it(client):
    assert client.post("/120/").status_code == 405


@pytest.mark.parametrize("view", VIEWS)
def test_every_article_carries_the_box_in_its_view(client, view):
    html = client.get(make_article().get_absolute_url() + view).text
    (box,) = re.findall(r'<aside class="emergency-box.*?</aside>', html, re.DOTALL)
    assert 'href="tel:120"' in box
    assert f'href="/120/{view}"' in box
    assert ("yāo èr líng" in box) == (view != "")


def test_an_article_with_a_box_of_its_own_gets_no_second_one(client):
    article = make_article()
    article.live_edition.renderings.update(body='<div class="callout callout-emergency"><p>打120</p></div>')
    assert "emergency-box" not in client.get(Article.objects.get().get_absolute_url()).text


def test_serving_it_computes_no_reading(client, monkeypatch, django_assert_num_queries):
    from site_app.pinyin import dictionary

    def never() -> None:
        raise AssertionError("a reading was computed while a page was served")

    monkeypatch.setattr(dictionary, "load", never)
    with django_assert_num_queries(0):
        client.get("/120/ruby/")


@pytest.mark.parametrize("region", EMERGENCY_NUMBERS)
def test_the_advice_in_articles_names_the_number_of_the_region(monkeypatch, region):
    monkeypatch.setattr(regions, "chosen", region)
    number = EMERGENCY_NUMBERS[region]
    views = render(f"::: 急救\n:::\n\n{region}")
    assert f'href="tel:{number}"' in views.hanzi
    assert re.search(rf'{number}<rt aria-hidden="true"[^>]*>{SAID[number]}</rt>', views.ruby)
