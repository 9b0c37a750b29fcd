"""Pages of text in the section."""

from home.demo.body import accordion, heading, link_button, text
from home.demo.shapes import Standard

STANDARD_PAGES = [
    Standard(
        slug="om-moeder-og-netvaerk",
        title="Om møder og netværk",
        lede="Her kan du lære af kolleger i andre kommuner, både når I mødes og ind imellem.",
        image="moedebord",
        contact="aylin-demir",
        show_in_menus=True,
        body=[
            heading("Tilmelding og betaling"),
            accordion(
                (
                    "Hvordan melder jeg mig til?",
                    "Find mødet under [Arrangementer](page:arrangementer), og vælg Tilmeld dig. Du "
                    "får en bekræftelse på mail.",
                ),
                (
                    "Kan jeg melde fra igen?",
                    "Ja. Indtil fristen er det gratis. Efter fristen kan du give pladsen til en "
                    "kollega.",
                ),
                (
                    "Kommer jeg på ventelisten?",
                    "Er et møde fyldt, kan du skrive dig på en venteliste. Vi skriver, så snart "
                    "der er en plads.",
                ),
            ),
            heading("Et netværk eller et kursus?"),
            text("""
                **Et kursus** giver dig noget nyt på en dag. **Et netværk** giver dig kolleger, du
                kan ringe til om et år. Mange begynder med det første og ender med det andet.
            """),
            link_button("Se alle netværk", page="netvaerk"),
        ],
    ),
    Standard(
        slug="materialer-til-deltagere",
        title="Materialer til deltagere",
        lede="Her ligger slides og øvelser. Du har fået adgangskoden på mødet.",
        restriction="password",
        body=[
            heading("Øvelse: Tre mål på én time"),
            text("""
                1. Skriv hver for sig de fem mål, I synes fylder mest.
                2. Læg sedlerne sammen, og find dem, der går igen.
                3. Vælg tre, og skriv én sætning om, hvad de betyder hos jer.
            """),
        ],
    ),
]
