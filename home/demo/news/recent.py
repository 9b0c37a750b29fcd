"""News of the last months, dated from the day of loading, so that the list is always fresh."""

from home.demo.body import (
    accordion,
    contact,
    documents,
    event_teaser,
    fact_box,
    heading,
    image,
    link_button,
    page_card,
    quote,
    table,
    text,
    video,
)
from home.demo.shapes import InDays, News

RECENT = [
    News(
        slug="tilmeld-dig-konferencen-baeredygtig-kommune",
        title="Tilmeld dig konferencen Bæredygtig kommune",
        date=InDays(-2),
        lede=(
            "To dage, tre spor og plads til 240 deltagere. Programmet er klar til årets konference "
            "om grøn omstilling, social balance og sund økonomi."
        ),
        image="workshop",
        contact="aylin-demir",
        topics=("verdensmaal", "klima-og-energi", "oekonomi-og-styring"),
        body=[
            text("""
                Konferencen er for dig, der skal få mål og hverdag til at hænge sammen. Første dag
                handler om retning og ledelse, anden dag om at gøre det i praksis. Du kan være med
                i salen eller følge det fælles program på nettet.
            """),
            event_teaser("baeredygtig-kommune"),
            heading("Vælg dit eget spor"),
            text("""
                Om eftermiddagen den første dag deler vi os i tre:

                - **Klima:** skybrud, stormflod og de planer, der skal holde i 50 år
                - **Mennesker:** skoler, sundhed og fællesskaber i mindre byer
                - **Styring:** mål, data og budgetter, som byrådet kan bruge.

                Du skal vælge spor, når du tilmelder dig, men du må gerne skifte undervejs.
            """),
            quote(
                "Sidste år gik jeg hjem med tre idéer. To af dem står nu i vores budget.",
                "Henrik Bæk Ravn, direktør for teknik og miljø, Åløse Kommune",
            ),
            link_button("Se program og tilmeld dig", page="baeredygtig-kommune"),
        ],
    ),
    News(
        slug="plads-til-flere-i-netvaerket-for-digital-borgerkontakt",
        title="Plads til flere i netværket for digital borgerkontakt",
        date=InDays(-6),
        updated_on=InDays(-3),
        update_note="Du kan nu være gæst på et møde, før du bestemmer dig.",
        lede="Arbejder du med selvbetjening, breve eller hjemmesider? Så er der en plads til dig.",
        contact="signe-vester",
        topics=("digitalisering",),
        body=[
            text("""
                Netværket har fået fire nye medlemmer i år, og der er plads til seks mere. Vi mødes
                fire gange om året, to gange på nettet og to gange hos et af medlemmerne. Hvert
                møde har ét tema og mindst én sag, som vi løser sammen.
            """),
            page_card("netvaerk-for-digital-borgerkontakt"),
            text("Vil du prøve det først? Skriv til Signe, så kan du være gæst på næste møde."),
        ],
    ),
    News(
        slug="fem-raad-om-klimatilpasning-fra-planlaeggere",
        title="Fem råd om klimatilpasning fra planlæggere",
        date=InDays(-13),
        lede=(
            "Hvad ville du ønske, at nogen havde sagt til dig, før du gik i gang? Vi spurgte "
            "planlæggerne i netværket for klimatilpasning."
        ),
        image="skybrud",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "by-og-land"),
        body=[
            text("""
                Det regner ikke mindre, fordi planen er vedtaget. Men det gør en forskel, om vandet
                har et sted at være. Her er de fem råd, som flest nævnte.
            """),
            accordion(
                (
                    "1. Begynd med vandets vej",
                    "Tegn et kort over, hvor vandet løber af sig selv. Det er billigere at følge "
                    "terrænet end at kæmpe imod det, og kortet er let at vise frem på et møde.",
                ),
                (
                    "2. Læg det sammen med noget, borgerne vil have",
                    "En lavning er også en legeplads. En rende er også en cykelsti. Når projektet "
                    "giver noget på en tør dag, er det nemmere at finde både penge og plads.",
                ),
                (
                    "3. Tal med driften, før du tegner",
                    "Spørg dem, der skal slå græsset og tømme ristene. De ved, hvad der holder.",
                ),
                (
                    "4. Aftal, hvem der ejer risikoen",
                    "Kommune, forsyning og grundejere har hver sin del. Skriv det ned tidligt:\n\n"
                    "- Hvem betaler?\n- Hvem vedligeholder?\n- Hvem ringer man til om natten?",
                ),
                (
                    "5. Mål, hvad der sker",
                    "En simpel vandstandsmåler fortæller mere end en ny rapport. Del tallene med "
                    "de kommuner, der ligger længere nede ad åen.",
                ),
            ),
            documents("Læs mere", "skybrud-guide"),
        ],
    ),
    News(
        slug="ny-vejledning-saadan-bliver-din-pdf-tilgaengelig",
        title="Ny vejledning: Sådan bliver din PDF tilgængelig",
        date=InDays(-24),
        lede=(
            "To sider, otte trin og ingen fagord. Vejledningen er skrevet til dig, der ikke er "
            "specialist."
        ),
        topics=("digitalisering",),
        body=[
            text("""
                Mange filer på kommunernes hjemmesider kan ikke læses højt af en skærmlæser. Tit
                skyldes det små ting: en overskrift, der kun er gjort fed, eller et billede uden
                tekst. Det kan rettes på få minutter, hvis du ved hvor.
            """),
            documents("Hent vejledningen", "tilgaengelige-pdf", "klart-sprog"),
        ],
    ),
    News(
        slug="saa-meget-kan-en-skole-spare-paa-varmen",
        title="Så meget kan en skole spare på varmen",
        date=InDays(-41),
        lede=(
            "Fire kommuner har fulgt forbruget på hver sin skole før og efter en renovering. "
            "Resultatet er klart, men ikke ens."
        ),
        image="skole",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "skole-og-boern"),
        body=[
            text("""
                Alle fire skoler er bygget mellem 1962 og 1978, og alle fire var kolde om morgenen
                og varme om eftermiddagen. Men de har valgt forskellige veje: fra ny styring til
                13.000 kr. til nye vinduer og tag for 9 mio. kr.
            """),
            table(
                "Varmeforbrug før og efter renovering, MWh om året",
                ("Skole", "Tiltag", "Før", "Efter", "Forskel"),
                ("Nordmose Skole", "Styring af varmen", "412", "361", "-12 %"),
                ("Åløse Østre Skole", "Loft og rør", "388", "311", "-20 %"),
                ("Fjordby Skole", "Vinduer og ventilation", "505", "338", "-33 %"),
                ("Bakkedal Centralskole", "Tag, vinduer og solceller", "467", "268", "-43 %"),
                header_column=True,
            ),
            heading("Det billigste først"),
            text("""
                Det mest overraskende tal er det mindste. På Nordmose Skole satte man termostater
                op og lærte dem at kende. Det tog en uge, og pengene var tjent hjem i løbet af
                vinteren.
            """),
            quote(
                "Vi troede, at vi skulle have nye vinduer. Først skulle vi lære at slukke.",
                "Peter Ågren Dahl, skoleleder, Nordmose Kommune",
            ),
            documents("Hent rapporten", "energirenovering-skoler"),
        ],
    ),
    News(
        slug="se-webinaret-om-data-paa-tvaers",
        title="Se webinaret om data på tværs",
        date=InDays(-19),
        lede="Gik du glip af det? Nu kan du se optagelsen, når det passer dig.",
        image="landkort",
        topics=("digitalisering", "oekonomi-og-styring"),
        body=[
            video(
                "https://example.org/video/data-paa-tvaers",
                "Webinar: Data på tværs af forvaltninger",
                "webinar",
            ),
            text("""
                Optagelsen varer 58 minutter og har undertekster. Spørgsmålene fra chatten er
                besvaret til sidst.
            """),
            event_teaser("webinar-data-paa-tvaers"),
            documents("Materialer fra webinaret", "data-paa-tvaers"),
        ],
    ),
    News(
        slug="netvaerksmoede-er-flyttet-til-nettet",
        title="Netværksmøde er flyttet til nettet",
        date=InDays(-9),
        lede="Mødet om vand i byen bliver holdt online. Tid og program er de samme.",
        topics=("klima-og-energi",),
        body=[
            text("""
                Lokalet hos vores vært bliver ikke færdigt til tiden. Alle tilmeldte har fået et
                link. Du skal ikke gøre mere.
            """),
            event_teaser("vand-i-byen"),
        ],
    ),
    News(
        slug="spoerg-borgerne-mens-det-stadig-kan-goere-en-forskel",
        title="Spørg borgerne, mens det stadig kan gøre en forskel",
        date=InDays(-110),
        lede=(
            "En høring kommer ofte, når planen er færdig. I Fjordby vendte man det om og holdt det "
            "første møde, før der var tegnet en streg."
        ),
        image="raadhus",
        contact="mette-aagaard-lund",
        topics=("borgerinddragelse", "by-og-land"),
        body=[
            text("""
                Der stod kaffe og et stort, tomt kort over havneområdet på bordet. Det var alt.
                60 mennesker mødte op, og efter to timer var kortet fyldt: her fisker vi, her er
                der blæst, her mangler der en bænk.
            """),
            image("havn", "Havnen i Fjordby, som deltagerne tegnede den."),
            heading("Et møde i tre dele"),
            text("""
                1. **Fortæl:** Hvad bruger du stedet til i dag?
                2. **Drøm:** Hvad skal dine børnebørn bruge det til?
                3. **Vælg:** Hvad må det koste, og hvad må ikke røres?
            """),
            quote(
                "Det sværeste var at lade være med at svare. Vi var der for at høre efter.",
                "Amina Yusuf, byplanlægger, Fjordby Kommune",
            ),
            heading("Hvad skete der så?", level="h3"),
            text("""
                Efter tre uger fik alle deltagere et brev. Det fortalte, hvilke idéer der kom med i
                planen, hvilke der ikke gjorde, og hvorfor. Der kom fem indsigelser til det endelige
                forslag. Sidst var der 74.
            """),
            fact_box(
                "Vil du prøve det selv?",
                """
                Metoden er beskrevet i værktøjskassen, som du finder blandt vores
                [dokumenter om verdensmål](page:verdensmaal-undersoegelser-og-vaerktoejer).
                """,
            ),
            contact("amina-yusuf"),
        ],
    ),
]
