"""The OpenAPI 3.1 document of the API, derived from the models and from the endpoints."""

from cms.api.openapi.document import document

__all__ = ["document"]
