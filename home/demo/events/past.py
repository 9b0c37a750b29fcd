"""Events that are over, seen from the day of loading."""

from home.demo.body import documents, fact_box, heading, image, quote, text
from home.demo.shapes import Event, InDays, ProgrammeItem, Speaker

PAST = [
    Event(
        slug="webinar-data-paa-tvaers",
        title="Webinar: Data på tværs af forvaltninger",
        lede="Hvad må I dele, hvem skal spørges, og hvordan kommer I i gang?",
        on=InDays(-26),
        begins="13.00",
        ends="14.00",
        attendance_mode="online",
        online_note="Webinaret er holdt. Du kan se optagelsen.",
        target_group="Dataansvarlige, jurister og projektledere",
        price="Gratis",
        deadline=-1,
        recording_url="https://example.org/video/data-paa-tvaers",
        image="webinar",
        contact="signe-vester",
        topics=("digitalisering", "oekonomi-og-styring"),
        network="netvaerk-for-digital-borgerkontakt",
        speakers=(
            Speaker("signe-vester", "facilitator"),
            Speaker("jonas-kjeldgaard", "speaker", "Ét register, fem forvaltninger"),
            Speaker("lise-toft", "panelist"),
        ),
        body=[
            text("164 deltog. De fleste spørgsmål handlede om samtykke og om sletning."),
            documents("Materialer", "data-paa-tvaers"),
        ],
    ),
    Event(
        slug="netvaerksmoede-om-samskabelse",
        title="Netværksmøde: Samskabelse i små byer",
        lede="Hvad sker der, når landsbyen selv holder pennen?",
        on=InDays(-40),
        begins="10.00",
        ends="15.00",
        venue="Forsamlingshuset",
        address="Bygaden 21",
        town="Bakkedal",
        target_group="Medlemmer af netværket for verdensmål og bæredygtighed",
        contact="mette-aagaard-lund",
        topics=("verdensmaal", "borgerinddragelse"),
        network="netvaerk-for-verdensmaal-og-baeredygtighed",
        speakers=(Speaker("nanna-skov-iversen", "speaker", "Pennen på bordet"),),
    ),
    Event(
        slug="studietur-til-fem-byer",
        title="Studietur til fem byer",
        lede="Tre dage med bus, gummistøvler og notesbog.",
        on=InDays(-68),
        days=3,
        town="Rundt i landet",
        target_group="Planlæggere og driftsledere",
        price="5.900 kr. inkl. overnatning",
        deadline=-30,
        image="landkort",
        contact="rasmus-thorup",
        topics=("klima-og-energi", "by-og-land"),
        network="netvaerk-for-klimatilpasning",
        body=[
            heading("Det så vi"),
            text("""
                1. En skaterbane, der bliver til bassin
                2. En å, der har fået sine sving tilbage
                3. Et dige, som man kan sidde på
                4. En parkeringsplads uden asfalt
                5. En pumpestation med café
            """),
            image("skybrud"),
            quote(
                "Det bedste anlæg var det, jeg først opdagede, da nogen pegede.",
                "Deltager på turen",
            ),
        ],
    ),
    Event(
        slug="kommunernes-sprogdag",
        title="Kommunernes sprogdag",
        lede="En dag om ord, der virker, og ord, der skal ud.",
        on=InDays(-150),
        begins="09.00",
        ends="16.00",
        attendance_mode="hybrid",
        venue="KL-huset",
        address="Weidekampsgade 10",
        town="København S",
        online_note="Formiddagen blev sendt på nettet.",
        target_group="Kommunikationsfolk og sagsbehandlere",
        price="1.100 kr.",
        deadline=-14,
        image="samtale",
        contact="signe-vester",
        topics=("digitalisering", "borgerinddragelse"),
        speakers=(
            Speaker("signe-vester", "facilitator"),
            Speaker("lise-toft", "speaker", "Chatbotten, der lærte at sige ved ikke"),
        ),
        programme=(
            ProgrammeItem(start="09.00", end="09.30", title="Morgenmad"),
            ProgrammeItem(
                start="09.30", end="12.00", title="Oplæg", speakers=("signe-vester", "lise-toft")
            ),
            ProgrammeItem(start="13.00", end="15.30", title="Breve", track="Værksted A"),
            ProgrammeItem(start="13.00", end="15.30", title="Hjemmesider", track="Værksted B"),
            ProgrammeItem(start="15.30", end="16.00", title="Årets omskrivning"),
        ),
    ),
    Event(
        slug="temamoede-om-aeldre-i-byen",
        title="Temamøde: Ældre i byen",
        lede="Mødet blev aflyst på grund af sygdom.",
        on=InDays(-285),
        begins="12.00",
        ends="16.00",
        venue="Rådhuset",
        town="Østerhede",
        target_group="Ledere i ældreområdet",
        status="cancelled",
        topics=("aeldre-og-sundhed", "by-og-land"),
        body=[text("Oplæggene bliver brugt på et senere møde.")],
    ),
    Event(
        slug="aabent-hus-i-netvaerket-for-laering",
        title="Åbent hus i netværket for børn og unges læring",
        lede="Hør om et år med fire møder, tre skolebesøg og ét stort spørgsmål.",
        on=InDays(-330),
        begins="14.00",
        ends="16.30",
        venue="Nordmose Skole",
        address="Skolevej 5",
        town="Nordmose",
        target_group="Alle, der arbejder med skole",
        price="Gratis",
        contact="aylin-demir",
        topics=("skole-og-boern",),
        network="netvaerk-for-boern-og-unges-laering",
        body=[
            fact_box(
                "Spørgsmålet",
                "Hvordan opdager vi det barn, der er ved at forsvinde ud af fællesskabet?",
            ),
        ],
    ),
]
