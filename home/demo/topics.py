from home.demo.shapes import Topic

TOPICS = [
    Topic("verdensmaal", "Verdensmål"),
    Topic("klima-og-energi", "Klima og energi"),
    Topic("digitalisering", "Digitalisering"),
    Topic("skole-og-boern", "Skole og børn"),
    Topic("aeldre-og-sundhed", "Ældre og sundhed"),
    Topic("by-og-land", "By og land"),
    Topic("oekonomi-og-styring", "Økonomi og styring"),
    Topic("borgerinddragelse", "Borgerinddragelse"),
]
