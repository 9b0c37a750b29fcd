"""The `fields` parameter of API v2, applied to a finished representation.

`fields=image(alt),-lede` and its like choose among members that are there already; nothing is
loaded for it. The grammar is Wagtail's own (`parse_fields_parameter`).
"""

from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter

from cms.api.errors import NotAllowed

#: What a narrowed reference keeps besides what is asked for, as in v2.
_REFERENCE_FIELDS = {"id", "type", "detail_url", "title"}

# Wagtail's parser calls itself for each.
_MAX_BRACKETS = 50

FieldsConfig = list[tuple[str, bool, list | None]]


def parse_fields(value: str | None, allowed: list[str]) -> FieldsConfig:
    """The parsed parameter; raises `BadRequestError` for a syntax error, and for a name that is
    not among the `allowed`.
    """
    if not value:
        return []
    if value.count("(") > _MAX_BRACKETS:
        raise BadRequestError(f"fields error: more than {_MAX_BRACKETS} brackets")
    try:
        config = parse_fields_parameter(value)
    except ValueError as error:
        raise BadRequestError(f"fields error: {error}") from error
    if unknown := {name for name, _, _ in config} - set(allowed) - {"*", "_"}:
        raise NotAllowed(f"unknown fields: {', '.join(sorted(unknown))}", allowed)
    return config


def select(
    representation: dict,
    config: FieldsConfig,
    allowed: list[str],
    default: set[str],
    children: set[str],
) -> dict:
    """The members of a representation that `config` asks for, in the order they stand in.

    `allowed` are the names that may be asked for, `default` those that are given unasked, and
    `children` those of child rows, which are given whole unless asked otherwise. Raises
    `BadRequestError` for nested fields of what has none.
    """
    chosen, nested = _chosen(config, set(allowed), set(default))
    for name in children & nested.keys():
        if nested[name][0][0] not in ("*", "_"):
            nested[name] = [("*", False, None), *nested[name]]
    return _narrow(representation, chosen, nested)


def _chosen(config: FieldsConfig, everything: set[str], default: set[str]) -> tuple[set, dict]:
    chosen, nested = set(default), {}
    for name, negated, subfields in config:
        if name == "*":
            chosen = set(everything)
        elif name == "_":
            chosen = set()
        elif negated:
            chosen.discard(name)
        else:
            chosen.add(name)
            if subfields:
                nested[name] = subfields
    return chosen, nested


def _narrow(representation: dict, chosen: set[str], nested: dict) -> dict:
    narrowed = {}
    for name, value in representation.items():
        if name == "meta":
            if meta := {key: item for key, item in value.items() if key in chosen}:
                narrowed["meta"] = meta
        elif name in chosen:
            narrowed[name] = (
                _narrow_reference(name, value, nested[name]) if name in nested else value
            )
    return narrowed


def _narrow_reference(name: str, value, config: FieldsConfig):
    if value is None:
        return None
    if isinstance(value, list):
        return [_narrow_reference(name, item, config) for item in value]
    if not (isinstance(value, dict) and "meta" in value):
        raise BadRequestError(f"'{name}' does not support nested fields")
    everything = {*value, *value["meta"]} - {"meta"}
    if unknown := {name for name, _, _ in config} - everything - {"*", "_"}:
        raise NotAllowed(f"unknown fields: {', '.join(sorted(unknown))}", sorted(everything))
    chosen, nested = _chosen(config, everything, _REFERENCE_FIELDS)
    return _narrow(value, chosen, nested)
