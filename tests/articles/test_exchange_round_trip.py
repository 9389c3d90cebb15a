"""Do articles that were exported come back as the same editions, and give the same zip again?"""

import random
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from site_app.articles.checks import problems_in
from site_app.articles.exchange.carrying_out import carry_out
from site_app.articles.exchange.exporting import export
from site_app.articles.exchange.plan import Plan, plan
from site_app.articles.exchange.reading import look_into
from site_app.articles.images import store_image
from site_app.articles.models import Article, Edition, Image, Person, Reference, Series, Tag
from site_app.articles.seeding import load_seeds
from tests.factories import make_draft, make_edition, make_person, make_picture, make_series, make_tag, make_upload

pytestmark = pytest.mark.django_db

SAID = ("title", "summary", "markdown", "readers", "level", "change_note", "is_minor")


def zipped(**options) -> bytes:
    return b"".join(export(Article.objects.all(), **options))


def looked_into(folder: Path, data: bytes, name: str = "articles.zip"):
    folder.mkdir()
    (folder / "upload").write_bytes(data)
    (folder / "found").mkdir()
    return look_into([(folder / "upload", name)], folder / "found")


def bring_in(folder: Path, data: bytes) -> Plan:
    found = plan(looked_into(folder, data))
    assert [done.message for done in carry_out(found) if done.action == "refuse"] == []
    return found


def everything_said() -> list:
    return [
        [
            article.slug,
            article.series and article.series.title,
            article.position,
            sorted(article.tags.values_list("name", flat=True)),
            [getattr(edition, name) for name in SAID],
            str(edition.written_by),
            [source.reference for source in edition.sources.all()],
        ]
        for article in Article.objects.order_by("slug")
        for edition in [article.open_edition or article.live_edition]
    ]


def empty_the_site() -> None:
    Article.everything.all().delete()
    for model in (Series, Tag, Image, Person):
        model.objects.all().delete()


def test_the_seed_series_comes_back_on_an_empty_site(tmp_path):
    load_seeds(settings.BASE_DIR / "seeds")
    first, said = zipped(), everything_said()
    assert len(said) >= 6
    empty_the_site()
    assert {step.action.value for step in bring_in(tmp_path / "in", first).steps} == {"create"}
    assert everything_said() == said
    assert zipped() == first


def test_what_comes_back_to_its_own_site_changes_nothing(tmp_path):
    load_seeds(settings.BASE_DIR / "seeds")
    first, before = zipped(), list(Edition.objects.order_by("pk").values())
    assert {step.action.value for step in bring_in(tmp_path / "in", first).steps} == {"skip"}
    assert list(Edition.objects.order_by("pk").values()) == before
    assert zipped() == first


PIECES = (
    *(
        "脑梗是急症。",
        "{卒中|cù zhòng}",
        "**马上**打120",
        "`{卒中|xyz}`",
        "\\{花括号",
        "[^a1]",
        "[链接](https://a.example/)",
        "_强调_",
    ),
    *(
        "\n\n",
        "\n",
        "  \n",
        "\n\n## 标题\n\n",
        "\n\n- 一\n- 二\n",
        "\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n",
        "\n\n> 引用\n",
    ),
    *(
        "---\n",
        "'",
        '"',
        ": ",
        " #",
        "汉(hàn)字(zì)",
        "🧠",
        "é",
        "\t",
        "\u3000",
        "\u00a0",
        "&lt;",
        "<b>",
        "%",
        "\\",
        "@",
        "\n\n    代码\n",
        "\n...\n",
    ),
)
LINES = (
    "脑梗",
    "预防",
    "120",
    "yes",
    "null",
    "~",
    "'",
    '"',
    ": ",
    "#",
    " - ",
    "[",
    "{卒中|cù zhòng}",
    "🧠",
    "2024-01-01",
    "1:30",
    "\\",
    "é",
)


def make_one(chance: random.Random, number: int, people: list, series: list, tags: list, pictures: list[str]) -> None:
    def line(longest: int = 6) -> str:
        return "".join(chance.choices(LINES, k=chance.randint(1, longest))).strip()

    keys = chance.sample(["a1", "who2023", "二", "x-y", "2024"], k=chance.randint(0, 4))
    references = tuple(
        Reference(
            key,
            line(),
            chance.choice(["", line()]),
            chance.choice([None, 2023]),
            chance.choice(["", "https://a.example/?b=c#d"]),
            chance.choice([None, date(2024, 2, 29)]),
        )
        for key in keys
    )
    markdown = ""
    while not markdown or list(problems_in("正文", markdown)):  # what the desk's form would not store
        markdown = "".join(chance.choices([*PIECES, *pictures], k=chance.randint(1, 12)))
    article = Article(slug=f"article-{number}", series=chance.choice([None, *series]), position=chance.randint(0, 9))
    said = {
        "title": f"{line()}之{number}",
        "summary": chance.choice(["", line(20), f"{line()}\n{line()}"]).strip(),
        "markdown": markdown,
        "readers": chance.choice(["", line()]),
        "level": chance.choice([None, 1, 9]),
        "written_by": chance.choice([None, *people]),
        "references": references,
    }
    draft = make_draft(
        article=article, **said, change_note=chance.choice(["", line()]), is_minor=chance.choice([True, False])
    )
    draft.article.tags.set(chance.sample(tags, k=chance.randint(0, 3)))


def test_200_generated_articles_come_back_to_the_letter(tmp_path, media_root):
    chance = random.Random(20_261)
    pictures = [
        store_image(upload=make_upload(make_picture(kind, (20, 10 + number))))
        for number, kind in enumerate(("PNG", "JPEG", "WEBP"))
    ]
    Image.objects.filter(pk=pictures[0].pk).update(alt="一个[人]", credit="王: '摄'")
    people = [
        make_person("李医生"),
        make_person("李医生", qualification="主任: 医师"),
        make_person("120", organisation="'医院'"),
    ]
    series = [make_series("认识脑梗"), make_series("yes")]
    tags = [make_tag(name) for name in ("预防", "120", "null", "a: b")]
    for number in range(200):
        make_one(chance, number, people, series, tags, [picture.markdown for picture in pictures])
    first, said = zipped(), everything_said()
    assert zipped() == first
    empty_the_site()
    for path in (media_root / "images").iterdir():
        path.unlink()
    assert {step.action.value for step in bring_in(tmp_path / "in", first).steps} <= {"create", "skip"}
    assert everything_said() == said
    assert zipped() == first
    assert {step.action.value for step in bring_in(tmp_path / "again", first).steps} == {"skip"}


def test_the_zip_holds_what_its_names_say(media_root):
    picture = store_image(upload=make_upload(make_picture()))
    make_edition(title="一", markdown=f"正文{picture.markdown}")
    with zipfile.ZipFile(BytesIO(zipped())) as packed:
        assert packed.namelist() == ["yi.md", f"media/{picture.file}"]
        assert packed.read(f"media/{picture.file}") == Path(picture.file.path).read_bytes()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_draft_goes_out_unless_what_is_live_is_asked_for():
    article = make_edition(title="读者看到的").article
    make_draft(article=article, title="正在写的")
    assert "正在写的" in zipfile.ZipFile(BytesIO(zipped())).read(f"{article.slug}.md").decode()
    assert "读者看到的" in zipfile.ZipFile(BytesIO(zipped(live=True))).read(f"{article.slug}.md").decode()
