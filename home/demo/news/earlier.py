"""News of past years, at fixed dates."""

from datetime import date

from home.demo.body import (
    contact,
    documents,
    fact_box,
    heading,
    image,
    link_button,
    page_card,
    quote,
    table,
    text,
)
from home.demo.shapes import News

EARLIER = [
    News(
        slug="sommerens-bedste-laesning-fra-netvaerkene",
        title="Sommerens bedste læsning fra netværkene",
        date=date(2025, 6, 24),
        lede="Vi har bedt fire netværk om at pege på det, de har haft mest gavn af i år.",
        image="rapporter",
        topics=("oekonomi-og-styring", "digitalisering"),
        body=[
            text("""
                Læg den i tasken, eller gem den til efter ferien. Her er et dokument fra hvert
                netværk. Ingen af dem er over ti sider.
            """),
            documents(
                "Læselisten", "indikatorer", "groenne-indkoeb", "klart-sprog", "data-paa-tvaers"
            ),
        ],
    ),
    News(
        slug="havnebyer-deler-erfaringer-med-stormflod",
        title="Havnebyer deler erfaringer med stormflod",
        date=date(2025, 3, 4),
        lede=(
            "Når vandet stiger i fjorden, når det mere end én kommune. Fem havnebyer har aftalt at "
            "varsle hinanden og bruge de samme kort."
        ),
        image="havn",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "by-og-land"),
        body=[
            text("""
                Aftalen blev til på et møde i netværket for klimatilpasning. Den fylder en side og
                siger tre ting: Vi ringer til naboen først. Vi måler på samme måde. Og vi øver os
                sammen en gang om året.
            """),
            heading("En øvelse i blæsevejr"),
            text("""
                Den første øvelse blev holdt i februar. Beredskab, drift og kommunikation sad i
                hver sin by og fik den samme melding klokken 6.40. Klokken 8 var pumperne på plads
                fire ud af fem steder. Det femte sted var nøglen væk.
            """),
            quote(
                "Man lærer mere af en nøgle, der mangler, end af en plan på 80 sider.",
                "Karen Østerby, klimachef, Fjordby Kommune",
            ),
            page_card("netvaerk-for-klimatilpasning"),
        ],
    ),
    News(
        slug="naar-verdensmaalene-flytter-ind-i-budgettet",
        title="Når verdensmålene flytter ind i budgettet",
        date=date(2024, 11, 19),
        lede=(
            "Bakkedal har prøvet at mærke hver post i budgettet med et mål. Det gav færre mærker, "
            "ikke flere."
        ),
        image="tal",
        contact="mette-aagaard-lund",
        topics=("verdensmaal", "oekonomi-og-styring"),
        body=[
            text("""
                Idéen var enkel. Hver forvaltning skulle skrive, hvilke verdensmål dens penge gik
                til. Det første udkast havde 412 mærker, og næsten alt pegede på alle mål.

                Så vendte man spørgsmålet om: Hvilke tre mål ville lide mest, hvis posten blev
                fjernet? Nu er der 96 mærker tilbage, og de siger noget.
            """),
            table(
                "Bakkedals tre regler for mærker",
                ("Regel", "Hvorfor"),
                ("Højst tre mål pr. post", "Ellers siger mærket ikke noget"),
                ("Mindst én indikator pr. mål", "Så byrådet kan se, om det går fremad"),
                ("Tag mærket af igen", "Når pengene bliver brugt til noget andet"),
            ),
            text("""
                Læs om indikatorerne i
                [Indikatorer for bæredygtig udvikling](document:indikatorer).
            """),
        ],
    ),
    News(
        slug="lokale-raavarer-i-skolemaden",
        title="Lokale råvarer i skolemaden",
        date=date(2024, 8, 27),
        lede="To køkkener, 900 børn og en aftale med fire landmænd.",
        topics=("skole-og-boern", "by-og-land"),
        body=[
            text("""
                Det begyndte med kartofler. I dag kommer mere end halvdelen af grøntsagerne i
                Nordmoses skolemad fra marker, som børnene kan cykle til. Prisen pr. portion er
                steget med 1,75 kr., og madspildet er faldet med en tredjedel.
            """),
            fact_box(
                "Sådan kom de i gang",
                """
                - Køkkenet skrev menuen efter sæsonen
                - Udbuddet blev delt i mindre dele, så en lille gård kunne byde
                - Hver klasse besøger en mark om året
                """,
            ),
            contact("peter-aagren-dahl"),
        ],
    ),
    News(
        slug="tjekliste-goer-groenne-indkoeb-lettere",
        title="Tjekliste gør grønne indkøb lettere",
        date=date(2024, 2, 6),
        lede=(
            "Du skal ikke kende hele udbudsloven for at stille et godt krav. To sider er nok til at"
            " begynde."
        ),
        topics=("klima-og-energi", "oekonomi-og-styring"),
        body=[
            text("""
                Tjeklisten er lavet af indkøbere til dem, der bestiller: lederen af børnehaven,
                chefen for vejene, sekretæren på rådhuset. Den følger et indkøb fra behov til
                opfølgning og har en linje til hvert trin.
            """),
            documents("", "groenne-indkoeb"),
        ],
    ),
    News(
        slug="vindmoeller-i-lokalplanen",
        title="Vindmøller i lokalplanen: Begynd med samtalen",
        date=date(2023, 10, 12),
        lede=(
            "Modstand mod vindmøller handler sjældent kun om møller. Tre kommuner fortæller, "
            "hvornår de talte med naboerne, og hvad de ville gøre om."
        ),
        image="vindmoeller",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "borgerinddragelse", "by-og-land"),
        body=[
            text("""
                De tre kommuner har én ting til fælles. Alle har oplevet et fyldt forsamlingshus og
                en mikrofon, der gik fra hånd til hånd langt ud på aftenen.
            """),
            heading("Tre tidspunkter, tre forløb"),
            text("""
                **Åløse** holdt sit møde, da lokalplanen var i høring. Det gav 211 høringssvar og et
                projekt, der blev halvt så stort.

                **Østerhede** mødtes med naboerne, da der var peget på et område. Her endte det med
                fem møller og en fond, som landsbyerne selv styrer.

                **Fjordby** spurgte, før der var et kort: Hvor ville I selv stille dem? Svarene
                pegede på to steder, som ingen i forvaltningen havde tænkt på.
            """),
            image("landkort", "Et kort uden streger er et godt sted at begynde."),
            heading("Gå efter det, der kan ændres"),
            text("""
                Naboer bliver trætte af at blive spurgt om noget, der er afgjort. Sig derfor klart,
                hvad der ligger fast, og hvad der er til forhandling. Er afstanden givet af loven,
                så sig det. Kan vejen flyttes, så læg den frem.
            """),
            link_button("Se netværket for klimatilpasning", page="netvaerk-for-klimatilpasning"),
        ],
    ),
    News(
        slug="netvaerk-for-boern-og-unges-laering-fylder-fem-aar",
        title="Netværk for børn og unges læring fylder fem år",
        date=date(2023, 5, 23),
        lede="Fra otte skoleledere om et bord til 41 medlemmer i hele landet.",
        image="moedebord",
        topics=("skole-og-boern",),
        body=[
            text("""
                Den første dagsorden havde kun ét punkt: Hvad gør vi, når eleverne ikke kommer? Det
                spørgsmål står der stadig, men svarene er blevet bedre.

                Vi fejrer dagen med åbent hus på næste møde. Alle, der har været medlem, er
                velkomne. Der er kage.
            """),
            page_card("netvaerk-for-boern-og-unges-laering"),
        ],
    ),
    News(
        slug="faelles-indikatorer-goer-det-lettere-at-sammenligne",
        title="Fælles indikatorer gør det lettere at sammenligne",
        date=date(2023, 1, 17),
        lede="Tolv tal, som alle kan hente, er bedre end hundrede, som ingen får opdateret.",
        topics=("verdensmaal", "oekonomi-og-styring"),
        body=[
            text("""
                Det er fristende at måle det hele. Men hver indikator skal hentes, forklares og
                vises frem igen næste år. Derfor har netværket for verdensmål og bæredygtighed
                valgt tolv, som bygger på tal, der findes i forvejen.
            """),
            documents("Se de tolv indikatorer", "indikatorer"),
        ],
    ),
    News(
        slug="aarets-spoergeskema-om-verdensmaal-er-sendt-ud",
        title="Årets spørgeskema om verdensmål er sendt ud",
        date=date(2022, 9, 20),
        lede="Det tager ti minutter at svare. Svarfristen er fredag den 14. oktober.",
        topics=("verdensmaal",),
        body=[
            text("""
                Spørgeskemaet er sendt til kommunaldirektøren. Det er en god idé at svare sammen med
                den, der er tovholder på arbejdet.

                I kan se sidste års svar i
                [undersøgelsen fra 2021](document:undersoegelse-2021). Spørgsmålene er de samme,
                så I kan følge jeres egen udvikling.
            """),
            contact("mette-aagaard-lund"),
        ],
    ),
    News(
        slug="cykelstien-der-begyndte-som-en-tegning",
        title="Cykelstien, der begyndte som en tegning",
        date=date(2022, 6, 2),
        lede="En 3. klasse tegnede deres vej til skole. Nu er den malet blå.",
        image="cykelgade",
        topics=("skole-og-boern", "by-og-land", "borgerinddragelse"),
        body=[
            text("""
                Opgaven var at tegne de steder, hvor man bliver bange. 22 tegninger pegede på det
                samme kryds. Forvaltningen hængte dem op i kantinen, og et halvt år senere var
                krydset bygget om.
            """),
            text("""
                I år får fire skoler til den samme opgave. Resultaterne bliver vist på rådhuset
                efter sommerferien.
            """),
        ],
    ),
]
