"""Does an article's book open in every strict reader, and read itself aloud in time with its sound?"""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZIP_STORED, ZipFile

import pytest
import soundfile
from PIL import Image as Pictures

from site_app.articles.images import store_image
from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.narration.binding import bind
from site_app.narration.book import kept, manuscript
from site_app.narration.forgetting import forget_unused
from site_app.narration.models import Narration
from tests.factories import make_article, make_draft, make_picture, make_series, make_upload

pytestmark = pytest.mark.django_db
XHTML, SMIL = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"
OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
HOSTILE = '甲<b>&"\x07\x0b乙]]>'
MakeHeard = Callable[..., Article]


def answer(client, article: Article, **options: Any) -> Any:
    """The response; its `body` is what was sent."""
    response = client.get(f"/articles/{article.slug}/book.epub", **options)
    response.body = response.getvalue()
    return response


def book(client, article: Article) -> ZipFile:
    return ZipFile(BytesIO(answer(client, article).body))


def page(opened: ZipFile) -> Element:
    return fromstring(opened.read("text.xhtml"))


def ids(element: Element) -> set[str | None]:
    return {found.get("id") for found in element.iter()}


def clips(opened: ZipFile) -> list[tuple[str, float, float]]:
    """(what lights up, from, up to), in seconds."""
    found = []
    for par in fromstring(opened.read("overlay.smil")).iter(f"{SMIL}par"):
        text, audio = par
        begin, end = (float(audio.get(name, "").removesuffix("s")) for name in ("clipBegin", "clipEnd"))
        found.append((text.get("src", "").removeprefix("text.xhtml#"), begin, end))
    return found


def meta(opened: ZipFile, name: str) -> list[str]:
    package = fromstring(opened.read("package.opf"))
    return [found.text or "" for found in package.iter(f"{OPF}meta") if found.get("property") == name]


@pytest.fixture
def pictures(media_root: Path) -> str:
    """Markdown with a picture in each format that the site stores."""
    clear = BytesIO()
    Pictures.new("RGBA", (80, 60), (11, 93, 91, 100)).save(clear, "WEBP")
    data = {format: make_picture(format, size=(80, 60)) for format in ("PNG", "JPEG", "WEBP")}
    data["透明的WEBP"] = clear.getvalue()
    stored = [store_image(upload=make_upload(data), alt=f"图{format}") for format, data in data.items()]
    return "看图。\n\n" + "\n\n".join(f"![{image.alt}]({image.file.url})" for image in stored)


@pytest.fixture
def everything(pictures: str) -> str:
    """A text with all that Markdown can say."""
    return f"""# 一、{HOSTILE}

脑梗，又称**脑卒中**，看[这{{里|lǐ}}有](/articles/yi/#s3)，或[这里](#h-san-ji)、[没有](#no)、[坏](http://a.b/c?d=|#e#f)、[更坏](http://a..b/)。
80%的人，`x < y`在4.5小时内[**好{{了|le}}** 一半](https://例子.中国/路)；“*没好*”的打[120](tel:120)。[^1]再看一遍[^1]。

{pictures}

![远处的图](https://example.com/x.png) ![没有的图](/media/images/none.png)

| 左 | 中 | 右 |
|:--|:-:|--:|
| 血压 | 130/80 | **高**血压 |

```
if (a < b && c) {{ return "&amp;"; }}
```

- 一
    1. 甲
    2. 乙
- 二

> 引用 ***强调*** <i>不是标签</i> &#1; &nbsp;

术语
:   定义

::: 提示 每天{{量|liáng}}
- 早上
:::

::: 注意
别**停**药。
:::

::: 急救
:::

::: 图 谁最要紧
| 原因 | 人 |
|---|--:|
| <b>血压 | 48 |
| 不动 | 36 |
:::

---

## 三级

### 三级

[^1]: 脚注**里**的字。
"""


