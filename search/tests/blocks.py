"""Body blocks as the database holds them."""


def text(html: str) -> dict:
    return {"type": "text", "value": html}


def documents(*documents) -> dict:
    keys = [document.pk for document in documents]
    return {"type": "documents", "value": {"heading": "", "documents": keys}}
