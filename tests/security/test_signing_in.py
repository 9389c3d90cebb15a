"""Who comes in, who has to wait, and what does the log keep of it?"""

import pytest
from django.conf import settings as site
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from site_app.articles.models import Act
from site_app.doors import second_factor
from tests.factories import make_draft, make_editor, make_member, make_superuser

pytestmark = pytest.mark.django_db

PASSWORD = "geng-shi-cu-zhong"
LOGIN = "/admin/login/"


@pytest.fixture
def editor() -> User:
    return make_editor(name="bianji", password=PASSWORD)


def enter(client: Client, name: str = "bianji", password: str = PASSWORD, code: str = "", **more):
    return client.post(LOGIN, {"username": name, "password": password, "code": code, "next": "/admin/"}, **more)


def kinds() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


def now_code(device: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-30 * steps):06d}"


def switched_on(user: User) -> TOTPDevice:
    device = second_factor.beginning(user)
    assert second_factor.switch_on(user, now_code(device, -1))
    device.refresh_from_db()
    return device


class TestTooManyAttempts:
    def test_after_ten_wrong_passwords_the_right_one_has_to_wait_too(self, client: Client, editor: User) -> None:
        answers = [enter(client, password="wrong") for _ in range(10)]
        assert [answer.status_code for answer in answers] == [200] * 9 + [429]
        locked = enter(client)
        assert locked.status_code == 429
        assert 0 < int(locked.headers["Retry-After"]) <= 15 * 60
        assert "最多等15分钟" in locked.content.decode()
        assert "_auth_user_id" not in client.session
        assert enter(client, REMOTE_ADDR="198.51.100.7").status_code == 429, "the account, from elsewhere"
        assert client.get(LOGIN).status_code == 200

    def test_one_network_may_not_try_many_accounts(self, client: Client, editor: User) -> None:
        answers = [enter(client, name=f"a{n}", password="x", REMOTE_ADDR=f"2001:db8::{n}") for n in range(10)]
        assert answers[-1].status_code == 429
        assert enter(client, REMOTE_ADDR="2001:db8::ffff").status_code == 429
        assert enter(client, REMOTE_ADDR="2001:db8:1::1").status_code == 302

    def test_nobody_learns_which_accounts_there_are(self, client: Client, editor: User) -> None:
        def told(name: str) -> list[tuple[int, str]]:
            caches["sign_in"].clear()
            answers = [enter(client, name=name, password="x") for _ in range(11)]
            return [(answer.status_code, _words(answer).replace(name, "")) for answer in answers]

        assert told("bianji") == told("meiyou")

    def test_who_writes_an_address_for_a_name_shuts_nobody_out(self, client: Client, editor: User) -> None:
        for number in range(10):
            enter(client, name="198.51.100.7", password="x", REMOTE_ADDR=f"203.0.113.{number}")
        assert enter(client, REMOTE_ADDR="198.51.100.7").status_code == 302

    def test_the_same_name_written_otherwise_is_the_same_account(self, client: Client, editor: User) -> None:
        for number, name in enumerate(("bianji", " BIANJI", "Ｂｉａｎｊｉ", "bianji ") * 3):
            answer = enter(client, name=name, password="x", REMOTE_ADDR=f"203.0.113.{number}")
        assert answer.status_code == 429

    def test_behind_a_proxy_the_sender_is_whom_the_proxy_names(self, client: Client, editor: User, settings) -> None:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        for number in range(10):
            chain = f"10.0.0.{number}, 198.51.100.7"
            enter(client, name=f"a{number}", password="x", headers={"X-Forwarded-For": chain})
        assert enter(client, headers={"X-Forwarded-For": "1.1.1.1, 198.51.100.7"}).status_code == 429
        assert enter(client, headers={"X-Forwarded-For": "198.51.100.7, 198.51.100.8"}).status_code == 302

    def test_whoever_runs_the_site_lets_the_owner_in(self, client: Client, editor: User) -> None:
        for number in range(10):
            enter(client, password="x", REMOTE_ADDR=f"203.0.113.{number}")
        assert enter(client).status_code == 429
        call_command("let_in", " Bianji")
        assert enter(client).status_code == 302

    def test_whoever_mistyped_is_let_in_from_there(
        self, client: Client, editor: User, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here = {"REMOTE_ADDR": "2001:db8:1:2::7"}
        for _ in range(10):
            enter(client, password="x", **here)
        call_command("let_in", "bianji")
        assert enter(client, **here).status_code == 429
        assert "--from" in capsys.readouterr().out
        call_command("let_in", "bianji", "--from", "2001:db8:1:2::8")
        assert enter(client, **here).status_code == 302
        with pytest.raises(CommandError, match="不是IP地址"):
            call_command("let_in", "bianji", "--from", "home")

    def test_what_is_kept_names_nobody(self, client: Client, editor: User) -> None:
        enter(client, password="wrong", REMOTE_ADDR="198.51.100.7")
        kept = b"".join(file.read_bytes() for file in (site.DATA_DIR / "sign_in").iterdir())
        assert b"198.51.100.7" not in kept
        assert b"bianji" not in kept

    def test_who_signs_in_begins_anew(self, client: Client, editor: User) -> None:
        for _ in range(2):
            assert [enter(client, password="x").status_code for _ in range(9)] == [200] * 9
            assert enter(client).status_code == 302


def _words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<body") :].split("csrfmiddlewaretoken")[0] if "errornote" in text else text[-300:]


class TestSessions:
    def test_a_session_is_new_after_signing_in_and_gone_after_signing_out(self, client: Client, editor: User) -> None:
        client.get(LOGIN)
        client.cookies["sessionid"] = "a" * 32
        assert enter(client).status_code == 302
        key = client.session.session_key
        assert key != "a" * 32
        client.post("/admin/logout/")
        client.cookies["sessionid"] = key or ""
        assert client.get("/admin/").status_code == 302

    def test_a_new_password_ends_all_other_sessions(self, client: Client, editor: User) -> None:
        other = Client()
        enter(client), enter(other)
        new = "xin-de-mi-ma-2026"
        sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        before = client.session.session_key
        assert client.post("/admin/password_change/", sent).status_code == 302
        assert client.session.session_key != before
        assert (client.get("/admin/").status_code, other.get("/admin/").status_code) == (200, 302)

    def test_cookies_are_for_this_site_over_https_and_for_no_script(
        self, client: Client, editor: User, settings
    ) -> None:
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
        cookies = enter(client, secure=True).cookies
        session = cookies["sessionid"]
        assert session["httponly"]
        assert session["secure"]
        assert session["samesite"] == "Lax"
        assert not session["domain"]
        assert session["path"] == "/"
        assert cookies["csrftoken"]["secure"]


class TestTheTelephone:
    def test_an_editor_switches_it_on_and_is_asked_from_then_on(self, client: Client, editor: User) -> None:
        enter(client)
        elsewhere = Client()
        enter(elsewhere)
        page = client.get("/admin/second-factor/")
        assert "<svg" in page.content.decode()
        assert client.post("/admin/second-factor/", {"code": "000000", "do": "on"}).status_code == 422
        assert not second_factor.is_on(editor)
        TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
        device = TOTPDevice.objects.get()
        page = client.post("/admin/second-factor/", {"code": now_code(device), "do": "on"})
        assert page.status_code == 200
        assert second_factor.backup_codes_left(editor) == second_factor.BACKUP_CODES
        assert client.get("/admin/").status_code == 200
        assert elsewhere.get("/admin/").status_code == 302, "a session from before"
        assert kinds()[-1] == "second_factor_on"
        client.post("/admin/logout/")
        assert "请再填一次密码" in enter(client).content.decode()
        assert enter(client, code="000000").status_code == 200
        TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None, last_t=-1)
        assert enter(client, code=now_code(device)).status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_a_code_is_taken_once_and_guesses_have_to_wait(
        self, client: Client, editor: User, settings: Settings
    ) -> None:
        settings.OTP_TOTP_THROTTLE_FACTOR = 600  # seconds after the first wrong one; a second may pass in a slow test
        device = switched_on(editor)
        code = now_code(device)
        assert enter(client, code=code).status_code == 302
        assert enter(Client(), code=code).status_code == 200, "seen over a shoulder"
        assert enter(Client(), code=now_code(device, 1)).status_code == 200, "right, and too soon after a wrong one"
        answers = [enter(Client(), code="123456").status_code for _ in range(9)]
        assert answers[-1] == 429, "guesses of codes count like guesses of passwords"

    def test_a_backup_code_signs_in_once(self, client: Client, editor: User) -> None:
        switched_on(editor)
        code = second_factor.new_backup_codes(editor)[3]
        assert enter(client, code=f" {code.upper()} ").status_code == 302
        assert "还剩9个" in client.get("/admin/").content.decode(), "whoever lost the telephone is told what to do"
        assert enter(Client(), code=code).status_code == 200
        assert second_factor.backup_codes_left(editor) == second_factor.BACKUP_CODES - 1

    def test_the_code_of_somebody_else_opens_nothing(self, client: Client, editor: User) -> None:
        switched_on(editor)
        other = make_editor(name="lingyige", password=PASSWORD)
        device = switched_on(other)
        assert enter(client, code=now_code(device)).status_code == 200
        assert enter(client, code=second_factor.new_backup_codes(other)[0]).status_code == 200

    def test_switching_it_off_takes_a_code(self, client: Client, editor: User) -> None:
        device = switched_on(editor)
        enter(client, code=now_code(device))
        assert client.post("/admin/second-factor/", {"code": "", "do": "off"}).status_code == 422
        assert second_factor.is_on(editor)
        code = second_factor.new_backup_codes(editor)[0]
        assert client.post("/admin/second-factor/", {"code": code, "do": "off"}).status_code == 302
        assert not second_factor.is_on(editor)
        assert client.get("/admin/").status_code == 200

    def test_a_superuser_helps_whoever_lost_the_telephone_and_nobody_else_can(
        self, client: Client, editor: User
    ) -> None:
        switched_on(editor)
        sent = {"action": "switch_second_factor_off", "_selected_action": [editor.pk]}
        client.force_login(make_member("发布者"))
        assert client.post("/admin/auth/user/", sent).status_code == 403
        assert second_factor.is_on(editor)
        client.force_login(make_superuser())
        assert client.post("/admin/auth/user/", sent).status_code == 302
        assert not second_factor.is_on(editor)
        assert kinds() == ["second_factor_off"]

    def test_a_site_may_ask_it_of_a_group(self, client: Client, settings) -> None:
        settings.SECOND_FACTOR_FOR = ("发布者",)
        client.force_login(make_member("作者"))
        assert client.get("/admin/").status_code == 200
        for account in (make_member("发布者"), make_superuser()):
            client.force_login(account)
            assert client.get("/admin/articles/article/").headers["Location"] == "/admin/second-factor/"
            assert client.get("/admin/second-factor/").status_code == 200

    def test_secrets_have_no_page_in_the_admin(self, client: Client, editor: User) -> None:
        switched_on(editor)
        client.force_login(make_superuser())
        for address in ("otp_totp/totpdevice/", "otp_static/staticdevice/", "axes/accessattempt/"):
            assert client.get(f"/admin/{address}").status_code == 404
        assert "otp_totp" not in client.get("/admin/auth/group/add/").content.decode()


