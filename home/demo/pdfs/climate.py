"""Papers for the collection on climate and green transition."""

from datetime import date

from home.demo.pdfs.typesetting import Bars, Box, Heading, Paper, Table

ROOM_FOR_WATER = Paper(
    title="Plads til vandet: Guide til planlæggere",
    subtitle="Fra det første kort til den første vinter",
    date=date(2024, 4, 15),
    parts=(
        Heading("Regn, der kommer på én gang"),
        """
        Et skybrud varer sjældent mere end en time. På den time kan der falde lige så meget regn som
        på en almindelig måned. Kloakken er ikke bygget til det, og det skal den heller ikke være.
        Vandet skal have plads ovenpå.

        Guiden følger et projekt fra begyndelse til drift. Den er skrevet til dig, der tegner og
        koordinerer, og som ikke nødvendigvis er ingeniør.
        """,
        Heading("Trin 1: Find vandets vej"),
        """
        Begynd med terrænet. Et højdekort viser, hvor vandet løber hen, når kloakken er fuld. Gå
        ruten til fods bagefter, helst i regnvejr. Tag billeder af kantsten, porte og
        kælderskakter.

        - Hvor samler vandet sig?
        - Hvad ligger der nedenfor?
        - Hvem ejer jorden?
        """,
        Heading("Trin 2: Vælg, hvad der må blive vådt"),
        """
        Alt kan ikke holdes tørt. Vælg sammen med byrådet, hvad der skal, hvad der helst skal, og
        hvad der gerne må stå under vand i et døgn.
        """,
        Table(
            "Eksempel på tre niveauer",
            (
                ("Niveau", "Hvad", "Må stå under vand"),
                ("Rødt", "Sygehus, plejecenter, transformer", "Aldrig"),
                ("Gult", "Boliger, butikker, hovedveje", "Højst 10 cm hvert 50. år"),
                ("Grønt", "Parker, boldbaner, pladser", "Gerne et døgn hvert år"),
            ),
            (14, 48, 38),
        ),
        Heading("Trin 3: Giv det to formål"),
        """
        Et anlæg, der kun virker én time om året, er svært at forklare. Et anlæg, der er en
        skaterbane resten af tiden, er let. Spørg dem, der bor omkring stedet, hvad de mangler.
        """,
        Bars(
            "Hvad borgerne ønskede sig i tolv projekter",
            (
                ("Steder at sidde", 11),
                ("Leg og sport", 9),
                ("Planter og dyr", 8),
                ("Cykelsti", 6),
                ("Parkering", 4),
            ),
            12,
        ),
        Heading("Trin 4: Regn på det"),
        """
        Du skal kende fire tal: hvor stort et område der løber til, hvor meget der falder, hvor
        meget der siver ned, og hvor hurtigt resten skal ledes væk. Få en ingeniør til at regne, men
        bed om at se forudsætningerne.

        Et tommelfingertal: Fra en hektar med tage og asfalt kommer der omkring 500 kubikmeter ved
        et kraftigt skybrud. Det fylder en boldbane op til anklerne.
        """,
        Heading("Trin 5: Aftal driften"),
        """
        Et anlæg bliver aldrig bedre end den, der passer det. Skriv en side om hvert anlæg:

        1. Hvem tømmer risten, og hvornår?
        2. Hvem slår græsset?
        3. Hvem lukker, når vandet kommer?
        4. Hvad er telefonnummeret om natten?
        """,
        Box(
            "Den første vinter",
            "Besøg anlægget efter det første kraftige regnvejr og efter den første frost. De "
            "fleste fejl viser sig der, og de fleste kan rettes med en skovl.",
        ),
        Heading("Tjekliste"),
        """
        - Kort over vandets vej
        - Niveauer, som byrådet har vedtaget
        - To formål for hvert anlæg
        - Beregning med forudsætninger
        - Aftale om drift og ansvar
        - Dato for det første besøg
        """,
        Heading("Ord, du vil møde"),
        Table(
            "Ordliste",
            (
                ("Ord", "Betydning"),
                ("Afløbskoefficient", "Hvor stor en del af regnen der løber af en flade"),
                ("Forsinkelse", "At holde vandet tilbage, til der er plads længere nede"),
                ("Nedsivning", "At vandet trænger ned i jorden"),
                ("Opland", "Det område, som vandet kommer fra"),
                ("Regnbed", "En lavning med planter, der kan tåle både vådt og tørt"),
                ("Serviceniveau", "Hvor tit vandet må stå på terræn"),
            ),
            (30, 70),
        ),
    ),
)

