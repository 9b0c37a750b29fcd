"""The survey of 2021. Only the 76 municipalities are known; the rest is made up, and the report
says so.
"""

from datetime import date

from home.demo.pdfs.typesetting import Bars, Box, Heading, PageBreak, Paper, Table

SURVEY_2021 = Paper(
    title="Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021",
    subtitle="Hvem er i gang, hvor er arbejdet forankret, og hvad er svært?",
    date=date(2022, 3, 21),
    note="""
        Hæftet er skrevet som eksempel til dette websted. At 76 kommuner, mere end 8 ud af 10, i
        efteråret 2021 havde besluttet at arbejde med verdensmålene, er oplyst af KL. **Alt andet er
        opdigtet og må ikke citeres.**
    """,
    parts=(
        Heading("Kort fortalt"),
        """
        Kommunerne har taget verdensmålene til sig. I efteråret 2021 havde **76 kommuner** besluttet
        at arbejde med dem. Det er **mere end 8 ud af 10**. For få år siden var det de færreste.

        Undersøgelsen viser også, at beslutningen kun er begyndelsen. De kommuner, der er kommet
        længst, har gjort tre ting: De har valgt nogle få mål, de har lagt ansvaret et bestemt
        sted, og de har fundet en måde at følge udviklingen på.

        - Målene bruges oftest i planstrategien og i politikkerne, sjældnere i budgettet.
        - Skoler og institutioner er den samarbejdspartner, flest nævner.
        - Tid og måling er de to største udfordringer.
        - Hvor den politiske forankring er stærk, er der flere, der også måler.
        """,
        Box(
            "Sådan læser du tallene",
            """
            Når der ikke står andet, handler tallene om de 76 kommuner, der har besluttet at
            arbejde med målene. Tallene er antal kommuner, ikke procent.
            """,
        ),
        PageBreak(),
        Heading("Om undersøgelsen"),
        """
        KL spørger hvert år kommunerne om deres arbejde med FN's 17 verdensmål. Formålet er at give
        kommunerne et billede af, hvor de selv står, og at finde ud af, hvilken hjælp de har brug
        for.

        Spørgeskemaet blev sendt ud i september 2021 og kunne besvares i seks uger. I de fleste
        kommuner er det besvaret af en tovholder i samarbejde med ledelsen.
        """,
        Heading("Hvad blev der spurgt om?", 1),
        """
        1. Har kommunalbestyrelsen besluttet at arbejde med verdensmålene, og hvornår?
        2. Hvor er arbejdet skrevet ind?
        3. Hvilke mål er valgt?
        4. Hvem samarbejder kommunen med?
        5. Hvordan følger kommunen udviklingen?
        6. Hvor stærkt er arbejdet forankret politisk?
        7. Hvad er svært, og hvad mangler der?
        """,
        Heading("Hvornår blev beslutningen taget?"),
        """
        De første kommuner besluttede at bruge målene kort efter, at FN havde vedtaget dem. Men det
        store ryk kom senere, da mange kommuner skulle lave en ny planstrategi og brugte målene som
        ramme.
        """,
        Bars(
            "Antal kommuner efter året for beslutningen",
            (("2018 eller før", 9), ("2019", 18), ("2020", 27), ("2021", 22)),
            30,
        ),
        """
        Kommuner af alle størrelser er med. De store har oftere en medarbejder, som har det som sin
        hovedopgave. I de små ligger opgaven tit hos en, der også har andre kasketter på.
        """,
        Heading("Hvor er arbejdet skrevet ind?"),
        """
        Et mål lever længst, når det står i et dokument, som nogen alligevel skal åbne. Derfor har
        undersøgelsen spurgt, hvor verdensmålene er skrevet ind. Der kunne sættes flere kryds.
        """,
        Table(
            "Hvor indgår verdensmålene? (flere svar)",
            (
                ("Dokument", "Kommuner", "Heraf med mål, der kan måles"),
                ("Planstrategi", "52", "21"),
                ("Politikker på enkelte områder", "41", "12"),
                ("Kommunalbestyrelsens vision", "33", "6"),
                ("Klimaplan", "31", "27"),
                ("Indkøbspolitik", "28", "13"),
                ("Budget", "19", "11"),
            ),
            (46, 20, 34),
        ),
        """
        Klimaplanen skiller sig ud. Her er målene færrest i ord og flest i tal. I visionen er det
        omvendt. Begge dele kan være rigtige: Visionen skal samle, planen skal flytte noget.
        """,
        Heading("Hvilke mål er valgt?"),
        """
        De fleste kommuner har valgt mellem fire og syv mål, som de arbejder særligt med. Nogle har
        valgt alle 17 og siger til gengæld, at de ikke skal fylde lige meget hvert år.
        """,
        Bars(
            "De seks mål, som flest kommuner har valgt",
            (
                ("11 Bæredygtige byer", 61),
                ("13 Klimaindsats", 58),
                ("3 Sundhed og trivsel", 55),
                ("4 Kvalitetsuddannelse", 49),
                ("12 Ansvarligt forbrug", 44),
                ("17 Partnerskaber", 38),
            ),
            70,
        ),
        """
        Det er mål, som ligger tæt på kommunens egne opgaver. Mål 11 handler om byer, hvor mennesker
        kan bo, bevæge sig og mødes. Mål 3 og 4 handler om de opgaver, der fylder mest i kommunens
        budget. Mål 17 er valgt af færre, men næsten alle, der har valgt det, beskriver konkrete
        aftaler med virksomheder og foreninger.
        """,
        Heading("Hvem samarbejder kommunen med?"),
        """
        Kommunen kan ikke nå målene alene. De fleste peger på samarbejder, der var der i forvejen,
        og som har fået en ny ramme.
        """,
        Table(
            "Kommunernes samarbejdspartnere (flere svar)",
            (
                ("Partner", "Kommuner", "Eksempel"),
                ("Skoler og institutioner", "51", "Elever undersøger spild i deres egen kantine"),
                ("Borgere", "47", "Borgersamling om den nye bydel"),
                ("Virksomheder", "43", "Fælles affaldsordning i et erhvervsområde"),
                ("Foreninger", "36", "Byttemarked i forsamlingshuset"),
                ("Andre kommuner", "33", "Fælles indkøb af elbiler"),
                ("Forskere", "14", "Følgeforskning i et sundhedsprojekt"),
            ),
            (30, 16, 54),
        ),
        Heading("Dialogen med borgere og virksomheder", 1),
        """
        Mange svar handler om sproget. Borgere siger sjældent "verdensmål". De siger "bussen",
        "badestranden" eller "maden på skolen". De kommuner, der har den bedste dialog, begynder med
        det, folk selv kalder det, og nævner målet bagefter.

        For virksomheder er det omvendt. De kender tit målene fra deres egne kunder og vil gerne
        vide, hvilke af dem kommunen lægger vægt på.
        """,
        Heading("Stærk eller svag politisk forankring"),
        """
        Undersøgelsen har spurgt, hvor stærkt arbejdet er forankret hos politikerne. 29 kommuner
        svarer stærkt, 32 i nogen grad og 15 svagt.
        """,
        Table(
            "Forankring og opfølgning",
            (
                (
                    "Politisk forankring",
                    "Kommuner",
                    "Følger op hvert år",
                    "Bruger egne indikatorer",
                ),
                ("Stærk", "29", "24", "19"),
                ("I nogen grad", "32", "15", "11"),
                ("Svag", "15", "3", "2"),
                ("I alt", "76", "42", "32"),
            ),
            (30, 20, 24, 26),
        ),
        """
        En stærk forankring betyder ikke, at der er mest aktivitet. Flere af de 15 kommuner har
        mange gode projekter. Men projekterne hænger på enkelte medarbejdere, og de stopper, når
        medarbejderen skifter job.
        """,
        Heading("Hvad er svært?"),
        Bars(
            "De største udfordringer (højst tre svar)",
            (
                ("Tid og ressourcer", 45),
                ("At måle virkningen", 40),
                ("At gøre målene lokale", 34),
                ("At få alle områder med", 29),
                ("At holde fast efter et valg", 17),
            ),
            50,
        ),
        """
        Når kommunerne skal sige, hvad de mangler, er ønskerne praktiske: eksempler, de kan vise
        deres egen ledelse, tal, de ikke selv skal samle ind, og en kollega at ringe til.
        """,
        Heading("Fire spørgsmål at tage med videre"),
        """
        1. **Lokal kontekst:** Hvilke mål betyder mest netop her, og hvem var med til at vælge?
        2. **Samskabelse:** Hvem kan løse opgaven sammen med os, og hvad skal de have ud af det?
        3. **Dialog:** Hvilke ord bruger vi, når vi taler med borgere og virksomheder?
        4. **Forankring:** Hvem holder fast i målene, når dagsordenen er fuld?
        """,
    ),
)
