"""Does the site tell whoever watches over it how it is, by whatever name it is asked?"""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings

from site_app import health
from site_app.pinyin import dictionary


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["example.org"])
def test_a_live_process_says_so_to_any_name_without_a_database(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (200, b"ok\n", "no-store")


@pytest.mark.django_db
def test_a_site_that_can_be_used_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "storage": "ok", "engine": "ok"}


@pytest.mark.django_db
def test_a_data_folder_that_is_gone_is_named(client: Client, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["storage"] == "not writable"


@pytest.mark.django_db
def test_a_database_that_is_lost_is_named_without_details(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise DatabaseError("password authentication failed for user site at db:5432")

    monkeypatch.setattr(connection, "cursor", lost)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"
    assert b"password" not in answer.content


@pytest.mark.django_db
def test_a_database_without_its_newest_tables_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_is_migrated", False)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["0099"])
    assert client.get("/readyz").json()["migrations"] == "missing"


@pytest.mark.django_db
def test_readings_that_are_not_compiled_yet_are_named(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(health, "_has_readings", False)
    monkeypatch.setattr(dictionary, "_FOLDER", tmp_path)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["engine"]) == (503, "missing")
