import json


def to_json(data: dict | list) -> bytes:
    """Return the bytes in which a representation leaves the site: compact, UTF-8 (RFC 8259)."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
