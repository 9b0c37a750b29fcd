"""The kinds of documents that may be uploaded, with the media types that they are served as.

A table of our own, because Python's lacks some and the operating system's differs by machine.
"""

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "odp": f"{OPEN_DOCUMENT}.presentation",
    "csv": "text/csv",
}
