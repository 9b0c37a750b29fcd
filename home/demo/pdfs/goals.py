"""Papers for the collection on the goals."""

from datetime import date

from home.demo.pdfs.typesetting import Box, Heading, Paper, Table

#: Room to write two lines.
BLANK = "\n\n"

TOOLBOX = Paper(
    title="Værktøjskasse til lokale verdensmål",
    subtitle="Fem metoder, du kan bruge på et møde i næste uge",
    date=date(2022, 5, 10),
    parts=(
        Heading("Sådan bruger du kassen"),
        """
        Du behøver ikke læse det hele. Find den metode, der passer til dit møde, og tag resten en
        anden gang. Alle metoder er prøvet af i kommuner, og alle kan gennemføres uden konsulent.
        """,
        Table(
            "Metoderne på én side",
            (
                ("Metode", "Tid", "Deltagere", "Godt til"),
                ("1. Tre mål på én time", "1 time", "6-24", "At vælge"),
                ("2. Målkæden", "45 min.", "4-8", "At forklare sammenhæng"),
                ("3. Det tomme kort", "2 timer", "20-80", "At spørge borgere"),
                ("4. Nej-listen", "30 min.", "4-12", "At prioritere"),
                ("5. Et år efter", "1 time", "Alle", "At holde fast"),
            ),
            (34, 16, 18, 32),
        ),
        Heading("1. Tre mål på én time"),
        """
        Brug metoden, når en gruppe skal vælge, hvad den vil arbejde med. Du skal bruge sedler,
        tusser og en væg.

        1. Hver deltager skriver fem mål, som fylder mest i deres hverdag. Et mål på hver seddel.
        2. Læg sedlerne sammen to og to, og find dem, der går igen.
        3. Sæt sedlerne op på væggen. Gruppér dem, uden at tale sammen.
        4. Vælg tre grupper. Skriv én sætning om, hvad målet betyder hos jer.
        5. Læs sætningerne højt for en, der ikke har været med. Kan de gentages?
        """,
        Box(
            "Pas på",
            "Vælger I mål efter, hvad I allerede gør, flytter I ikke noget. Spørg også: Hvor er vi "
            "bagud?",
        ),
        Heading("2. Målkæden"),
        """
        Et verdensmål er langt væk. Målkæden gør vejen kort. Skriv fem led på hver sit papir, og læg
        dem på gulvet i rækkefølge.

        - **Målet**, som FN har formuleret det
        - **Hos os:** hvad det betyder i vores kommune
        - **Vi vil:** hvad kommunalbestyrelsen har besluttet
        - **Vi gør:** hvad der sker på tirsdag
        - **Vi ser:** hvad vi holder øje med

        Gå kæden igennem begge veje. Mangler der et led, har I fundet det næste møde.
        """,
        Heading("3. Det tomme kort"),
        """
        Læg et stort kort uden tegninger på bordet. Bed deltagerne vise, hvor de færdes, hvor de
        bliver glade, og hvor de går udenom. Skriv deres egne ord på kortet.

        Kortet bliver hængende i forvaltningen, mens planen bliver lavet. Når et forslag er klart,
        går I tilbage til kortet og ser, om det er til at kende igen.

        Efter mødet skriver I til alle deltagere inden tre uger. Fortæl, hvad der kom med, hvad der
        ikke gjorde, og hvorfor.
        """,
        Heading("4. Nej-listen"),
        """
        Det er let at sige ja til et mål. Nej-listen er en liste over det, I holder op med eller
        venter med, for at der bliver plads.

        Lav to kolonner. Skriv de nye opgaver til venstre. Skriv for hver af dem, hvad der ryger ud
        til højre. En opgave uden en nabo til højre kommer ikke med.
        """,
        Heading("5. Et år efter"),
        """
        Aftal datoen, samme dag som målet bliver vedtaget. På mødet svarer I på tre spørgsmål:

        1. Hvad kan en borger se eller mærke?
        2. Hvilket tal har flyttet sig, og hvorfor?
        3. Hvad ville vi gøre om?

        Svarene fylder en side. Den side er årets opfølgning.
        """,
        Heading("Når mødet er slut"),
        """
        En metode er kun så god som det, der sker bagefter. Brug de sidste ti minutter på at
        fordele opgaverne, mens alle er i rummet.
        """,
        Table(
            "Aftaler",
            (
                ("Hvad", "Hvem", "Hvornår"),
                (BLANK, "", ""),
                (BLANK, "", ""),
                (BLANK, "", ""),
            ),
            (50, 25, 25),
        ),
        """
        - Tag et billede af væggen, kortet eller gulvet, før I rydder op.
        - Send billedet og aftalerne til alle samme dag.
        - Skriv til dem, der ikke kunne komme, og spørg, hvad der mangler.
        """,
    ),
)

