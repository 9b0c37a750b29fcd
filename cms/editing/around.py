"""Putting ours around a method of Django or Wagtail, where neither offers a hook."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.functional import cached_property


def around(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Call the function in place of the owner's method or cached property, with the original before
    what that is given: `@around(Revision, "publish")`. One that has a function around it already
    stays as it is.
    """

    def put(function: Callable[..., Any]) -> Callable[..., Any]:
        found = getattr(owner, name)
        original = found.func if isinstance(found, cached_property) else found
        if not hasattr(original, "is_guarded"):

            @wraps(original)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                return function(original, *args, **kwargs)

            guarded.is_guarded = True  # type: ignore[attr-defined]
            setattr(owner, name, _like(found, guarded, owner, name))
        return function

    return put


def _like(found: Any, function: Callable[..., Any], owner: type, name: str) -> Any:
    if not isinstance(found, cached_property):
        return function
    cached = cached_property(function)
    cached.__set_name__(owner, name)
    return cached
