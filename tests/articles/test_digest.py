"""Does everybody hear once a day of what waits for them, and of nothing else?"""

import smtplib
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from site_app.articles.publishing import request_changes, submit
from tests.factories import make_approved, make_draft, make_edition_in, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_a_mail_server(settings):
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.org", "https://health.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


def send(*arguments: str) -> str:
    out = StringIO()
    call_command("send_digest", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_reviewer_reads_what_waits_with_whole_addresses():
    make_member("审核者", email="li@example.org", first_name="李医生")
    edition = submit(edition=make_draft(title="{卒中|cù zhòng}急救"))
    assert send() == "寄出 1 封。\n"
    [message] = mail.outbox
    assert (message.to, message.from_email) == (["li@example.org"], "desk@example.org")
    assert "1 件事等着您" in message.subject
    assert "李医生，您好：" in message.body
    assert "等我审核（1）\n- 卒中急救：王作者" in message.body
    assert f"https://health.example.org/admin/articles/article/{edition.article_id}/editions/1/" in message.body


def test_nobody_reads_what_is_not_theirs():
    author = make_member("作者", email="wang@example.org")
    make_member("作者", email="zhao@example.org")
    request_changes(edition=submit(edition=make_draft(title="我的", by=author)), note="改")
    make_approved(title="等发布的")
    send()
    [message] = mail.outbox
    assert message.to == ["wang@example.org"]
    assert "等发布的" not in message.body


@pytest.mark.parametrize("changes", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_nothing(changes):
    person = make_member("审核者", email="li@example.org")
    for name, value in changes.items():
        setattr(person, name, value)
    person.save()
    submit(edition=make_draft())
    assert send() == "寄出 0 封。\n"


def test_an_account_without_a_group_gets_nothing():
    make_user(is_staff=True, email="nobody@example.org")
    submit(edition=make_draft())
    assert send() == "寄出 0 封。\n"


def test_what_happens_by_itself_is_no_reason_to_write():
    make_member("发布者", email="li@example.org")
    make_edition_in("scheduled")
    assert send() == "寄出 0 封。\n"


def test_a_second_run_of_the_day_writes_to_nobody_unless_told_to():
    make_member("审核者", email="li@example.org")
    submit(edition=make_draft())
    assert [send(), send(), send("--again")] == ["寄出 1 封。\n", "寄出 0 封。\n", "寄出 1 封。\n"]


class Choosy(EmailBackend):
    """A server that refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["bad@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"bad@example.org": (550, b"no such person")})
        return super().send_messages(messages)


def test_a_bad_address_stops_no_other_and_is_tried_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    bad = make_member("审核者", email="bad@example.org")
    make_member("审核者", email="good@example.org")
    submit(edition=make_draft())
    with pytest.raises(CommandError, match="有 1 封没有寄出"):
        send()
    assert [message.to for message in mail.outbox] == [["good@example.org"]]
    bad.email = "better@example.org"
    bad.save()
    send()
    assert [message.to for message in mail.outbox] == [["good@example.org"], ["better@example.org"]]


def test_a_line_break_in_an_address_sends_nothing_to_others():
    make_member("审核者", email="li@example.org\nBcc: all@example.org")
    submit(edition=make_draft())
    with pytest.raises(CommandError, match="有 1 封没有寄出"):
        send()
    assert mail.outbox == []


def test_without_a_server_it_says_so_and_sends_nothing(settings):
    settings.EMAIL_HOST = ""
    make_member("审核者", email="li@example.org")
    submit(edition=make_draft())
    assert send() == "没有设置 EMAIL_HOST，不寄邮件。\n"
    assert mail.outbox == []


def test_a_server_that_cannot_be_reached_is_named(settings, free_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    with pytest.raises(CommandError, match=f"127.0.0.1:{free_port} 用不了"):
        send()
