"""Does anything run that somebody wrote into the site, when the Content-Security-Policy does not help?

Each text of tests/attacks/ would call `attack()`. It is put wherever people can write; then every page on which it shows is
opened, and everything on it is touched.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Dialog, Error, Page, expect

from site_app.articles.drafting import PublishingRefused, save_draft
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Act, Article, ReadingReport, Reference, Source, Tag
from site_app.articles.publishing import publish_unreviewed
from site_app.glossary.keeping import keep
from site_app.pages.models import Feedback
from site_app.rendering.boxes import boxes
from tests.browser.conftest import OpenPage
from tests.documents.word_files import paragraph, relationship, word_file
from tests.factories import make_article, make_draft, make_person, make_series, make_superuser, make_tag
from tests.security.attacks import attacks, names_of_all

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 25
"""Texts in one article."""
STIR = r"""() => {
    const found = [];
    const runs = /^\s*(javascript|vbscript|data:text|data:image\/svg|blob|file):?/i;
    const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "srcdoc"];
    for (const element of document.querySelectorAll("*")) {
        const name = element.localName;
        for (const attribute of element.attributes) {
            const value = attribute.value.replace(/[\t\n\r]/g, "");
            if (/^on/i.test(attribute.name) || (addresses.includes(attribute.name) && runs.test(value)))
                found.push(`${name} ${attribute.name}=${value.slice(0, 60)}`);
        }
        const isData = name === "script" && element.type.endsWith("json");
        if (name === "script" && !isData && new URL(element.src || "data:", location).origin !== location.origin)
            found.push(element.outerHTML.slice(0, 80));
        if (isData) JSON.parse(element.textContent);
        if (/^(object|embed|applet|base|frame|frameset|portal|foreignobject|annotation-xml)$/i.test(name)) found.push(name);
        if (name === "iframe" && !element.hasAttribute("sandbox")) found.push("iframe");
        for (const event of ["mouseover", "focus", "focusin", "toggle", "animationstart", "beforetoggle", "pointerdown"])
            element.dispatchEvent(new Event(event, { bubbles: event === "mouseover" }));
    }
    return found;
}"""

Look = Callable[..., None]


@pytest.fixture
def look(open_page: OpenPage, live_server, client, faults: list[str]) -> Iterator[Look]:
    """Opens each address as a superuser or as a reader, touches everything, and wants nothing to have run."""
    ran: list[str] = []
    client.force_login(make_superuser(name="guanli"))
    session = client.cookies[site.SESSION_COOKIE_NAME].value

    def dismiss(dialog: Dialog) -> None:
        ran.append(page.url)
        dialog.dismiss()

    def open_one() -> Page:
        page = open_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
        page.expose_function("attack", lambda *_: ran.append(page.url))
        page.on("dialog", dismiss)
        page.context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    page = open_one()

    def look_at(*addresses: str) -> None:
        for address in addresses:
            try:
                answer = page.goto(address)
            except Error as error:
                assert "Download is starting" in str(error), (address, error)  # noqa: PT017
                continue
            assert answer is not None
            assert answer.status in (200, 400, 404), (address, answer.status)
            if "/article/" in address and address.endswith("/change/"):
                preview = page.frame_locator(".live-preview iframe")
                expect(preview.locator("article h1")).to_be_visible()
                assert (address, preview.locator("html").evaluate(STIR)) == (address, [])
            assert (address, page.evaluate(STIR)) == (address, [])
            assert (address, ran) == (address, [])

    # Were the way of noticing broken, nothing would ever be found.
    page.goto("/about/")
    proof = "<img src=x onerror='attack().then(() => { window.done = 1 })'>"
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", proof)
    page.wait_for_function("() => window.done")
    assert ran
    ran.clear()
    yield look_at
    page.wait_for_timeout(100)
    assert ran == []
    # Pictures that are not there are part of what was tried.
    faults[:] = [fault for fault in faults if "Failed to load resource" not in fault]


def test_there_are_two_hundred_and_more() -> None:
    assert len({text for name in names_of_all() for text in attacks(name)}) >= 250


def test_nothing_runs_that_stands_in_a_text(look: Look) -> None:
    texts = [*attacks("html"), *attacks("markdown"), *attacks("xml"), *attacks("addresses")]
    refused = [text for text in texts if boxes(text)[1]]
    shown = [text for text in texts if text not in refused]
    assert 0 < len(refused) < 5
    for start in range(0, len(shown), AT_ONCE):
        some = [text.replace("\0", "") for text in shown[start : start + AT_ONCE]]
        article = make_article(title=f"第{start}批", markdown="\n\n".join(["脑梗是急症。", *some]))
        look(*(f"/articles/{article.slug}/{view}" for view in ("", "ruby/", "pinyin/")))
    draft = make_draft(title="不能发布", markdown="\n\n".join(["脑梗是急症。", *refused]))
    with pytest.raises(PublishingRefused, match="这种框"):
        publish_unreviewed(edition=draft, reason="试验")
    desk = f"/admin/articles/article/{draft.article_id}"
    look(f"{desk}/change/", f"{desk}/readings/", f"{desk}/editions/1/")
    look("/atom.xml", "/rss.xml", "/search/?q=script")
    look(f"/admin/articles/article/{article.pk}/change/", f"/admin/articles/article/{article.pk}/readings/")
    look(f"/admin/articles/article/{article.pk}/editions/1/", f"/articles/{article.slug}/reading/")


def test_nothing_runs_that_stands_in_a_name(look: Look) -> None:
    names, addresses = attacks("names"), [address for address in attacks("addresses") if is_address(address)]
    change_lexicon(
        prescribe=[
            Prescription("脑梗", "nǎo gěng", explanation="".join(names[:9])[:200], gloss=names[0]),
            Prescription("中风", "zhòng fēng", explanation="".join(names[9:])[:200], gloss=names[1]),
        ]
    )
    keep()
    pages = []
    for number, name in enumerate(names):
        said = names[number - 1]
        source = Reference("who", said, said, 2023, addresses[number % len(addresses)])
        article = make_article(
            title=name, summary=f"{said} {attacks('xml')[number % 10]}", markdown="脑梗[^who]和中风。", references=(source,),
            written_by=make_person(said, qualification=name, organisation=said), readers=said,
            tags=(make_tag(f"{name}{number}"[:50]),), series=make_series(f"{name}{number}"[:100]),
        )  # fmt: skip
        pages.append(f"/articles/{article.slug}/" + ("", "ruby/", "pinyin/")[number % 3])
    look(*pages)
    look(
        "/", "/a-z/", "/terms/", "/terms/nao-geng/", "/terms/zhong-feng/ruby/", "/atom.xml", "/rss.xml", "/podcast.xml"
    )
    look("/sitemap.xml", "/sitemap-articles.xml", "/search/?q=nao", "/search/?q=attack", f"{pages[0]}feedback/")
    look(*(f"/tags/{tag.slug}/" for tag in Tag.objects.all()[:4]))
    look(*(f"/admin/{path}/" for path in ("articles/article", "articles/tag", "articles/series", "articles/person")))
    look(f"/admin/articles/article/{article.pk}/change/", f"/admin/articles/article/{article.pk}/history/")
    look(f"/admin/articles/article/{article.pk}/compare/?before=1&after=1", "/admin/articles/lexiconentry/")


def is_address(text: str) -> bool:
    """Whether it is taken for a source; the others are refused, wherever they come from."""
    try:
        Source._meta.get_field("address").run_validators(text)
    except ValidationError:
        return False
    return True


def test_an_address_that_would_run_is_refused_wherever_it_comes_from() -> None:
    assert [text for text in attacks("addresses") if is_address(text) and not text.startswith("https://")] == []
    for number, text in enumerate(text for text in attacks("addresses") if not is_address(text)):
        source = Reference(f"a{number}", "题", "某", 2023, text.replace("\0", ""))
        with pytest.raises(ValidationError):
            make_article(title=f"题{number}", markdown="脑梗。", references=(source,))


def test_nothing_runs_that_somebody_sends(look: Look, tmp_path: Path) -> None:
    names = attacks("names")
    edition = make_article(title="脑梗", markdown="脑梗是急症。").live_edition
    assert edition
    now, about = timezone.now(), {"article": edition.article, "edition": edition, "view": "ruby"}
    for number, text in enumerate([*names, *attacks("html")[:40]]):
        Feedback.objects.create(**about, useful=False, words=text.replace("\0", ""), created_at=now)
        ReadingReport.objects.create(
            **about, sentence=f"脑梗是急症。{text}"[:500].replace("\0", ""), position=number, character="梗", shown="geng3",
            suggested=text[:20].replace("\0", ""), remark=text[:300].replace("\0", ""), first_at=now, last_at=now,
        )  # fmt: skip
    for name in names:
        account = User.objects.create(username=name[:150], first_name=name[:100], last_name=name[:100], is_staff=True)
        Act.objects.create(kind="sign_in", subject=name, by=account, by_name=name, at=now + timedelta(1), note=name)
    look("/admin/", "/admin/auth/user/", f"/admin/auth/user/{account.pk}/change/", "/admin/articles/act/")
    look("/admin/pages/feedback/", f"/admin/articles/article/{edition.article_id}/readings/")
    for query in attacks("queries"):
        look(f"/search/?q={quote(query)}", f"/articles/nao-geng/reading/?s={quote(query)}&view={quote(query)}")
    for query in attacks("queries")[::3]:
        look(f"/admin/articles/article/?q={quote(query)}", f"/admin/login/?next={quote(query)}")
        look(f"/{quote(query)}/", f"/a-z/?letter={quote(query)}")


def test_nothing_runs_that_comes_in_files(look: Look, tmp_path: Path) -> None:
    names, addresses = attacks("names"), attacks("addresses")
    files = []
    for number, name in enumerate(names):
        said = json.dumps(name, ensure_ascii=False)
        address = json.dumps(next(text for text in addresses[number % 18 :] + addresses if is_address(text)))
        source = f"{{key: who, title: {said}, publisher: {said}, address: {address}}}"
        head = f"slug: from-a-file-{number}\ntitle: {said}\nsummary: {said}\ntags: [{said}]\nauthor: {said}\nreaders: {said}\nchange_note: {said}"
        files.append(tmp_path / f"front{number}.md")
        files[-1].write_text(f"---\n{head}\nsources: [{source}]\n---\n\n脑梗[^who]。\n\n{attacks('html')[number]}\n")
    links = [
        f'<w:hyperlink r:id="rIdL{number}"><w:r><w:t>点{number}</w:t></w:r></w:hyperlink>'
        for number in range(len(addresses))
    ]
    listed = [
        relationship(f"rIdL{number}", "hyperlink", escape(address, {'"': "&quot;"}), "External")
        for number, address in enumerate(addresses)
    ]
    word = word_file(
        paragraph("脑梗"),
        *(paragraph(escape(text.replace("\0", ""))) for text in attacks("html") if "{" not in text),
        *(paragraph(link) for link in links),
        listed=tuple(listed),
    )
    files.append(tmp_path / "word.docx")
    files[-1].write_bytes(word)
    refused = StringIO()
    with suppress(SystemExit):  # what is refused is not there to run
        call_command("import_articles", *map(str, files), stderr=refused)
    articles = list(Article.objects.all())
    assert len(articles) >= 5, refused.getvalue()
    for article in articles:
        draft = article.draft
        assert draft
        if not draft.summary:  # as a Word file comes
            draft = save_draft(article=article, words=replace(draft.words, summary="脑梗是急症。"))
        publish_unreviewed(edition=draft, reason="试验")
        look(f"/articles/{article.slug}/ruby/")
    look("/", f"/admin/articles/article/{articles[-1].pk}/change/")
