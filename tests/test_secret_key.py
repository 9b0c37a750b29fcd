"""`SECRET_KEY` is changed without anybody noticing, as docs/operations.md says."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command

from cms.integrations import signing
from cms.integrations.models import Subscription
from tests.test_production import ENVIRONMENT, run

pytestmark = pytest.mark.django_db


def test_what_was_signed_under_the_former_key_stays_good_while_it_is_known(client, settings):
    account = get_user_model().objects.create_user("karen", password="hemmeligt")
    client.force_login(account)
    link = default_token_generator.make_token(account)
    hook = Subscription.objects.create(
        name="Intranet", url="https://example.dk/", secret=signing.encrypted("s"), cursor="0"
    )
    former, settings.SECRET_KEY = settings.SECRET_KEY, "a new one"

    settings.SECRET_KEY_FALLBACKS = [former]
    assert client.get("/min-side/").status_code == 200
    assert default_token_generator.check_token(account, link)
    output = StringIO()
    call_command("webhooks", "rekey", stdout=output)
    assert output.getvalue() == "All secrets are stored under the present SECRET_KEY.\n"

    # The session was signed anew when it was used; the secret is stored anew.
    settings.SECRET_KEY_FALLBACKS = []
    hook.refresh_from_db()
    assert signing.decrypted(hook.secret) == "s"
    assert client.get("/min-side/").status_code == 200
    assert not default_token_generator.check_token(account, link)
    settings.SECRET_KEY = "one that nobody kept"
    assert client.get("/min-side/").status_code == 302
    with pytest.raises(CommandError, match="a key that is not known: Intranet"):
        call_command("webhooks", "rekey")


def test_production_reads_former_keys_with_commas_between():
    code = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"
    environment = ENVIRONMENT | {"SECRET_KEY_FALLBACKS": "the-former,one-before"}
    told = run("-c", code, environment=environment)
    assert told.stdout == "['the-former', 'one-before']\n"
