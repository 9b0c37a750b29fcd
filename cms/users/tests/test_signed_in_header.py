"""Who is signed in sees it on every page, error pages included."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_visitor_is_offered_to_log_in_where_nothing_is(client):
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert "Log ind" in response.content.decode()
    assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_a_signed_in_user_is_offered_to_log_out_where_nothing_is(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("medlem"))
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert "Log ud" in response.content.decode()
    assert "Log ind" not in response.content.decode()
