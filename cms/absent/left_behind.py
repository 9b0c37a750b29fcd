"""What commands tell of pages whose type no installed app has, and of the way out."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from cms.absent.types import orphans

#: docs/plugins.md, "Taking a plugin out".
RECIPE = (
    "Install or enable the plugin again to show them. To be rid of them: enable it, delete the "
    "pages in the admin, run `manage.py migrate {app} zero`, and uninstall it."
)


def absent_types() -> dict[str, int]:
    """Return how many pages there are of each type that no installed app has, by its name as Django
    labels it, in small letters: `{"courses.coursepage": 30}`.
    """
    counts = orphans().order_by().values_list("content_type").annotate(Count("pk"))
    types = ContentType.objects.in_bulk([key for key, _count in counts])
    named = ((types[key], count) for key, count in counts)
    return dict(sorted((f"{each.app_label}.{each.model}", count) for each, count in named))


def described(name: str, count: int) -> str:
    """Return one line of a type and its pages: "30 pages of courses.coursepage"."""
    return f"{count} {'page' if count == 1 else 'pages'} of {name}"
