"""The demo's documents and the collections that show them. Their text is in `home.demo.pdfs`."""

from home.demo.body import contact, heading, link_button, text
from home.demo.shapes import Collection, Document

DOCUMENTS = [
    Document(
        "undersoegelse-2021",
        "Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021",
        "Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021.pdf",
    ),
    Document(
        "resume-engelsk",
        "Danish municipalities and the Sustainable Development Goals",
        "Danish municipalities and the SDGs.pdf",
        language="en",
    ),
    Document(
        "vaerktoejskasse",
        "Værktøjskasse til lokale verdensmål",
        "Værktøjskasse til lokale verdensmål.pdf",
    ),
    Document(
        "indikatorer",
        "Indikatorer for bæredygtig udvikling",
        "Indikatorer for bæredygtig udvikling.pdf",
    ),
    Document(
        "verdensmaalstjek",
        "Skabelon: Verdensmålstjek af en politisk sag",
        "Skabelon til verdensmålstjek.pdf",
    ),
    Document(
        "skybrud-guide",
        "Plads til vandet: Guide til planlæggere",
        "Plads til vandet - guide til planlæggere.pdf",
    ),
    Document("groenne-indkoeb", "Tjekliste til grønne indkøb", "Tjekliste til grønne indkøb.pdf"),
    Document(
        "energirenovering-skoler",
        "Energirenovering af skoler: Erfaringer fra fire kommuner",
        "Energirenovering af skoler.pdf",
    ),
    Document(
        "klart-sprog",
        "Klart sprog i breve fra kommunen",
        "Klart sprog i breve fra kommunen.pdf",
    ),
    Document(
        "tilgaengelige-pdf",
        "Tilgængelige PDF-filer i otte trin",
        "Tilgængelige PDF-filer i otte trin.pdf",
    ),
    Document(
        "data-paa-tvaers",
        "Data på tværs: Principper for deling",
        "Data på tværs - principper for deling.pdf",
    ),
    Document(
        "referat-foraar", "Referat fra styregruppen, forår", "Referat forår.pdf", internal=True
    ),
    Document(
        "referat-efteraar",
        "Referat fra styregruppen, efterår",
        "Referat efterår.pdf",
        internal=True,
    ),
]

COLLECTIONS = [
    Collection(
        slug="verdensmaal-undersoegelser-og-vaerktoejer",
        title="Verdensmål: Undersøgelser og værktøjer",
        lede="Hvor langt er kommunerne, og hvordan kommer I videre? Tal, metoder og skabeloner.",
        documents=(
            "undersoegelse-2021",
            "resume-engelsk",
            "vaerktoejskasse",
            "indikatorer",
            "verdensmaalstjek",
        ),
        image="sytten-maal",
        contact="mette-aagaard-lund",
        topics=("verdensmaal", "oekonomi-og-styring"),
        body=[
            heading("Hvor skal du begynde?"),
            text("""
                Er I helt nye, så læs undersøgelsen først. Den fortæller, hvad andre har gjort. Skal
                I skrive en strategi, så tag værktøjskassen med på næste møde. Har I allerede et
                mål, så find et tal til det i hæftet om indikatorer.
            """),
            link_button(
                "Bliv en del af netværket", page="netvaerk-for-verdensmaal-og-baeredygtighed"
            ),
        ],
    ),
    Collection(
        slug="klima-og-groen-omstilling",
        title="Klima og grøn omstilling",
        lede="Guider og tjeklister, du kan bruge i planlægning, bygninger og indkøb.",
        documents=("skybrud-guide", "groenne-indkoeb", "energirenovering-skoler"),
        image="vindmoeller",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "by-og-land"),
        body=[
            text("""
                Alle tre hæfter er skrevet af medlemmer i
                [netværket for klimatilpasning](page:netvaerk-for-klimatilpasning). Mangler du
                noget, så skriv til os.
            """),
        ],
    ),
    Collection(
        slug="digital-kommunikation",
        title="Digital kommunikation",
        lede="Skriv, så det bliver forstået, og del data, så det er trygt.",
        documents=("klart-sprog", "tilgaengelige-pdf", "data-paa-tvaers"),
        topics=("digitalisering", "borgerinddragelse"),
        body=[contact("signe-vester")],
    ),
    Collection(
        slug="referater-fra-styregruppen",
        title="Referater fra styregruppen",
        lede="Referater for medlemmer af netværkenes styregruppe.",
        documents=("referat-foraar", "referat-efteraar"),
        topics=("oekonomi-og-styring",),
        restriction="group",
    ),
]
