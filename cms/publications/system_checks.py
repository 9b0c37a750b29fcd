"""System checks: the watched tables and columns are those that the database has."""

from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection

from cms.publications.watching import UNNOTICED_FIELDS


@register("publications")
def check_fields(app_configs, **kwargs) -> list:
    """Check the fields by name: one that Wagtail has renamed would be watched under its new
    name.
    """
    return [
        Error(
            f"{model._meta.label} has no field {name!r} any more.",
            hint="Look for its new name, and mend UNNOTICED_FIELDS in cms.publications.watching.",
            obj=model,
            id="publications.E001",
        )
        for model, names in UNNOTICED_FIELDS.items()
        for name in sorted(names)
        if not _has_field(model, name)
    ]


@register(Tags.database)
def check_triggers(app_configs, databases=None, **kwargs) -> list:
    """Check that every watched table tells of its changes. A warning, since `migrate` runs checks
    as well, and is what mends it.
    """
    from cms.publications.installation import missing_triggers

    if DEFAULT_DB_ALIAS not in (databases or []):
        return []
    # Before the first migration there is nothing to watch.
    if "publications_head" not in (tables := set(connection.introspection.table_names())):
        return []
    return [
        Warning(
            f"The table {table} is not watched: its changes would not be seen.",
            hint="Run manage.py migrate, which installs the triggers.",
            id="publications.W001",
        )
        for table in sorted(missing_triggers())
        if table in tables
    ]


def _has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