INDICATORS = Paper(
    title="Indikatorer for bæredygtig udvikling",
    subtitle="Tolv tal, som alle kommuner kan hente",
    date=date(2023, 1, 10),
    parts=(
        Heading("Hvorfor tolv?"),
        """
        En indikator er et tal, der siger noget om et mål. Den er god, når den kan hentes hvert år
        uden særligt arbejde, når den kan forklares på en linje, og når nogen kan gøre noget ved
        den.

        Netværket begyndte med 140 forslag. Tolv blev tilbage, da hvert forslag skulle bestå de tre
        krav. De tolv dækker ikke alle mål. Det er med vilje.
        """,
        Table(
            "De tolv indikatorer",
            (
                ("Nr.", "Indikator", "Enhed", "Mål"),
                ("1", "Unge, der er i gang et år efter 9. klasse", "Procent", "4"),
                ("2", "Børn, der trives i skolen", "Procent", "4"),
                ("3", "Ældre, der klarer sig uden hjælp", "Procent", "3"),
                ("4", "Sygefravær blandt ansatte", "Dage", "8"),
                ("5", "Boliger med kort vej til et grønt område", "Procent", "11"),
                ("6", "Ture på cykel", "Procent", "11"),
                ("7", "CO2 fra kommunens egne bygninger", "Ton", "13"),
                ("8", "CO2 pr. indbygger", "Ton", "13"),
                ("9", "Restaffald pr. indbygger", "Kilo", "12"),
                ("10", "Indkøb med miljøkrav", "Procent", "12"),
                ("11", "Natur, der er beskyttet", "Hektar", "15"),
                ("12", "Deltagelse ved kommunalvalg", "Procent", "16"),
            ),
            (9, 56, 20, 15),
        ),
        Heading("Fra tal til samtale"),
        """
        Et tal taler ikke selv. Vis det altid sammen med tre ting: hvor det var sidste år, hvor
        kommuner som jeres ligger, og hvad I har gjort i mellemtiden.

        - Brug de samme farver hvert år.
        - Skriv konklusionen som overskrift. "Flere cykler" er bedre end "Ture på cykel".
        - Sig det, når tallet er usikkert.
        """,
        Heading("Når tallet går den forkerte vej", 1),
        """
        Det vil det gøre. Aftal på forhånd, hvem der forklarer det, og hvem der foreslår noget. En
        indikator, der kun bliver vist, når den er pæn, er kun pynt.
        """,
        Heading("Kilder og opdatering"),
        """
        De fleste tal ligger i offentlig statistik. Tre af dem, nummer 5, 7 og 10, skal kommunen
        selv beregne. Brug den samme metode hvert år, og skriv den ned. Skifter I metode, så regn
        mindst ét gammelt år om, så kurven hænger sammen.
        """,
        Box(
            "Tag den med på mødet",
            "Bed hvert udvalg vælge to af de tolv. Så har I et fælles sprog og ikke for meget at "
            "holde styr på.",
        ),
    ),
)

GOALS_CHECK = Paper(
    title="Skabelon: Verdensmålstjek af en politisk sag",
    subtitle="Ni spørgsmål, før sagen kommer på dagsordenen",
    date=date(2024, 9, 2),
    parts=(
        Heading("Hvornår skal du bruge tjekket?"),
        """
        Brug det til sager, der koster mere end 500.000 kr., eller som gælder i mere end fire år.
        Det tager en halv time, hvis du kender sagen. Svarene lægges som bilag.
        """,
        Table(
            "Tjekket",
            (
                ("Spørgsmål", "Dit svar"),
                ("1. Hvilke højst tre mål handler sagen om?", BLANK),
                ("2. Hvem bliver det bedre for?", BLANK),
                ("3. Hvem bliver det dårligere for?", BLANK),
                ("4. Hvad sker der, hvis vi ikke gør noget?", BLANK),
                ("5. Hvad koster det om ti år?", BLANK),
                ("6. Hvilket tal kan vise, om det virker?", BLANK),
                ("7. Hvem er blevet spurgt, og hvad sagde de?", BLANK),
                ("8. Hvem kan løse det sammen med os?", BLANK),
                ("9. Hvornår ser vi på sagen igen?", BLANK),
            ),
            (55, 45),
        ),
        Heading("Gode råd"),
        """
        - Skriv kort. En linje til hvert svar er nok.
        - Skriv "ved ikke", når du ikke ved det. Det er også et svar.
        - Lad en kollega fra en anden forvaltning læse det.
        """,
        Heading("Et eksempel"),
        """
        En ny parkeringsplads ved hallen handler om mål 3, 11 og 13. Den er god for familier, der
        bor langt væk, og mindre god for dem, der bor ved siden af. Uden pladsen bliver der parkeret
        på fortovet. Med græsarmering i stedet for asfalt tager den også imod regnvand. Tallet, der
        skal følges, er antal biler på fortovet en tirsdag klokken 17.
        """,
    ),
)
