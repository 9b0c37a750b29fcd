"""A live page with changes that are not published, and who may share them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.drafts.models import DraftLink
from cms.drafts.sharing import share
from cms.drafts.tokens import token_of
from cms.media.models import Document
from cms.media.tests.factories import pdf_file
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.tests.asking import account
from cms.users.models import User

PUBLISHER = ("add_page", "change_page", "publish_page")
FOREVER = "1. januar 2100 kl. 12.00"


@dataclass
class World:
    section: ArticleIndexPage
    #: Live, as the public reads it; `draft_of` gives what was saved last.
    page: ArticlePage
    #: What only the draft shows; what nothing shows; what lies where the public may not.
    document: Document
    other: Document
    private: Document
    #: A page that the draft refers to, and the public does not see.
    hidden: ArticlePage
    publisher: User
    editor: User

    @classmethod
    def build(cls) -> "World":
        section = factories.page(ArticleIndexPage, title="Afdeling", slug="afdeling")
        document, other, private = (
            factories.document(title=title, file=pdf_file(name))
            for title, name in [("Bilag", "bilag.pdf"), ("Andet", "andet.pdf"), ("Lukket", "l.pdf")]
        )
        factories.hide(private)
        hidden = factories.draft(ArticlePage, parent=section, title="Skjult side")
        page = factories.page(ArticlePage, parent=section, title="Ordning", slug="ordning")
        page.save_revision().publish()
        page.title, page.lede = "Ny ordning", "Den gælder fra nytår."
        page.contact = factories.person(name="Karen Skov")
        linked = f'<a linktype="document" id="{document.pk}">bilaget</a>'
        away = f'<a linktype="page" id="{hidden.pk}">siden</a>'
        page.body = ArticlePage.body.field.stream_block.normalize(
            [
                ("text", RichText(f"<p>Hent {linked}, og se {away}.</p>")),
                ("documents", {"documents": [document, private]}),
                ("page_card", hidden),
            ]
        )
        page.save_revision()
        publisher = account("anne", section, *PUBLISHER)
        publisher.first_name, publisher.last_name = "Anne", "Holm"
        publisher.save()
        return cls(
            section=section,
            page=page,
            document=document,
            other=other,
            private=private,
            hidden=hidden,
            publisher=publisher,
            editor=account("bo", section, "add_page", "change_page"),
        )

    def shared(self, **changed: Any) -> str:
        """The address of a link that the publisher has made."""
        link = share(Page.objects.get(pk=self.page.pk), self.publisher, timedelta(days=14))
        if changed:
            DraftLink.objects.filter(pk=link.pk).update(**changed)
        return address_of(link)


def address_of(link: DraftLink) -> str:
    return reverse("cms_draft", args=[token_of(link.key)])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
