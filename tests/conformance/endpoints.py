"""Our endpoints, less what they only add to Wagtail's answers."""

import json

from cms.api.views import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint


class OnlyWagtails:
    """Of a problem (RFC 9457), only the member that v2's answers have."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.get("Content-Type") == "application/problem+json":
            response.content = json.dumps({"message": json.loads(response.content)["message"]})
        return response


class Pages(OnlyWagtails, PagesEndpoint):
    pass


class Images(OnlyWagtails, ImagesEndpoint):
    pass


class Documents(OnlyWagtails, DocumentsEndpoint):
    pass


class Issue10411(Pages):
    meta_fields: list = []