def complaints(files: list[Path]) -> list[str]:
    """What epubcheck has to say of the books; nothing, when it accepts them without errors or warnings."""
    jar = shutil.which("epubcheck")
    assert jar, "epubcheck is missing: make test installs it"
    checks = [
        subprocess.Popen(
            # Java begins sooner when it does not get ready for a long run.
            [
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar,
                "--failonwarnings",
                "--quiet",
                str(file),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for file in files
    ]
    said = [check.communicate(timeout=280)[0].strip() for check in checks]
    return [words for words, check in zip(said, checks, strict=True) if words or check.returncode]


def test_epubcheck_accepts_it(client, make_heard: MakeHeard, everything: str, tmp_path: Path, whistle) -> None:
    whistle.syllable = 20
    long = "".join(f"{n}次测量血压，血压高的人，要少吃盐，多走路。" for n in range(140))
    assert len(long) > 3000
    series = make_series(HOSTILE, slug="xi-lie")
    rich = make_heard(title=HOSTILE, summary=HOSTILE, markdown=f"{everything}\n\n{long}", series=series)
    plain = make_heard(title="脑梗是什么", markdown="脑梗是急症。")
    files = [tmp_path / "rich.epub", tmp_path / "plain.epub"]
    for file, article in zip(files, (rich, plain), strict=True):
        file.write_bytes(answer(client, article).body)
    assert complaints(files) == []


def test_epubcheck_would_complain(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "no.epub", "w") as opened:
        opened.writestr("mimetype", "application/epub+zip")
    assert len(complaints([tmp_path / "no.epub"])) == 1


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


def test_a_reader_can_tell_what_it_is_from_its_first_bytes(client, make_heard: MakeHeard) -> None:
    data = answer(client, make_heard()).body
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_its_sound_is_not_packed_a_second_time(client, make_heard: MakeHeard) -> None:
    entry = book(client, make_heard()).getinfo("narration.mp3")
    assert entry.compress_type == ZIP_STORED
    assert entry.file_size == Narration.objects.get(place=0).mp3_bytes


def test_it_is_sent_as_a_file_to_keep(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    response = answer(client, article)
    assert response["Content-Type"] == "application/epub+zip"
    assert response["Content-Disposition"] == f'attachment; filename="{article.slug}.epub"'


def test_who_has_it_is_told_so(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    etag = answer(client, article)["ETag"]
    assert answer(client, article, headers={"if-none-match": etag}).status_code == 304


def test_a_part_can_be_asked_for(client, make_heard: MakeHeard) -> None:
    response = answer(client, make_heard(), headers={"range": "bytes=30-37"})
    assert (response.status_code, response.body) == (206, b"mimetype")


def test_the_rest_of_a_former_book_is_not_sent(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    whole = answer(client, article)
    for if_range, status in ((whole["ETag"], 206), ('"of the former"', 200)):
        assert answer(client, article, headers={"range": "bytes=30-", "if-range": if_range}).status_code == status


def test_it_is_bound_once(client, make_heard: MakeHeard, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_heard()
    answer(client, article)
    monkeypatch.setattr("site_app.narration.binding.bind", None)
    assert answer(client, article).status_code == 200


def test_it_is_bound_anew_when_its_article_reads_otherwise(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    before = answer(client, article)["ETag"]
    article.editions.get().renderings.filter(view="ruby").update(body="<p>别的</p>")
    assert answer(client, article)["ETag"] != before


def test_the_same_article_gives_the_same_bytes(make_heard: MakeHeard, pictures: str, tmp_path: Path) -> None:
    article = make_heard(markdown=pictures)
    edition = article.editions.get()
    asked = manuscript(edition.rendering("ruby"), edition.narrations.get(place=0), "https://example.org")
    for name in ("one", "other"):
        bind(asked, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert {entry.date_time for entry in ZipFile(tmp_path / "one").infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_many_who_ask_at_once_get_the_same_book(make_heard: MakeHeard, narration_root: Path) -> None:
    edition = make_heard().editions.get()
    asked = manuscript(edition.rendering("ruby"), edition.narrations.get(place=0), "https://example.org")
    together, files = Barrier(4), []

    def ask() -> None:
        together.wait()
        files.append(kept(asked).read_bytes())

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files) == 4
    assert len({*files}) == 1
    assert [file.name for file in (narration_root / "books").iterdir()] == [f"{asked.digest}.epub"]


def test_a_public_site_makes_no_book_for_each_name_it_is_asked_by(
    client, make_heard: MakeHeard, narration_root: Path, settings
) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_HOSTS = [".example.org"], [".example.org"]
    article = make_heard()
    for host in ("a.example.org", "b.example.org", "example.org:81"):
        assert answer(client, article, headers={"host": host}).status_code == 200
    assert len(list((narration_root / "books").iterdir())) == 1


@pytest.mark.parametrize("broken", [OSError(errno.ENOSPC, "No space left on device"), FileNotFoundError()])
def test_a_full_disk_is_said_plainly_and_leaves_nothing(
    client, make_heard: MakeHeard, narration_root: Path, monkeypatch: pytest.MonkeyPatch, broken: OSError
) -> None:
    article = make_heard()

    def fails(*arguments: Any) -> None:
        raise broken

    monkeypatch.setattr("site_app.narration.binding.shutil.copyfileobj", fails)
    response = answer(client, article)
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "过一会儿再下载" in response.body.decode()
    assert list((narration_root / "books").iterdir()) == []


def test_an_article_without_sound_has_no_book(client) -> None:
    assert answer(client, make_article()).status_code == 404


def test_a_draft_and_a_withdrawn_article_have_no_book(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    answer(client, article)
    withdraw(article=article, by=None, reason="有错")
    assert answer(client, article).status_code == 404
    assert answer(client, make_draft(title="草稿文").article).status_code == 404
    assert client.get("/articles/mei-you/book.epub").status_code == 404


def test_a_former_address_leads_to_the_book(client, make_heard: MakeHeard) -> None:
    change_slug(owner=make_heard(title="甲文"), slug="xin-di-zhi")
    response = client.get("/articles/jia-wen/book.epub")
    assert (response.status_code, response["Location"]) == (301, "/articles/xin-di-zhi/book.epub")


def test_the_page_offers_it_when_there_is_sound(client, make_heard: MakeHeard) -> None:
    series = make_series()
    heard, silent = make_heard(title="甲文", series=series), make_article(title="乙文", series=series)
    assert f'href="/articles/{heard.slug}/book.epub"' in client.get(heard.get_absolute_url()).content.decode()
    assert "book.epub" not in client.get(silent.get_absolute_url()).content.decode()


def test_books_that_nobody_asks_for_are_given_up(client, make_heard: MakeHeard, narration_root: Path) -> None:
    wanted, unwanted = make_heard(title="甲文"), make_heard(title="乙文")
    for article in (wanted, unwanted):
        answer(client, article)
    (narration_root / "books" / ".left-by-a-crash.epub").touch()
    for file in (narration_root / "books").iterdir():
        os.utime(file, (1000, 1000))
    answer(client, wanted)
    forget_unused()
    (left,) = (narration_root / "books").iterdir()
    assert answer(client, wanted)["ETag"] == f'"{left.stem}"'
