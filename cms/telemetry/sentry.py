"""Errors to a Sentry, where `SENTRY_DSN` names one: what failed where in the code, and by which
route. What people sent, who they are, and what variables held stays here.
"""

from typing import Any

from cms.telemetry.requests import request_id, route

_KEPT_OF_EVENT = (
    *("event_id", "timestamp", "platform", "level", "logger", "release", "environment"),
    *("server_name", "sdk", "exception", "logentry", "fingerprint"),
)
_KEPT_OF_FRAME = (
    *("filename", "abs_path", "module", "function", "lineno", "in_app"),
    *("pre_context", "context_line", "post_context"),
)


def start(dsn: str, release: str) -> None:
    """Tell errors that are logged to this Sentry from now on."""
    import sentry_sdk
    from sentry_sdk.integrations.django import DjangoIntegration

    sentry_sdk.init(
        dsn=dsn,
        release=release,
        integrations=[DjangoIntegration(middleware_spans=False)],
        # Each finds its own integrations otherwise, and what they would send.
        auto_enabling_integrations=False,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=reduced,
    )


def reduced(event: Any, hint: dict[str, Any]) -> Any:
    """Return the event with only what is named here: what a later version of the SDK finds out in
    addition is not sent. The message of an exception repeats what was sent, so only its class is.
    """
    kept = {name: event[name] for name in _KEPT_OF_EVENT if name in event}
    if "exception" in kept:
        values = event["exception"].get("values") or []
        kept["exception"] = {"values": [_exception(each) for each in values]}
    if "logentry" in kept:
        kept["logentry"] = {"message": event["logentry"].get("message", "")}
    if method := event.get("request", {}).get("method"):
        kept["request"] = {"method": method}
    if asked := route():
        kept["transaction"] = asked
        kept["tags"] = {"request_id": request_id()}
    return kept


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "mechanism": {"type": "generic", "handled": False},
        "stacktrace": {
            "frames": [
                {name: each[name] for name in _KEPT_OF_FRAME if name in each} for each in frames
            ]
        },
    }
