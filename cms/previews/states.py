"""The states of pages and cards: a page of each type, and what makes it look different."""

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.delivery.published import read
from cms.models import ContentPage
from cms.representations import card_of, with_origin
from cms.representations.schema import Schemas, example, page_schema

#: Long, and with words that have to be hyphenated on a phone.
LONG = (
    "Temamøde om hverdagsrehabilitering, sundhedsplejerskeordninger og børne- og "
    "ungdomspsykiatriens samarbejde med kommunernes specialundervisningstilbud"
)
SHORT = "Tekst"
TOPICS = [
    "Arbejdsmarked", "Beskæftigelsesindsats", "Bosætning", "Dagtilbud", "Det specialiserede område",
    "Frivillighed", "Hverdagsrehabilitering", "It", "Klima", "Kultur og fritid",
    "Landdistriktsudvikling", "Økonomi",
]  # fmt: skip

#: What any page may look like. A member that a type or its card lacks changes nothing in it.
ANY_STATES: dict[str, dict] = {
    _("as it is"): {},
    _("long title"): {"title": LONG},
    _("long lede"): {"lede": f"{LONG}. {LONG}. {LONG}."},
    _("without lede"): {"lede": ""},
    _("without image"): {"image": None},
    _("withdrawn"): {"withdrawn": {"on": "2026-11-30", "note": f"{LONG}."}},
    _("many topics"): {
        "topics": [
            {"id": number, "meta": {"html_url": "#"}, "name": name, "slug": ""}
            for number, name in enumerate(TOPICS)
        ]
    },
}


class TypePreview:
    """A content type: `label`, and a page of it in each of its states."""

    def __init__(self, model: type[ContentPage]) -> None:
        self.model = model
        self.label = model._meta.label
        self.name = model._meta.verbose_name
        self.states = [*ANY_STATES.items(), *model.preview_states.items()]

    @cached_property
    def representation(self) -> dict:
        """The newest page that the public sees, with an image if one has; where there is none
        yet, one that the type's schema allows. URLs of the site itself are root-relative.
        """
        newest_first = [F("image").asc(nulls_last=True), "-pk"]
        for found in read(self.model.objects.order_by(*newest_first), limit=1):
            return with_origin(found.page, "")
        schemas = Schemas()
        return example(schemas, page_schema(schemas, self.model), text=SHORT)

    def page(self, number: int) -> dict:
        """Return the representation in a state, by its place in `states`; raises IndexError."""
        _label, members = self.states[number]
        return _changed(self.representation, members)

    @cached_property
    def cards(self) -> list[dict]:
        """`[{"number", "label", "card"}]`, one for each state that shows on the type's card."""
        card = card_of(self.model, self.representation)
        return [
            {"number": number, "label": label, "card": _changed(card, members)}
            for number, (label, members) in enumerate(self.states)
            if not members or members.keys() & card.keys()
        ]


def _changed(representation: dict, members: dict) -> dict:
    return representation | {
        name: value for name, value in members.items() if name in representation
    }
