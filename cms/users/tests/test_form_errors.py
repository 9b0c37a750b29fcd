"""Every form of the site's says what is wrong at its field: the field names the element that does,
and so does the page's title.
"""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode

from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db


def sign_in(client):
    return client.post(reverse("login"), {"username": "", "password": ""})


def forgotten(client):
    return client.post(reverse("password_reset"), {"email": "ingen"})


def new_password(client):
    user = User.objects.create_user("medlem", password="x")
    key = urlsafe_base64_encode(str(user.pk).encode())
    token = default_token_generator.make_token(user)
    address = reverse("password_reset_confirm", args=[key, token])
    there = client.get(address)["Location"]
    return client.post(there, {"new_password1": "kort", "new_password2": "andet"})


def changed_password(client):
    client.force_login(User.objects.create_user("medlem", password="x"))
    values = {"old_password": "y", "new_password1": "kort", "new_password2": "andet"}
    return client.post(reverse("password_change"), values)


def page_password(client):
    page = factories.page(ArticlePage)
    restriction = factories.restrict(page, "password")
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    return client.post(address, {"password": "forkert", "return_url": "/"})


SENT = [sign_in, forgotten, new_password, changed_password, page_password]


@pytest.mark.parametrize("send", SENT)
def test_an_error_belongs_to_its_field(client, send):
    page = BeautifulSoup(send(client).content, "html.parser")
    wrong = page.find("main").find_all(attrs={"aria-invalid": "true"})
    told = [
        page.find(id=name).get_text(strip=True)
        for field in wrong
        for name in field["aria-describedby"].split()
    ]
    assert wrong
    assert all(told)
    named = page.find_all(attrs={"aria-describedby": True})
    ids = {name for field in named for name in field["aria-describedby"].split()}
    assert {name for name in ids if page.find(id=name) is None} == set()
    assert page.title.string.startswith("Fejl: ")
