"""The demo's networks. Their meetings are the events that name them."""

from home.demo.body import accordion, contact, fact_box, heading, image, link_button, text
from home.demo.shapes import Network

BY_SIZE = (
    ("Under 30.000 indbyggere", "9.500 kr. om året"),
    ("30.000-60.000 indbyggere", "12.500 kr. om året"),
    ("Over 60.000 indbyggere", "16.000 kr. om året"),
)

NETWORKS = [
    Network(
        slug="netvaerk-for-verdensmaal-og-baeredygtighed",
        title="Netværk for verdensmål og bæredygtighed",
        lede="For dig, der skal få globale mål til at give mening i planer, budgetter og hverdag.",
        purpose="""
            Netværket samler tovholdere på tværs af landet. Vi bruger hinandens erfaringer, så
            ingen behøver at opfinde det hele selv.

            - Fire møder om året, to af dem online
            - En kollega at ringe til i hver region
            - Fælles indikatorer og skabeloner
        """,
        target_group="Tovholdere og ledere, der arbejder med verdensmål i en kommune",
        joining="Kommunen melder sig ind én gang, og så kan tre fra kommunen komme til hvert møde.",
        joining_url="https://www.kl.example/indmeld",
        prices=BY_SIZE,
        image="sytten-maal",
        contact="mette-aagaard-lund",
        topics=("verdensmaal", "oekonomi-og-styring"),
        body=[
            heading("Sådan arbejder vi"),
            text("""
                Hvert møde har en vært og en sag. Værten viser noget frem, og sagen er et problem,
                som et medlem står med lige nu. Vi slutter altid med at skrive ned, hvad vi vil
                prøve inden næste gang.

                Alt det, vi laver sammen, finder du i
                [undersøgelser og værktøjer](page:verdensmaal-undersoegelser-og-vaerktoejer).
            """),
            fact_box(
                "Bliv medlem",
                "Kommunen er medlem, ikke personen. I kan være op til tre med på hvert møde.",
            ),
        ],
    ),
    Network(
        slug="netvaerk-for-klimatilpasning",
        title="Netværk for klimatilpasning",
        lede="Vand fra alle sider: regn, å, hav og grundvand. Her deler vi det, der virker.",
        purpose="""
            Vi hjælper hinanden med at gøre byer og landskaber klar til mere vand. Netværket er
            praktisk: Vi mødes på stedet, ser på anlæg og taler med dem, der passer dem.
        """,
        target_group="Planlæggere, driftsfolk og forsyninger",
        prices=BY_SIZE,
        image="skybrud",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "by-og-land"),
        body=[
            image("kyst", "Kystkommunerne har deres egen gruppe i netværket."),
            accordion(
                ("Hvor tit mødes vi?", "Fem gange om året. Et af møderne er en studietur."),
                ("Kan forsyningen være med?", "Ja. Den er med på kommunens medlemskab."),
                (
                    "Skal man kende til hydraulik?",
                    "Nej. Halvdelen af os er planlæggere, og vi spørger, når vi ikke forstår.",
                ),
            ),
            link_button("Hent vores guide til skybrud", page="klima-og-groen-omstilling"),
        ],
    ),
    Network(
        slug="netvaerk-for-digital-borgerkontakt",
        title="Netværk for digital borgerkontakt",
        lede="Breve, selvbetjening og hjemmesider, som folk kan finde ud af.",
        purpose="""
            Netværket arbejder for, at borgeren kan klare sin sag i første forsøg. Vi tester
            løsninger på rigtige brugere og deler det, vi lærer, også når det gik galt.
        """,
        target_group="Digitaliseringsfolk, kommunikatører og borgerservice",
        prices=(("Alle kommuner", "8.000 kr. om året"),),
        contact="signe-vester",
        topics=("digitalisering", "borgerinddragelse"),
        body=[
            heading("Årets temaer"),
            text("""
                1. Breve, der bliver læst
                2. Formularer uden omveje
                3. Data på tværs
                4. Tilgængelighed i hverdagen
            """),
            contact("lise-toft"),
        ],
    ),
    Network(
        slug="netvaerk-for-boern-og-unges-laering",
        title="Netværk for børn og unges læring",
        lede="Skoleledere, PPR og forvaltning om det samme bord.",
        purpose="""
            Vi vil have, at alle børn er en del af et fællesskab. Netværket giver ledere et rum,
            hvor de kan tale om det, der er svært, med nogen, der kender det.
        """,
        target_group="Skoleledere, PPR-ledere og skolechefer",
        prices=(("Pr. skole", "2.200 kr. om året"), ("Pr. kommune", "14.000 kr. om året")),
        image="skole",
        contact="aylin-demir",
        topics=("skole-og-boern",),
    ),
    Network(
        slug="direktoerforum-for-baeredygtighed",
        title="Direktørforum for bæredygtighed",
        lede="Et fortroligt rum for direktører. Siden er kun for medlemmer.",
        purpose="""
            Her taler direktører om det, der endnu ikke er besluttet. Referaterne bliver ikke
            delt uden for kredsen.
        """,
        target_group="Direktører, der er inviteret",
        contact="mette-aagaard-lund",
        topics=("oekonomi-og-styring",),
        restriction="login",
        body=[
            text("Næste møde handler om, hvordan målene kommer med i aftalen om økonomien."),
        ],
    ),
]
