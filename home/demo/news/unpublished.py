"""What is not out: a draft, one that waits for a moderator, one that goes live by itself."""

from home.demo.body import event_teaser, heading, text
from home.demo.shapes import InDays, News

UNPUBLISHED = [
    News(
        slug="aarsmoede-i-netvaerkene",
        title="Årsmøde i netværkene",
        date=InDays(0),
        lede="Udkast: Dato og sted mangler.",
        topics=("borgerinddragelse",),
        state="draft",
        body=[
            text("Vi samler alle netværk til ét møde. Programmet er på vej."),
            heading("Det ved vi indtil nu"),
            text("- Hele dagen\n- Midt i landet\n- Alle medlemmer er med uden ekstra betaling"),
        ],
    ),
    News(
        slug="nye-priser-for-netvaerkene",
        title="Nye priser for netværkene",
        date=InDays(0),
        lede="Fra årsskiftet afhænger prisen af, hvor mange indbyggere kommunen har.",
        contact="aylin-demir",
        topics=("oekonomi-og-styring",),
        state="submitted",
        body=[
            text("""
                Små kommuner kommer til at betale mindre, store lidt mere. Du finder prisen på
                hvert netværks side. Er I allerede medlem, gælder den gamle pris året ud.
            """),
        ],
    ),
    News(
        slug="saa-er-der-nye-kurser-i-klart-sprog",
        title="Så er der nye kurser i klart sprog",
        date=InDays(4),
        lede="Det første hold blev fyldt på en uge. Nu åbner vi for tre hold mere.",
        contact="signe-vester",
        topics=("digitalisering",),
        state="scheduled",
        body=[
            text("""
                Kurset er det samme: en formiddag, et brev, du selv har med, og en makker, der læser
                det med friske øjne.
            """),
            event_teaser("kursus-i-klart-sprog"),
        ],
    ),
]

#: Ledes that an editor has changed on published pages, but not published yet, by slug.
CHANGED_LEDES = {
    "netvaerk-for-digital-borgerkontakt": (
        "Breve, selvbetjening og hjemmesider, som alle kan finde ud af. Nu også med en gruppe om "
        "sprogmodeller."
    ),
}
