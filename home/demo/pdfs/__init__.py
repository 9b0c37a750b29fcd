"""The text of the demo's PDFs, by the key of their document."""

from home.demo.pdfs.climate import GREEN_PURCHASING, ROOM_FOR_WATER, SCHOOLS
from home.demo.pdfs.digital import ACCESSIBLE_PDF, PLAIN_LANGUAGE, SHARING_DATA
from home.demo.pdfs.english import SUMMARY_2021
from home.demo.pdfs.goals import GOALS_CHECK, INDICATORS, TOOLBOX
from home.demo.pdfs.minutes import MINUTES_AUTUMN, MINUTES_SPRING
from home.demo.pdfs.survey import SURVEY_2021

PAPERS = {
    "undersoegelse-2021": SURVEY_2021,
    "resume-engelsk": SUMMARY_2021,
    "vaerktoejskasse": TOOLBOX,
    "indikatorer": INDICATORS,
    "verdensmaalstjek": GOALS_CHECK,
    "skybrud-guide": ROOM_FOR_WATER,
    "groenne-indkoeb": GREEN_PURCHASING,
    "energirenovering-skoler": SCHOOLS,
    "klart-sprog": PLAIN_LANGUAGE,
    "tilgaengelige-pdf": ACCESSIBLE_PDF,
    "data-paa-tvaers": SHARING_DATA,
    "referat-foraar": MINUTES_SPRING,
    "referat-efteraar": MINUTES_AUTUMN,
}
