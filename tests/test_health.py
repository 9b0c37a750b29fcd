import pytest
from django.core.files.storage import storages
from django.db import connection

from cms.media.storage import PrivateFileSystemStorage
from cms.site import health


@pytest.mark.django_db
def test_health_answers_when_the_database_does(client):
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_health_is_503_when_the_database_does_not_answer(client, django_db_blocker):
    there = connection.settings_dict["HOST"], connection.settings_dict["PORT"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
        try:
            response = client.get("/health/")
        finally:
            connection.settings_dict |= dict(zip(("HOST", "PORT"), there, strict=True))
    assert (response.status_code, response.json()) == (503, {"status": "database unreachable"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/ready", "/health/ready/"])
def test_readiness_names_the_parts(client, path):
    response = client.get(path)
    ok = {"database": "ok", "migrations": "ok", "files": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "parts": ok})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_database_without_a_migration_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_is_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'publications'")
    response = client.get("/health/ready")
    parts = {"database": "ok", "migrations": "missing", "files": "ok"}
    assert (response.status_code, response.json()) == (503, {"status": "not ready", "parts": parts})
    assert client.get("/health/").status_code == 200


@pytest.mark.django_db
def test_folders_that_are_gone_are_not_ready(client, monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.touch()
    storage = PrivateFileSystemStorage(file / "documents")
    monkeypatch.setitem(storages._storages, "documents", storage)
    parts = client.get("/health/ready").json()["parts"]
    assert parts == {"database": "ok", "migrations": "ok", "files": "unreachable"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/", "/health/live", "/health/ready"])
def test_who_asks_for_health_need_not_know_the_sites_name(client, settings, path):
    settings.ALLOWED_HOSTS = ["www.example.dk"]
    assert client.get(path, headers={"Host": "10.0.0.5:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "10.0.0.5:8000"}).status_code == 400
