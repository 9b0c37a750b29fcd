"""Whatever the OpenAPI document allows is answered as it says, and whatever it doesn't is refused.

schemathesis makes the requests: the same ones each time, and other ones, for as long as
ANY_REQUEST_EXAMPLES says, in `make soak`.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cms.api.openapi import document

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("ANY_REQUEST_EXAMPLES", "8"))

some_examples = settings(
    derandomize="ANY_REQUEST_EXAMPLES" not in os.environ,
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# The in-process client does not decompress.
AS_IT_IS = {"Accept-Encoding": "identity"}
#: Pages at their own addresses are no part of the API: there is more than pages at such a path.
ADDRESSES = [path for path in document()["paths"] if path != "/{path}"]
#: An address is refused for its length before anything in it is looked at.
REFUSALS = SchemathesisConfig.from_str(
    "[checks.negative_data_rejection]\nexpected-statuses = [400, 404, 405, 406, 414]"
)
#: Where there is something to do wrong.
WITH_PARAMETERS = [
    path for path in ADDRESSES if path.count("/") > 4 or path.endswith(("s/", "search/"))
]


@pytest.fixture(scope="module")
def schema(content) -> Iterator:
    """Asked through WSGI, in the transaction of the tests, which no request may end."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(
        "/api/v2/openapi.json", get_wsgi_application(), config=REFUSALS
    )
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_the_document_allows(schema, path):
    ask(schema[path]["GET"], GenerationMode.POSITIVE)


@pytest.mark.parametrize("path", WITH_PARAMETERS)
def test_what_the_document_does_not_allow(schema, path):
    ask(schema[path]["GET"], GenerationMode.NEGATIVE)


def ask(operation: APIOperation, mode: GenerationMode) -> None:
    @some_examples
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case) -> None:
        # What goes with what (`date` with which `type`) no schema can say: it may be a 400 as well.
        case.call_and_validate(headers=AS_IT_IS, excluded_checks=[positive_data_acceptance])

    asked()
