"""What a client likes best, as the `Accept` headers say it."""


def weights(header: str) -> dict[str, float]:
    """Return what a header lists, in lower case, with its weights (RFC 9110, section 12.4.2);
    nothing if any part of it is malformed.
    """
    found = {}
    for part in filter(str.strip, header.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        found[name] = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    found[name] = float(value)
                except ValueError:
                    return {}
                if not 0 <= found[name] <= 1:
                    return {}
    return found
