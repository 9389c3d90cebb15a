"""Does an article's book hold what its page says, and read itself aloud in time with its sound?"""

import re
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
import soundfile

from site_app.articles.slugs import change_slug
from site_app.narration.models import Narration
from tests.factories import make_series
from tests.narration.books import DC, XHTML, MakeHeard, book, clips, ids, meta, page

pytestmark = pytest.mark.django_db


def test_what_lights_up_is_in_the_text_and_its_sound_in_the_sound(
    client, make_heard: MakeHeard, everything: str
) -> None:
    opened = book(client, make_heard(markdown=everything))
    lit = clips(opened)
    sound = soundfile.info(BytesIO(opened.read("narration.mp3")))
    assert len(lit) > 40
    assert {name for name, _, _ in lit} <= ids(page(opened))
    assert (lit[0][1], lit[-1][2] <= sound.duration) == (0, True)
    assert all(begin < end for _, begin, end in lit)
    assert [end for _, _, end in lit[:-1]] == [begin for _, begin, _ in lit[1:]]


def test_light_moves_down_the_page(client, make_heard: MakeHeard, everything: str) -> None:
    opened = book(client, make_heard(markdown=everything))
    places = {element.get("id"): place for place, element in enumerate(page(opened).iter())}
    order = [places[name] for name, _, _ in clips(opened)]
    assert order == sorted(order)


def test_the_package_says_how_long_it_is_heard(client, make_heard: MakeHeard) -> None:
    opened = book(client, make_heard(markdown="脑梗，又称**脑卒中**。"))
    heard = sum(end - begin for _, begin, end in clips(opened))
    assert meta(opened, "media:duration") == [f"{heard:.3f}s"] * 2
    assert heard == pytest.approx(Narration.objects.get(place=0).duration / 1000)


def test_the_title_is_heard_first(client, make_heard: MakeHeard) -> None:
    assert [name for name, _, _ in clips(book(client, make_heard(markdown="一句。两句。")))] == ["s0", "s1", "s2"]


def test_the_lit_class_has_a_look(client, make_heard: MakeHeard) -> None:
    opened = book(client, make_heard())
    (name,) = meta(opened, "media:active-class")
    assert opened.read("book.css").decode().count(f".{name} {{") == 2


def test_its_text_is_the_view_with_pinyin_above(client, make_heard: MakeHeard) -> None:
    opened = book(client, make_heard(title="脑梗", markdown="要马上打120。"))
    text = opened.read("text.xhtml").decode()
    assert '脑<rt aria-hidden="true">nǎo</rt></ruby>' in text
    assert '<ruby class="spoken tight">120<rt aria-hidden="true">yāo èr líng</rt></ruby>' in text


def test_it_warns_as_the_page_does(client, make_heard: MakeHeard) -> None:
    text = page(book(client, make_heard()))
    assert "还没有经过医学专业人员审核" in "".join(text.itertext())
    assert [link.text for link in text.iter(f"{XHTML}a") if link.get("href") == "tel:120"] == ["马上打 120"]


def test_a_summary_that_the_text_begins_with_is_not_said_twice(client, make_heard: MakeHeard) -> None:
    says_more = make_heard(title="甲文", summary="先打电话。", markdown="脑梗是急症。")
    repeats = make_heard(title="乙文", summary="脑梗是急症。", markdown="脑梗是急症，要马上送医。")
    leads = [
        [p for p in page(book(client, article)).iter(f"{XHTML}p") if p.get("class") == "lead"]
        for article in (says_more, repeats)
    ]
    assert list(map(len, leads)) == [1, 0]


def test_pictures_are_in_it_with_their_descriptions(client, make_heard: MakeHeard, pictures: str) -> None:
    opened = book(client, make_heard(markdown=pictures))
    images = list(page(opened).iter(f"{XHTML}img"))
    assert [image.get("alt") for image in images] == ["图PNG", "图JPEG", "图WEBP", "图透明的WEBP"]
    first_bytes = [opened.read(image.get("src", ""))[:4] for image in images]
    assert first_bytes == [b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe0", b"\x89PNG"]


def test_it_promises_descriptions_when_every_picture_has_one(client, make_heard: MakeHeard, pictures: str) -> None:
    described, bare = make_heard(markdown=pictures), make_heard(markdown=pictures.replace("图PNG", ""))
    promises = [
        "alternativeText" in meta(book(client, one), "schema:accessibilityFeature") for one in (described, bare)
    ]
    assert promises == [True, False]


@pytest.mark.parametrize("address", ["/media/../secret_key", "/media/secret_key", "file:///etc/passwd", "/etc/passwd"])
def test_no_other_file_gets_into_it(client, make_heard: MakeHeard, media_root: Path, address: str) -> None:
    (media_root / "secret_key").write_text("secret")
    opened = book(client, make_heard(markdown=f"看图：![图]({address})"))
    assert not [name for name in opened.namelist() if "picture" in name]
    assert "secret" not in opened.read("text.xhtml").decode()


def test_links_lead_to_the_site(client, make_heard: MakeHeard) -> None:
    article = make_heard(markdown="看[另一篇](/articles/yi/)和[后面](#h-hou-mian)。\n\n## 后面\n\n好。")
    links = [link.get("href") for link in page(book(client, article)).iter(f"{XHTML}a")]
    assert "http://testserver/articles/yi/" in links
    assert "#h-hou-mian" in links
    assert f"http://testserver{article.get_absolute_url()}" in links


def test_its_contents_lead_to_the_sections(client, make_heard: MakeHeard) -> None:
    opened = book(client, make_heard(title="脑梗", markdown="## 怎么认\n\n看脸。\n\n## 怎么办\n\n打120。"))
    links = [(link.text, link.get("href")) for link in fromstring(opened.read("nav.xhtml")).iter(f"{XHTML}a")]
    assert links == [
        ("脑梗", "text.xhtml"),
        ("怎么认", "text.xhtml#h-zen-me-ren"),
        ("怎么办", "text.xhtml#h-zen-me-ban"),
    ]


def test_the_package_describes_it(client, make_heard: MakeHeard) -> None:
    article = make_heard(title="什么是{卒中|cù zhòng}", summary="脑梗。", series=make_series("认识脑梗"))
    opened = book(client, article)
    package = fromstring(opened.read("package.opf"))
    described = {name: package.findtext(f".//{DC}{name}") for name in ("title", "creator", "language", "description")}
    assert list(described.values()) == ["什么是卒中", "听得懂的健康", "zh-Hans", "脑梗。"]
    assert package.findtext(f".//{DC}source") == f"http://testserver{article.get_absolute_url()}"
    assert meta(opened, "belongs-to-collection") == ["认识脑梗"]
    assert {"synchronizedAudioText", "rubyAnnotations"} <= {*meta(opened, "schema:accessibilityFeature")}
    assert "普通话朗读" in meta(opened, "schema:accessibilitySummary")[0]


def test_it_keeps_its_name_when_its_article_moves(client, make_heard: MakeHeard) -> None:
    article = make_heard()

    def name() -> str | None:
        return fromstring(book(client, article).read("package.opf")).findtext(f".//{DC}identifier")

    before = name()
    change_slug(owner=article, slug="xin-di-zhi")
    assert name() == before
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", before or "")
