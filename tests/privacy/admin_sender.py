"""An account that sends forms to the admin, and what is written by that: by the statistics that
PostgreSQL keeps of a transaction, so nothing that changes can be left out.
"""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse

from cms.testing.undo import undone
from cms.users.models import User
from tests.privacy.admin_forms import Sent
from tests.privacy.asker import Asker, HandlerOf

#: Tables of what belongs to the account that asks, and of what the site keeps for itself.
NOT_CONTENT = {
    "media_rendition",
    "users_session",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailsearch_indexentry",
    "wagtailusers_userprofile",
}
#: How many rows of each table this transaction has written, also in vain.
WRITTEN = """
    SELECT relname, written FROM pg_class, LATERAL (
        SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid)
    ) AS each (written)
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND written > 0
"""


class Sender:
    """An account that sends forms, each as if none had been sent before."""

    def __init__(self, user: User) -> None:
        self.client = Asker(raise_request_exception=False)
        self.client.handler = HandlerOf(user)
        self.client.force_login(user)
        #: Addresses that were answered by a 5xx.
        self.broken: list[str] = []
        self.session = self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def send(self, address: str, values: Sent) -> tuple[set[str], HttpResponse]:
        """The tables in which it writes a row, changes or deletes one; and the answer."""
        with undone():
            before = _written()
            response = self.ask("post", address, values)
            after = _written()
        if response.status_code >= 500:
            self.broken.append(address)
        changed = {table for table, count in after.items() if count != before.get(table, 0)}
        shown = {each for each in changed if not each.startswith("publications_")}
        return shown - NOT_CONTENT, response

    def ask(self, method: str, address: str, values: Sent | None = None) -> HttpResponse:
        for value in (values or {}).values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        self.client.cookies.clear()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return getattr(self.client, method)(address, values)


def _written() -> dict[str, int]:
    """How many rows of each table this transaction has written."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())
