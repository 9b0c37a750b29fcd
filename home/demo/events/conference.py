"""A conference of two days, in the hall and online, with parallel tracks."""

from home.demo.body import accordion, fact_box, heading, image, text
from home.demo.shapes import Event, InDays, ProgrammeItem, Speaker

CLIMATE, PEOPLE, STEERING = "Klima", "Mennesker", "Styring"

CONFERENCE = Event(
    slug="baeredygtig-kommune",
    kind="conference",
    title="Bæredygtig kommune: Konference over to dage",
    lede="Fra mål til hverdag. To dage om klima, mennesker og styring og med tid til at tale.",
    on=InDays(43),
    days=2,
    begins="09.30",
    ends="14.30",
    attendance_mode="hybrid",
    venue="Fjordby Kongrescenter",
    address="Havnegade 12",
    town="Fjordby",
    online_url="https://example.org/direkte/baeredygtig-kommune",
    online_url_is_public=True,
    online_note="Det fælles program bliver sendt direkte. Sporene kan kun følges i salen.",
    target_group="Politikere, direktører og medarbejdere i kommuner og regioner",
    audiences=("politikere", "ledere", "projektledere"),
    price="2.450 kr. i salen, 600 kr. på nettet. Prisen er uden moms.",
    opens=-75,
    deadline=-14,
    registration_url="https://example.org/tilmelding/baeredygtig-kommune",
    image="workshop",
    contact="aylin-demir",
    topics=("verdensmaal", "klima-og-energi", "oekonomi-og-styring"),
    speakers=(
        Speaker("mette-aagaard-lund", "facilitator"),
        Speaker("thomas-wium", "speaker", "Planer, der tåler at blive brugt"),
        Speaker("karen-oesterby", "speaker", "Havet kender ikke kommunegrænsen"),
        Speaker("henrik-baek-ravn", "panelist"),
        Speaker("amina-yusuf", "panelist"),
        Speaker("peter-aagren-dahl", "panelist"),
    ),
    tracks=(CLIMATE, PEOPLE, STEERING),
    programme=(
        ProgrammeItem(start="09.30", end="10.00", title="Ankomst og morgenbrød", kind="break"),
        ProgrammeItem(
            start="10.00",
            end="10.45",
            title="Planer, der tåler at blive brugt",
            text="Hvorfor lever nogle planer i tyve år, mens andre bliver glemt i en skuffe?",
            speakers=("thomas-wium",),
        ),
        ProgrammeItem(
            start="11.00",
            end="12.00",
            title="Hvem ejer målene?",
            kind="debate",
            text="Et panel med en direktør, en planlægger og en skoleleder. Salen er med.",
            speakers=("mette-aagaard-lund", "henrik-baek-ravn", "amina-yusuf", "peter-aagren-dahl"),
        ),
        ProgrammeItem(start="12.00", end="13.00", title="Frokost", kind="break"),
        ProgrammeItem(
            start="13.00",
            end="14.30",
            title="Havet kender ikke kommunegrænsen",
            track=CLIMATE,
            text="Om fem havnebyer, der varsler hinanden. Bagefter regner vi på jeres egen kyst.",
            speakers=("karen-oesterby",),
        ),
        ProgrammeItem(
            start="13.00",
            end="14.30",
            title="Når skolen er landsbyens hjerte",
            track=PEOPLE,
            text="Om at åbne bygningen efter kl. 16 uden at slide lærerne op.",
            speakers=("peter-aagren-dahl",),
        ),
        ProgrammeItem(
            start="13.00",
            end="14.30",
            title="Tolv tal til byrådet",
            track=STEERING,
            text="Byg en side, som et byrådsmedlem kan læse på to minutter.",
            speakers=("jonas-kjeldgaard", "nanna-skov-iversen"),
        ),
        ProgrammeItem(
            start="15.00",
            end="16.00",
            title="Gåtur i klimaparken ved åen",
            track=CLIMATE,
            kind="excursion",
            organisations=("Fjordby Forsyning",),
            text="Husk sko, der tåler vand.",
        ),
        ProgrammeItem(
            start="15.00",
            end="16.00",
            title="Skriv til naboerne",
            kind="workshop",
            track=PEOPLE,
            speakers=("signe-vester",),
        ),
        ProgrammeItem(
            start="15.00",
            end="16.00",
            title="Mål i budgettet",
            kind="workshop",
            track=STEERING,
            speakers=("nanna-skov-iversen",),
        ),
        ProgrammeItem(
            start="18.00", end="21.00", title="Middag for dem, der bliver", kind="social"
        ),
        ProgrammeItem(
            day=2,
            start="09.00",
            end="10.30",
            title="Tre kommuner, tre fejl",
            text="Vi hører om noget, der ikke lykkedes, og hvad det lærte dem.",
            speakers=("lise-toft", "henrik-baek-ravn", "karen-oesterby"),
        ),
        ProgrammeItem(
            day=2,
            start="10.45",
            end="13.00",
            title="Arbejd med din egen sag",
            text="""
                Du arbejder i en gruppe på fire med en sag, som en af jer har taget med. I får

                - en time til at forstå problemet
                - en time til at skitsere en løsning
                - et kvarter til at vise den frem.
            """,
        ),
        ProgrammeItem(day=2, start="13.00", end="14.30", title="Frokost og farvel", kind="break"),
    ),
    body=[
        text("""
            Målene er vedtaget, og planen er trykt. Men hvad gør du mandag morgen? Konferencen
            samler dem, der skal få det til at ske: politikere, ledere og medarbejdere, som til
            daglig sidder i hver sin forvaltning.
        """),
        image("koebstad", "Aftensmaden bliver serveret på torvet, hvis vejret er til det."),
        heading("Praktisk"),
        accordion(
            (
                "Hvordan kommer jeg derhen?",
                "Kongrescentret ligger ti minutters gang fra stationen. Der er plads til 60 biler "
                "og 200 cykler.",
            ),
            (
                "Hvor kan jeg overnatte?",
                "Du bestiller selv værelse. Vi sender en liste over hoteller i nærheden, når du "
                "har tilmeldt dig.",
            ),
            (
                "Kan jeg komme ind i kørestol?",
                "Ja. Der er niveaufri adgang til alle sale, elevator og teleslynge. Skriv til os, "
                "hvis du har brug for tegnsprogstolk.",
            ),
            (
                "Hvad sker der, hvis jeg bliver forhindret?",
                "Du kan give din plads til en kollega. Melder du fra før fristen, er det gratis.",
            ),
        ),
        fact_box(
            "Kun på nettet?",
            """
            Du kan følge oplæg og samtaler hjemmefra begge formiddage. Sporene om eftermiddagen
            bliver ikke sendt.
            """,
        ),
    ],
)
