"""Pages that are kept without their plugin."""

from typing import Any

from django.core.checks import Tags, Warning, register
from django.db import connection
from wagtail.models import Page

from cms.absent.left_behind import RECIPE, absent_types, described


@register(Tags.database, "cms")
def check_absent_types(app_configs: Any, databases: Any = None, **kwargs: Any) -> list:
    """Warn of pages whose type no installed app has, where the database may be asked."""
    if not databases or Page._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        Warning(
            f"The database holds {described(name, count)}, a type that no installed plugin has.",
            hint=RECIPE.format(app=name.partition(".")[0]),
            obj=name,
            id="cms.W004",
        )
        for name, count in absent_types().items()
    ]
