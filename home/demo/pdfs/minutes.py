"""Minutes for members only: what nobody may find by search, link or guess."""

from datetime import date

from home.demo.pdfs.typesetting import Heading, Paper, Table

MINUTES_SPRING = Paper(
    title="Referat fra styregruppen, forår",
    subtitle="Fortroligt. Kun for medlemmer af styregruppen.",
    date=date(2026, 4, 22),
    parts=(
        Heading("Deltagere"),
        """
        Mette Aagaard Lund, Henrik Bæk Ravn, Lise Toft og Peter Ågren Dahl. Afbud fra Karen Østerby.
        """,
        Heading("1. Siden sidst"),
        """
        Tre nye kommuner er kommet med. To møder er flyttet til nettet. Evalueringen af studieturen
        er god, men deltagerne ønsker færre stop.
        """,
        Heading("2. Økonomi"),
        Table(
            "Regnskab for netværkene, 1.000 kr.",
            (
                ("Post", "Budget", "Regnskab"),
                ("Kontingenter", "1.240", "1.310"),
                ("Møder og lokaler", "-610", "-588"),
                ("Oplægsholdere", "-420", "-471"),
                ("Resultat", "210", "251"),
            ),
            (50, 25, 25),
        ),
        Heading("3. Beslutninger"),
        """
        - Prisen skal følge antallet af indbyggere fra næste år.
        - Der kommer en introdag for nye tovholdere.
        - Gæster kan være med to gange, før kommunen skal melde sig ind.
        """,
        Heading("4. Drøftelse af prisen"),
        """
        I dag betaler alle det samme. Det er enkelt, men det holder de små kommuner ude. Der var
        enighed om tre trin efter indbyggertal. Lise foreslog, at en kommune, der er med i tre
        netværk, får det fjerde gratis. Forslaget bliver regnet igennem til næste møde.

        Peter gjorde opmærksom på, at skolerne betaler af deres egen kasse. For dem er prisen pr.
        skole vigtigere end prisen pr. kommune.
        """,
        Heading("5. Eventuelt"),
        "Næste møde er i oktober. Mette sender en dagsorden 14 dage før.",
    ),
)

MINUTES_AUTUMN = Paper(
    title="Referat fra styregruppen, efterår",
    subtitle="Fortroligt. Kun for medlemmer af styregruppen.",
    date=date(2026, 10, 7),
    parts=(
        Heading("Deltagere"),
        """
        Mette Aagaard Lund, Lise Toft, Karen Østerby og Peter Ågren Dahl. Afbud fra Henrik Bæk Ravn.
        """,
        Heading("1. Konferencen"),
        """
        Programmet er på plads. Der mangler en vært til gåturen ved åen. Salget begynder, når
        hotelaftalen er underskrevet.
        """,
        Heading("2. Nye netværk"),
        """
        Styregruppen drøftede et netværk om ældre og et om natur. Begge bliver undersøgt. Der skal
        være mindst 15 kommuner, før et nyt netværk bliver åbnet.
        """,
        Heading("3. Beslutninger"),
        """
        - Direktørforum fortsætter et år mere.
        - Mødet om byplanen bliver aflyst, hvis der er færre end ti tilmeldte.
        - Et medlemskab af fire netværk koster det samme som af tre.
        """,
        Heading("4. Evaluering af sprogdagen"),
        Table(
            "Svar fra deltagerne",
            (
                ("Spørgsmål", "Ja", "Delvist", "Nej"),
                ("Kan du bruge det, du lærte?", "71", "18", "3"),
                ("Var der tid nok til at øve?", "40", "33", "19"),
                ("Vil du anbefale dagen?", "80", "10", "2"),
            ),
            (52, 16, 16, 16),
        ),
        """
        Formatet med oplæg om formiddagen og værksteder om eftermiddagen virker. Der skal være mere
        tid til at skrive og færre skift mellem lokaler. De, der fulgte med på nettet, savnede en
        måde at stille spørgsmål på.
        """,
        Heading("5. Opfølgning fra sidst"),
        """
        Introdagen er planlagt, og der er fundet en vært. Forslaget om pris for flere netværk er
        regnet igennem og koster omkring 40.000 kr. om året.
        """,
        Heading("6. Eventuelt"),
        "Karen stopper i styregruppen til sommer. Mette spørger i netværket om en ny fra kysten.",
    ),
)
