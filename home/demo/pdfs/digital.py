"""Papers for the collection on digital communication."""

from datetime import date

from home.demo.pdfs.typesetting import Box, Heading, Paper, Table

PLAIN_LANGUAGE = Paper(
    title="Klart sprog i breve fra kommunen",
    subtitle="En vejledning til dig, der skriver til borgere",
    date=date(2024, 10, 1),
    parts=(
        Heading("Et brev har én opgave"),
        """
        Før du skriver, skal du vide, hvad modtageren skal gøre, når brevet er læst. Skal hun svare,
        betale, møde op eller bare vide noget? Skriv det som den første sætning.
        """,
        Heading("Fire greb"),
        """
        1. **Sig du.** "Du skal sende" i stedet for "ansøger bedes fremsende".
        2. **Sæt det vigtige først.** Afgørelsen hører til i første afsnit, paragrafferne i sidste.
        3. **Skriv aktivt.** "Vi har modtaget" i stedet for "der er modtaget".
        4. **Del op.** En tanke i hver sætning. Tre til fem linjer i hvert afsnit.
        """,
        Table(
            "Før og efter",
            (
                ("Før", "Efter"),
                (
                    "Der skal hermed anmodes om fremsendelse af dokumentation for indkomst.",
                    "Send os dine tre seneste lønsedler.",
                ),
                (
                    "Såfremt ansøgningen ikke modtages rettidigt, vil den blive afvist.",
                    "Vi skal have din ansøgning senest den 1. maj. Ellers siger vi nej.",
                ),
                (
                    "Kommunen skal beklage den opståede ventetid.",
                    "Du har ventet for længe på svar. Det er vi kede af.",
                ),
                (
                    "Der kan rettes henvendelse til undertegnede.",
                    "Har du spørgsmål, så ring til mig.",
                ),
            ),
            (50, 50),
        ),
        Heading("Når loven skal med"),
        """
        Borgeren har ret til at vide, hvilken regel du har brugt. Men hun skal ikke læse den for at
        forstå svaret. Skriv først, hvad reglen betyder i hendes sag. Henvis derefter til loven i en
        parentes eller nederst.
        """,
        Heading("Overskrifter", 1),
        """
        En god overskrift siger, hvad der er sket: "Du har fået en plads i vuggestuen". En dårlig
        siger, hvad brevet hedder: "Vedrørende pasningstilbud".
        """,
        Heading("Tal og datoer", 1),
        """
        Skriv datoen ud: 7. april. Skriv beløb med to decimaler, når der skal betales, og rundt
        ellers. Er der en frist, så skriv den samme dato hver gang, aldrig "inden 14 dage".
        """,
        Box(
            "Prøv det af",
            "Læs brevet højt for en kollega fra et andet kontor. Hvor du snubler, snubler borgeren "
            "også. Spørg bagefter: Hvad skal du gøre nu?",
        ),
        Heading("Tjekliste før du sender"),
        """
        - Kan man se på overskriften, hvad det handler om?
        - Står det vigtigste i første afsnit?
        - Ved modtageren, hvad hun skal gøre, og hvornår?
        - Er der et navn og et telefonnummer?
        - Er der ord, du ikke ville sige højt?
        """,
    ),
)

