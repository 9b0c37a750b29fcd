"""Contacts and speakers. Nobody can be reached here: the mail domain is reserved by RFC 2606, and
Danish telephone numbers don't start with 0.
"""

from home.demo.shapes import Person

#: Real persons, known from KL's announcement of the webinar: nothing but name, title and workplace.
NAMED_PEOPLE = [
    Person("jannik-egelund", "Jannik Egelund", "Ph.d."),
    Person("niels-ploug", "Niels Ploug", "Afdelingsdirektør", "Danmarks Statistik"),
    Person("klaus-munch-haagensen", "Klaus Munch Haagensen", "Chefkonsulent", "Danmarks Statistik"),
    Person("line-vind", "Line Vind", "Chefkonsulent", "Gladsaxe Kommune"),
]

#: Invented persons; the municipalities do not exist either.
INVENTED_PEOPLE = [
    Person(
        "mette-aagaard-lund",
        "Mette Aagaard Lund",
        "Chefkonsulent",
        "KL",
        mail="mette.lund@kl.example",
        phone="+45 00 00 12 01",
        contact_is_public=True,
        bio=(
            "Mette er tovholder på netværket for verdensmål og bæredygtighed. Hun har tidligere "
            "arbejdet med planstrategier i en kommune."
        ),
        photo="portraet-lund",
    ),
    Person(
        "rasmus-thorup",
        "Rasmus Thorup",
        "Konsulent",
        "KL",
        mail="rasmus.thorup@kl.example",
        phone="+45 00 00 12 02",
        bio="Rasmus hjælper kommuner med klimatilpasning og energi. Han er uddannet geograf.",
        photo="portraet-thorup",
    ),
    Person(
        "signe-vester",
        "Signe Vester",
        "Specialkonsulent",
        "KL",
        mail="signe.vester@kl.example",
        phone="+45 00 00 12 03",
        bio="Signe arbejder med digital kommunikation, klart sprog og tilgængelighed.",
        photo="portraet-vester",
    ),
    Person(
        "aylin-demir",
        "Aylin Demir",
        "Kursuskoordinator",
        "KL",
        mail="arrangementer@kl.example",
        phone="+45 00 00 12 04",
    ),
    Person("henrik-baek-ravn", "Henrik Bæk Ravn", "Direktør for teknik og miljø", "Åløse Kommune"),
    Person(
        "karen-oesterby",
        "Karen Østerby",
        "Klimachef",
        "Fjordby Kommune",
        bio="Karen har stået for Fjordbys plan mod stormflod fra den første skitse.",
        photo="portraet-oesterby",
    ),
    Person("nanna-skov-iversen", "Nanna Skov Iversen", "Projektleder", "Bakkedal Kommune"),
    Person("peter-aagren-dahl", "Peter Ågren Dahl", "Skoleleder", "Nordmose Kommune"),
    Person("lise-toft", "Lise Toft", "Digitaliseringschef", "Østerhede Kommune"),
    Person("jonas-kjeldgaard", "Jonas Kjeldgaard", "Dataanalytiker", "Bakkedal Kommune"),
    Person("amina-yusuf", "Amina Yusuf", "Byplanlægger", "Fjordby Kommune"),
    Person("thomas-wium", "Thomas Wium", "Lektor i planlægning"),
]

PEOPLE = NAMED_PEOPLE + INVENTED_PEOPLE
