"""The accessibility statement as it must look before anybody has tested the site.

Its headings are those that the law asks for (lov om tilgængelighed af offentlige organers
websteder og mobilapplikationer, § 3, and the model statement of the Commission's implementing
decision 2018/1523). What only a test can tell, it says is not known yet.
"""

from wagtail.rich_text import RichText

SECTIONS = [
    (
        "Overholdelse af kravene",
        "<p>Siden er ny og er endnu ikke testet. Vi ved derfor ikke, i hvilket omfang den "
        "overholder kravene i den europæiske standard EN 301 549. Resultatet af testen kommer til "
        "at stå her.</p>",
    ),
    (
        "Indhold, der ikke er tilgængeligt",
        "<p>Vi har endnu ikke undersøgt, hvilket indhold der ikke lever op til kravene.</p>",
    ),
    (
        "Udarbejdelse af erklæringen",
        "<p>Erklæringen er et udkast. Den bliver opdateret, når siden er testet, og derefter "
        "mindst én gang om året.</p>",
    ),
    (
        "Skriv til os",
        "<p>Støder du på noget, du ikke kan bruge, så skriv til den adresse, der står nederst på "
        "siden. Vi svarer og sender dig indholdet i en form, du kan bruge.</p>",
    ),
    (
        "Klag til tilsynet",
        "<p>Er du ikke tilfreds med vores svar, kan du klage til Digitaliseringsstyrelsen, der "
        "fører tilsyn med offentlige hjemmesiders tilgængelighed.</p>",
    ),
]


def accessibility_statement() -> list[tuple[str, object]]:
    """The statement as the value of a body: a heading and a text for each section."""
    body: list[tuple[str, object]] = []
    for heading, text in SECTIONS:
        body.append(("heading", {"text": heading, "level": "h2"}))
        body.append(("text", RichText(text)))
    return body
