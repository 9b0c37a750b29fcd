"""Danish collation as a stored key: the embedded PostgreSQL has no ICU; "C" sorts å before æ."""

import unicodedata

# æ, ø and å are letters of their own after z; aa is the older spelling of å, and
# ä, ö and ü sort as æ, ø and y (Retskrivningsordbogen, "Alfabetisering").
_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})


def danish_sort_key(text: str) -> str:
    """Return a string that, compared by code point, puts `text` in Danish alphabetical order."""
    folded = unicodedata.normalize("NFC", text.casefold()).replace("aa", "å").translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
