"""Pages with links, and what their checklists say of these."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.rich_text import RichText

from cms.checklist.judging import findings
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


def to(target: Any, text: str = "Klimaplanen") -> tuple[str, RichText]:
    kind = "document" if isinstance(target, get_document_model()) else "page"
    return "text", RichText(f'<p><a linktype="{kind}" id="{target.pk}">{text}</a></p>')


def at(address: str, text: str = "Klimaplanen") -> tuple[str, RichText]:
    return "text", RichText(f'<p><a href="{address}">{text}</a></p>')


def article(*blocks: tuple, **values: Any) -> ArticlePage:
    made = factories.page(ArticlePage, body=list(blocks), **values)
    return ArticlePage.objects.get(pk=made.pk)


def told(page: ArticlePage) -> list[tuple[str, str, bool]]:
    """What the links of a page are found to be: the message, the field, whether it is an error."""
    page = ArticlePage.objects.get(pk=page.pk)
    found = [each for each in findings(page) if each.code == "links_lead"]
    return [(str(each.message), each.field, each.is_error) for each in found]


def error(what: str, link: str = "Klimaplanen", field: str = "body") -> tuple[str, str, bool]:
    return f"»{link}« fører til {what}", field, True


DELETED = "en side, der er slettet. Vælg en anden, eller fjern linket."
IN_TRASH = "en side i papirkurven. Få den lagt tilbage, vælg en anden, eller fjern linket."
TAKEN_DOWN = "en side, der er taget ned. Få den udgivet, vælg en anden, eller fjern linket."
NOT_YET = "en side, der ikke er udgivet endnu. Besøgende ser intet link, før den er det."
CLOSED = "en side, som ikke alle må se. Vælg en anden, eller fjern linket."
NOTHING = (
    "en adresse på webstedet, hvor besøgende intet finder. Ret adressen, eller vælg siden i stedet."
)