ACCESSIBLE_PDF = Paper(
    title="Tilgængelige PDF-filer i otte trin",
    subtitle="Til dig, der ikke er specialist",
    date=date(2026, 3, 2),
    parts=(
        Heading("Skal det være en PDF?"),
        """
        En webside er næsten altid bedre. Den passer til en telefon, kan forstørres og er let at
        rette. Vælg en PDF, når noget skal arkiveres, underskrives eller trykkes.
        """,
        Heading("De otte trin"),
        """
        1. **Brug typografier.** En overskrift er en overskrift, når programmet ved det. Fed skrift
        er ikke nok.
        2. **Hold rækkefølgen.** Overskrift 1, så 2, så 3. Spring ikke over.
        3. **Skriv alternativ tekst.** Fortæl, hvad billedet viser, og hvorfor det er der. Er det
        pynt, så markér det som pynt.
        4. **Lav rigtige lister.** Brug knappen, ikke en bindestreg.
        5. **Lav enkle tabeller.** En række med overskrifter og ingen flettede celler.
        6. **Skriv gode links.** Teksten skal give mening alene. "Læs mere her" gør ikke.
        7. **Tjek kontrasten.** Grå tekst på hvid baggrund er pæn, men ikke for alle.
        8. **Sæt sprog og titel.** Begge dele ligger i filens egenskaber.
        """,
        Heading("Sådan tester du"),
        Table(
            "Tre test, der tager fem minutter",
            (
                ("Test", "Hvad du gør", "Godt tegn"),
                ("Tastatur", "Gå gennem filen med tabulator", "Du når alle links i rækkefølge"),
                (
                    "Kopi",
                    "Kopiér al tekst til et tomt dokument",
                    "Teksten kommer i den rigtige orden",
                ),
                ("Lyd", "Slå oplæsning til", "Du kan følge med uden at se"),
            ),
            (16, 44, 40),
        ),
        """
        Bliver teksten til bogstavsalat, er filen måske scannet. Så er den et billede, og ingen kan
        læse den højt. Find originalen, eller brug tekstgenkendelse.
        """,
        Heading("Når du overtager en gammel fil"),
        """
        Begynd med at spørge, om nogen bruger den. Mange gamle filer kan slettes. Er der få
        læsere, så lav en kort webside med det vigtigste. Er der mange, så lav filen om fra
        originalen. Det er hurtigere end at lappe.
        """,
        Box(
            "Husk",
            "Tilgængelighed er ikke kun for nogle få. Alle har prøvet at læse på en telefon i sol.",
        ),
    ),
)

SHARING_DATA = Paper(
    title="Data på tværs: Principper for deling",
    subtitle="Seks principper og en aftale på én side",
    date=date(2025, 2, 17),
    parts=(
        Heading("Derfor deler vi"),
        """
        Borgeren skal ikke skrive sin adresse fem gange. Og kommunen skal ikke planlægge efter tal,
        der er tre år gamle, når de nye ligger i nabobygningen. Men data om mennesker er betroet
        gods. Derfor er der regler, og derfor er der brug for principper, som alle kan huske.
        """,
        Heading("Seks principper"),
        """
        1. **Formålet først.** Vi ved, hvad data skal bruges til, før vi deler.
        2. **Så lidt som muligt.** Kan vi nøjes med et tal, deler vi ikke navne.
        3. **Én kilde.** Hver oplysning har ét sted, hvor den bliver rettet.
        4. **Åbent for borgeren.** Vi fortæller, hvad vi har, og hvem der ser det.
        5. **Udløb.** Alt, hvad vi deler, har en dato, hvor det bliver slettet.
        6. **Nogen har ansvaret.** Der står et navn på hver aftale, ikke kun en afdeling.
        """,
        Heading("Hvem spørger du?"),
        Table(
            "Vejen til en aftale",
            (
                ("Skridt", "Hvem", "Tid"),
                ("Beskriv formålet", "Dig", "1 time"),
                ("Vurdér, om data er personlige", "Databeskyttelsesrådgiver", "1 uge"),
                ("Find kilden", "Dataansvarlig i forvaltningen", "2 dage"),
                ("Skriv aftalen", "Dig og kilden", "1 dag"),
                ("Åbn adgangen", "It-afdelingen", "1 uge"),
            ),
            (42, 38, 20),
        ),
        Heading("Aftalen på én side"),
        """
        En aftale behøver ikke være lang. Den skal svare på syv spørgsmål:

        - Hvilke data?
        - Til hvilket formål?
        - Hvem må se dem?
        - Hvor ofte bliver de opdateret?
        - Hvad må de ikke bruges til?
        - Hvornår bliver de slettet?
        - Hvem ringer man til?
        """,
        Box(
            "Fra praksis",
            "I Bakkedal var det første register et over bænke. Ingen persondata, men fem "
            "forvaltninger, der lærte at rette samme sted.",
        ),
    ),
)