GREEN_PURCHASING = Paper(
    title="Tjekliste til grønne indkøb",
    subtitle="Fra behov til opfølgning på to sider",
    date=date(2024, 1, 29),
    parts=(
        Heading("Før du køber"),
        """
        1. Skal vi eje det, eller kan vi låne, dele eller reparere?
        2. Hvor meget har vi brug for? Tæl, hvad der står på lageret.
        3. Har en anden forvaltning købt det samme?
        4. Findes der en fælles aftale, som vi kan bruge?
        """,
        Heading("Når du stiller krav"),
        Table(
            "Krav, der er lette at kontrollere",
            (
                ("Vare", "Krav", "Bevis"),
                ("Papir og rengøring", "Officielt miljømærke", "Mærket på varen"),
                ("Møbler", "Fem års garanti og reservedele", "Skriftlig garanti"),
                ("Computere", "Kan åbnes og opgraderes", "Producentens vejledning"),
                ("Mad", "60 procent økologi", "Leverandørens opgørelse"),
                ("Biler", "El og lavt forbrug", "Typegodkendelse"),
            ),
            (24, 42, 34),
        ),
        """
        Spørg markedet, før du skriver kravet. En samtale med tre leverandører viser, om det kan
        opfyldes, og hvad det koster.
        """,
        Heading("Når du vælger"),
        """
        - Regn med hele levetiden: pris, strøm, service og bortskaffelse.
        - Giv point for det, der er bedre end kravet.
        - Skriv ned, hvorfor du valgte, som du gjorde.
        """,
        Heading("Når varen er kommet"),
        """
        - Stikprøve efter tre måneder: Holder leverandøren det, der blev lovet?
        - Er emballagen kommet retur?
        - Hvad skal stå anderledes i det næste udbud?
        """,
    ),
)

SCHOOLS = Paper(
    title="Energirenovering af skoler: Erfaringer fra fire kommuner",
    subtitle="Hvad det kostede, hvad det gav, og hvad der overraskede",
    date=date(2025, 9, 8),
    parts=(
        Heading("Fire skoler, fire veje"),
        """
        Skolerne er bygget mellem 1962 og 1978. De har flade tage, store vinduer og rør, som ingen
        har tegninger over. Alle fire er målt et år før og et år efter renoveringen, og tallene er
        rettet for milde og kolde vintre.
        """,
        Table(
            "Varme og økonomi",
            (
                ("Skole", "Før, MWh", "Efter, MWh", "Pris, kr.", "Tjent hjem"),
                ("Nordmose Skole", "412", "361", "13.000", "Under 1 år"),
                ("Åløse Østre Skole", "388", "311", "640.000", "11 år"),
                ("Fjordby Skole", "505", "338", "4,2 mio.", "31 år"),
                ("Bakkedal Centralskole", "467", "268", "9,0 mio.", "43 år"),
            ),
            (30, 16, 17, 17, 20),
        ),
        """
        De lange tilbagebetalingstider skal læses med omtanke. Vinduer og tag skulle skiftes
        alligevel. Trækker man den udgift fra, er pengene hjemme på 12 til 18 år.
        """,
        Bars(
            "Besparelse i procent",
            (
                ("Nordmose Skole", 12),
                ("Åløse Østre Skole", 20),
                ("Fjordby Skole", 33),
                ("Bakkedal Centralskole", 43),
            ),
            50,
        ),
        Heading("Nordmose: Lær huset at kende"),
        """
        Her satte man målere op og fulgte dem i en måned, før man gjorde noget. Det viste sig, at
        varmen kørte for fuldt tryk i weekenden. Efter ny styring og en times undervisning af
        pedellerne faldt forbruget med 12 procent.
        """,
        Heading("Åløse: Loft og rør"),
        """
        Loftet blev isoleret, og 300 meter rør fik en ny kappe. Arbejdet blev lavet i efterårsferien
        uden at flytte en eneste klasse. Den største udgift var stillads.
        """,
        Heading("Fjordby: Frisk luft"),
        """
        Fjordby begyndte med luften. I tre klasser var der for meget CO2 hver dag efter klokken ti.
        Nye vinduer og ventilation har gjort luften god og huset varmere. Lærerne fortæller, at
        eftermiddagen er blevet længere.
        """,
        Heading("Bakkedal: Det hele på én gang"),
        """
        I Bakkedal blev skolen lukket i et halvt år, og eleverne gik på tre andre skoler. Det var
        dyrt og besværligt, men det er gjort. Solcellerne dækker en tredjedel af strømmen.
        """,
        Box(
            "Fire råd",
            """
            1. Mål, før du køber.
            2. Begynd med styringen.
            3. Læg arbejdet, når noget alligevel skal skiftes.
            4. Lad pedellen være med til at vælge.
            """,
        ),
    ),
)