class TestTheLog:
    def test_it_says_who_came_in_and_who_was_turned_away(self, client: Client, editor: User) -> None:
        enter(client, password="wrong")
        enter(client, name="my-secret-password", password="x")
        enter(client)
        assert kinds() == ["sign_in_failed", "sign_in_failed", "sign_in"]
        said = list(Act.objects.order_by("pk").values_list("subject", "by_name"))
        assert said == [("bianji", "不知道是谁"), ("没有这个账号", "不知道是谁"), ("bianji", "bianji")]
        assert not Act.objects.filter(subject__contains="secret").exists()
        notes = {str(act.note) for act in Act.objects.all()}
        assert len(notes) == 1, "one network has one code"
        assert "127.0.0.1" not in notes.pop()

    def test_a_lock_is_one_row_however_often_somebody_tries(self, client: Client, editor: User) -> None:
        for _ in range(30):
            enter(client, password="wrong")
        assert kinds() == ["sign_in_failed"] * 9 + ["sign_in_locked"]

    def test_nobody_fills_it(self, client: Client, editor: User) -> None:
        for number in range(230):
            enter(client, name=f"a{number % 30}", password="x", REMOTE_ADDR=f"203.0.{number}.1")
        assert Act.objects.count() <= 200

    def test_it_says_what_changed_in_what_an_account_may_do(self, client: Client, editor: User) -> None:
        client.force_login(make_superuser(name="guanli"))
        group = make_member("发布者").groups.get()
        form = {"username": "bianji", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
        form |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
        assert client.post(f"/admin/auth/user/{editor.pk}/change/", form).status_code == 302
        act = Act.objects.get()
        assert (act.kind, act.subject, act.by_name) == ("rights", "bianji", "guanli")
        assert "组:发布者" in act.note.partition("；")[0]
        assert "articles.publish_edition" in act.note.partition("；")[2]
        assert client.post(f"/admin/auth/user/{editor.pk}/change/", form).status_code == 302
        assert Act.objects.count() == 1, "nothing changed"
        client.post(f"/admin/auth/user/{editor.pk}/delete/", {"post": "yes"})
        assert kinds() == ["rights", "rights"]

    def test_it_says_what_changed_in_what_a_group_may_do(self, client: Client) -> None:
        client.force_login(make_superuser())
        client.post("/admin/auth/group/add/", {"name": "新组"})
        client.post(
            "/admin/auth/group/",
            {"action": "delete_selected", "_selected_action": [Group.objects.get(name="新组").pk], "post": "yes"},
        )
        assert [(act.kind, act.subject) for act in Act.objects.order_by("pk")] == [("rights", "组:新组")] * 2

    def test_it_says_who_took_articles_out(self, client: Client) -> None:
        article = make_draft().article
        client.force_login(make_superuser(name="guanli"))
        taken = client.post("/admin/articles/article/", {"action": "export_all", "_selected_action": [article.pk]})
        assert taken.headers["Content-Type"] == "application/zip"
        assert list(Act.objects.filter(kind="export").values_list("subject", "by_name")) == [("1篇文章", "guanli")]

    def test_what_happens_at_the_door_is_for_superusers(self, client: Client, editor: User) -> None:
        enter(client, password="wrong")
        client.force_login(make_member("发布者"))
        assert "登录失败" not in _rows(client)
        client.force_login(make_superuser())
        assert "登录失败" in _rows(client)

    def test_nobody_rewrites_it(self, client: Client, editor: User) -> None:
        enter(client, password="wrong")
        act = Act.objects.get()
        client.force_login(make_superuser())
        assert client.post(f"/admin/articles/act/{act.pk}/delete/", {"post": "yes"}).status_code == 403
        assert client.post(f"/admin/articles/act/{act.pk}/change/", {"subject": "x"}).status_code == 403
        assert Act.objects.get().subject == "bianji"


def _rows(client: Client) -> str:
    page = client.get("/admin/articles/act/").content.decode()
    return page[page.index('<div class="results">') :] if '<div class="results">' in page else ""
