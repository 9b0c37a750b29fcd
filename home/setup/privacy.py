"""The page on how personal data are processed, as data controllers must tell (GDPR, articles 13 and
14): what the site itself does is told ready to be read; the rest is the organisation's to check.
"""

from wagtail.models import Page, PageLogEntry, Site

from cms.content import SiteSettings
from home.models import StandardPage
from home.setup.pages import publish_below

SLUG = "privatlivspolitik"
TITLE = "Sådan behandler vi personoplysninger"
LINK = "Privatliv og cookies"
LEDE = "Her kan du læse, hvilke oplysninger webstedet behandler om dig, hvorfor, og hvor længe."

#: Headings and texts; `{who}`, `{mail}` and `{phone}` are those of the footer.
PARTS = [
    (
        "Hvem har ansvaret?",
        "<p>{who} er dataansvarlig for de oplysninger, webstedet behandler. Du kan skrive til "
        '<a href="mailto:{mail}">{mail}</a> eller ringe på {phone}. Det er også den vej, du '
        "kommer i kontakt med vores databeskyttelsesrådgiver.</p>",
    ),
    (
        "Når du besøger webstedet",
        "<p>Du kan læse alle åbne sider uden at give oplysninger om dig selv. Webstedet måler ikke "
        "din adfærd, viser ikke reklamer og henter intet fra andre firmaer, når du åbner en side."
        "</p><p>Serveren skriver i en log, hvilken adresse der blev hentet, hvornår, og fra "
        "hvilken IP-adresse. Loggen bruger vi kun til at finde fejl og afværge angreb. Grundlaget "
        "er vores legitime interesse i et sikkert websted (databeskyttelsesforordningens "
        "artikel 6, stk. 1, litra f) eller vores opgave som myndighed (litra e).</p>"
        "<p>Søgninger, der ikke finder "
        "noget, bliver talt uden oplysning om, hvem der søgte, og slettet efter 90 dage.</p>"
        "<p>Svarer du på, om en side var nyttig, tæller vi svaret uden oplysning om dig. Det, du "
        "skriver, bliver gemt i 90 dage uden mailadresser og lange tal.</p>",
    ),
    (
        "Cookies",
        "<p>Webstedet sætter kun cookies, når du logger ind eller skriver en adgangskode. De er "
        "nødvendige for, at du kan blive ved med at være logget ind, og de kræver derfor ikke "
        "samtykke.</p>",
    ),
    (
        "Når du logger ind",
        "<p>Har du en konto, gemmer vi dit brugernavn, dit navn, din mailadresse og, hvornår du "
        "sidst loggede ind, så længe du har kontoen. Mislykkede forsøg på at logge ind gemmes kort "
        "med IP-adressen, så ingen kan gætte sig til en adgangskode.</p>",
    ),
    (
        "Personer, der er omtalt på webstedet",
        "<p>På siderne står navn, stilling og kontaktoplysninger på medarbejdere og "
        "oplægsholdere, fordi de hører til vores arbejde. Oplysningerne fjernes, når de ikke "
        "længere er aktuelle.</p>",
    ),
    (
        "Dine rettigheder",
        "<p>Du har ret til at se de oplysninger, vi har om dig, og til at få dem rettet eller "
        "slettet. I nogle tilfælde kan du få behandlingen begrænset eller gøre indsigelse mod den. "
        'Skriv til <a href="mailto:{mail}">{mail}</a>.</p><p>Du kan klage til Datatilsynet på '
        '<a href="https://www.datatilsynet.dk/">datatilsynet.dk</a>.</p>',
    ),
]


def set_up_privacy(site: Site) -> None:
    """Make the page and its link in the footer, unless the site has one or had it deleted."""
    settings = SiteSettings.objects.get(site=site)
    there = Page.objects.child_of(site.root_page).filter(slug=SLUG).exists()
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", label=TITLE).exists()
    told = any("privatliv" in link.value["text"].lower() for link in settings.links)
    if there or deleted or told:
        return
    known = {"who": settings.organisation, "mail": settings.mail, "phone": settings.phone}
    blocks: list[tuple[str, object]] = []
    for heading, text in PARTS:
        blocks.append(("heading", {"text": heading, "level": "h2"}))
        blocks.append(("text", text.format(**known)))
    site.root_page.refresh_from_db()
    page = StandardPage(title=TITLE, slug=SLUG, lede=LEDE)
    page.body = blocks
    publish_below(site.root_page, page)
    settings.links = [
        *((link.block_type, link.value) for link in settings.links),
        ("link", {"text": LINK, "page": page}),
    ]
    settings.save()
