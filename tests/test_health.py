import pytest
from django.db import connection


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
