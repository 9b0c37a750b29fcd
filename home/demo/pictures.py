"""The demo's images, with their alternative texts."""

from home.demo.images import abstracts, indoors, landscapes, portraits, towns
from home.demo.shapes import Image

IMAGES = [
    Image(
        "vindmoeller",
        "Vindmøller i bakket landskab",
        landscapes.wind_turbines,
        "Fem vindmøller på grønne bakker foran en lav sol.",
    ),
    Image(
        "kyst", "Kyst med klitter", landscapes.coast, "Klitter og hav med to sejlbåde i horisonten."
    ),
    Image("skov", "Granskov i dis", landscapes.wood, "En sti fører ind i en disig granskov."),
    Image(
        "skybrud",
        "Skybrud over byen",
        landscapes.rain,
        "Regn over en række huse. Foran dem samler vandet sig i en sø på en eng.",
    ),
    Image(
        "koebstad",
        "Købstad med torv",
        towns.market_town,
        "Farvede gavlhuse ved et torv med træer. Et kirketårn rager op bag tagene.",
    ),
    Image(
        "havn",
        "Havn med pakhuse",
        towns.harbour,
        "Tre sejlbåde i en havn med pakhuse og en kran på kajen.",
    ),
    Image(
        "skole",
        "Skole med solceller",
        towns.school,
        "En skole i røde mursten med solceller på taget. Børn og voksne står på plænen foran.",
    ),
    Image(
        "raadhus",
        "Rådhus med tårn",
        towns.town_hall,
        "Et rådhus med klokketårn. Fire mennesker taler sammen på pladsen foran trappen.",
    ),
    Image(
        "cykelgade",
        "Villavej med cykelsti",
        towns.cycle_street,
        "En vej set fra oven med huse, en række træer og fire cyklister på en blå cykelsti.",
    ),
    Image(
        "moedebord",
        "Mødebord set fra oven",
        indoors.meeting_table,
        "Otte mennesker om et ovalt bord med papirer og kaffe, set fra oven.",
    ),
    Image(
        "webinar",
        "Webinar på en skærm",
        indoors.webinar,
        "En skærm på et skrivebord viser seks deltagere i et videomøde.",
    ),
    Image(
        "workshop",
        "Workshop ved en tavle",
        indoors.workshop,
        "Tre mennesker sætter farvede sedler op på en hvid tavle.",
    ),
    Image(
        "rapporter",
        "Rapporter på et bord",
        indoors.reading,
        "Tre rapporter ligger på et bord ved siden af en blyant og en kop kaffe.",
    ),
    Image(
        "landkort",
        "Kort over et opland",
        abstracts.area_map,
        "Et kort med marker, en å, en fjord og seks byer, der er forbundet af veje.",
    ),
    Image(
        "sytten-maal",
        "Sytten felter om en klode",
        abstracts.seventeen_goals,
        "En ring af sytten farvede felter omkring en klode med en by og træer.",
    ),
    Image(
        "tal",
        "Søjler og kurver",
        abstracts.numbers,
        "Et diagram med en række søjler og to kurver, der stiger mod højre.",
    ),
    # Only a mood: the text beside it says it all.
    Image("samtale", "Talebobler", abstracts.conversation),
    Image(
        "opmaerket-side",
        "En side med opmærket struktur",
        abstracts.open_page,
        "Et dokument, hvor overskrifterne er markeret. Bølger viser, at det bliver læst højt.",
    ),
    Image(
        "portraet-lund",
        "Tegnet portræt, Lund",
        portraits.portrait_lund,
        "Tegnet portræt af Mette Aagaard Lund.",
    ),
    Image(
        "portraet-thorup",
        "Tegnet portræt, Thorup",
        portraits.portrait_thorup,
        "Tegnet portræt af Rasmus Thorup.",
    ),
    Image(
        "portraet-vester",
        "Tegnet portræt, Vester",
        portraits.portrait_vester,
        "Tegnet portræt af Signe Vester.",
    ),
    Image(
        "portraet-oesterby",
        "Tegnet portræt, Østerby",
        portraits.portrait_oesterby,
        "Tegnet portræt af Karen Østerby.",
    ),
]
