"""Our endpoints, less what they only add to Wagtail's answers, and with the files of Wagtail's test
site, which no page shows.
"""

import json

from cms.api.views import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint
from cms.visibility import visible


class OnlyWagtails:
    """Of a problem (RFC 9457), only the member that v2's answers have."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.get("Content-Type") == "application/problem+json":
            response.content = json.dumps({"message": json.loads(response.content)["message"]})
        return response


class Pages(OnlyWagtails, PagesEndpoint):
    pass


class ShownOrNot:
    """Images and documents that the public may see, whether or not a page shows them."""

    def get_queryset(self):
        return visible(self.model.objects.order_by("pk"))


class Images(OnlyWagtails, ShownOrNot, ImagesEndpoint):
    pass


class Documents(OnlyWagtails, ShownOrNot, DocumentsEndpoint):
    pass


class Issue10411(Pages):
    meta_fields: list = []
