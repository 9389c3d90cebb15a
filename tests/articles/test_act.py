"""Does the log stay as it was written?"""

import pytest
from django.db import transaction
from django.test import Client

from site_app.articles.models import Act, ActIsFixed
from site_app.articles.publishing import submit, withdraw
from tests.factories import make_draft, make_edition_in, make_member, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    submit(edition=make_draft(), by=make_superuser("李编辑"))
    return Act.objects.get()


def test_a_row_cannot_be_changed(act):
    act.note = "偷改"
    with pytest.raises(ActIsFixed):
        act.save()
    with pytest.raises(ActIsFixed):
        Act.objects.update(note="偷改")
    with pytest.raises(ActIsFixed), transaction.atomic():
        Act.objects.bulk_update([act], ["note"])
    assert Act.objects.get().note == ""


def test_a_row_cannot_be_deleted(act):
    with pytest.raises(ActIsFixed):
        act.delete()
    with pytest.raises(ActIsFixed):
        Act.objects.all().delete()
    assert Act.objects.exists()


def test_names_outlive_the_account_and_the_article(act):
    act.by.delete()
    act.article.delete()
    kept = Act.objects.get()
    assert (kept.by, kept.article, kept.edition) == (None, None, None)
    assert (kept.by_name, kept.subject, kept.to_state) == ("李编辑", "脑梗是什么 · 1", "in_review")


def test_nobody_changes_it_in_the_admin(act):
    client = Client()
    client.force_login(make_superuser())
    page = client.get(f"/admin/articles/act/{act.pk}/change/")
    assert 'name="_save"' not in page.text
    assert client.post(f"/admin/articles/act/{act.pk}/change/", {"note": "偷改"}).status_code == 403
    client.post("/admin/articles/act/", {"action": "delete_selected", "_selected_action": act.pk, "post": "yes"})
    assert Act.objects.get().note == ""


def test_the_list_is_found_by_title_and_kind(act):
    withdraw(article=make_edition_in("published", title="别的文章").article, reason="数字有误")
    client = Client()
    client.force_login(make_member("审核者"))
    assert client.get("/admin/articles/act/", {"q": "数字有误"}).context["cl"].queryset.get().kind == "withdraw"
    assert client.get("/admin/articles/act/", {"kind__exact": "submit"}).context["cl"].queryset.get() == act
