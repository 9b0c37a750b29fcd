"""The webinar of 17 May 2022. The named persons get a role, but no talk of our invention."""

from datetime import date

from home.demo.body import documents, heading, page_card, text
from home.demo.shapes import Event, ProgrammeItem, Speaker

WEBINAR = Event(
    slug="webinar-kommunernes-arbejde-med-fns-verdensmaal",
    kind="webinar",
    title="Webinar: Kommunernes arbejde med FN's Verdensmål",
    lede=(
        "Få ny viden fra forskningen, konkrete redskaber og eksempler fra kommuner, der er godt "
        "i gang med de 17 mål."
    ),
    on=date(2022, 5, 17),
    begins="10.00",
    ends="12.00",
    attendance_mode="online",
    online_note="Du får et link, når du har tilmeldt dig.",
    target_group="Politikere, ledere og medarbejdere i kommunerne",
    audiences=("politikere", "ledere", "projektledere"),
    opens=-40,
    deadline=-1,
    registration_url="https://example.org/tilmelding/webinar-verdensmaal-2022",
    image="webinar",
    contact="mette-aagaard-lund",
    topics=("verdensmaal", "borgerinddragelse"),
    network="netvaerk-for-verdensmaal-og-baeredygtighed",
    speakers=(
        Speaker("jannik-egelund", "facilitator"),
        Speaker("niels-ploug"),
        Speaker("klaus-munch-haagensen"),
        Speaker("line-vind"),
    ),
    programme=(
        ProgrammeItem(
            start="10.00",
            end="10.15",
            title="Velkomst og rammer",
            speakers=("jannik-egelund",),
        ),
        ProgrammeItem(
            start="10.15",
            end="10.55",
            title="Fra globale mål til lokal virkelighed",
            text="Om lokal kontekst og om tal, der kan bruges til at følge udviklingen.",
        ),
        ProgrammeItem(start="10.55", end="11.05", title="Pause"),
        ProgrammeItem(
            start="11.05",
            end="11.45",
            title="Samskabelse, dialog og politisk forankring",
            text="Eksempler fra kommunerne. Der er tid til spørgsmål undervejs.",
        ),
        ProgrammeItem(start="11.45", end="12.00", title="Opsamling"),
    ),
    body=[
        text("""
            KL's undersøgelse fra efteråret 2021 viser, at mere end 8 ud af 10 kommuner har
            besluttet at arbejde med verdensmålene. På webinaret går vi fra beslutning til
            hverdag.
        """),
        heading("Det tager vi fat på"),
        text("""
            - Målene i jeres egen lokale virkelighed
            - Samskabelse om nye løsninger
            - Dialog med borgere og virksomheder
            - Stærk eller svag politisk forankring
        """),
        documents("Læs før webinaret", "undersoegelse-2021", "vaerktoejskasse"),
        page_card("webinar-om-kommunernes-arbejde-med-fns-verdensmaal"),
    ],
)
