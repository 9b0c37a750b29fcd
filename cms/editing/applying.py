"""Fields of a form that show when they apply: the link to a meeting online only if it is online."""


def applies_when(field: str, *values: str, past: bool = False) -> dict[str, str]:
    """Return the attributes of a panel that shows while a field of the form has one of the values,
    or, with `past`, a date that is over: `FieldPanel("link", attrs=applies_when("mode", "far"))`.
    What is filled in shows always, so that nothing is published unseen.
    """
    return {"data-applies-when": f"{field}<now" if past else f"{field}={','.join(values)}"}
