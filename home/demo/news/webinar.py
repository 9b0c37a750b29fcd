"""The announcement of 7 April 2022: the article that this project was made for."""

from datetime import date

from home.demo.body import documents, event_teaser, fact_box, heading, link_button, text
from home.demo.shapes import News

WEBINAR = News(
    slug="webinar-om-kommunernes-arbejde-med-fns-verdensmaal",
    title="Webinar om kommunernes arbejde med FN's verdensmål",
    date=date(2022, 4, 7),
    lede=(
        "Hvordan bliver 17 globale mål til noget, som borgerne kan mærke? Den 17. maj inviterer KL "
        "til webinar om verdensmålene i kommunerne. Du får ny viden fra forskningen og konkrete "
        "redskaber med hjem."
    ),
    image="sytten-maal",
    contact="mette-aagaard-lund",
    topics=("verdensmaal", "borgerinddragelse"),
    search_description=(
        "KL holder den 17. maj 2022 et webinar om kommunernes arbejde med FN's 17 verdensmål. "
        "Læs om emner og oplægsholdere, og tilmeld dig."
    ),
    body=[
        text("""
            Verdensmålene er vedtaget af FN, men mange af dem skal nås lokalt: i skolen, i
            byplanen, på plejecentret og i indkøbene. Derfor er kommunerne gået i gang, og de har
            gjort det på meget forskellige måder. På webinaret ser vi på, hvad der virker, og
            hvad der skal til for at holde fast.
        """),
        event_teaser("webinar-kommunernes-arbejde-med-fns-verdensmaal"),
        heading("Forskning og praksis ved samme bord"),
        text("""
            Webinaret bliver faciliteret af **Jannik Egelund**, som i foråret 2022 har afsluttet
            en ph.d. om kommunernes arbejde med verdensmålene.

            Du møder også afdelingsdirektør **Niels Ploug** og chefkonsulent **Klaus Munch
            Haagensen** fra Danmarks Statistik samt chefkonsulent **Line Vind** fra Gladsaxe
            Kommune. Undervejs hører du desuden om arbejdet i Sorø Kommune.
        """),
        heading("Konkrete redskaber"),
        text("""
            Målet er, at du kan bruge det, du hører, allerede dagen efter. Du får blandt andet

            - redskaber til at oversætte de globale mål til lokale
            - inspiration til at følge udviklingen med tal, som allerede findes
            - eksempler på, hvordan andre kommuner har grebet arbejdet an
            - mulighed for at stille spørgsmål til oplægsholderne.
        """),
        link_button(
            "Tilmeld dig webinaret", url="https://example.org/tilmelding/webinar-verdensmaal-2022"
        ),
        heading("Fire spørgsmål på webinaret"),
        text("""
            Små og store kommuner møder mange af de samme spørgsmål. Webinaret tager fat på fire
            af dem:

            1. Hvordan får målene mening i netop jeres lokale virkelighed?
            2. Hvordan bruger I målene, når I skaber løsninger sammen med andre?
            3. Hvordan taler I med borgere og virksomheder om målene?
            4. Hvad betyder det, om målene er stærkt eller svagt forankret politisk?
        """),
        heading("Mere end 8 ud af 10 kommuner er med"),
        text("""
            KL undersøger hvert år, hvordan kommunerne arbejder med verdensmålene. I efteråret
            2021 havde 76 kommuner besluttet at arbejde med målene. Det er mere end 8 ud af 10.

            Undersøgelsen ser også på, hvor i organisationen arbejdet ligger, og hvad kommunerne
            har brug for at lære mere om.
        """),
        documents("Læs hele undersøgelsen", "undersoegelse-2021"),
        fact_box(
            "Praktisk",
            """
            **Tid:** 17. maj 2022 kl. 10.00-12.00

            **Sted:** Online. Du får et link, når du har tilmeldt dig.

            **Målgruppe:** Politikere, ledere og medarbejdere i kommunerne
            """,
        ),
    ],
)
