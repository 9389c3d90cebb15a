"""Do the editor's addresses serve editors, and nobody else, and never anything dangerous?"""

from html.parser import HTMLParser

import pytest
from django.test import Client

from site_app.articles.models import Image
from tests.factories import make_editor, make_lexicon_entry, make_picture, make_superuser, make_upload, make_user

PREVIEW, UPLOAD = "/admin/markdown/preview/", "/admin/markdown/image/"
ADDRESSES = [PREVIEW, UPLOAD, "/admin/markdown/reading/", "/admin/markdown/difference/"]

HARMLESS = {
    "class",
    "lang",
    "role",
    "aria-label",
    "aria-hidden",
    "data-preview",
    "data-view",
    "data-part",
    "data-t",
    "data-sandhi",
} | {
    "href",
    "rel",
    "src",
    "alt",
    "loading",
    "decoding",
}

pytestmark = pytest.mark.django_db


class Tags(HTMLParser):
    """What a browser would make of an answer."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("href", "src")]


@pytest.fixture
def editor_client(media_root):
    client = Client()
    client.force_login(make_editor())
    return client


def post(client, address, **changes):
    data = {"content": "脑梗", "image": make_upload(make_picture())}
    return client.post(address, {**data, **changes})


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda: None, 401),
        (lambda: make_user(), 403),
        (lambda: make_user("change_article", "change_edition"), 403),
        (lambda: make_user(is_staff=True), 403),
        (lambda: make_user("view_article", "change_tag", is_staff=True), 403),
        (lambda: make_user("change_article", is_staff=True, is_active=False), 401),
        (lambda: make_user("add_article", is_staff=True), 200),
        (lambda: make_user("change_article", is_staff=True), 200),
        (lambda: make_user("change_edition", is_staff=True), 200),
        (lambda: make_editor(), 200),
        (lambda: make_superuser(), 200),
    ],
)
def test_they_answer_only_editors(address, who, status, media_root):
    client, user = Client(), who()
    if user:
        client.force_login(user)
    assert post(client, address).status_code == status
    assert Image.objects.exists() == (status == 200 and address == UPLOAD)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_they_answer_only_post(address, method, editor_client):
    response = getattr(editor_client, method)(address)
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_refuse_a_post_from_another_site(address, media_root):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    refused = post(client, address)
    assert refused.status_code == 403
    assert "这个表单过期了" in refused.content.decode(), "said in the site's own words and style"
    assert not Image.objects.exists()


def test_a_token_from_the_cookie_is_accepted(media_root):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    client.get("/admin/articles/article/add/")
    token = client.cookies["csrftoken"].value
    assert post(client, PREVIEW, csrfmiddlewaretoken=token).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_not_kept_by_any_cache(address, editor_client):
    assert "no-store" in post(editor_client, address).headers["Cache-Control"]


def test_the_preview_shows_the_three_views(editor_client):
    make_lexicon_entry("银行", "yín xíng")
    html = post(editor_client, PREVIEW, title="银行", summary="去银行。", content="**银**行附近").text
    assert [html.count(f'data-preview="{view}"') for view in ("hanzi", "ruby", "pinyin")] == [1, 1, 1]
    assert "Yínxíng" in html
    assert "Qù yínxíng." in html
    assert "<strong>" in html
    assert "<rt" in html


def test_the_three_views_share_no_ids(editor_client):
    html = post(editor_client, PREVIEW, content='# 一 id="x"\n\n二').text
    assert ' id="s1"' not in html
    assert '一 id="x"' in html


def test_nothing_to_preview_is_no_error(editor_client):
    response = editor_client.post(PREVIEW)
    assert response.status_code == 200
    assert "article-text" not in response.text


@pytest.mark.parametrize(
    ("field", "text", "place"),
    [
        ("content", "好\r\n\r\n{卒中|cù}", "正文第3行第1列"),
        ("title", "防{卒中|xx zz}", "标题第1行第2列"),
        ("summary", "{卒中|}", "摘要第1行第1列"),
    ],
)
def test_unreadable_readings_are_listed_with_their_place(field, text, place, editor_client):
    html = post(editor_client, PREVIEW, **{field: text}).text
    assert place in html
    assert html.index(place) < html.index("data-preview")


@pytest.mark.parametrize("field", ["content", "title", "summary"])
@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点](javascript:alert(1))",
        "![](data:text/html;base64,PHNjcmlwdD4=)",
        "<svg/onload=alert(1)>",
        "{卒中|<script>alert(1)</script>}",
        "[a]: javascript:alert(1)\n\n[a]",
        "<a href='jav&#x61;script:alert(1)'>x</a>",
        "`</section><script>alert(1)</script>`",
    ],
)
def test_the_preview_carries_no_script(field, attack, editor_client):
    found = Tags()
    found.feed(post(editor_client, PREVIEW, **{field: attack}).text)
    assert found.names <= {"div", "p", "span", "ruby", "rt", "a", "img", "code", "ul", "li"}
    assert found.attributes <= HARMLESS
    assert all(address.startswith(("/", "http", "#", "x")) for address in found.addresses)


def test_too_long_a_text_is_not_rendered(editor_client):
    response = post(editor_client, PREVIEW, content="长" * 200_001)
    assert response.status_code == 413
    assert "不能预览" in response.text


def test_a_description_that_comes_with_a_picture_is_kept(editor_client):
    response = post(editor_client, UPLOAD, alt="血压计" + "长" * 400)
    image = Image.objects.get()
    assert image.alt.startswith("血压计")
    assert len(image.alt) == 300
    post(editor_client, UPLOAD, alt="别的说明")
    assert Image.objects.get().alt == image.alt
    assert response.json()["address"] == image.file.url


def test_an_expired_login_is_explained_and_not_redirected():
    response = post(Client(), PREVIEW)
    assert "重新登录" in response.text
    assert "<html" not in response.text


def test_an_upload_answers_with_markdown(editor_client):
    response = post(editor_client, UPLOAD)
    image = Image.objects.get()
    assert response.json() == {"image_code": image.markdown, "address": image.file.url}
    assert image.uploaded_by_id == int(editor_client.session["_auth_user_id"])


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "a.svg", "image/svg+xml"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png", "image/png"),
        (b"<!doctype html><script>alert(1)</script>", "a.png", "image/png"),
        (b"", "a.png", "image/png"),
        (make_picture("PNG", size=(100, 100))[:60], "a.png", "image/png"),
    ],
)
def test_hostile_uploads_are_refused_in_json(data, name, content_type, editor_client, media_root):
    response = post(editor_client, UPLOAD, image=make_upload(data, name, content_type))
    assert response.status_code == 400
    assert response.json()["error"]
    assert not list(media_root.rglob("*.*"))


@pytest.mark.parametrize("claimed", [("page.html", "text/html"), ("a.svg", "image/svg+xml"), ("a.php", "")])
def test_a_picture_is_stored_as_what_it_is(claimed, editor_client, media_root):
    post(editor_client, UPLOAD, image=make_upload(make_picture("JPEG"), *claimed))
    assert [path.suffix for path in media_root.rglob("*.*")] == [".jpg"]


@pytest.mark.parametrize("image", ["text", None])
def test_a_missing_file_is_explained(image, editor_client):
    response = editor_client.post(UPLOAD, {"image": image} if image else {})
    assert (response.status_code, response.json()) == (400, {"error": "没有收到图片。"})


def test_an_uploaded_picture_can_be_looked_at(editor_client, media_root):
    post(editor_client, UPLOAD)
    image = Image.objects.get()
    response = Client().get(image.file.url)
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response) == (media_root / image.file.name).read_bytes()
    response.close()
