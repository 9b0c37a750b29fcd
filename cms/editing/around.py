"""Putting ours around a method of Django or Wagtail, where neither offers a hook."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def around(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Call the function in place of the owner's method, with the original before what the method is
    given: `@around(Revision, "publish")`. A method that has one around it already stays as it is.
    """

    def put(function: Callable[..., Any]) -> Callable[..., Any]:
        original = getattr(owner, name)
        if not hasattr(original, "is_guarded"):

            @wraps(original)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                return function(original, *args, **kwargs)

            guarded.is_guarded = True  # type: ignore[attr-defined]
            setattr(owner, name, guarded)
        return function

    return put
