"""Does a page become a page of a book that every strict reader takes?"""

from xml.etree.ElementTree import Element, fromstring

import pytest

from site_app.rendering.reading_aloud import SpokenWord, spoken_article
from site_app.rendering.render import render
from site_app.rendering.xhtml import (
    SentencePart,
    document,
    headings,
    name_sentence_parts,
    pictures,
    resolve_links,
    show_pictures,
    written,
)

ADDRESS = "https://example.org/articles/nao-geng/"


def page_of(markdown: str) -> Element:
    return document(f"<html><body>{render(markdown).ruby}</body></html>")


def link(target: str) -> str | None:
    page = document("<html><body><p id='here'><a>脑</a></p></body></html>")
    page.findall(".//a")[0].set("href", target)
    resolve_links(page, ADDRESS)
    return page.findall(".//a")[0].get("href")


def test_everything_that_markdown_makes_is_well_formed() -> None:
    page = page_of(
        "# 甲 & 乙\n\n脑<梗>  \n换行[链接](/a?b=1&c=2)`x < y`[^1]\n\n---\n\n|甲|\n|---|\n|乙|\n\n```\n<a&b>\n```\n\n[^1]: 注"
    )
    text = "".join(fromstring(written(page)).itertext())
    assert "x < y" in text
    assert "<a&b>" in text


def test_characters_that_xml_forbids_are_left_out_however_they_are_written() -> None:
    assert fromstring(written(document('<html><p title="a&#1;b">c&#x7;d\x0be</p></html>')))[0].text == "cde"


def test_what_only_a_browser_needs_is_left_out() -> None:
    page = document('<html><img loading="lazy" decoding="async" src="a"><div tabindex="0" class="b"></div></html>')
    assert '<img src="a" /><div class="b" />' in written(page)


@pytest.mark.parametrize(
    ("target", "absolute"),
    [
        ("/articles/yi/#s3", "https://example.org/articles/yi/#s3"),
        ("../yi/", "https://example.org/articles/yi/"),
        ("#here", "#here"),
        ("#elsewhere", "https://example.org/articles/nao-geng/#elsewhere"),
        ("//other.org", "https://other.org"),
        ("tel:120", "tel:120"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("http://a.b/c d?x=|#a#b", "http://a.b/c%20d?x=%7C#a%23b"),
        ("http://a.b/100%/%E8%84%91", "http://a.b/100%25/%E8%84%91"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]/", "http://[::1]/"),
        ("https://例子.中国/路", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF"),
    ],
)
def test_a_link_is_absolute_and_spelled_as_addresses_are(target: str, absolute: str) -> None:
    assert link(target) == absolute


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://[x",
            "http://",
            "http://a b/",
            'http://a"b/',
            "http://a..b/",
            "http://-/",
            "http://1.1/",
            "http://~/",
        ),
        *("http://a@b/", "http://a:x/", f"http://{'例' * 70}/", f"http://{'a.' * 200}b/", "mailto:", "tel:"),
    ],
)
def test_a_link_that_leads_nowhere_becomes_text(target: str) -> None:
    page = document("<html><body><p><a rel='noopener'>脑</a></p></body></html>")
    page.findall(".//a")[0].set("href", target)
    resolve_links(page, ADDRESS)
    assert "<p><span>脑</span></p>" in written(page)


def test_a_picture_that_is_not_in_the_book_is_described() -> None:
    page = page_of("![血管](/media/a.png) ![心脏](https://example.com/b.png)")
    assert pictures(page) == ["/media/a.png", "https://example.com/b.png"]
    show_pictures(page, {"/media/a.png": "pictures/a.png"})
    assert [image.get("src") for image in page.iter("img")] == ["pictures/a.png"]
    assert [span.text for span in page.iter("span") if span.get("class") == "picture"] == ["心脏"]


def test_every_part_of_a_sentence_has_an_id_and_its_place() -> None:
    assert name_sentence_parts(page_of("脑梗，又称**脑卒中**，是`code`急症。")) == [
        SentencePart("s1", "s1", 0),
        SentencePart("s1-2", "s1", 5),
        SentencePart("s1-3", "s1", 8),
        SentencePart("s1-4", "s1", 10),
    ]


def test_a_reading_in_the_text_cuts_no_sentence_in_two() -> None:
    page = page_of("叫{卒中|cù zhòng}的病。**再{说|shuō}一遍**。")
    assert [part.id for part in name_sentence_parts(page)] == ["s1", "s2", "s2-2"]
    assert "".join(page.findall(".//p/span")[0].itertext()) == "叫jiào卒cù中zhòng的de病bìng。"


def test_places_are_those_that_reading_aloud_counts() -> None:
    markdown = "约 80% 的**脑梗**病人，![图](/a.png)在\n4.5 小时内[到 医院](/b)能好。"
    (sentence,) = spoken_article("", markdown)
    starts = {word.place.text[0] for word in sentence.parts if isinstance(word, SpokenWord)}
    assert {part.start for part in name_sentence_parts(page_of(markdown))} <= starts


def test_headings_are_named_without_pinyin() -> None:
    assert headings(page_of("## 一、脑梗\n\n好。\n\n### 小节")) == [("h-yi-nao-geng", "一、脑梗")]
