"""Every address of the admin, found from the URL resolver: a plugin's are there because they exist.

What an address names is a number or a word. All that must not be seen has the same numbers,
whatever it is (see `admin_world`), so that nothing needs to be known of an address to ask it for
an object of each kind.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.regex_helper import normalize
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

#: Addresses that are not asked, with the reason.
LEFT_OUT = {
    "failwhale/": "fails on purpose, to show what that looks like",
    "test404/": "is there to show an error",
}
#: Models that an address may name by app and name; a page of a plugin is like any other.
MODELS = [
    ("home", "standardpage"),
    ("media", "image"),
    ("media", "document"),
    ("cms", "sitesettings"),
]
#: Words that an address may name, by the name of its argument.
WORDS = {
    "action_name": ["approve", "copy"],
    "filter_spec": ["max-165x165"],
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
    "label": ["home.StandardPage"],
    "filename": ["fil.pdf"],
    "uidb64": ["eA"],
    "token": ["x"],
}


@dataclass(frozen=True)
class Pattern:
    """An address below the admin, with the names of its arguments."""

    form: str
    names: tuple[str, ...]

    def addresses(self, numbers: Iterable[int]) -> Iterator[str]:
        """The address for each combination of what its arguments may be."""
        keys = {f"%({name})s" for name in self.names}
        assert all(key in self.form for key in keys)
        for values in itertools.product(*(self._values(each, numbers) for each in self._slots())):
            filled = {name: value for chosen in values for name, value in chosen.items()}
            yield "/admin/" + self.form % filled

    def _slots(self) -> list[tuple[str, ...]]:
        """The arguments, those that belong together in one."""
        names = list(self.names)
        app = next((name for name in names if name.endswith(("app_name", "app_label"))), None)
        model = next((name for name in names if name.endswith("model_name")), None)
        if app is None or model is None:
            return [(name,) for name in names]
        together = (app, model, *(name for name in names if name == "action"))
        return [together, *((name,) for name in names if name not in together)]

    def _values(self, slot: tuple[str, ...], numbers: Iterable[int]) -> list[dict]:
        if len(slot) == 1:
            [name] = slot
            return [{name: value} for value in WORDS.get(name, numbers)]
        if "action" in slot:
            values: Iterable[tuple] = bulk_actions()
        else:
            values = MODELS
        return [dict(zip(slot, value, strict=True)) for value in values]


def bulk_actions() -> list[tuple[str, str, str]]:
    """App, model and name of everything that can be done with many objects at once."""
    found = [
        (label, name, action)
        for label, models in _registered().items()
        for name, actions in models.items()
        for action in actions
    ]
    assert ("wagtailcore", "page", "move") in found
    return sorted(found)


def _registered() -> dict:
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # looks for them
    return bulk_action_registry.actions


def patterns() -> list[Pattern]:
    """All addresses of the admin but those that are left out."""
    found = dict.fromkeys(
        pattern
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and str(each.pattern) == "admin/"
        for pattern in _below(each, "")
    )
    assert len(found) > 200
    return [each for each in found if each.form not in LEFT_OUT]


def _below(resolver: URLResolver, prefix: str) -> Iterator[Pattern]:
    for each in resolver.url_patterns:
        path = prefix + each.pattern.regex.pattern.removeprefix("^")
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        elif isinstance(each, URLPattern) and path != ".*/$":
            for form, names in normalize(path):
                yield Pattern(form, tuple(names))
